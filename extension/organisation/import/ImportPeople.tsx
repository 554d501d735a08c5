import { useEffect, useRef, useState } from 'preact/hooks'
import { importColumns } from '../../../shared/people'
import { announce, Button, Section, State, TextArea, Tick, useLate, useWords } from '../../ui'
import { problemWord } from '../problem'
import { changesIn, choose, commit, decoded, importing, linesOf, maxBytes, preview, startOver } from './importing'
import { ImportTable } from './ImportTable'
import './import.css'

/** People from a CSV: choose, look at every end state, then write all of it or nothing. */
export function ImportPeople() {
  const { at, problem } = importing.value
  const { t, word } = useWords()
  return (
    <div class="stack import">
      {at === 'done' ? <Done /> : <Choose />}
      {problem && <State is="failed" what={word(problemWord(problem))} onRetry={() => void preview()} />}
      {(at === 'reading' || at === 'writing') && <Waiting words={t(at === 'reading' ? 'import.reading' : 'import.writing', { count: linesOf(importing.value.csv) })} />}
      {at === 'previewed' && <Previewed />}
    </div>
  )
}

function Choose() {
  const { t } = useWords()
  const { csv, file, whole, at } = importing.value
  const [error, setError] = useState<string | null>(null)
  const area = useRef<HTMLTextAreaElement | null>(null)

  const read = async (chosen: File | undefined) => {
    if (!chosen) return
    setError(chosen.size > maxBytes ? t('import.tooLarge') : null)
    if (chosen.size <= maxBytes) choose({ csv: decoded(await chosen.arrayBuffer()), file: chosen.name })
  }
  const look = () => {
    if (csv.trim() === '') {
      setError(t('import.nothing'))
      area.current?.focus()
    } else void preview()
  }
  return (
    <>
      <p class="soft">{t('import.columns')} <bdi dir="ltr" class="import-code">{importColumns.join(', ')}</bdi></p>
      <label class="import-file">
        <span class="label">{t('import.file')}</span>
        <input type="file" accept=".csv,text/csv,text/plain" onChange={(event) => void read(event.currentTarget.files?.[0])} />
        {file && <span class="small soft" dir="auto">{t('import.fileIs', { file, count: linesOf(csv) })}</span>}
      </label>
      <TextArea
        label={t('import.paste')} innerRef={(element) => { area.current = element }} class="import-csv" dir="ltr" spellcheck={false} value={csv}
        onInput={(text) => { setError(null); choose({ csv: text, file: null }) }} error={error ?? undefined}
      />
      <Tick checked={whole} onChange={(on) => choose({ whole: on })} hint={t('import.wholeHint')}>{t('import.whole')}</Tick>
      {at !== 'previewed' && <div><Button look="ink" onClick={look}>{t('import.preview')}</Button></div>}
    </>
  )
}

/** Words and a bar after 200 ms; whoever leaves finds it again. */
function Waiting({ words }: { words: string }) {
  const { t } = useWords()
  const late = useLate()
  if (!late) return null
  return (
    <div class="stack import-waiting" role="status">
      <p>{words} <span class="soft">{t('import.mayLeave')}</span></p>
      <progress aria-label={words} />
    </div>
  )
}

function Previewed() {
  const { t } = useWords()
  const { preview: found } = importing.value
  const [confirmed, setConfirmed] = useState(false)
  const [unsaid, setUnsaid] = useState(false)
  const head = useRef<HTMLParagraphElement>(null)
  useEffect(() => head.current?.focus(), [])
  if (!found) return null
  const { counts } = found
  const broken = counts.error > 0
  const changes = changesIn(found)
  const write = () => {
    if (found.needsConfirmation && !confirmed) {
      setUnsaid(true)
      announce(t('import.confirmFirst'))
      document.querySelector<HTMLInputElement>('.import-confirm input')?.focus()
    } else void commit(confirmed)
  }
  return (
    <Section title={t('import.would')}>
      <p ref={head} tabIndex={-1}>{t('import.counts', { new: counts.new, changed: counts.changed, deactivated: counts.deactivated, same: counts.same })}</p>
      {found.ignored.length > 0 && <p class="small soft">{t('import.ignored', { columns: found.ignored })}</p>}
      {broken && <State is="failed" what={t('import.errors', { count: counts.error })} safe={t('import.nothingWritten')} />}
      {found.lines.length > 0 && <ImportTable lines={found.lines} />}
      {changes + counts.error > found.lines.length && <p class="small soft">{t('import.more', { shown: found.lines.length, count: changes + counts.error })}</p>}
      {!broken && found.needsConfirmation && (
        <div class="import-confirm band band-failed">
          <Tick checked={confirmed} onChange={setConfirmed} hint={unsaid && !confirmed ? t('import.confirmFirst') : undefined}>{t('import.confirm', { count: counts.deactivated })}</Tick>
        </div>
      )}
      <div class="line line-wrap">
        {!broken && changes > 0 && <Button look={found.needsConfirmation ? 'danger' : 'ink'} onClick={write}>{t('import.write', { count: changes })}</Button>}
        {broken && <Button look="ink" onClick={() => void preview()}>{t('import.again')}</Button>}
        <Button look="quiet" onClick={startOver}>{t('import.startOver')}</Button>
      </div>
      {!broken && changes === 0 && <p>{t('import.noChange')}</p>}
    </Section>
  )
}

function Done() {
  const { t } = useWords()
  const counts = importing.value.preview?.counts
  const head = useRef<HTMLParagraphElement>(null)
  useEffect(() => head.current?.focus(), [])
  return (
    <div class="stack">
      <p ref={head} tabIndex={-1}>{t('import.done')} {counts && t('import.counts', { new: counts.new, changed: counts.changed, deactivated: counts.deactivated, same: counts.same })}</p>
      <div><Button onClick={startOver}>{t('import.another')}</Button></div>
    </div>
  )
}
