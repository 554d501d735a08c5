import { useState } from 'preact/hooks'
import type { Person } from '../../../../shared/people'
import { teamEndpoints } from '../../../../shared/teams'
import { call } from '../../../bridge/call'
import { Indicators } from '../../../indicators/Indicators'
import { useLoad, usePages } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { Avatar, Button, ButtonLink, PageHead, Row, Rows, Section, State, UsersIcon, useWords } from '../../../ui'
import { useDesk } from '../context'
import { TeamGoals } from '../GoalsOf'
import { isAdmin } from '../roles'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'
import { PersonRow } from './People'

/** A team: where it stands, who leads it, who is in it. */
export function TeamPage({ id }: { id: string }) {
  const { t, word } = useWords()
  const { me } = useDesk()
  const team = useLoad(() => call(teamEndpoints.page, { params: { id } }), [id])
  const members = usePages<Person>((after) => call(teamEndpoints.members, { params: { id }, query: { after } }), [id])
  const [all, setAll] = useState(false)
  const found = team.value
  useTitle(found?.name ?? t('teams.all'))
  if (team.problem?.code === 'not-found') return <NotFound />
  if (team.problem) return <State is="failed" what={word(problemWord(team.problem))} onRetry={team.again} />
  if (!found) return <State is="loading" rows={5} />
  const children = all ? found.children : found.children.slice(0, 12)
  return (
    <>
      <PageHead
        title={<bdi>{found.name}</bdi>}
        above={<span class="team-path">{[...found.path].map((one) => <span key={one.id}><a href={deskHref(`/teams/${one.id}`)}><bdi>{one.name}</bdi></a> / </span>)}{found.kind === 'project' ? t('teams.kind.project') : found.path.length === 0 ? t('teams.kind.unit') : ''}</span>}
      >
        <p class="soft">{t('teams.size', { count: found.size })}{found.mine && <> · {t('teams.mine')}</>}</p>
        {(found.mine || isAdmin(me)) && (
          <div class="line line-wrap">
            {found.mine && <ButtonLink href={deskHref(`/meetings/team/${id}`)}>{t('teams.agenda')}</ButtonLink>}
            {isAdmin(me) && <ButtonLink look="quiet" href={deskHref(`/administration/teams/${id}`)}>{t('common.edit')}</ButtonLink>}
          </div>
        )}
      </PageHead>
      {found.lead && (
        <Section title={t('teams.lead')}>
          <Rows lined label={t('teams.lead')}><Row mark={<Avatar name={found.lead.name ?? ''} />} title={<strong><bdi>{found.lead.name}</bdi></strong>} href={deskHref(`/people/${found.lead.id}`)} /></Rows>
        </Section>
      )}
      {found.children.length > 0 && (
        <Section title={t('teams.under')} aside={found.children.length}>
          <Rows lined label={t('teams.under')}>{children.map((one) => <Row key={one.id} mark={<UsersIcon />} title={<strong><bdi>{one.name}</bdi></strong>} detail={t('teams.size', { count: one.size })} href={deskHref(`/teams/${one.id}`)} />)}</Rows>
          {children.length < found.children.length && <div><Button look="line" onClick={() => setAll(true)}>{t('common.more')}</Button></div>}
        </Section>
      )}
      <TeamGoals team={found} />
      <Indicators team={id} />
      <Section title={t('teams.members')}>
        {members.loading && <State is="loading" rows={4} />}
        {members.problem && <State is="failed" what={word(problemWord(members.problem))} onRetry={members.again} />}
        {members.value?.length === 0 && <State is="empty" small what={t('teams.empty')} why={found.children.length > 0 ? t('teams.emptyUnder') : t('teams.emptyWhy')} />}
        {members.value && members.value.length > 0 && <Rows lined label={t('teams.members')}>{members.value.map((person) => <PersonRow key={person.id} person={person} href={deskHref(`/people/${person.id}`)} />)}</Rows>}
        {members.more && <div><Button look="line" aria-busy={members.loadingMore} onClick={members.more}>{t('common.more')}</Button></div>}
      </Section>
    </>
  )
}
