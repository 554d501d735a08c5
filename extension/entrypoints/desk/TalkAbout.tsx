import { useMemo, useState } from 'preact/hooks'
import type { GoalListed } from '../../../shared/goals'
import { newId } from '../../../shared/ids'
import { meetingEndpoints } from '../../../shared/meetings'
import { call } from '../../bridge/call'
import { useAct } from '../../organisation/load'
import { deskHref } from '../../organisation/paths'
import { problemWord } from '../../organisation/problem'
import { Button, ButtonLink, CalendarIcon, useWords } from '../../ui'

/** Puts a goal on the agenda of the two whom it concerns; then it leads there. */
export function TalkAbout({ goal, person }: { goal: Pick<GoalListed, 'title'>; person: { id: string; name: string } }) {
  const { t, word } = useWords()
  const acting = useAct()
  const [stands, setStands] = useState(false)
  const id = useMemo(() => newId(), [])
  const put = () => acting.run(async () => {
    await call(meetingEndpoints.addPoint, { params: { kind: 'person', id: person.id }, body: { id, text: t('goals.talk.point', { title: goal.title }), private: false, section: 'talk', artifact: null } })
    setStands(true)
  })
  if (stands) return <ButtonLink look="line" icon={<CalendarIcon />} href={deskHref(`/meetings/person/${person.id}`)}>{t('goals.talk.stands', { name: person.name })}</ButtonLink>
  return <><Button look="line" icon={<CalendarIcon />} onClick={() => void put()}>{t('goals.talk', { name: person.name })}</Button>{acting.problem && <span class="field-error" role="alert">{word(problemWord(acting.problem))}</span>}</>
}
