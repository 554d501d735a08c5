import { useState } from 'preact/hooks'
import type { AudienceSaid } from '../../../shared/audience'
import { type LeftGoal, leftGoalEndpoints } from '../../../shared/goal-left'
import type { PersonRef } from '../../../shared/people'
import { Refusal } from '../../../shared/problem'
import { call } from '../../bridge/call'
import { AudienceLine } from '../../feedback/AudienceLine'
import { goalHref } from '../../goals/paths'
import { useAct, useLoad } from '../../organisation/load'
import { problemWord } from '../../organisation/problem'
import { PersonField } from '../../people/PersonField'
import { announce, Button, Row, Rows, Section, State, useWords } from '../../ui'
import '../../goals/goals.css'

interface Props {
  goal: string
  viewer: string
  /** Its owner, who left. */
  from: string
  onDone: () => void
}

/** Hands a goal of somebody who left to another: first whom, then who sees it from then on, then it is done. */
export function HandOn({ goal, viewer, from, onDone }: Props) {
  const { t, word } = useWords()
  const [to, setTo] = useState<PersonRef | null>(null)
  const [seen, setSeen] = useState<AudienceSaid | null>(null)
  const acting = useAct()
  const send = (owner: PersonRef, keys: readonly string[]) => void acting.run(async () => {
    try {
      await call(leftGoalEndpoints.handOn, { params: { id: goal }, body: { owner: owner.id, keys: [...keys] } })
      announce(t('goals.left.done', { name: owner.name ?? '' }))
      onDone()
    } catch (problem) {
      if (!(problem instanceof Refusal) || problem.code !== 'audience-changed' || !problem.more.audience) throw problem
      setSeen(problem.more.audience as AudienceSaid)
    }
  })
  const choose = (person: PersonRef | null) => {
    setTo(person)
    setSeen(null)
    acting.clear()
    // Who would see it then is the server's to say: nothing is handed on by this.
    if (person) send(person, [])
  }
  return (
    <div class="stack goal-left">
      <PersonField label={t('goals.left.hand')} add={t('goals.left.hand')} person={to} out={[from]} onChange={choose} error={acting.problem?.code === 'recipient-unknown' ? t('goals.left.only') : undefined} />
      {acting.problem && acting.problem.code !== 'recipient-unknown' && <State is="failed" what={word(problemWord(acting.problem))} />}
      {to && seen && (
        <>
          <AudienceLine said={seen} viewer={viewer} />
          <div><Button look="ink" aria-busy={acting.busy} onClick={() => send(to, seen.keys ?? [])}>{t('goals.left.to', { name: to.name ?? '' })}</Button></div>
        </>
      )}
    </div>
  )
}

/** For whoever leads, or administers: the goals that somebody left behind; one that the reader may not see has no name. Without a person: of all who reported to the reader. */
export function LeftGoals({ person, viewer }: { person?: { id: string }; viewer: string }) {
  const { t, date } = useWords()
  const left = useLoad(() => (person ? call(leftGoalEndpoints.left, { params: { id: person.id } }) : call(leftGoalEndpoints.leftToMe, {})), [person?.id])
  const [open, setOpen] = useState<string | null>(null)
  const items = left.value?.items ?? []
  if (items.length === 0) return null
  const title = (goal: LeftGoal) => (goal.title === null ? t('goals.hidden') : <a href={goalHref(goal.id)} dir="auto">{goal.title}</a>)
  return (
    <Section title={t('goals.left.title')} aside={items.length}>
      <p class="small soft">{t('goals.left.why')}</p>
      <Rows lined label={t('goals.left.title')}>
        {items.map((goal) => (
          <Row
            key={goal.id} title={title(goal)}
            detail={<>{[!person && (goal.owner.name ?? t('common.former')), t(`goals.visibility.${goal.visibility}`), date(goal.end)].filter(Boolean).join(' · ')}{open === goal.id && <HandOn goal={goal.id} viewer={viewer} from={goal.owner.id} onDone={() => { setOpen(null); left.again() }} />}</>}
            {...(open !== goal.id && { action: <Button look="line" size="small" onClick={() => setOpen(goal.id)}>{t('goals.left.open')}</Button> })}
          />
        ))}
      </Rows>
    </Section>
  )
}
