import { useWords } from '../../ui'
import { Tabs } from './Tabs'

/** People and teams, beside each other. */
export function PeopleTabs({ current }: { current: 'people' | 'teams' }) {
  const { t } = useWords()
  return <Tabs label={t('desk.people')} tabs={[{ path: '/people', label: t('desk.people'), current: current === 'people' }, { path: '/teams', label: t('teams.all'), current: current === 'teams' }]} />
}
