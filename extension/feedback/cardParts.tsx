/** What higher rooms put on a card: talk, my view, passing on, a report, "try this". The card knows none of them; its entrypoint brings them. */
import { createContext, createElement, type ComponentChildren, type ComponentType } from 'preact'
import { useContext, useState } from 'preact/hooks'
import type { Card } from '../../shared/cards'
import { useWords, type MenuItem, type Words } from '../ui'
import type { OnCard } from './useCardActs'
import { usePromotion } from './usePromotion'

/** A card as its parts see it, and whether theirs stands open below it: one part at a time. */
export interface OnPart {
  card: Card
  /** The reader's id. */
  viewer: string
  onChange: OnCard
  isOpen: boolean
  open: () => void
  close: () => void
}

export interface CardPart {
  name: string
  /** Its lines in the card's menu; none where it has nothing to offer. */
  menu?: (on: OnPart, words: Words) => readonly MenuItem[]
  /** In the row of reactions: a small quiet button, or nothing. */
  Act?: ComponentType<OnPart>
  /** Below the card, always drawn: nothing while it has nothing to show. Load what is heavy with `later`. */
  Below?: ComponentType<OnPart>
}

const Parts = createContext<readonly CardPart[]>([])
/** Brings the parts to every card within. */
export const CardParts = Parts.Provider

interface PartsOf { items: MenuItem[]; acts: ComponentChildren; below: ComponentChildren }

/** What the parts put on this card. */
export function useCardParts(card: Card, viewer: string, onChange: OnCard): PartsOf {
  const words = useWords()
  const parts = useContext(Parts)
  const [open, setOpen] = useState<string | null>(null)
  const promotion = usePromotion(card, viewer)
  const on = parts.map((part): [CardPart, OnPart] => [part, { card, viewer, onChange, isOpen: open === part.name, open: () => setOpen(part.name), close: () => setOpen(null) }])
  return {
    items: [...promotion.items, ...on.flatMap(([part, its]) => [...(part.menu?.(its, words) ?? [])])],
    acts: on.map(([{ name, Act }, its]) => Act && createElement(Act, { key: name, ...its })),
    below: [promotion.below, ...on.map(([{ name, Below }, its]) => Below && createElement(Below, { key: name, ...its }))],
  }
}
