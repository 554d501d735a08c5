import type { PointReflection, TalkingPoint } from '../../shared/meetings'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { TickBox } from '../action-items/TickBox'
import { WorkLine } from '../feedback/WorkLine'
import { Button, Chips, Field, LockIcon, Menu, useWords, type MenuItem } from '../ui'
import { textOf } from './point'
import type { Agenda } from './useAgenda'

interface Props { point: TalkingPoint; viewer: string; agenda?: Pick<Agenda, 'change' | 'remove'>; onRemoved?: (point: TalkingPoint) => void }

/** A talking point: ticked off by either, changed and taken off by who wrote it. */
export function PointRow({ point, viewer, agenda, onRemoved }: Props) {
  const { t } = useWords()
  const own = point.author.id === viewer
  const { artifact } = point
  const text = textOf(point, t('meetings.section.talk'))
  const [writing, setWriting] = useState(false)
  const items: MenuItem[] = own && agenda
    ? [
        { label: t('meetings.rewrite'), onSelect: () => setWriting(true) },
        { label: t(point.private ? 'meetings.toAll' : 'meetings.toMe'), onSelect: () => void agenda.change(point, { private: !point.private }) },
        { label: t('meetings.remove'), danger: true, onSelect: () => void agenda.remove(point).then((went) => went && onRemoved?.(point)) },
      ]
    : []
  const facts = [point.private && t('meetings.private'), !own && (point.author.name ?? t('common.former')), point.carried > 0 && t('meetings.carried', { count: point.carried })].filter(Boolean)
  return (
    <li class="row todo point">
      <span class="row-mark">
        {agenda
          ? <TickBox label={t('meetings.talked', { text })} checked={point.done} onTick={(done) => agenda.change(point, { done })} />
          : <span class="todo-dot" aria-hidden="true" />}
      </span>
      <div class="row-body">
        {writing && agenda && <Rewrite point={point} onDone={() => setWriting(false)} onWrite={(words) => agenda.change(point, { text: words })} />}
        {!writing && point.text && <div class={point.done ? 'row-title soft' : 'row-title'} dir="auto">{point.text}</div>}
        {point.reflection && <Reflected reflection={point.reflection} />}
        {artifact && <Chips><WorkLine artifact={artifact} /></Chips>}
        {facts.length > 0 && (
          <div class="row-detail line">{point.private && <LockIcon size={14} />}<span dir="auto">{facts.join(' · ')}</span></div>
        )}
      </div>
      <div class="row-action">{items.length > 0 && <Menu label={t('meetings.menu', { text })} items={items} />}</div>
    </li>
  )
}

/** Its words, written anew by who wrote it. */
function Rewrite({ point, onWrite, onDone }: { point: TalkingPoint; onWrite: (text: string) => Promise<boolean>; onDone: () => void }) {
  const { t } = useWords()
  const [text, setText] = useState(point.text)
  const field = useRef<HTMLInputElement>(null)
  useLayoutEffect(() => field.current?.focus(), [])
  const submit = (event: Event) => {
    event.preventDefault()
    if (text.trim() === '' && !point.artifact) return field.current?.focus()
    void onWrite(text.trim()).then((went) => went && onDone())
  }
  return (
    <form class="stack" onSubmit={submit} onKeyDown={(event) => void (event.key === 'Escape' && (event.stopPropagation(), onDone()))}>
      <Field label={t('meetings.rewrite')} maxLength={1_000} autocomplete="off" value={text} onInput={setText} innerRef={field} />
      <div class="line"><Button look="ink" size="small" type="submit">{t('common.save')}</Button><Button look="quiet" size="small" onClick={onDone}>{t('common.cancel')}</Button></div>
    </form>
  )
}

/** What its author brought of a quarter's reflection: both answers, in their words. */
function Reflected({ reflection: { from, to, lived, next } }: { reflection: PointReflection }) {
  const { t, date } = useWords()
  return (
    <div class="point-reflection">
      <p class="small soft">{t('reflect.point', { from: date(from), to: date(to) })}</p>
      {([['lived', lived], ['next', next]] as const).filter(([, text]) => text !== '').map(([field, text]) => <div key={field}><p class="small soft">{t(`reflect.${field}`)}</p><p class="words" dir="auto">{text}</p></div>)}
    </div>
  )
}
