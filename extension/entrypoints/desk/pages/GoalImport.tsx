import { useMemo, useRef, useState } from 'preact/hooks'
import { goalColumns, goalImportEndpoints, type GoalImportPreview, type GoalImportUndone, goalsToCsv } from '../../../../shared/goal-import'
import type { GoalListed } from '../../../../shared/goals'
import { newId } from '../../../../shared/ids'
import { call } from '../../../bridge/call'
import { decoded } from '../../../organisation/import/importing'
import { useAct } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { download } from '../../../timeline/file'
import { announce, Button, ButtonLink, PageHead, Row, Rows, Section, State, TextArea, useWords } from '../../../ui'
import { todayHere } from '../../../goals/figures'
import { goalHref } from '../../../goals/paths'
import { useTitle } from '../useTitle'
import '../../../organisation/import/import.css'

/** Goals from a table, and back into one. */
export function GoalImportPage() {
  const { t } = useWords()
  useTitle(t('goals.import.title'))
  return (
    <>
      <PageHead above={<a href={deskHref('/goals')}>{t('goals.title')}</a>} title={t('goals.import.title')} />
      <Import />
      <Export />
    </>
  )
}

function Import() {
  const { t, word } = useWords()
  const acting = useAct()
  const [csv, setCsv] = useState('')
  const [preview, setPreview] = useState<GoalImportPreview | null>(null)
  const [missing, setMissing] = useState(false)
  const [undone, setUndone] = useState<GoalImportUndone | null>(null)
  const area = useRef<HTMLTextAreaElement | null>(null)
  // Another text is another import; the same, sent again, is the same.
  const id = useMemo(() => newId(), [csv])
  const put = (text: string) => { setCsv(text); setPreview(null); setMissing(false); setUndone(null); acting.clear() }
  const ask = (commit: boolean) => {
    if (csv.trim() === '') {
      setMissing(true)
      announce(t('import.nothing'))
      return area.current?.focus()
    }
    void acting.run(async () => {
      const found = await call(goalImportEndpoints.import, { body: { id, csv, commit } })
      setPreview(found)
      announce(found.committed ? t('goals.import.done') : t('goals.import.counts', { goals: found.counts.goals, keyResults: found.counts.keyResults }))
    })
  }
  const undo = () => void acting.run(async () => {
    const done = await call(goalImportEndpoints.undo, { params: { id } })
    put('')
    setUndone(done)
  })
  return (
    <div class="stack import">
      <p class="soft">{t('goals.import.what')} <bdi dir="ltr" class="import-code">{goalColumns.join(', ')}</bdi></p>
      <p class="soft">{t('goals.import.own')}</p>
      {undone && <Undone undone={undone} />}
      {!preview?.committed && (
        <>
          <label class="import-file"><span class="label">{t('import.file')}</span><input type="file" accept=".csv,text/csv,text/plain" onChange={(event) => void event.currentTarget.files?.[0]?.arrayBuffer().then((bytes) => put(decoded(bytes)))} /></label>
          <TextArea label={t('import.paste')} innerRef={(element) => { area.current = element }} class="import-csv" dir="ltr" spellcheck={false} value={csv} onInput={put} error={missing ? t('import.nothing') : undefined} />
          {!preview && <div><Button look="ink" aria-busy={acting.busy} onClick={() => ask(false)}>{t('import.preview')}</Button></div>}
        </>
      )}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} safe={t('goals.form.safe')} />}
      {preview && <Previewed preview={preview} busy={acting.busy} onWrite={() => ask(true)} onAgain={() => ask(false)} onUndo={undo} />}
    </div>
  )
}

function Previewed({ preview, busy, onWrite, onAgain, onUndo }: { preview: GoalImportPreview; busy: boolean; onWrite: () => void; onAgain: () => void; onUndo: () => void }) {
  const { t, number } = useWords()
  const { counts, errors, goals, ignored, committed } = preview
  return (
    <Section title={t(committed ? 'goals.import.done' : 'goals.import.would')}>
      <p>{t('goals.import.counts', { goals: counts.goals, keyResults: counts.keyResults })}</p>
      {ignored.length > 0 && <p class="small soft">{t('goals.import.ignored', { columns: ignored })}</p>}
      {counts.errors > 0 && (
        <>
          <State is="failed" what={t('goals.import.errors', { count: counts.errors })} />
          <Rows lined label={t('goals.import.errors', { count: counts.errors })}>{errors.map((one, index) => <Row key={index} title={<>{t('goals.import.line', { line: one.line })}{one.column && <>, <bdi dir="ltr" class="import-code">{one.column}</bdi></>}</>} detail={t('goals.import.code', { code: one.code })} />)}</Rows>
        </>
      )}
      {goals.length > 0 && <Rows lined label={t('goals.import.would')}>{goals.map((one) => <Row key={one.line} title={<bdi>{one.title}</bdi>} detail={<span dir="auto">{[one.owner, one.parent, `${t('goals.keyResults')}: ${number(one.keyResults)}`].filter(Boolean).join(' · ')}</span>} />)}</Rows>}
      <div class="line line-wrap">
        {committed && <><ButtonLink look="ink" href={deskHref('/goals')}>{t('goals.title')}</ButtonLink><Button look="line" aria-busy={busy} onClick={onUndo}>{t('goals.import.undo')}</Button></>}
        {!committed && counts.errors > 0 && <Button look="ink" aria-busy={busy} onClick={onAgain}>{t('import.again')}</Button>}
        {!committed && counts.errors === 0 && counts.goals > 0 && <Button look="ink" aria-busy={busy} onClick={onWrite}>{t('goals.import.write')}</Button>}
      </div>
    </Section>
  )
}

/** What was taken back; what stays, because somebody has worked with it, by name. */
function Undone({ undone: { taken, kept } }: { undone: GoalImportUndone }) {
  const { t } = useWords()
  return (
    <div role="status" class="stack">
      <p>{kept.length === 0 ? t('goals.import.undone') : t('goals.import.taken', { count: taken })}</p>
      {kept.length > 0 && (
        <>
          <p class="soft">{t('goals.import.kept')}</p>
          <Rows lined label={t('goals.import.kept')}>{kept.map(({ id, title }) => <Row key={id} title={title === null ? t('goals.hidden') : <a href={goalHref(id)} dir="auto">{title}</a>} />)}</Rows>
        </>
      )}
    </div>
  )
}

/** Page after page, until there is no more. */
async function everyGoal(): Promise<GoalListed[]> {
  const goals: GoalListed[] = []
  for (let after: string | undefined, more = true; more;) {
    const page: { items: GoalListed[]; after: string | null } = await call(goalImportEndpoints.export, { query: { ...(after && { after }) } })
    goals.push(...page.items)
    more = page.after !== null
    after = page.after ?? undefined
  }
  return goals
}

function Export() {
  const { t, word } = useWords()
  const acting = useAct()
  const name = `goals-${todayHere()}`
  const asCsv = () => void acting.run(async () => download(`${name}.csv`, 'text/csv', `\ufeff${goalsToCsv(await everyGoal())}`))
  const asJson = () => void acting.run(async () => download(`${name}.json`, 'application/json', JSON.stringify(await everyGoal(), null, 2)))
  return (
    <Section title={t('goals.export.title')}>
      <p class="soft">{t('goals.export.why')}</p>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      <div class="line line-wrap"><Button look="line" aria-busy={acting.busy} onClick={asCsv}>{t('goals.export.as', { format: 'CSV' })}</Button><Button look="line" aria-busy={acting.busy} onClick={asJson}>{t('goals.export.as', { format: 'JSON' })}</Button></div>
    </Section>
  )
}
