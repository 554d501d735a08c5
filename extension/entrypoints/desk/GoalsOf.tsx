import { goalEndpoints, type GoalListed } from '../../../shared/goals'
import { call } from '../../bridge/call'
import { isQuiet, todayHere } from '../../goals/figures'
import { GoalRow, GoalRows } from '../../goals/GoalRow'
import { goalHref } from '../../goals/paths'
import { useLoad } from '../../organisation/load'
import { deskHref } from '../../organisation/paths'
import { problemWord } from '../../organisation/problem'
import { ButtonLink, Section, State, useWords } from '../../ui'

interface ListProps {
  title: string
  load: () => Promise<{ items: GoalListed[] }>
  on: string
  href?: string
  owned?: boolean
  /** Nothing there: nothing at all. */
  silent?: boolean
  action?: preact.ComponentChildren
}

/** Somebody's open goals as far as the reader may see them; what has gone quiet stands first. */
function Listed({ title, load, on, href, owned, silent, action }: ListProps) {
  const { t, word } = useWords()
  const goals = useLoad(load, [on])
  const today = todayHere()
  const items = goals.value?.items.filter((goal) => goal.state !== 'closed').toSorted((a, b) => Number(isQuiet(b, today)) - Number(isQuiet(a, today)))
  if (silent && (!items || items.length === 0)) return null
  return (
    <Section title={title} {...(href ? { aside: <a href={href}>{t('goals.person.open')}</a> } : action ? { aside: action } : {})}>
      {goals.problem && <State is="failed" what={word(problemWord(goals.problem))} onRetry={goals.again} />}
      {goals.loading && <State is="loading" rows={2} />}
      {items?.length === 0 && <State is="empty" small what={t('goals.nothingSet')} {...(href && action && { action })} />}
      {items && items.length > 0 && <GoalRows label={title}>{items.map((goal) => <GoalRow key={goal.id} goal={goal} wide owned={owned ?? false} href={goalHref(goal.id)} />)}</GoalRows>}
      {href && items && items.length > 0 && action && <div>{action}</div>}
    </Section>
  )
}

/** @param settable the reader may set one for them */
export function PersonGoals({ person, settable, heading }: { person: { id: string; name: string }; settable?: boolean; heading?: string }) {
  const { t } = useWords()
  const action = settable ? <ButtonLink look="line" size="small" href={deskHref(`/goals/new/${person.id}`)}>{t('goals.setFor', { name: person.name })}</ButtonLink> : undefined
  return <Listed title={heading ?? person.name} on={person.id} load={() => call(goalEndpoints.ofPerson, { params: { id: person.id }, query: {} })} {...(heading ? { silent: !settable } : { href: deskHref(`/people/${person.id}`) })} action={action} />
}

export function TeamGoals({ team, titled }: { team: { id: string; name: string }; titled?: boolean }) {
  const { t } = useWords()
  return <Listed title={titled ? team.name : t('goals.title')} on={team.id} owned load={() => call(goalEndpoints.ofTeam, { params: { id: team.id } })} {...(titled ? { href: deskHref(`/teams/${team.id}`) } : { silent: true })} />
}
