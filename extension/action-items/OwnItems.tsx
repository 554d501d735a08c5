import { useState } from 'preact/hooks'
import { type ActionItem, actionItemEndpoints } from '../../shared/action-items'
import { newId } from '../../shared/ids'
import { call } from '../bridge/call'
import { useAct, usePages } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, PlusIcon, Rows, Section, State, useWords } from '../ui'
import { ItemForm } from './ItemForm'
import { ItemRow } from './ItemRow'

/** The person's own action items: open ones by date, a way to note one, and those that are closed. */
export function OwnItems() {
  const { t, word } = useWords()
  const [closed, setClosed] = useState(false)
  const [adding, setAdding] = useState<string | null>(null)
  const acting = useAct()
  const open = usePages<ActionItem>((after) => call(actionItemEndpoints.mine, { query: { after } }))
  const put = (item: ActionItem) => open.set((open.value ?? []).map((one) => (one.id === item.id ? item : one)))
  const add = (text: string, due: string | null) => acting.run(async () => {
    await call(actionItemEndpoints.add, { body: { id: adding!, text, due } })
    setAdding(null)
    open.again()
  })
  return (
    <Section title={t('todo.title')} aside={!adding && <Button look="quiet" class="pull-end" icon={<PlusIcon size={14} />} onClick={() => setAdding(newId())}>{t('todo.field')}</Button>}>
      {adding && <ItemForm button={t('todo.add')} onSubmit={(text, due) => void add(text, due)} onCancel={() => setAdding(null)} />}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      {open.loading && <State is="loading" rows={2} />}
      {open.problem && <State is="failed" what={word(problemWord(open.problem))} onRetry={open.again} />}
      {open.value?.length === 0 && <State is="empty" small what={t('todo.none')} why={t('todo.none.why')} />}
      {open.value && open.value.length > 0 && <Rows lined label={t('todo.title')}>{open.value.map((item) => <ItemRow key={item.id} item={item} onChange={put} />)}</Rows>}
      <div class="line">
        {open.more && <Button look="line" aria-busy={open.loadingMore} onClick={open.more}>{t('common.more')}</Button>}
        <Button look="quiet" {...(!open.more && { class: 'pull-start' })} aria-expanded={closed} onClick={() => setClosed(!closed)}>{t('todo.closed')}</Button>
      </div>
      {closed && <Closed />}
    </Section>
  )
}

function Closed() {
  const { t, word } = useWords()
  const pages = usePages<ActionItem>((after) => call(actionItemEndpoints.mine, { query: { state: 'closed', after } }))
  const put = (item: ActionItem) => pages.set((pages.value ?? []).map((one) => (one.id === item.id ? item : one)))
  return (
    <>
      {pages.loading && <State is="loading" rows={2} />}
      {pages.problem && <State is="failed" what={word(problemWord(pages.problem))} onRetry={pages.again} />}
      {pages.value?.length === 0 && <State is="empty" small what={t('todo.none')} />}
      {pages.value && pages.value.length > 0 && <Rows lined label={t('todo.closed')}>{pages.value.map((item) => <ItemRow key={item.id} item={item} onChange={put} />)}</Rows>}
      {pages.more && <div><Button look="line" aria-busy={pages.loadingMore} onClick={pages.more}>{t('common.more')}</Button></div>}
    </>
  )
}
