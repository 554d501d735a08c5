import { useState } from 'preact/hooks'
import type { ArtifactRef } from '../../shared/artifacts'
import { type Growth, growthEndpoints, type GrowthArea, type GrowthKind, growthKinds } from '../../shared/growth'
import { newId } from '../../shared/ids'
import { learningEndpoints } from '../../shared/learning'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { deskHref } from '../organisation/paths'
import { problemWord } from '../organisation/problem'
import { Button, Field, Segmented, Select, State, useWords } from '../ui'

interface Props { growth: Growth; area: GrowthArea; identify: (address: string) => ArtifactRef | null; onDone: (growth: Growth) => void; onCancel: () => void }

/** Something to do for a growth area: how, by when, from what, on which work. */
export function ActionForm({ growth, area, identify, onDone, onCancel }: Props) {
  const { t, word } = useWords()
  const [id] = useState(newId)
  const [text, setText] = useState('')
  const [kind, setKind] = useState<GrowthKind>('practice')
  const [due, setDue] = useState('')
  const [address, setAddress] = useState('')
  const [resource, setResource] = useState('')
  const [tried, setTried] = useState(false)
  const saving = useAct()
  const work = address.trim() === '' ? null : identify(address.trim())
  const lost = address.trim() !== '' && work === null
  const save = () => {
    setTried(true)
    if (text.trim() === '' || lost) return
    const body = { id, area: area.id, kind, text: text.trim(), due: due || null, resource: kind === 'learn' && resource ? resource : null, work }
    void saving.run(async () => onDone(await call(growthEndpoints.act, { params: { id: growth.person.id }, body })))
  }
  const pick = (chosen: string, title: string) => {
    setResource(chosen)
    if (text.trim() === '') setText(title)
  }
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      <Segmented label={t('act.kind')} shown look="boxes" value={kind} options={growthKinds.map((value) => ({ value, label: t(`act.kind.${value}`) }))} onChange={setKind} />
      {kind === 'learn' && <Library competency={area.competency} chosen={resource} onPick={pick} />}
      <Field label={t('act.what')} maxLength={300} value={text} onInput={setText} error={tried && text.trim() === '' ? t('field.needed') : undefined} />
      <Field label={t('act.due')} optional type="date" value={due} onInput={setDue} />
      <Field label={t('act.work')} optional type="url" dir="ltr" spellcheck={false} maxLength={2_000} value={address} onInput={setAddress} error={tried && lost ? t('act.workBad') : undefined} />
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      <div class="line"><Button type="submit" look="ink" aria-busy={saving.busy}>{t('act.add')}</Button><Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button></div>
    </form>
  )
}

/** What the library lists for the competency. */
function Library({ competency, chosen, onPick }: { competency: string; chosen: string; onPick: (id: string, title: string) => void }) {
  const { t, word } = useWords()
  const library = useLoad(() => call(learningEndpoints.library, { query: { competency } }), [competency])
  if (library.problem) return <State is="failed" what={word(problemWord(library.problem))} onRetry={library.again} />
  if (!library.value) return <State is="loading" rows={1} />
  const listed = library.value.items.filter(({ state }) => state === 'listed')
  if (listed.length === 0) return <p class="small soft">{t('learn.noneHere')} <a href={deskHref('/growth/learning')}>{t('learn.toLibrary')}</a></p>
  return <Select label={t('learn.pick')} value={chosen} onChange={(id) => onPick(id, listed.find((one) => one.id === id)?.title ?? '')} options={[{ value: '', label: t('learn.pickNone') }, ...listed.map(({ id, title }) => ({ value: id, label: title }))]} />
}
