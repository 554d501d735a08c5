import { useState } from 'preact/hooks'
import { takeFocus } from '../people/takeFocus'
import { Button, Field, useWords } from '../ui'

/** Letting go takes a sentence; it can be opened again. */
export function DropForm({ onDrop, onCancel }: { onDrop: (why: string) => void; onCancel: () => void }) {
  const { t, word } = useWords()
  const [why, setWhy] = useState('')
  const [missing, setMissing] = useState(false)
  const submit = (event: Event) => {
    event.preventDefault()
    if (why.trim() === '') return setMissing(true)
    onDrop(why.trim())
  }
  return (
    <form class="todo-form" onSubmit={submit} onKeyDown={(event) => void (event.key === 'Escape' && (event.stopPropagation(), onCancel()))}>
      <Field label={t('todo.drop.why')} maxLength={500} value={why} onInput={setWhy} innerRef={takeFocus} {...(missing && why.trim() === '' && { error: word({ key: 'field.needed' }) })} />
      <div class="line">
        <Button look="ink" type="submit">{t('todo.drop')}</Button>
        <Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
