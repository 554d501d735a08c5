import { peopleEndpoints } from '../../../../shared/people'
import { timelineEndpoints } from '../../../../shared/timeline'
import { call } from '../../../bridge/call'
import { useLoad } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { TimelineView } from '../../../timeline/TimelineView'
import { ButtonLink, PageHead, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

/** What reached me, month by month. */
export function TimelinePage() {
  const { t } = useWords()
  const { person: { id, name } } = useDesk().me
  useTitle(t('desk.timeline'))
  return (
    <>
      <PageHead title={t('desk.timeline')}><p class="soft">{t('timeline.mine')}</p></PageHead>
      <TimelineView
        person={{ id, name }} viewer={{ id, name }} load={(after) => call(timelineEndpoints.mine, { query: { after } })}
        empty={<State is="empty" what={t('desk.received.none')} why={t('desk.received.noneWhy')} action={<ButtonLink href={deskHref('/people')}>{t('notification.recogniseSomebody')}</ButtonLink>} />}
      />
    </>
  )
}

/** What reached somebody else, as far as I may see it. */
export function PersonTimelinePage({ id }: { id: string }) {
  const { t, word } = useWords()
  const { person: me } = useDesk().me
  const person = useLoad(() => call(peopleEndpoints.profile, { params: { id } }), [id])
  const name = person.value?.name
  useTitle(name ?? t('desk.timeline'))
  if (person.problem && ['not-found', 'invalid', 'bad-request'].includes(person.problem.code)) return <NotFound />
  if (person.problem) return <State is="failed" what={word(problemWord(person.problem))} onRetry={person.again} />
  if (name === undefined) return <State is="loading" rows={4} />
  return (
    <>
      <PageHead title={<a href={deskHref(`/people/${id}`)}><bdi>{name}</bdi></a>} above={t('timeline.ofPerson')} />
      <TimelineView
        person={{ id, name }} viewer={{ id: me.id, name: me.name }} load={(after) => call(timelineEndpoints.ofPerson, { params: { id }, query: { after } })}
        empty={<State is="empty" what={t('desk.person.none', { name })} />}
      />
    </>
  )
}
