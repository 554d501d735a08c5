import { useState } from 'preact/hooks'
import { agreementEndpoints, type Settings, type SettingValues } from '../../../shared/agreement'
import type { Visibility } from '../../../shared/audience.keys'
import { newId } from '../../../shared/ids'
import { kinds } from '../../../shared/kinds'
import { peopleEndpoints } from '../../../shared/people'
import { call } from '../../bridge/call'
import { useAct, useLoad } from '../../organisation/load'
import { problemWord } from '../../organisation/problem'
import { announce, Button, Field, State, Tick, useWords } from '../../ui'
import { useDesk } from './context'

/** Kinds of which an organisation may switch visibilities off; a note is its author's alone. */
const switched = ['recognition', 'feedback', 'coaching'] as const
type Allowed = SettingValues['visibilities']

/** Which visibilities can be picked, per kind: fewer than the kind knows, never more, at least one. */
export function AllowedVisibilities() {
  const { word } = useWords()
  const settings = useLoad(() => call(agreementEndpoints.settings, {}))
  if (settings.value) return <Form key={JSON.stringify(settings.value.values.visibilities)} settings={settings.value} onDone={settings.set} />
  if (settings.problem) return <State is="failed" what={word(problemWord(settings.problem))} onRetry={settings.again} />
  return <State is="loading" rows={4} />
}

function Form({ settings, onDone }: { settings: Settings; onDone: (settings: Settings) => void }) {
  const { t, word } = useWords()
  const { me, setMe } = useDesk()
  const held = settings.values.visibilities
  const [allowed, setAllowed] = useState<Allowed>(held)
  const [why, setWhy] = useState('')
  const saving = useAct()
  const proposes = settings.values.agreement?.covers.includes('visibilities') ?? false
  const waits = settings.open.some((one) => one.setting === 'visibilities')
  const listOf = (kind: (typeof switched)[number]): readonly Visibility[] => allowed[kind] ?? kinds[kind].visibilities
  const none = switched.find((kind) => listOf(kind).length === 0)
  const toggle = (kind: (typeof switched)[number], visibility: Visibility, on: boolean) =>
    setAllowed({ ...allowed, [kind]: kinds[kind].visibilities.filter((one) => (one === visibility ? on : listOf(kind).includes(one))) })
  const save = () => {
    if (none) return
    void saving.run(async () => {
      const after = await call(agreementEndpoints.changeSetting, { body: { id: newId(), change: { visibilities: allowed }, why: why.trim() || null } })
      setMe({ ...me, ...(await call(peopleEndpoints.me, {})) })
      announce(t(after.open.some((one) => one.setting === 'visibilities') ? 'agreement.proposed' : 'agreement.saved'))
      onDone(after)
    })
  }
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      <p class="soft">{t('visibilities.why')}</p>
      {waits && <p class="small soft">{t('visibilities.waits')}</p>}
      {switched.map((kind) => (
        <fieldset key={kind} class="desk-ticks" aria-describedby={listOf(kind).length === 0 ? `none-${kind}` : undefined}>
          <legend class="label">{t(`kind.${kind}`)}</legend>
          {kinds[kind].visibilities.map((visibility) => (
            <Tick key={visibility} checked={listOf(kind).includes(visibility)} onChange={(on) => toggle(kind, visibility, on)}>{t(`audience.pick.${visibility}`, { organisation: me.organisation.name })}</Tick>
          ))}
          {listOf(kind).length === 0 && <p id={`none-${kind}`} class="field-error">{t('visibilities.one')}</p>}
        </fieldset>
      ))}
      <Field label={t('agreement.reason')} optional maxLength={500} value={why} onInput={setWhy} />
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      <div><Button type="submit" look="outline" aria-busy={saving.busy}>{t(proposes ? 'agreement.propose' : 'agreement.save')}</Button></div>
    </form>
  )
}
