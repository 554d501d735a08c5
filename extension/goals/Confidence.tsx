import { useId } from 'preact/hooks'
import { useWords } from '../ui'

const steps = [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10] as const

/** How sure one is: eleven pebbles. Native radios, so arrows move; digits choose, and `0` is ten. */
export function Confidence({ value, onChange, error }: { value: number | null; onChange: (value: number) => void; error?: string | undefined }) {
  const { t, number } = useWords()
  const name = useId()
  const byDigit = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey || !/^\d$/.test(event.key)) return
    event.preventDefault()
    const chosen = event.key === '0' ? 10 : Number(event.key)
    onChange(chosen)
    ;(event.currentTarget as HTMLElement).querySelector<HTMLInputElement>(`input[value="${chosen}"]`)?.focus()
  }
  return (
    <fieldset class="confidence" onKeyDown={byDigit} aria-describedby={error ? `${name}-error` : undefined}>
      <legend class="line line-between"><span class="label">{t('goals.howSure')}</span> <span class="tiny faint">{value === null ? '' : t('goals.ofTen', { sure: value })}</span></legend>
      <div class="confidence-row">
        {steps.map((step) => (
          <label key={step} class={value !== null && step < value ? 'pebble pebble-within' : 'pebble'}>
            <input type="radio" name={name} value={step} checked={step === value} aria-label={t('goals.ofTen', { sure: step })} onChange={() => onChange(step)} />
            <span aria-hidden="true">{number(step)}</span>
          </label>
        ))}
      </div>
      {error && <p id={`${name}-error`} class="field-error">{error}</p>}
    </fieldset>
  )
}
