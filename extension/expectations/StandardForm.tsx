import { useState } from 'preact/hooks'
import { type CompetencyWritten, expectationEndpoints, expectationKinds, mostSteps, type RoleWritten, type Standards, Written } from '../../shared/expectations'
import { newId } from '../../shared/ids'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Field, Section, Select, State, TextArea, useWords } from '../ui'

interface Props {
  written: Written
  /** Of the last version; 0 for a new one. */
  version: number
  standards: Standards
  onDone: (standards: Standards) => void
  onCancel: () => void
}

/** A job role or a competency, by hand: saved as its next version, in force from a day. */
export function StandardForm({ written: first, version, standards, onDone, onCancel }: Props) {
  const { t, word } = useWords()
  const [written, set] = useState(first)
  const [from, setFrom] = useState(() => new Date().toISOString().slice(0, 10))
  const [tried, setTried] = useState(false)
  const saving = useAct()
  const valid = Written.safeParse(written).success
  const save = () => {
    setTried(true)
    if (!valid) return
    void saving.run(async () => {
      onDone(await call(expectationEndpoints.write, { body: { import: null, from, items: [{ version, written }] } }))
      announce(t('settings.saved'))
    })
  }
  const needed = (text: string) => (tried && text.trim() === '' ? t('field.needed') : undefined)
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      <div class="form"><Field label={t('admin.expect.name')} maxLength={80} value={written.name} onInput={(name) => set({ ...written, name })} error={needed(written.name)} /></div>
      {written.kind === 'competency' ? <Steps written={written} set={set} needed={needed} /> : <Levels written={written} set={set} needed={needed} standards={standards} />}
      <div class="form"><Field label={t('admin.expect.from')} type="date" value={from} onInput={setFrom} /></div>
      {saving.problem && <State is="failed" what={saving.problem.code === 'changed-meanwhile' ? t('admin.expect.meanwhile') : word(problemWord(saving.problem))} />}
      <div class="line"><Button type="submit" look="ink" aria-busy={saving.busy}>{t('common.save')}</Button><Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button></div>
    </form>
  )
}

type Needed = (text: string) => string | undefined

function Steps({ written, set, needed }: { written: CompetencyWritten; set: (next: Written) => void; needed: Needed }) {
  const { t } = useWords()
  const { levels } = written
  return (
    <div class="stack form">
      <TextArea label={t('admin.expect.about')} optional maxLength={500} value={written.about} onInput={(about) => set({ ...written, about })} />
      {levels.map((text, index) => <TextArea key={index} label={t('admin.expect.level', { number: index + 1 })} maxLength={400} value={text} onInput={(next) => set({ ...written, levels: levels.with(index, next) })} error={needed(text)} />)}
      <div class="line line-wrap">
        {levels.length < mostSteps && <Button look="line" onClick={() => set({ ...written, levels: [...levels, ''] })}>{t('admin.expect.levelAdd')}</Button>}
        {levels.length > 2 && <Button look="quiet" onClick={() => set({ ...written, levels: levels.slice(0, -1) })}>{t('admin.expect.levelRemove', { number: levels.length })}</Button>}
      </div>
    </div>
  )
}

function Levels({ written, set, needed, standards }: { written: RoleWritten; set: (next: Written) => void; needed: Needed; standards: Standards }) {
  const { t } = useWords()
  const { levels } = written
  type Level = RoleWritten['levels'][number]
  const put = (index: number, part: Partial<Level>) => set({ ...written, levels: levels.with(index, { ...levels[index]!, ...part }) })
  return (
    <>
      {levels.map((level, index) => (
        <Section key={level.id} level={3} title={t('admin.expect.level', { number: index + 1 })}>
          <div class="stack form">
            <Field label={t('admin.expect.levelName', { number: index + 1 })} maxLength={60} value={level.name} onInput={(name) => put(index, { name })} error={needed(level.name)} />
            {level.expectations.map((one, at) => {
              const change = (part: Partial<typeof one>) => put(index, { expectations: level.expectations.with(at, { ...one, ...part }) })
              return (
                <div key={one.id} class="stack relation">
                  <Select label={t('admin.expect.kind')} value={one.kind} options={expectationKinds.map((value) => ({ value, label: t(`expect.one.${value}`) }))} onChange={(kind) => change({ kind })} />
                  <TextArea label={t('admin.expect.sentence')} maxLength={400} value={one.text} onInput={(text) => change({ text })} error={needed(one.text)} />
                  <Field label={t('admin.expect.measure')} optional maxLength={200} value={one.measure ?? ''} onInput={(measure) => change({ measure: measure || null })} />
                  <div><Button look="quiet" onClick={() => put(index, { expectations: level.expectations.filter(({ id }) => id !== one.id) })}>{t('admin.expect.remove', { text: one.text })}</Button></div>
                </div>
              )
            })}
            <div><Button look="line" onClick={() => put(index, { expectations: [...level.expectations, { id: newId(), kind: 'responsibility', text: '', measure: null }] })}>{t('admin.expect.add')}</Button></div>
            {standards.competencies.filter(({ archived }) => !archived).map((one) => (
              <Select
                key={one.id} label={t('admin.expect.expected', { name: one.name })} value={String(level.competencies.find(({ id }) => id === one.id)?.level ?? '')} options={[{ value: '', label: t('admin.expect.placeNone') }, ...one.levels.map((_, step) => ({ value: String(step + 1), label: String(step + 1) }))]}
                onChange={(step) => put(index, { competencies: [...level.competencies.filter(({ id }) => id !== one.id), ...(step ? [{ id: one.id, level: Number(step) }] : [])] })}
              />
            ))}
            {levels.length > 1 && <div><Button look="quiet" onClick={() => set({ ...written, levels: levels.filter(({ id }) => id !== level.id) })}>{t('admin.expect.levelRemove', { number: index + 1 })}</Button></div>}
          </div>
        </Section>
      ))}
      {levels.length < 12 && <div><Button look="line" onClick={() => set({ ...written, levels: [...levels, { id: newId(), name: '', expectations: [], competencies: [] }] })}>{t('admin.expect.levelAdd')}</Button></div>}
    </>
  )
}
