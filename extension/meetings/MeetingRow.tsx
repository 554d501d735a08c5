import type { MeetingListed } from '../../shared/meetings'
import { Avatar, CalendarIcon, ButtonLink, Row, UsersIcon, useWords } from '../ui'
import { hrefOf } from './paths'
import { whenWord } from './when'

/** A meeting in a list: with whom, when, how much is on it, and the first of it. */
export function MeetingRow({ meeting }: { meeting: MeetingListed }) {
  const words = useWords()
  const { t, rich, word } = words
  const facts = [word(whenWord(meeting.next, words)), t('meetings.count', { count: meeting.points })]
  return (
    <Row
      mark={meeting.team ? <UsersIcon /> : <Avatar name={meeting.person?.name ?? ''} />}
      title={meeting.team ? rich('meetings.ofTeam', { name: meeting.team.name }) : rich('meetings.with', { name: meeting.person?.name ?? t('common.former') })}
      detail={<><span class="first-upper" dir="auto">{facts.join(' · ')}</span>{meeting.first.length > 0 && <span class="cut meeting-first" dir="auto">{meeting.first.join(' · ')}</span>}</>}
      href={hrefOf(meeting)}
    />
  )
}

/** Meetings of today and tomorrow, for "Waits for you". Stands inside Rows. */
export function SoonRows({ meetings }: { meetings: readonly MeetingListed[] }) {
  const words = useWords()
  const { t, rich, word } = words
  return (
    <>
      {meetings.map((one) => (
        <Row
          key={one.id} mark={<CalendarIcon />}
          title={one.team ? rich('meetings.ofTeam', { name: one.team.name }) : rich('meetings.with', { name: one.person?.name ?? t('common.former') })}
          detail={<span class="first-upper" dir="auto">{[word(whenWord(one.next, words)), t('meetings.count', { count: one.points })].join(' · ')}</span>}
          action={<ButtonLink look="line" size="small" href={hrefOf(one)}>{t('meetings.open')}</ButtonLink>}
        />
      ))}
    </>
  )
}
