import { useState } from 'preact/hooks'
import { newId } from '../../../../shared/ids'
import { type CoreValue, mostValues, valueEndpoints } from '../../../../shared/values'
import { call } from '../../../bridge/call'
import { errorAt } from '../../../organisation/errors'
import { useAct, useLoad } from '../../../organisation/load'
import { problemWord } from '../../../organisation/problem'
import { announce, Button, Field, FlagIcon, Menu, Row, Rows, Section, State, TextArea, useWords } from '../../../ui'
import { useDesk } from '../context'

/** Core values: worded, in their order, archived and taken up again. */
export function AdminValues() {
  const { t, word } = useWords()
  const { me, setMe } = useDesk()
  const values = useLoad(() => call(valueEndpoints.all, {}))
  const [editing, setEditing] = useState<string | null>(null)
  const acting = useAct()
  const put = (items: CoreValue[]) => {
    values.set({ items })
    // Whoever writes next picks from them.
    setMe({ ...me, values: items.filter((one) => !one.archived).map(({ archived: _, ...value }) => value) })
  }
  const items = values.value?.items ?? []
  const standing = items.filter((one) => !one.archived)
  const archived = items.filter((one) => one.archived)
  const move = (value: CoreValue, by: number) => void acting.run(async () => {
    const ids = standing.map((one) => one.id)
    const at = ids.indexOf(value.id)
    ids.splice(at, 1)
    ids.splice(at + by, 0, value.id)
    put((await call(valueEndpoints.order, { body: { ids } })).items)
    announce(t('values.at', { name: value.name, place: at + by + 1 }))
  })
  const archive = (value: CoreValue, gone: boolean) => void acting.run(async () => {
    put((await call(valueEndpoints.change, { params: { id: value.id }, body: { archived: gone } })).items)
    announce(t(gone ? 'values.archived' : 'values.back', { name: value.name }))
  })
  const menuOf = (value: CoreValue, at: number) => [
    { label: t('common.edit'), onSelect: () => setEditing(value.id) },
    ...(at > 0 ? [{ label: t('values.up'), onSelect: () => move(value, -1) }] : []),
    ...(at < standing.length - 1 ? [{ label: t('values.down'), onSelect: () => move(value, 1) }] : []),
    { label: t('values.archive'), onSelect: () => archive(value, true) },
  ]
  if (values.loading) return <State is="loading" rows={4} />
  if (values.problem) return <State is="failed" what={word(problemWord(values.problem))} onRetry={values.again} />
  return (
    <>
      <Section quiet title={t('admin.values')}>
        <p class="soft">{t('values.why')}</p>
        {acting.problem && <State is="failed" what={acting.problem.code === 'conflict' ? t('values.full', { count: mostValues }) : word(problemWord(acting.problem))} />}
        {standing.length === 0 && <State is="empty" small what={t('values.none')} why={t('values.noneWhy')} />}
        {standing.length > 0 && (
          <Rows lined label={t('admin.values')}>
            {standing.map((value, at) => editing === value.id
              ? <li key={value.id} class="row-form"><ValueForm value={value} submit={t('common.save')} onDone={(next) => { put(next); setEditing(null) }} onCancel={() => setEditing(null)} /></li>
              : <Row key={value.id} mark={<FlagIcon />} title={<strong><bdi>{value.name}</bdi></strong>} detail={<LooksLike value={value} />} action={<Menu label={t('values.menu', { name: value.name })} items={menuOf(value, at)} />} />)}
          </Rows>
        )}
      </Section>
      <Section title={t('values.add')}><ValueForm key={items.length} submit={t('values.addDo')} onDone={put} /></Section>
      {archived.length > 0 && (
        <Section title={t('values.archivedOnes')}>
          <Rows lined label={t('values.archivedOnes')}>
            {archived.map((value) => <Row key={value.id} mark={<FlagIcon />} title={<bdi>{value.name}</bdi>} action={<Button look="quiet" aria-label={t('values.takeUpThis', { name: value.name })} onClick={() => archive(value, false)}>{t('values.takeUp')}</Button>} />)}
          </Rows>
        </Section>
      )}
    </>
  )
}

function LooksLike({ value }: { value: CoreValue }) {
  const { t } = useWords()
  return (
    <>
      {value.looksLike && <span class="value-line" dir="auto">{t('values.like', { text: value.looksLike })}</span>}
      {value.looksNotLike && <span class="value-line" dir="auto">{t('values.not', { text: value.looksNotLike })}</span>}
    </>
  )
}

function ValueForm({ value, submit, onDone, onCancel }: { value?: CoreValue; submit: string; onDone: (items: CoreValue[]) => void; onCancel?: () => void }) {
  const { t, word } = useWords()
  const [name, setName] = useState(value?.name ?? '')
  const [like, setLike] = useState(value?.looksLike ?? '')
  const [not, setNot] = useState(value?.looksNotLike ?? '')
  const [tried, setTried] = useState(false)
  const saving = useAct()
  const save = () => {
    setTried(true)
    if (name.trim() === '') return
    void saving.run(async () => {
      const body = { name: name.trim(), looksLike: like, looksNotLike: not }
      const { items } = value ? await call(valueEndpoints.change, { params: { id: value.id }, body }) : await call(valueEndpoints.create, { body: { id: newId(), ...body } })
      announce(t('settings.saved'))
      onDone(items)
    })
  }
  const found = errorAt(saving.problem, '/name')
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      <Field label={t('values.name')} autocomplete="off" maxLength={60} value={name} onInput={setName} error={tried && name.trim() === '' ? t('field.needed') : found ? word(found) : undefined} />
      <TextArea label={t('values.looksLike')} optional maxLength={300} value={like} onInput={setLike} />
      <TextArea label={t('values.looksNotLike')} optional maxLength={300} value={not} onInput={setNot} />
      {saving.problem && <State is="failed" what={saving.problem.code === 'conflict' ? t('values.full', { count: mostValues }) : word(problemWord(saving.problem))} />}
      <div class="line">
        <Button type="submit" look="outline" aria-busy={saving.busy}>{submit}</Button>
        {onCancel && <Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button>}
      </div>
    </form>
  )
}
