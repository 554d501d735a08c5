import type { ComponentChildren, JSX, Ref } from 'preact'
import { useId, useLayoutEffect, useRef } from 'preact/hooks'
import { useWords } from './words'

interface Around {
  /** A question or a noun. Heard only, where `quiet`. */
  label: ComponentChildren
  quiet?: boolean
  optional?: boolean
  /** Two words at the end of the label's row. */
  aside?: ComponentChildren
  /** Below the field: what helps to fill it. */
  hint?: ComponentChildren
  /** Below the field: what is wrong with it. Sets `aria-invalid`. */
  error?: ComponentChildren
}

type Taken = 'label' | 'size' | 'ref' | 'onInput' | 'value' | 'icon'

interface FieldProps extends Around, Omit<JSX.IntrinsicElements['input'], Taken> {
  value: string
  onInput: (value: string) => void
  innerRef?: Ref<HTMLInputElement>
}

/** One line to type in. */
export function Field({ label, quiet, optional, aside, hint, error, value, onInput, innerRef, class: more, ...native }: FieldProps) {
  const id = useId()
  return (
    <Labelled {...{ id, label, quiet, optional, aside, hint, error }}>
      <input {...(native as object)} {...described(id, hint, error)} ref={innerRef} class={`field ${more ?? ''}`} dir={native.dir ?? directionFor(value)} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </Labelled>
  )
}

interface TextAreaProps extends Around, Omit<JSX.IntrinsicElements['textarea'], Taken> {
  value: string
  onInput: (value: string) => void
  innerRef?: (element: HTMLTextAreaElement | null) => void
  /** Set in the book face: what one person says to another. */
  words?: boolean
  /** Takes the free height of its column; 120 at least. */
  fill?: boolean
}

/** Lines to type in. Grows with its words, from 48 px. */
export function TextArea({ label, quiet, optional, aside, hint, error, value, onInput, innerRef, words, fill, class: more, ...native }: TextAreaProps) {
  const id = useId()
  const element = useRef<HTMLTextAreaElement | null>(null)
  useLayoutEffect(() => grow(element.current), [value])
  const names = ['field', 'field-area', words && 'field-words', more].filter(Boolean).join(' ')
  const keep = (found: HTMLTextAreaElement | null) => {
    element.current = found
    innerRef?.(found)
  }
  return (
    <Labelled {...{ id, label, quiet, optional, aside, hint, error, fill }}>
      <textarea {...(native as object)} {...described(id, hint, error)} ref={keep} class={names} dir={directionFor(value)} rows={1} value={value} onInput={(event) => onInput(event.currentTarget.value)} />
    </Labelled>
  )
}

interface TickProps extends Omit<JSX.IntrinsicElements['input'], Taken | 'type' | 'checked' | 'onChange'> {
  checked: boolean
  onChange: (checked: boolean) => void
  hint?: ComponentChildren
  children: ComponentChildren
}

/** A box to tick, with its words. */
export function Tick({ checked, onChange, hint, children, ...native }: TickProps) {
  const id = useId()
  return (
    <div class="tick">
      <input {...(native as object)} id={id} type="checkbox" checked={checked} aria-describedby={hint ? `${id}-hint` : undefined} onChange={(event) => onChange(event.currentTarget.checked)} />
      <div>
        <label for={id}>{children}</label>
        {hint && <p id={`${id}-hint`} class="tiny soft">{hint}</p>}
      </div>
    </div>
  )
}

function Labelled({ id, label, quiet, optional, aside, hint, error, fill, children }: Around & { id: string; fill?: boolean; children: ComponentChildren }) {
  const { t } = useWords()
  return (
    <div class={fill ? 'labelled labelled-fill' : 'labelled'}>
      <div class={quiet ? 'hidden-visually' : 'labelled-row'}>
        <label for={id} class="label">{label}{optional && <span class="label-optional"> {t('common.optional')}</span>}</label>
        {aside && <span class="label-aside">{aside}</span>}
      </div>
      {children}
      {hint && <p id={`${id}-hint`} class="field-hint">{hint}</p>}
      {error && <p id={`${id}-error`} class="field-error">{error}</p>}
    </div>
  )
}

/** The direction of what is typed. An empty field keeps the page's: `auto` would set the caret to the left of an Arabic placeholder. */
export const directionFor = (value: string): 'auto' | undefined => (value === '' ? undefined : 'auto')

const described = (id: string, hint: unknown, error: unknown) => ({
  id,
  'aria-invalid': error ? ('true' as const) : undefined,
  'aria-describedby': [error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(' ') || undefined,
})

// `field-sizing: content` does this by itself where it is known.
function grow(area: HTMLTextAreaElement | null) {
  if (!area || CSS.supports('field-sizing', 'content')) return
  area.style.blockSize = 'auto'
  area.style.blockSize = `${area.scrollHeight + area.offsetHeight - area.clientHeight}px`
}
