import { type Card, feedbackEndpoints } from '../../../shared/feedback'
import type { Goal } from '../../../shared/goals'
import { call } from '../../bridge/call'
import { SaidEntry } from '../../feedback/SaidEntry'
import { useLoad } from '../../organisation/load'
import { Section, Timeline, useWords } from '../../ui'

/** Of so much work it is asked what was said, and so much of it is shown. */
const most = 5

/** What was said that names a goal or stands on the work that serves it, as far as the reader may see it, newest first. */
export function SaidOnGoal({ goal, viewer }: { goal: Goal; viewer: string }) {
  const { t } = useWords()
  const work = goal.links.flatMap(({ artifact }) => (artifact.guarded ? [] : [artifact.id])).slice(0, most)
  const said = useLoad(async () => {
    const pages = await Promise.all([call(feedbackEndpoints.onGoal, { params: { id: goal.id }, query: {} }), ...work.map((id) => call(feedbackEndpoints.onArtifact, { params: { id }, query: {} }))])
    return pages.flatMap(({ items }) => items).filter((card, index, all) => all.findIndex((one) => one.id === card.id) === index).toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, most)
  }, [goal.id, work.join()])
  if (!said.value || said.value.length === 0) return null
  const change = (id: string) => (card: Card | null) => said.set(said.value!.flatMap((one) => (one.id !== id ? [one] : card ? [card] : [])))
  return (
    <Section title={t('goals.said')}>
      <Timeline label={t('goals.said')}>{said.value.map((card) => <SaidEntry key={card.id} card={card} viewer={viewer} onChange={change(card.id)} />)}</Timeline>
    </Section>
  )
}
