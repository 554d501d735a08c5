import { codeOf } from '../../shared/problem'
import { deskHref } from '../organisation/paths'
import { Button, FlagIcon, Row, Rows, Section, useWords } from '../ui'
import { CheckInRow } from './CheckInRow'
import { isQuiet, todayHere } from './figures'
import { GoalRows } from './GoalRow'
import { goalHref } from './paths'
import type { HeldGoals } from './useHeldGoals'
import './goals.css'

const shown = 3

/** The popup's last part: one's own goals, those that have gone quiet first, each with its check-in; what waits for the network; what was refused. */
export function MyGoals({ held, viewer }: { held: HeldGoals; viewer: string }) {
  const { t, date } = useWords()
  if (!held.goals) return null
  const today = todayHere()
  const items = held.goals.items.toSorted((a, b) => Number(isQuiet(b, today)) - Number(isQuiet(a, today)))
  const until = items.map(({ end }) => end).sort()[0]
  const more = items.length > shown
  return (
    <Section small title={t('goals.mine')} aside={more ? <a href={deskHref('/goals')}>{t('popup.all', { count: items.length })}</a> : until ? t('goals.until', { date: date(until, 'short') }) : undefined}>
      {items.length === 0 && <Rows><Row mark={<FlagIcon />} title={t('goals.noneYet')} action={<a class="button button-quiet" href={deskHref('/goals/new')}>{t('goals.write')}</a>} /></Rows>}
      {items.length > 0 && (
        <GoalRows label={t('goals.mine')}>
          {items.slice(0, shown).map((goal) => <CheckInRow key={goal.id} goal={goal} viewer={viewer} href={goalHref(goal.id)} onSend={held.checkIn} problem={held.problem} />)}
        </GoalRows>
      )}
      {held.waiting.length > 0 && (
        <Rows label={t('goals.acts')}>
          {held.waiting.map((act) => (
            <Row
              key={act.id} mark={<FlagIcon />} title={<bdi>{act.label}</bdi>} detail={act.state === 'parked' && act.problem ? t(`problem.${codeOf(act.problem)}`) : t('goals.act.waits')}
              {...(act.state === 'parked' && { action: <Button look="quiet" size="small" onClick={() => held.drop(act.id)}>{t('goals.act.drop')}</Button> })}
            />
          ))}
        </Rows>
      )}
    </Section>
  )
}
