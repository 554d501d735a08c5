import type { ComponentChildren } from 'preact'
import { useId } from 'preact/hooks'

export interface Segment<V extends string> {
  value: V
  label: string
  icon?: ComponentChildren
}

interface Props<V extends string> {
  /** What is chosen here; heard, not seen, unless `shown`. */
  label: string
  shown?: boolean
  options: readonly Segment<V>[]
  value: V | undefined
  onChange: (value: V) => void
  /** `well`: one row, sunk (kinds). `boxes`: equal boxes with edges (states). */
  look?: 'well' | 'boxes'
}

/** One of a few, in one row. Native radios: arrows move, Tab passes by. */
export function Segmented<V extends string>({ label, shown, options, value, onChange, look = 'well' }: Props<V>) {
  const name = useId()
  return (
    <fieldset class={`segmented segmented-${look}`}>
      <legend class={shown ? 'label' : 'hidden-visually'}>{label}</legend>
      <div class="segmented-row">
        {options.map((option) => (
          <label key={option.value} class="segment">
            <input type="radio" name={name} value={option.value} checked={option.value === value} onChange={() => onChange(option.value)} />
            {option.icon}
            <span>{option.label}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}
