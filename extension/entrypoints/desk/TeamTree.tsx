import type { TeamAt } from '../../people/teams'
import { Row, Rows, Section, UsersIcon, useWords } from '../../ui'

/** Units below those they belong to, then projects; each leads to its page. */
export function TeamTree({ teams, href }: { teams: readonly TeamAt[]; href: (id: string) => string }) {
  const { t } = useWords()
  const line = ({ team }: TeamAt) => [t('teams.size', { count: team.size }), team.lead?.name && t('teams.ledBy', { name: team.lead.name })].filter(Boolean).join(' · ')
  const [units, projects] = [teams.filter(({ team }) => team.kind === 'unit'), teams.filter(({ team }) => team.kind === 'project')]
  return (
    <>
      {units.length > 0 && (
        <Section title={t('teams.units')}><div class="team-tree">
          <Rows lined label={t('teams.units')}>
            {units.map((one) => <Row key={one.team.id} mark={<span class={`team-level team-level-${one.level}`}><UsersIcon /></span>} title={<strong><bdi>{one.team.name}</bdi></strong>} detail={<span dir="auto">{line(one)}</span>} href={href(one.team.id)} />)}
          </Rows>
        </div></Section>
      )}
      {projects.length > 0 && (
        <Section title={t('teams.projects')}>
          <Rows lined label={t('teams.projects')}>
            {projects.map((one) => <Row key={one.team.id} mark={<UsersIcon />} title={<strong><bdi>{one.team.name}</bdi></strong>} detail={<span dir="auto">{line(one)}</span>} href={href(one.team.id)} />)}
          </Rows>
        </Section>
      )}
    </>
  )
}
