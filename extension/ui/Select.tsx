import { useId } from 'preact/hooks'

interface Props<V extends string> {
  label: string
  /** Heard only. */
  quiet?: boolean
  value: V
  options: readonly { value: V; label: string }[]
  onChange: (value: V) => void
  error?: string | undefined
}

/** One of several, where a row of boxes would be too long. */
export function Select<V extends string>({ label, quiet, value, options, onChange, error }: Props<V>) {
  const id = useId()
  return (
    <div class="labelled">
      <label class={quiet ? 'hidden-visually' : 'label'} for={id}>{label}</label>
      <select id={id} class="field" dir="auto" value={value} aria-invalid={error ? 'true' : undefined} aria-describedby={error ? `${id}-error` : undefined} onChange={(event) => onChange(event.currentTarget.value as V)}>
        {options.map((one) => <option key={one.value} value={one.value}>{one.label}</option>)}
      </select>
      {error && <p id={`${id}-error`} class="field-error">{error}</p>}
    </div>
  )
}
