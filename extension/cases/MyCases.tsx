import { useState } from 'preact/hooks'
import { type Case, caseEndpoints, caseKinds } from '../../shared/cases'
import { newId } from '../../shared/ids'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Row, Rows, State, useWords } from '../ui'
import { AnswerRead } from './AnswerRead'
import { nameIn } from './names'

/** What is kept about me beyond what I see, and being forgotten: asked of the one who runs that here. */
export function MyCases() {
  const words = useWords()
  const { t, word, date } = words
  const contacts = useLoad(() => call(caseEndpoints.contacts, {}))
  const mine = useLoad(() => call(caseEndpoints.mine, {}))
  const [read, setRead] = useState<string | null>(null)
  const asking = useAct()
  const ask = (kind: Case['kind']) => asking.run(async () => {
    const made = await call(caseEndpoints.ask, { body: { id: newId(), kind } })
    mine.set({ items: [made, ...(mine.value?.items ?? []).filter((one) => one.id !== made.id)] })
    announce(t('case.by', { contact: nameIn(made.contact, words) }))
  })
  const problem = contacts.problem ?? mine.problem
  const contact = contacts.value?.mine
  const items = mine.value?.items ?? []
  const open = (kind: Case['kind']) => items.some((one) => one.kind === kind && one.state !== 'answered')
  if (problem) return <State is="failed" what={word(problemWord(problem))} onRetry={() => { contacts.again(); mine.again() }} />
  if (!contacts.value || !mine.value) return <State is="loading" rows={2} />
  return (
    <>
      <p class="soft">{contact ? t('case.askWhy', { contact: contact.name ?? '' }) : t('case.askNobody')}</p>
      {items.length > 0 && (
        <Rows label={t('case.title')} lined>
          {items.map((one) => (
            <Row
              key={one.id} title={t(one.kind === 'access' ? 'case.ask' : 'case.ask.erasure')}
              detail={<>{t(`case.state.${one.state}`)} · {one.answeredAt ? date(one.answeredAt) : t('case.due', { date: date(one.dueBy) })} · {t('case.by', { contact: nameIn(one.contact, words) })}</>}
              {...(one.kind === 'access' && one.state === 'answered' && { action: <Button look="line" onClick={() => setRead(read === one.id ? null : one.id)} aria-expanded={read === one.id}>{t('case.answerOpen')}</Button> })}
            />
          ))}
        </Rows>
      )}
      {read && <AnswerRead key={read} id={read} />}
      {asking.problem && <State is="failed" what={word(problemWord(asking.problem))} />}
      {contact && (
        <div class="line line-wrap">
          {caseKinds.filter((kind) => !open(kind)).map((kind) => (
            <Button key={kind} look={kind === 'access' ? 'line' : 'quiet'} aria-busy={asking.busy} title={kind === 'erasure' ? t('case.ask.erasureWhy', { contact: contact.name ?? '' }) : undefined} onClick={() => void ask(kind)}>{t(`case.ask.${kind}`)}</Button>
          ))}
        </div>
      )}
    </>
  )
}
