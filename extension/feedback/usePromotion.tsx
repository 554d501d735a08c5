import type { ComponentChildren } from 'preact'
import { useContext, useState } from 'preact/hooks'
import type { Card } from '../../shared/cards'
import type { KeptDraft } from '../bridge/kept'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, later, type MenuItem, State, useWords } from '../ui'
import { Writing } from './write'

const promoting = () => import('./promoting')
const Promoted = later(() => import('./Promoted').then((module) => module.Promoted))

/** What a note of one's own can become: in the card's menu, and below it while it is written. */
export function usePromotion(card: Card, viewer: string): { items: MenuItem[]; below: ComponentChildren } {
  const { t, word } = useWords()
  const write = useContext(Writing)
  const acting = useAct()
  const [kept, setKept] = useState<KeptDraft | null>(null)
  if (card.kind !== 'note' || card.mine !== 'author') return { items: [], below: null }
  const toFeedback = () => void acting.run(async () => (write ?? setKept)(await (await promoting()).feedbackFrom(card, null)))
  const toAction = () => void acting.run(async () => {
    await (await promoting()).makeAction(card)
    announce(t('card.note.actionMade'))
  })
  return {
    items: [{ label: t('card.note.feedback'), onSelect: toFeedback }, { label: t('card.note.action'), onSelect: toAction }],
    below: (
      <>
        {kept && <Promoted card={card} kept={kept} viewer={viewer} onDone={() => setKept(null)} />}
        {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      </>
    ),
  }
}
