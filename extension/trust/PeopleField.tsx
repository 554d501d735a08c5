import type { PersonRef } from '../../shared/people'
import { PersonPicker } from '../people/PersonPicker'
import { ChipChosen, Chips, useWords } from '../ui'

interface Props {
  label: string
  add: string
  people: readonly PersonRef[]
  most: number
  onChange: (people: PersonRef[]) => void
  /** Below it: what is wrong. */
  error?: string | undefined
}

/** Some people, by name, added one by one. */
export function PeopleField({ label, add, people, most, onChange, error }: Props) {
  const { t } = useWords()
  return (
    <div class="labelled">
      {people.length > 0 && <>
        <p class="label">{label}</p>
        <Chips label={label}>{people.map((one) => {
          const name = one.name ?? t('common.former')
          return <ChipChosen key={one.id} person={name} name={name} onRemove={() => onChange(people.filter(({ id }) => id !== one.id))}><bdi>{name}</bdi></ChipChosen>
        })}</Chips>
      </>}
      {people.length < most && <PersonPicker key={people.length} open={false} label={people.length === 0 ? label : add} out={people.map(({ id }) => id)} onPick={({ id, name }) => onChange([...people, { id, name }])} />}
      {error && <p class="field-error">{error}</p>}
    </div>
  )
}
