import { feedbackEndpoints } from '../../../shared/feedback'
import { call } from '../../bridge/call'
import { useLoad } from '../../organisation/load'
import { deskHref } from '../../organisation/paths'
import { AtIcon, CalendarIcon, EditIcon, FlagIcon, LockIcon, Row, Rows, Section, SettingsIcon, UsersIcon, useWords } from '../../ui'
import { useDesk } from './context'
import { isAdmin } from './roles'

/** What one can do on a first day, by what one is: each with where to go. */
export function FirstSteps() {
  const { t } = useWords()
  const { me } = useDesk()
  const coached = useLoad(() => call(feedbackEndpoints.coached, { query: {} }))
  const first = coached.value?.people[0]
  const steps = [
    ...(isAdmin(me) ? [
      { step: 'people', icon: <UsersIcon />, at: '/administration/import' } as const,
      ...(me.values.length === 0 ? [{ step: 'values', icon: <EditIcon />, at: '/administration/values' } as const] : []),
      { step: 'sign-in', icon: <LockIcon />, at: '/administration/sign-in' } as const,
    ] : []),
    ...(first ? [{ step: 'talk', icon: <CalendarIcon />, at: `/people/${first.id}` } as const] : []),
    { step: 'goal', icon: <FlagIcon />, at: '/goals/new' } as const,
    ...(me.person.handles.length === 0 ? [{ step: 'handles', icon: <AtIcon />, at: '/settings' } as const] : []),
    { step: 'settings', icon: <SettingsIcon />, at: '/settings' } as const,
  ]
  return (
    <Section title={t('first.title')}>
      <Rows lined label={t('first.title')}>
        {steps.map(({ step, icon, at }) => (
          <Row key={step} mark={icon} title={t(`first.${step}`, { name: first?.name ?? '' })} detail={t(`first.${step}.why`)} href={deskHref(at)} />
        ))}
      </Rows>
    </Section>
  )
}
