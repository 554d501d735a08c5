import { useId } from 'preact/hooks'
import type { TeamAt } from './teams'

interface Props {
  label: string
  /** What no team is called here. */
  none: string
  teams: readonly TeamAt[]
  /** Empty: none. */
  value: string
  onChange: (id: string) => void
  error?: string | undefined
}

/** One team of all, by its path. */
export function TeamSelect({ label, none, teams, value, onChange, error }: Props) {
  const id = useId()
  return (
    <div class="labelled">
      <label class="label" for={id}>{label}</label>
      <select id={id} class="field" dir="auto" value={value} aria-invalid={error ? 'true' : undefined} aria-describedby={error ? `${id}-error` : undefined} onChange={(event) => onChange(event.currentTarget.value)}>
        <option value="">{none}</option>
        {teams.map(({ team, path }) => <option key={team.id} value={team.id}>{path}</option>)}
      </select>
      {error && <p id={`${id}-error`} class="field-error">{error}</p>}
    </div>
  )
}
