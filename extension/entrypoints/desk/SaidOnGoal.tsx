import { feedbackEndpoints } from '../../../shared/feedback'
import type { Goal } from '../../../shared/goals'
import { sayWho } from '../../../shared/saying'
import { call } from '../../bridge/call'
import { headOf } from '../../feedback/head'
import { WordsSaid } from '../../feedback/WordsSaid'
import { useLoad } from '../../organisation/load'
import { deskHref } from '../../organisation/paths'
import { Entry, Section, Stone, Timeline, useWords } from '../../ui'

/** Of so much work it is asked what was said, and so much of it is shown. */
const most = 5

/** What was said that names a goal or stands on the work that serves it, as far as the reader may see it, newest first. To answer it one opens it. */
export function SaidOnGoal({ goal, viewer }: { goal: Goal; viewer: string }) {
  const words = useWords()
  const { t, rich, ago, word, date } = words
  const work = goal.links.flatMap(({ artifact }) => (artifact.guarded ? [] : [artifact.id])).slice(0, most)
  const said = useLoad(async () => {
    const pages = await Promise.all([call(feedbackEndpoints.onGoal, { params: { id: goal.id }, query: {} }), ...work.map((id) => call(feedbackEndpoints.onArtifact, { params: { id }, query: {} }))])
    return pages.flatMap(({ items }) => items).filter((card, index, all) => all.findIndex((one) => one.id === card.id) === index).toSorted((a, b) => b.at.localeCompare(a.at)).slice(0, most)
  }, [goal.id, work.join()])
  if (!said.value || said.value.length === 0) return null
  return (
    <Section title={t('goals.said')}>
      <Timeline label={t('goals.said')}>
        {said.value.map((card) => (
          <Entry
            key={card.id} mark={<Stone kind={card.kind} />} foot={sayWho(card.audience, viewer).map(word).join(' ')}
            head={<>{rich(...headOf(card, viewer, words))} <a class="faint" href={deskHref(`/feedback/${card.id}`)}><time dateTime={card.at} title={date(card.at, 'moment')}>{ago(card.at)}</time></a></>}
          >
            <WordsSaid body={card.body} quote />
          </Entry>
        ))}
      </Timeline>
    </Section>
  )
}
