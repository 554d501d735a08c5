import { useState } from 'preact/hooks'
import type { ActionItem } from '../../shared/action-items'
import { problemWord } from '../organisation/problem'
import { announce, Button, CheckIcon, later, Row, State, TicketIcon, useWords } from '../ui'
import { dueWord } from './due'
import { useItem } from './useItem'

// Few carry anything: its script comes with the first that does.
const ItemOn = later(() => import('./ItemOn').then((module) => module.ItemOn))

/** What is due soon or over its day, for "Waits for you": one press and it is done, another and it is not. Stands inside Rows. */
export function DueRows({ items, onChange }: { items: readonly ActionItem[]; onChange?: (item: ActionItem) => void }) {
  return <>{items.map((item) => <DueRow key={item.id} item={item} {...(onChange && { onChange })} />)}</>
}

function DueRow({ item: first, onChange }: { item: ActionItem; onChange?: (item: ActionItem) => void }) {
  const words = useWords()
  const { t, word } = words
  // It stays where it was pressed, with its Undo, until the popup is opened anew.
  const [item, set] = useState(first)
  const { acting, tick } = useItem(item, (next) => { set(next); onChange?.(next) })
  const done = item.state === 'done'
  const facts = [done ? t('todo.isDone') : item.due && word(dueWord(item.due, words)), item.other?.name && t('todo.with', { name: item.other.name })].filter(Boolean)
  return (
    <>
      <Row
        mark={done ? <CheckIcon /> : <TicketIcon />} title={<span class={done ? 'soft' : undefined}>{item.text}</span>} detail={<><span class="first-upper" dir="auto">{facts.join(' · ')}</span>{(item.resource || item.work) && <ItemOn item={item} />}</>}
        action={done
          ? <Button look="quiet" size="small" onClick={() => void tick(false)}>{t('common.undo')}</Button>
          : <Button look="line" size="small" aria-label={t('todo.tick', { text: item.text })} onClick={() => void tick(true).then((went) => went && announce(t('todo.isDone')))}>{t('todo.done')}</Button>}
      />
      {acting.problem && <li><State is="failed" what={word(problemWord(acting.problem))} /></li>}
    </>
  )
}
