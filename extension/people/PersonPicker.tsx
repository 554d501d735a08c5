import { useMemo } from 'preact/hooks'
import type { Person } from '../../shared/people'
import { Combobox, useWords } from '../ui'
import { directoryOf, labelsOf } from './directory'

interface Props {
  label: string
  quiet?: boolean
  /** The list opens at once; else with the first letter, arrow or press. */
  open?: boolean
  /** Offered first. */
  near?: readonly Person[]
  /** Ids that are not offered. */
  out?: readonly string[]
  onPick: (person: Person) => void
  onLeave?: () => void
}

/** Finds one colleague in the directory. */
export function PersonPicker({ label, quiet, open = true, near = [], out = [], onPick, onLeave }: Props) {
  const words = useWords()
  const directory = useMemo(() => directoryOf(near, new Set(out), labelsOf(words)), [near.map((one) => one.id).join(), out.join(), words])
  return (
    <Combobox
      label={label} quiet={quiet ?? false} eager={open} placeholder={words.t('people.find.example')} search={directory.search}
      onChoose={({ id }) => {
        const person = directory.find(id)
        if (person) onPick(person)
      }}
      {...(onLeave && { onLeave })}
    />
  )
}
