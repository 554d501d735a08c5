import type { Card } from '../../shared/cards'
import { actionItemEndpoints } from '../../shared/action-items'
import { newId } from '../../shared/ids'
import { useMemo } from 'preact/hooks'
import { call } from '../bridge/call'
import type { OnPart } from '../feedback/cardParts'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { shortName } from '../people/names'
import { announce, State, useWords } from '../ui'
import { ItemForm } from './ItemForm'

/** What its author suggested, as what one would try; nothing where they gave it to do already, or it would stand twice in the next 1:1. */
const suggestedBy = ({ body, action }: Card): string => {
  const text = 'next' in body ? (body.next ?? '') : 'will' in body ? body.will : ''
  const one = text.replace(/\s+/g, ' ').trim().slice(0, 300)
  return one === action?.text ? '' : one
}

/** "Trying this": an action item from what somebody said. */
export function TryThis({ card, onChange, close }: OnPart) {
  const { t, word } = useWords()
  const id = useMemo(() => newId(), [])
  const acting = useAct()
  const add = (text: string, due: string | null) => acting.run(async () => {
    const item = await call(actionItemEndpoints.add, { body: { id, text, due, feedback: card.id } })
    onChange({ ...card, trying: { item: item.id, state: item.state } })
    announce(t('card.trying.you', { state: 'open' }))
    close()
  })
  return (
    <div class="todo-try">
      <ItemForm label={t('todo.try.field')} text={suggestedBy(card)} button={t('todo.try')} hint={t('todo.try.seen', { name: shortName(card.author.name ?? t('common.former')) })} onSubmit={(text, due) => void add(text, due)} onCancel={close} />
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
    </div>
  )
}
