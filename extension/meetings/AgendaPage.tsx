import { useEffect, useState } from 'preact/hooks'
import type { ComponentChildren } from 'preact'
import { pointSections, type Meeting, type TalkingPoint } from '../../shared/meetings'
import type { PersonRef } from '../../shared/people'
import { FeedbackCard } from '../feedback/FeedbackCard'
import { problemWord } from '../organisation/problem'
import { announce, Button, CheckIcon, LockIcon, PageHead, Rows, Section, State, useWords } from '../ui'
import { AddPoint } from './AddPoint'
import { Agreed } from './Agreed'
import { Past } from './Past'
import { PlanForm } from './PlanForm'
import { citedAgain, textOf } from './point'
import { PointRow } from './PointRow'
import { type Agenda, useAgenda, type Whom } from './useAgenda'
import { whenWord } from './when'

interface Props {
  whom: Whom
  viewer: PersonRef
  /** What stands where there is no such agenda for the reader. */
  missing: ComponentChildren
  onTitle: (title: string) => void
}

/** The agenda of two, or of a team: points, what was agreed on, what was said since, and "We met". */
export function AgendaPage({ whom, viewer, missing, onTitle }: Props) {
  const { t, word } = useWords()
  const agenda = useAgenda(whom)
  const { value, problem, again } = agenda.agenda
  const title = !value ? null : value.team ? t('meetings.ofTeamPlain', { name: value.team.name }) : t('meetings.withPlain', { name: value.person?.name ?? t('common.former') })
  useEffect(() => { if (title) onTitle(title) }, [title])
  if (problem && !value && ['not-found', 'invalid', 'bad-request'].includes(problem.code)) return <>{missing}</>
  if (problem && !value) return <State is="failed" what={word(problemWord(problem))} onRetry={again} />
  if (!value) return <State is="loading" rows={5} />
  return <Shown meeting={value} viewer={viewer} agenda={agenda} whom={whom} />
}

function Shown({ meeting, viewer, agenda, whom }: { meeting: Meeting; viewer: PersonRef; agenda: Agenda; whom: Whom }) {
  const words = useWords()
  const { t, rich, word } = words
  const [planning, setPlanning] = useState(false)
  const [past, setPast] = useState(false)
  const [removed, setRemoved] = useState<TalkingPoint | null>(null)
  const name = meeting.team?.name ?? meeting.person?.name ?? t('common.former')
  const sections = meeting.team ? pointSections : (['talk'] as const)
  const hold = () => void agenda.hold().then((held) => held && announce(t('meetings.met.done', { when: word(whenWord(held.next, words)) })))
  const back = () => removed && void agenda.addPoint({ text: removed.text, private: removed.private, section: removed.section, artifact: citedAgain(removed.artifact) }).then((went) => went && setRemoved(null))
  return (
    <>
      <PageHead title={meeting.team ? rich('meetings.ofTeam', { name }) : rich('meetings.with', { name })} above={<span class="first-upper" dir="auto">{word(whenWord(meeting.next, words))}{meeting.cadenceWeeks > 0 && ` · ${t('meetings.cadence', { weeks: String(meeting.cadenceWeeks) })}`}</span>}>
        <p class="small meeting-line"><LockIcon size={16} /><span>{t(meeting.team ? 'meetings.who.team' : 'meetings.who.pair', { name })}</span></p>
        {!meeting.closed && <div class="line"><Button look="line" aria-expanded={planning} onClick={() => setPlanning(!planning)}>{t('meetings.plan')}</Button></div>}
      </PageHead>
      {meeting.closed && <p class="band band-offline" role="status"><span>{t('meetings.closed', { name })}</span></p>}
      {planning && <PlanForm meeting={meeting} onPlan={agenda.plan} onDone={() => setPlanning(false)} />}
      {agenda.acting.problem && <State is="failed" what={word(problemWord(agenda.acting.problem))} />}
      {sections.map((section) => {
        const points = meeting.list.filter((point) => point.section === section)
        return (
          <Section key={section} title={t(`meetings.section.${section}`)}>
            {points.length > 0 && <Rows lined label={t(`meetings.section.${section}`)}>{points.map((point) => <PointRow key={point.id} point={point} viewer={viewer.id} {...(!meeting.closed && { agenda })} onRemoved={setRemoved} />)}</Rows>}
            {points.length === 0 && <p class="small soft">{t('meetings.nothing')}</p>}
            {!meeting.closed && <AddPoint section={section} onAdd={(text, hidden) => agenda.addPoint({ text, private: hidden, section })} />}
          </Section>
        )
      })}
      {removed && !removed.reflection && (
        <div class="band band-offline" role="status"><p class="grow">{t('meetings.removed', { text: textOf(removed, t('meetings.section.talk')) })}</p><Button look="quiet" onClick={back}>{t('common.undo')}</Button></div>
      )}
      <Agreed meeting={meeting} viewer={viewer} agenda={agenda} />
      {!meeting.closed && (
        <div class="meeting-foot"><Button look="ink" icon={<CheckIcon />} onClick={hold}>{t('meetings.met')}</Button><span class="small soft">{t('meetings.met.what')}</span></div>
      )}
      {meeting.said.length > 0 && (
        <Section title={t('meetings.said')}>
          <div class="stack desk-cards">{meeting.said.map((card) => <FeedbackCard key={card.id} card={card} viewer={viewer.id} onChange={agenda.agenda.again} />)}</div>
        </Section>
      )}
      {meeting.lastHeld && (
        <div class="stack">
          <div><Button look="quiet" class="pull-start" aria-expanded={past} onClick={() => setPast(!past)}>{t('meetings.past')}</Button></div>
          {past && <Past whom={whom} viewer={viewer.id} />}
        </div>
      )}
    </>
  )
}
