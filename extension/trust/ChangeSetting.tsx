import { useState } from 'preact/hooks'
import { agreementEndpoints, secondKinds, type SettingName, type Settings, type SettingValues } from '../../shared/agreement'
import { newId } from '../../shared/ids'
import { retentionMonths, retentionRecords } from '../../shared/retention'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Field, Segmented, State, Tick, useWords } from '../ui'
import { PeopleField } from './PeopleField'
import { coverable } from './values'

/** Settings that are changed on the agreement's page; the others have pages of their own. */
export const changedHere: readonly SettingName[] = ['agreement', 'counters', 'retention', 'channelWords', 'disclosureSecond', 'fiscalStart']

interface Props { setting: SettingName; settings: Settings; isProposal: boolean; onDone: (settings: Settings) => void }

/** One setting with its new value and a reason; under an agreement it is a proposal, and says so on its button. */
export function ChangeSetting({ setting, settings, isProposal, onDone }: Props) {
  const { t, word } = useWords()
  const [value, setValue] = useState<unknown>(structuredClone(setting === 'agreement' && settings.values.agreement === null ? { title: '', covers: [...coverable], delegates: [] } : settings.values[setting]))
  const [why, setWhy] = useState('')
  const [tried, setTried] = useState(false)
  const saving = useAct()
  const save = (next: unknown) => void saving.run(async () => {
    const after = await call(agreementEndpoints.changeSetting, { body: { id: newId(), change: { [setting]: next } as never, why: why.trim() || null } })
    announce(t(after.open.some((one) => one.setting === setting) ? 'agreement.proposed' : 'agreement.saved'))
    onDone(after)
  })
  const submit = () => {
    setTried(true)
    const { agreement, disclosureSecond } = { [setting]: value } as Partial<SettingValues>
    if (agreement && (agreement.title.trim() === '' || agreement.delegates.length === 0 || agreement.covers.length === 0)) return
    if (disclosureSecond && disclosureSecond.is !== 'anyone' && disclosureSecond.people.length === 0) return
    save(value)
  }
  return (
    <form class="stack form row-form" noValidate onSubmit={(event) => { event.preventDefault(); submit() }}>
      <Value {...{ setting, settings, value, tried }} onChange={setValue} />
      <Field label={t('agreement.reason')} optional maxLength={500} value={why} onInput={setWhy} />
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      <div class="line line-wrap">
        <Button type="submit" look="outline" aria-busy={saving.busy}>{t(isProposal ? 'agreement.propose' : 'agreement.save')}</Button>
        {setting === 'agreement' && settings.values.agreement && <Button look="quiet" onClick={() => save(null)}>{t('agreement.end')}</Button>}
      </div>
    </form>
  )
}

function Value({ setting, settings, value, tried, onChange }: { setting: SettingName; settings: Settings; value: unknown; tried: boolean; onChange: (value: unknown) => void }) {
  const { t } = useWords()
  const [people, setPeople] = useState(settings.people.filter(({ id }) => JSON.stringify(value).includes(id)))
  const held = { [setting]: value } as Partial<SettingValues>
  if (setting === 'counters' || setting === 'channelWords') return <Tick checked={value === true} onChange={onChange}>{t(`agreement.setting.${setting}`)}</Tick>
  if (setting === 'fiscalStart') return <Field type="number" inputMode="numeric" min={1} max={12} label={t('agreement.setting.fiscalStart')} value={String(value)} onInput={(typed) => onChange(Math.min(Math.max(Math.round(Number(typed)) || 1, 1), 12))} />
  if (setting === 'retention') {
    const retention = held.retention!
    return <>{retentionRecords.map((record) => (
      <Field
        key={record} type="number" inputMode="numeric" min={1} max={retentionMonths[record]} label={t('retention.months', { name: t(`retention.${record}`), most: retentionMonths[record] })}
        value={String(retention[record] ?? retentionMonths[record])} onInput={(typed) => onChange({ ...retention, [record]: Math.min(Math.max(Math.round(Number(typed)) || 1, 1), retentionMonths[record]) })}
      />
    ))}</>
  }
  if (setting === 'disclosureSecond') {
    const second = held.disclosureSecond!
    return <>
      <Segmented look="boxes" label={t('agreement.setting.disclosureSecond')} value={second.is} options={secondKinds.map((one) => ({ value: one, label: t(`agreement.second.${one}`) }))} onChange={(is) => onChange({ is, people: is === 'anyone' ? [] : people.map(({ id }) => id) })} />
      {second.is !== 'anyone' && <PeopleField label={t('agreement.second.people')} add={t('matters.addPerson')} most={5} people={people} error={tried && second.people.length === 0 ? t('field.needed') : undefined} onChange={(next) => { setPeople(next); onChange({ ...second, people: next.map(({ id }) => id) }) }} />}
    </>
  }
  const agreement = held.agreement!
  return <>
    <Field label={t('agreement.name')} maxLength={200} value={agreement.title} onInput={(title) => onChange({ ...agreement, title })} error={tried && agreement.title.trim() === '' ? t('field.needed') : undefined} />
    <PeopleField label={t('agreement.delegates')} add={t('agreement.addDelegate')} most={5} people={people} error={tried && agreement.delegates.length === 0 ? t('field.needed') : undefined} onChange={(next) => { setPeople(next); onChange({ ...agreement, delegates: next.map(({ id }) => id) }) }} />
    <fieldset class="stack">
      <legend class="label">{t('agreement.covers')}</legend>
      {coverable.map((name) => <Tick key={name} checked={agreement.covers.includes(name)} onChange={(on) => onChange({ ...agreement, covers: on ? [...agreement.covers, name] : agreement.covers.filter((one) => one !== name) })}>{t(`agreement.setting.${name}`)}</Tick>)}
    </fieldset>
  </>
}
