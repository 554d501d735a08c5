import { useState } from 'preact/hooks'
import { type pointSections } from '../../shared/meetings'
import { Button, Field, Tick, useWords } from '../ui'

interface Props {
  section: (typeof pointSections)[number]
  /** Resolves to whether it went. */
  onAdd: (text: string, isPrivate: boolean) => Promise<boolean>
}

/** One line that Enter puts on the agenda. */
export function AddPoint({ section, onAdd }: Props) {
  const { t } = useWords()
  const [text, setText] = useState('')
  const [hidden, setHidden] = useState(false)
  const submit = (event: Event) => {
    event.preventDefault()
    if (text.trim() !== '') void onAdd(text.trim(), hidden).then((went) => went && (setText(''), setHidden(false)))
  }
  return (
    <form class="point-add" onSubmit={submit}>
      <div class="line">
        <Field label={t(section === 'talk' ? 'meetings.point' : `meetings.point.${section}`)} {...(section === 'talk' && { placeholder: t('meetings.point.example') })} maxLength={1_000} autocomplete="off" value={text} onInput={setText} />
        <Button look="outline" type="submit" keys="Enter">{t('todo.add')}</Button>
      </div>
      <Tick checked={hidden} onChange={setHidden}>{t('meetings.private')}</Tick>
    </form>
  )
}
