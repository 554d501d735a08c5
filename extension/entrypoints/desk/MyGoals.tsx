import { CheckInRow } from '../../goals/CheckInRow'
import { GoalRows } from '../../goals/GoalRow'
import { goalHref } from '../../goals/paths'
import { quarterHere } from '../../goals/quarter'
import { useOwnGoals } from '../../goals/useOwnGoals'
import { deskHref } from '../../organisation/paths'
import { ButtonLink, Section, useWords } from '../../ui'
import { useDesk } from './context'

/** So many stand on the first page. */
const most = 5

/** On the first page: my goals, each with its one-tap check-in. Nothing set, or nothing to be had: nothing at all. */
export function MyGoals() {
  const { t, date } = useWords()
  const { me } = useDesk()
  const own = useOwnGoals()
  const active = own.items?.filter((goal) => goal.state === 'active') ?? []
  const drafts = own.items?.filter((goal) => goal.state === 'draft' && goal.mine === 'owner') ?? []
  if (active.length + drafts.length === 0) return null
  const { from, to } = quarterHere(me.organisation)
  return (
    <Section title={t('goals.mine')} aside={<span class="line">{t('goals.period', { from: date(from), to: date(to) })}<a href={deskHref('/goals')}>{t('desk.all')}</a></span>}>
      {drafts.length > 0 && <p class="line line-wrap"><span>{t('goals.drafts.count', { count: drafts.length })}</span><ButtonLink look="line" size="small" href={drafts.length === 1 ? goalHref(drafts[0]!.id) : deskHref('/goals')}>{t('goals.draft.look')}</ButtonLink></p>}
      {active.length > 0 && <GoalRows label={t('goals.mine')}>{active.slice(0, most).map((goal) => <CheckInRow key={goal.id} goal={goal} wide viewer={me.person.id} href={goalHref(goal.id)} onSend={own.checkIn} problem={own.sending} />)}</GoalRows>}
    </Section>
  )
}
