import { Indicators } from '../../../indicators/Indicators'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { treeOf, useTeams } from '../../../people/teams'
import { ButtonLink, PageHead, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { PeopleTabs } from '../PeopleTabs'
import { isAdmin } from '../roles'
import { TeamTree } from '../TeamTree'
import { useTitle } from '../useTitle'

/** Every team: units as a tree, then projects. */
export function Teams() {
  const { t, word } = useWords()
  const { me } = useDesk()
  const teams = useTeams()
  const tree = treeOf(teams.value?.items ?? [])
  useTitle(t('teams.all'))
  return (
    <>
      <PageHead title={t('desk.people')} />
      <PeopleTabs current="teams" />
      {teams.loading && <State is="loading" rows={6} />}
      {teams.problem && <State is="failed" what={word(problemWord(teams.problem))} onRetry={teams.again} />}
      {teams.value && tree.length === 0 && <State is="empty" what={t('teams.none')} why={t('teams.noneWhy')} {...(isAdmin(me) && { action: <ButtonLink href={deskHref('/administration/teams')}>{t('teams.make')}</ButtonLink> })} />}
      <TeamTree teams={tree} href={(id) => deskHref(`/teams/${id}`)} />
      <Indicators team={null} />
    </>
  )
}
