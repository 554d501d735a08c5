import { useState } from 'preact/hooks'
import { feedbackEndpoints } from '../../../../shared/feedback'
import { peopleEndpoints, type Profile } from '../../../../shared/people'
import { siteName } from '../../../artifacts/naming'
import { call } from '../../../bridge/call'
import { handleText } from '../../../people/names'
import { useLoad, usePages } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { Button, ButtonLink, PageHead, Section, State, useWords } from '../../../ui'
import { Cards } from '../Cards'
import { PersonGoals } from '../GoalsOf'
import { LeftGoals } from '../HandOn'
import { composerTabs } from '../../panel/composerTabs'
import { useDesk } from '../context'
import { Recognise } from '../Recognise'
import { isAdmin } from '../roles'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'
import { whatOf } from './People'

/** A colleague: directory facts, what was said to them as far as one may see it, and a word of one's own. */
export function PersonPage({ id }: { id: string }) {
  const words = useWords()
  const { t, word } = words
  const { me } = useDesk()
  const person = useLoad(() => call(peopleEndpoints.profile, { params: { id } }), [id])
  const said = usePages((after) => call(feedbackEndpoints.ofPerson, { params: { id }, query: { after } }), [id])
  const [writing, setWriting] = useState<string | null>(null)
  const own = id === me.person.id
  const may = useLoad(async () => !own && (await call(feedbackEndpoints.coached, { query: { person: id } })).people.some((one) => one.id === id), [id])
  const found = person.value
  useTitle(found?.name ?? t('desk.people'))
  if (person.problem && ['not-found', 'invalid', 'bad-request'].includes(person.problem.code)) return <NotFound />
  if (person.problem) return <State is="failed" what={word(problemWord(person.problem))} onRetry={person.again} />
  if (!found) return <State is="loading" rows={4} />
  const mayGive = !own && found.status !== 'deactivated'
  return (
    <>
      <PageHead title={<bdi>{found.name}</bdi>} above={<span dir="auto">{whatOf(found, words)}</span>}>
        {mayGive && writing === null && (
          <div class="line line-wrap">
            <Button look="accent" onClick={() => setWriting('recognition')}>{t('popup.recognise')}</Button>
            <Button look="line" onClick={() => setWriting('feedback')}>{t('kind.feedback')}</Button>
            {may.value && <Button look="line" onClick={() => setWriting('coaching')}>{t('kind.coaching')}</Button>}
            {composerTabs.map((tab) => <Button key={tab.name} look="line" onClick={() => setWriting(tab.name)}>{t(tab.label)}</Button>)}
            <ButtonLink look="line" href={deskHref(`/meetings/person/${id}`)}>{t('desk.person.meet')}</ButtonLink>
            {found.manager?.id === me.person.id && <ButtonLink look="line" href={deskHref(`/growth/${id}`)}>{t('growth.open')}</ButtonLink>}
          </div>
        )}
        {isAdmin(me) && <p><a class="small" href={deskHref(`/administration/people/${id}`)}>{t('desk.person.edit')}</a></p>}
      </PageHead>
      {writing !== null && <Recognise person={found} kind={writing} onDone={() => { setWriting(null); said.again() }} />}
      <Section title={t('common.details')}><Facts person={found} /></Section>
      <PersonGoals person={found} heading={t('goals.title')} settable={own || may.value === true} />
      {found.status === 'deactivated' && <LeftGoals person={found} viewer={me.person.id} />}
      <Section title={t('desk.person.said')} aside={<a href={deskHref(`/people/${id}/timeline`)}>{t('timeline.ofPerson')}</a>}>
        <Cards pages={said} empty={<State is="empty" small what={own ? t('desk.received.none') : t('desk.person.none', { name: found.name })} />} />
      </Section>
    </>
  )
}

function Facts({ person }: { person: Profile }) {
  const { t, date } = useWords()
  return (
    <dl class="facts">
      <div><dt>{t('desk.person.email')}</dt><dd><a href={`mailto:${person.email}`} dir="ltr">{person.email}</a></dd></div>
      {person.manager && <div><dt>{t('desk.person.manager')}</dt><dd><a href={deskHref(`/people/${person.manager.id}`)}><bdi>{person.manager.name}</bdi></a></dd></div>}
      {person.teams.length > 0 && <div><dt>{t('desk.person.teams')}</dt><dd>{person.teams.map((team) => <a key={team.id} class="facts-team" href={deskHref(`/teams/${team.id}`)}><bdi>{team.name}</bdi></a>)}</dd></div>}
      {person.handles.map((handle) => <div key={handle.site + handle.instance + handle.handle}><dt>{siteName(handle.site, handle.instance)}</dt><dd><bdi>{handleText(handle.handle)}</bdi> <span class="tiny soft"><bdi>{handle.instance}</bdi></span></dd></div>)}
      {person.away && <div><dt>{t('desk.status.away')}</dt><dd>{person.away.to ? t('desk.person.awayUntil', { day: date(person.away.to) }) : t('desk.person.away')}</dd></div>}
    </dl>
  )
}
