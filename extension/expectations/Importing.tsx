import { useState } from 'preact/hooks'
import { expectationEndpoints, type Standards } from '../../shared/expectations'
import { broughtBy, type Brought, type ImportFault, type NamedSet, namedFrom } from '../../shared/expectations.import'
import { newId } from '../../shared/ids'
import '../organisation/import/import.css'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Field, Row, Rows, Section, State, TextArea, useWords } from '../ui'
import type { StarterName } from './starters'

interface Props { standards: Standards; onChange: (standards: Standards) => void }
const starters: readonly StarterName[] = ['engineering', 'general']

/** Starter sets and files: looked at first, written whole or not at all, undone while nothing is built on them. */
export function Importing({ standards, onChange }: Props) {
  const { t, word, date, language } = useWords()
  const [text, setText] = useState('')
  const [from, setFrom] = useState(() => new Date().toISOString().slice(0, 10))
  const [seen, setSeen] = useState<{ id: string; brought: Brought[]; faults: ImportFault[] } | null>(null)
  const acting = useAct()
  const look = (set: NamedSet, faults: ImportFault[] = []) => {
    const found = broughtBy(set, standards, newId)
    setSeen({ id: newId(), brought: found.brought, faults: [...faults, ...found.faults] })
  }
  const read = (whole: string) => {
    const { set, faults } = namedFrom(whole)
    look(set, faults)
  }
  const starter = (name: StarterName) => void import('./starters').then(({ starterOf }) => look(starterOf(name, language)))
  const write = () => void acting.run(async () => {
    if (!seen) return
    onChange(await call(expectationEndpoints.write, { body: { import: seen.id, from, items: seen.brought.map(({ version, written }) => ({ version, written })) } }))
    setSeen(null)
    setText('')
    announce(t('settings.saved'))
  })
  const undo = (id: string) => void acting.run(async () => {
    onChange(await call(expectationEndpoints.undo, { params: { id } }))
    announce(t('admin.expect.undone'))
  })
  const problem = acting.problem && (acting.problem.code === 'conflict' ? t('admin.expect.builtOn') : acting.problem.code === 'changed-meanwhile' ? t('admin.expect.meanwhile') : word(problemWord(acting.problem)))
  return (
    <>
      <Section title={t('admin.expect.starters')}>
        <Rows lined label={t('admin.expect.starters')}>
          {starters.map((name) => <Row key={name} title={t(`admin.expect.starter.${name}`)} action={<Button look="line" aria-label={`${t('admin.expect.starterLook')}: ${t(`admin.expect.starter.${name}`)}`} onClick={() => starter(name)}>{t('admin.expect.starterLook')}</Button>} />)}
        </Rows>
      </Section>
      <Section title={t('admin.expect.import')}>
        <div class="stack form">
          <p class="small soft">{t('admin.expect.importWhy')}</p>
          <label class="import-file"><span class="label">{t('import.file')}</span><input type="file" accept=".csv,.json,text/csv,application/json,text/plain" onChange={(event) => void event.currentTarget.files?.[0]?.text().then((whole) => { setText(whole); read(whole) })} /></label>
          <TextArea label={t('admin.expect.importPaste')} dir="ltr" spellcheck={false} value={text} onInput={(next) => { setText(next); setSeen(null) }} />
          <div><Button look="line" onClick={() => text.trim() !== '' && read(text)}>{t('admin.expect.preview')}</Button></div>
        </div>
        {seen && seen.faults.length > 0 && <ul class="expect-list" role="alert">{seen.faults.slice(0, 20).map(({ line, what }, index) => <li key={index}>{t('admin.expect.line', { line, what: t(`admin.expect.bad.${what}`) })}</li>)}</ul>}
        {seen && seen.faults.length === 0 && seen.brought.length === 0 && <p role="status">{t('admin.expect.same')}</p>}
        {seen && seen.faults.length === 0 && seen.brought.length > 0 && (
          <div class="stack">
            <p role="status">{t('admin.expect.brings', { count: seen.brought.length })}</p>
            <Rows lined label={t('admin.expect.import')}>{seen.brought.map(({ written, is }) => <Row key={written.id} title={<strong><bdi>{written.name}</bdi></strong>} detail={<>{t(`admin.expect.${is}`)} · <span dir="auto">{written.kind === 'role' ? written.levels.map(({ name }) => name).join(', ') : written.about}</span></>} />)}</Rows>
            <div class="form"><Field label={t('admin.expect.from')} type="date" value={from} onInput={setFrom} /></div>
            <div class="line"><Button look="ink" aria-busy={acting.busy} onClick={write}>{t('admin.expect.write')}</Button><Button look="quiet" onClick={() => setSeen(null)}>{t('common.cancel')}</Button></div>
          </div>
        )}
        {problem && <State is="failed" what={problem} />}
        {standards.imported && <div><Button look="quiet" class="pull-start" aria-busy={acting.busy} onClick={() => undo(standards.imported!.id)}>{t('admin.expect.undo', { count: standards.imported.count, date: date(standards.imported.at) })}</Button></div>}
      </Section>
    </>
  )
}
