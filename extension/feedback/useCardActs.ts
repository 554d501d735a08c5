/** What a reader may do with a card: thank, react, take back, step back, show or hide the title. */
import { feedbackEndpoints } from '../../shared/feedback'
import type { Card, Reaction } from '../../shared/cards'
import { ruleOf } from '../../shared/kinds'
import { call } from '../bridge/call'
import { type useAct, useAct as useOneAct } from '../organisation/load'
import { announce, useWords } from '../ui'

/** The card as it is now; null once it was taken back. */
export type OnCard = (card: Card | null) => void

export interface CardActs {
  acting: ReturnType<typeof useAct>
  retract: (() => void) | null
  stepBack: (() => void) | null
  showTitle: (() => void) | null
  hideTitle: (() => void) | null
  /** A note of one's own: beyond its time, or again until its time. */
  keep: ((kept: boolean) => void) | null
  react: (reaction: Reaction, on: boolean) => void
}

export function useCardActs(card: Card, viewer: string, onChange: OnCard): CardActs {
  const { t } = useWords()
  const acting = useOneAct()
  const params = { id: card.id }
  const asked = (work: () => Promise<Card>) => () => void acting.run(async () => onChange(await work()))
  const shown = card.artifact && !card.artifact.guarded && card.artifact.private ? card.artifact : null
  const title = (on: boolean) => asked(() => call(feedbackEndpoints.showTitle, { params, body: { shown: on } }))
  return {
    acting,
    retract: card.mine !== 'author' || card.retractUntil === null || new Date(card.retractUntil).getTime() <= Date.now() ? null : () => void acting.run(async () => {
      await call(feedbackEndpoints.retract, { params })
      announce(t(card.kind === 'note' ? 'card.note.deleted' : 'card.retracted'))
      onChange(null)
    }),
    stepBack: ruleOf(card.kind).stepBack && card.recipients.some((one) => one.id === viewer) && card.audience.visibility !== 'recipients' ? asked(() => call(feedbackEndpoints.stepBack, { params })) : null,
    showTitle: shown?.hiddenFromOthers && card.mine === 'author' ? title(true) : null,
    hideTitle: shown && !shown.hiddenFromOthers && card.mine !== 'none' ? title(false) : null,
    keep: card.kind === 'note' && card.mine === 'author' ? (kept) => asked(() => call(feedbackEndpoints.keep, { params, body: { kept } }))() : null,
    react: (reaction, on) => asked(() => call(on ? feedbackEndpoints.react : feedbackEndpoints.unreact, { params: { id: card.id, reaction } }))(),
  }
}
