import { useState } from 'preact/hooks'
import { addDays } from '../../../../shared/days'
import { feedbackEndpoints } from '../../../../shared/feedback'
import { goalEndpoints, type GoalListed } from '../../../../shared/goals'
import { call } from '../../../bridge/call'
import { CheckInRow } from '../../../goals/CheckInRow'
import { todayHere } from '../../../goals/figures'
import { GoalRow, GoalRows } from '../../../goals/GoalRow'
import { manyGoals } from '../../../goals/Hints'
import { goalHref } from '../../../goals/paths'
import { quarterHere } from '../../../goals/quarter'
import { useOwnGoals } from '../../../goals/useOwnGoals'
import { useLoad } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { Button, ButtonLink, FlagIcon, PageHead, PlusIcon, Section, Segmented, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { PersonGoals, TeamGoals } from '../GoalsOf'
import { LeftGoals } from '../HandOn'
import { useTitle } from '../useTitle'

const views = ['mine', 'reports', 'teams'] as const
const quarters = ['last', 'now', 'next'] as const
/** At first so many people or teams are looked at. */
const atFirst = 8

/** Goals: mine, of those who report to me, of my teams; of a quarter. */
export function GoalsPage() {
  const { t } = useWords()
  const { me } = useDesk()
  const [view, setView] = useState<(typeof views)[number]>('mine')
  useTitle(t('goals.title'))
  return (
    <>
      <PageHead title={t('goals.title')}>
        <div class="line line-wrap">
          <ButtonLink look="ink" icon={<PlusIcon />} href={deskHref('/goals/new')}>{t('goals.new')}</ButtonLink>
          <ButtonLink look="line" icon={<FlagIcon />} href={deskHref('/goals/map')}>{t('goals.map.open')}</ButtonLink>
          <ButtonLink look="quiet" href={deskHref('/goals/import')}>{t('goals.import.open')}</ButtonLink>
        </div>
      </PageHead>
      <Segmented label={t('goals.whose')} value={view} onChange={setView} options={views.map((value) => ({ value, label: t(`goals.whose.${value}`) }))} />
      {view === 'mine' ? <Mine /> : view === 'reports' ? <><LeftGoals viewer={me.person.id} /><Reports /></> : <MyTeams />}
    </>
  )
}

function Mine() {
  const { t, word, date } = useWords()
  const { me } = useDesk()
  const own = useOwnGoals()
  const [which, setWhich] = useState<(typeof quarters)[number]>('now')
  const closed = useLoad(() => call(goalEndpoints.ofPerson, { params: { id: me.person.id }, query: { state: 'closed' } }), [me.person.id])
  const now = quarterHere(me.organisation)
  const quarter = which === 'now' ? now : quarterHere(me.organisation, addDays(which === 'last' ? now.from : now.to, which === 'last' ? -1 : 1))
  if (own.problem && !own.items) return <State is="failed" what={word(problemWord(own.problem))} onRetry={own.again} />
  if (!own.items) return <State is="loading" rows={4} />
  const within = (goal: GoalListed) => goal.start <= quarter.to && goal.end >= quarter.from
  const today = todayHere()
  const drafts = own.items.filter((goal) => goal.state === 'draft')
  const active = own.items.filter((goal) => goal.state === 'active')
  // What has gone quiet, and what is over its date, is not lost with its quarter.
  const shown = active.filter((goal) => within(goal) || (which === 'now' && goal.end < today))
  const done = (closed.value?.items ?? []).filter(within)
  return (
    <>
      {drafts.length > 0 && (
        <Section title={t('goals.drafts')} aside={drafts.length}>
          <GoalRows label={t('goals.drafts')}>{drafts.map((goal) => <GoalRow key={goal.id} goal={goal} wide owned={goal.mine !== 'owner'} href={goalHref(goal.id)} action={<ButtonLink look="line" size="small" href={goalHref(goal.id)}>{t('goals.draft.look')}</ButtonLink>} />)}</GoalRows>
        </Section>
      )}
      <Section title={t('goals.mine')} aside={t('goals.period', { from: date(quarter.from), to: date(quarter.to) })}>
        <Segmented label={t('goals.quarter')} value={which} onChange={setWhich} options={quarters.map((value) => ({ value, label: t(`goals.quarter.${value}`) }))} />
        {active.length > manyGoals && <p class="small soft">{t('goals.hint.many', { count: active.length })}</p>}
        {shown.length === 0 && done.length === 0 && <State is="empty" {...(drafts.length > 0 && { small: true })} what={t('goals.none')} why={t('goals.none.why')} action={<ButtonLink href={deskHref('/goals/new')}>{t('goals.new')}</ButtonLink>} />}
        {shown.length > 0 && <GoalRows label={t('goals.mine')}>{shown.map((goal) => <CheckInRow key={goal.id} goal={goal} wide viewer={me.person.id} href={goalHref(goal.id)} onSend={own.checkIn} problem={own.sending} />)}</GoalRows>}
        {shown.some((goal) => goal.end < today) && <p class="small soft">{t('goals.hint.over')}</p>}
      </Section>
      {done.length > 0 && <Section title={t('goals.closedOnes')} aside={done.length}><GoalRows label={t('goals.closedOnes')}>{done.map((goal) => <GoalRow key={goal.id} goal={goal} wide href={goalHref(goal.id)} />)}</GoalRows></Section>}
    </>
  )
}

function Reports() {
  const { t, word } = useWords()
  const [all, setAll] = useState(false)
  const people = useLoad(() => call(feedbackEndpoints.coached, { query: {} }))
  if (people.problem) return <State is="failed" what={word(problemWord(people.problem))} onRetry={people.again} />
  if (!people.value) return <State is="loading" rows={4} />
  const found = people.value.people
  if (found.length === 0) return <State is="empty" what={t('goals.reports.none')} why={t('goals.reports.none.why')} />
  return (
    <>
      {(all ? found : found.slice(0, atFirst)).map((one) => <PersonGoals key={one.id} person={{ id: one.id, name: one.name ?? t('common.former') }} settable />)}
      {!all && found.length > atFirst && <div><Button look="line" onClick={() => setAll(true)}>{t('common.more')}</Button></div>}
    </>
  )
}

function MyTeams() {
  const { t } = useWords()
  const { me } = useDesk()
  if (me.person.teams.length === 0) return <State is="empty" what={t('goals.teams.none')} />
  return <>{me.person.teams.slice(0, atFirst).map((team) => <TeamGoals key={team.id} team={team} titled />)}</>
}
