import { useState } from 'preact/hooks'
import { type Entry, type Evidence, fits, monthAt, monthsBefore, monthsOf } from '../../shared/timeline'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Menu, Section, State, useWords } from '../ui'
import { Cairns, Legend, MonthList } from './Cairns'
import { useCards } from './cards'
import { jsonOf, markdownOf } from './export'
import { download, fileName } from './file'
import { Filters, type Shown } from './Filters'
import { MonthEntries } from './MonthEntries'
import { entriesOf, evidenceTitle } from './saying'
import './timeline.css'

interface Props {
  /** Whose it is. */
  person: { id: string; name: string }
  viewer: { id: string; name: string }
  load: (after: string | undefined) => Promise<Evidence>
  /** Nothing reached them that the viewer may see. */
  empty: preact.ComponentChildren
}

/** So many cards stand before one asks for more. */
const page = 20
const zoneHere = Intl.DateTimeFormat().resolvedOptions().timeZone

/** Evidence by month: what is shown, the picture, and the entries below it. */
export function TimelineView({ person, viewer, load, empty }: Props) {
  const words = useWords()
  const { t, word } = words
  const evidence = useLoad(() => load(undefined), [person.id])
  const [shown, setShown] = useState<Shown>({ months: 12 })
  const [asList, setAsList] = useState(false)
  const [most, setMost] = useState(page)
  const [collecting, setCollecting] = useState<{ done: number; total: number } | null>(null)
  const [now] = useState(Date.now)
  const acting = useAct()
  const { entries = [], after = null, rhythm = null } = evidence.value ?? {}
  const { months, fitting } = monthsShown(entries, rhythm, shown, now)
  const cards = useCards(fitting.slice(0, most).map(({ id }) => id))
  if (evidence.problem && !evidence.value) return <State is="failed" what={word(problemWord(evidence.problem))} onRetry={evidence.again} />
  if (!evidence.value) return <State is="loading" as="card" rows={3} />
  if (entries.length === 0) return <>{empty}</>

  const title = evidenceTitle(months, person.id === viewer.id ? null : person.name, words)
  const further = () => void acting.run(async () => {
    const older = await load(after!)
    evidence.set({ ...older, entries: [...entries, ...older.entries] })
  })
  const take = (as: 'md' | 'json' | 'print') => void acting.run(async () => {
    const total = fitting.length
    try {
      const all = await cards.collect(fitting.map(({ id }) => id), (done) => setCollecting({ done, total }))
      const file = { title: evidenceTitle(months, person.name, words), person, viewer, months, cards: all, filters: shown, now }
      const name = `${fileName(file.title)}.${as}`
      if (as === 'md') download(name, 'text/markdown', markdownOf(file, words))
      else if (as === 'json') download(name, 'application/json', jsonOf(file))
      if (as !== 'print') announce(t('timeline.made', { file: name }))
    } finally {
      setCollecting(null)
    }
    if (as !== 'print') return
    setMost(total)
    // Once all of it stands.
    requestAnimationFrame(() => requestAnimationFrame(() => print()))
  })
  const items = (['md', 'json', 'print'] as const).map((as) => ({ label: t(`timeline.file.${as}`), onSelect: () => take(as) }))
  return (
    <div class="evidence">
      <Filters entries={entries} shown={shown} viewer={viewer.id} onChange={(next) => { setShown(next); setMost(page) }} />
      <Section title={title} aside={<span class="line-wrap line"><Menu label={t('timeline.export')} look="line" items={items}>{t('timeline.export')}</Menu></span>}>
        {fitting.length === 0 && <State is="empty" small what={t('timeline.noneFits')} action={<Button look="quiet" onClick={() => setShown({ months: shown.months })}>{t('timeline.showAll')}</Button>} />}
        {collecting && <p class="small soft" role="status">{t('timeline.collecting', collecting)}</p>}
        {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
        <div class="evidence-head">
          <Legend months={months} />
          <Button look="link" class="small" onClick={() => setAsList(!asList)}>{t(asList ? 'timeline.asPicture' : 'timeline.asList')}</Button>
        </div>
        {asList ? <MonthList months={months} title={title} /> : <Cairns months={months} title={title} />}
        {after && <p class="evidence-foot">{t('timeline.newest', { count: entries.length })} <Button look="quiet" aria-busy={acting.busy} onClick={further}>{t('timeline.further')}</Button></p>}
      </Section>
      <MonthEntries months={months} most={most} cards={cards} viewer={viewer.id} />
      {fitting.length > most && <div><Button look="line" onClick={() => setMost(most + page)}>{t('common.more')}</Button></div>}
    </div>
  )
}

/** The months of the chosen period, and the entries in them that fit, newest first. No month before the first entry of all: nobody was silent before they began. */
function monthsShown(entries: readonly Entry[], rhythm: Evidence['rhythm'], shown: Shown, now: number) {
  const zone = rhythm?.timeZone ?? zoneHere
  const monthOf = ({ at }: Entry) => monthAt(at, zone)
  const today = monthAt(now, zone)
  const first = entries.reduce((least, entry) => (monthOf(entry) < least ? monthOf(entry) : least), today)
  const back = shown.months === null ? first : monthsBefore(today, shown.months - 1)
  const since = back > first ? back : first
  const months = monthsOf(entries.filter((entry) => monthOf(entry) >= since && fits(entry, shown)), rhythm, now, { since, zone })
  return { months, fitting: entriesOf(months) }
}
