import { useState } from 'preact/hooks'
import type { ActionItem } from '../../shared/action-items'
import { problemWord } from '../organisation/problem'
import { announce, Avatar, Button, later, Menu, State, useWords, type MenuItem } from '../ui'
import { DropForm } from './DropForm'
import { dueWord } from './due'
import { ItemForm } from './ItemForm'
import { TickBox } from './TickBox'
import { useItem } from './useItem'

// Few carry anything: its script comes with the first that does.
const ItemOn = later(() => import('./ItemOn').then((module) => module.ItemOn))

interface Props {
  item: ActionItem
  /** Says whose it is: in a list of several people's. */
  whose?: boolean
  onChange: (item: ActionItem) => void
}

/** An action item in a list: ticked off by its owner, changed by both sides, let go with a sentence, opened again by one press. */
export function ItemRow({ item, whose, onChange }: Props) {
  const words = useWords()
  const { t, word } = words
  const { acting, tick, reopen, drop, change } = useItem(item, onChange)
  const [doing, setDoing] = useState<'change' | 'drop' | null>(null)
  const own = item.mine === 'owner'
  const isOpen = item.state === 'open'
  const stop = () => setDoing(null)
  const items: MenuItem[] = [
    ...(isOpen && item.mine !== 'member' ? [{ label: t('todo.change'), onSelect: () => setDoing('change') }] : []),
    ...(isOpen && own ? [{ label: t('todo.drop'), onSelect: () => setDoing('drop') }] : []),
    ...(!isOpen && own ? [{ label: t('todo.reopen'), onSelect: () => void reopen() }] : []),
  ]
  const facts = [
    whose ? (item.owner.name ?? t('common.former')) : item.other && t('todo.with', { name: item.other.name ?? t('common.former') }),
    isOpen && item.due && word(dueWord(item.due, words)),
    item.state === 'done' && t('todo.isDone'), item.state === 'dropped' && t('todo.letGo', { why: item.why ?? '' }),
  ].filter(Boolean)
  return (
    <li class="row todo">
      <span class="row-mark">
        {own && item.state !== 'dropped'
          ? <TickBox label={t('todo.tick', { text: item.text })} checked={!isOpen} onTick={(done) => tick(done).then((went) => { if (went && done) announce(t('todo.isDone')); return went })} />
          : <Avatar name={item.owner.name ?? ''} size={20} />}
      </span>
      <div class="row-body">
        <div class={isOpen ? 'row-title' : 'row-title soft'} dir="auto">{item.text}</div>
        {facts.length > 0 && <div class="row-detail first-upper">{facts.join(' · ')}</div>}
        {(item.resource || item.work) && <ItemOn item={item} />}
      </div>
      <div class="row-action">
        {!isOpen && own && <Button look="quiet" size="small" onClick={() => void reopen()}>{t('common.undo')}</Button>}
        {isOpen && items.length > 0 && <Menu label={t('todo.menu', { text: item.text })} items={items} />}
      </div>
      {doing === 'change' && <div class="todo-more"><ItemForm text={item.text} due={item.due} button={t('common.save')} onCancel={stop} onSubmit={(text, due) => void change({ text, due }).then((done) => done && stop())} /></div>}
      {doing === 'drop' && <div class="todo-more"><DropForm onCancel={stop} onDrop={(why) => void drop(why).then((done) => done && stop())} /></div>}
      {acting.problem && <div class="todo-more"><State is="failed" what={word(problemWord(acting.problem))} /></div>}
    </li>
  )
}
