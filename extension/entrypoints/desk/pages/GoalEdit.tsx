import { goalEndpoints } from '../../../../shared/goals'
import { peopleEndpoints, type Person } from '../../../../shared/people'
import { call } from '../../../bridge/call'
import { useLoad } from '../../../organisation/load'
import { problemWord } from '../../../organisation/problem'
import { PageHead, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { GoalForm } from '../GoalForm'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

const missing = ['not-found', 'invalid', 'bad-request']

/** Sets a goal: one's own, or a draft for somebody who reports to the reader. */
export function NewGoalPage({ owner }: { owner?: string }) {
  const { t, rich, word } = useWords()
  const { me } = useDesk()
  const own = !owner || owner === me.person.id
  const person = useLoad<Person>(async () => (own ? me.person : await call(peopleEndpoints.profile, { params: { id: owner } })), [owner])
  useTitle(t('goals.new'))
  if (person.problem) return missing.includes(person.problem.code) ? <NotFound /> : <State is="failed" what={word(problemWord(person.problem))} onRetry={person.again} />
  return (
    <>
      <PageHead title={own ? t('goals.new') : rich('goals.newFor', { name: person.value?.name ?? '' })}>{!own && <p class="soft">{t('goals.newFor.why', { name: person.value?.name ?? '' })}</p>}</PageHead>
      {person.value ? <GoalForm goal={null} owner={person.value} /> : <State is="loading" rows={4} />}
    </>
  )
}

/** Changes a goal and its key results. */
export function EditGoalPage({ id }: { id: string }) {
  const { t, word } = useWords()
  const found = useLoad(async () => {
    const goal = await call(goalEndpoints.item, { params: { id } })
    const [owner, ...coOwners] = await Promise.all([goal.owner, ...goal.coOwners].map((one) => call(peopleEndpoints.profile, { params: { id: one.id } })))
    return { goal, owner: owner!, coOwners }
  }, [id])
  useTitle(t('goals.edit'))
  if (found.problem) return missing.includes(found.problem.code) ? <NotFound /> : <State is="failed" what={word(problemWord(found.problem))} onRetry={found.again} />
  return (
    <>
      <PageHead title={t('goals.edit')} {...(found.value && { above: <span dir="auto">{found.value.goal.title}</span> })} />
      {found.value ? <GoalForm goal={found.value.goal} owner={found.value.owner} coOwners={found.value.coOwners} /> : <State is="loading" rows={4} />}
    </>
  )
}
