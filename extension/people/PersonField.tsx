import { useState } from 'preact/hooks'
import type { PersonRef } from '../../shared/people'
import { Chip, ChipAdd, ChipChosen, useWords } from '../ui'
import { PersonPicker } from './PersonPicker'

interface Props {
  label: string
  /** Words of the button that opens the search. */
  add: string
  person: PersonRef | null
  /** Ids that are not offered. */
  out?: readonly string[]
  /** Somebody else can be put in the place, nobody cannot. */
  kept?: boolean
  error?: string | undefined
  onChange: (person: PersonRef | null) => void
}

/** One colleague, or nobody yet: chosen in the directory, taken out by an x. */
export function PersonField({ label, add, person, out = [], kept, error, onChange }: Props) {
  const { t } = useWords()
  const [finding, setFinding] = useState(false)
  const name = person?.name ?? t('people.former')
  return (
    <div class="labelled" role="group" aria-label={label}>
      {label !== add && <span class="label">{label}</span>}
      {person && (kept ? <div class="chips"><Chip person={name}>{name}</Chip></div> : <div class="chips"><ChipChosen person={name} name={name} onRemove={() => onChange(null)}>{name}</ChipChosen></div>)}
      {!person && !finding && <div class="chips"><ChipAdd onClick={() => setFinding(true)}>{add}</ChipAdd></div>}
      {!person && finding && <PersonPicker label={label} quiet out={out} onPick={({ id, name: found }) => { setFinding(false); onChange({ id, name: found }) }} onLeave={() => setFinding(false)} />}
      {error && <p class="field-error">{error}</p>}
    </div>
  )
}
