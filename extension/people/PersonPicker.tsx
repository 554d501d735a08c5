import { useMemo } from 'preact/hooks'
import type { Person, TeamFound } from '../../shared/people'
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
  /** Others are not offered. */
  only?: ((id: string) => boolean) | undefined
  /** Teams are offered too. */
  onTeam?: ((team: TeamFound) => void) | undefined
  onLeave?: () => void
}

/** Finds one colleague in the directory. */
export function PersonPicker({ label, quiet, open = true, near = [], out = [], only, onPick, onTeam, onLeave }: Props) {
  const words = useWords()
  const directory = useMemo(() => directoryOf(near, new Set(out), labelsOf(words), onTeam !== undefined, only), [near.map((one) => one.id).join(), out.join(), words, onTeam !== undefined, only])
  return (
    <Combobox
      label={label} quiet={quiet ?? false} eager={open} placeholder={words.t('people.find.example')} search={directory.search}
      onChoose={({ id }) => {
        const person = directory.find(id)
        if (person) return onPick(person)
        const team = directory.findTeam(id)
        if (team) onTeam?.(team)
      }}
      {...(onLeave && { onLeave })}
    />
  )
}
