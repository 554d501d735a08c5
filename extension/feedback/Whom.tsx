import { askedDays, type Coached } from '../../shared/feedback'
import type { Role } from '../../shared/artifacts'
import type { Person } from '../../shared/people'
import { Avatar, Button, useWords } from '../ui'

interface Props {
  person: Person
  /** What the page says they are. */
  role: Role | null
  /** By what the author coaches them. */
  by: Coached['by'] | null
  onChange: () => void
}

/** Whom coaching is for: one person, with what they are here and to the author. */
export function Whom({ person, role, by, onChange }: Props) {
  const { t } = useWords()
  const is = [role && t('people.role', { role }), by && t('compose.coachedBy', { by, days: askedDays }), person.status === 'away' && t('people.away')].filter(Boolean).join(' · ')
  return (
    <div class="whom" role="group" aria-label={t('compose.who')}>
      <Avatar name={person.name} size={32} />
      <div class="grow"><p class="small"><bdi>{person.name}</bdi></p>{is && <p class="tiny soft">{is}</p>}</div>
      <Button look="quiet" class="pull-end" onClick={onChange}>{t('compose.change')}</Button>
    </div>
  )
}
