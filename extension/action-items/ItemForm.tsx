import type { ComponentChildren } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button, Field, useWords } from '../ui'

interface Props {
  label?: string
  text?: string
  due?: string | null
  button: string
  /** Takes the focus when it appears. */
  focus?: boolean
  /** Beside the date: whose it is. */
  children?: ComponentChildren
  hint?: ComponentChildren
  onSubmit: (text: string, due: string | null) => void
  onCancel?: () => void
}

/** What to do, and by when. Enter adds it. */
export function ItemForm({ label, text: first = '', due: day = null, button, focus = true, children, hint, onSubmit, onCancel }: Props) {
  const { t, word } = useWords()
  const [text, setText] = useState(first)
  const [due, setDue] = useState(day ?? '')
  const [missing, setMissing] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => void (focus && field.current?.focus()), [])
  const submit = (event: Event) => {
    event.preventDefault()
    if (text.trim() === '') {
      setMissing(true)
      return field.current?.focus()
    }
    onSubmit(text.trim(), due === '' ? null : due)
  }
  return (
    <form class="todo-form" onSubmit={submit} onKeyDown={(event) => {
      // No browser submits by Ctrl+Enter, which is our Send everywhere.
      if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) submit(event)
      else if (event.key === 'Escape' && onCancel) { event.stopPropagation(); onCancel() }
    }}>
      <Field
        label={label ?? t('todo.field')} placeholder={t('todo.field.example')} maxLength={300} value={text} onInput={setText} hint={hint}
        innerRef={field} {...(missing && text.trim() === '' && { error: word({ key: 'field.needed' }) })}
      />
      <div class="line line-wrap todo-foot">
        <Field label={t('todo.by')} type="date" optional value={due} onInput={setDue} />
        {children}
        <div class="line">
          <Button look="ink" type="submit">{button}</Button>
          {onCancel && <Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button>}
        </div>
      </div>
    </form>
  )
}
