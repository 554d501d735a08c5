/**
 * The feedback room for panel, popup and desk. Import `feedback.css` once beside the kit's.
 * Hooks for higher rooms: `ComposerTab` (the prop `tabs` of Composer) stands beside the kinds with a content of its own: add yours to `composerTabs` in entrypoints/panel/composerTabs.ts;
 * `CardPart` stands on every card (menu, row of reactions, below): add yours to `cardParts` in entrypoints/panel/cardParts.ts, which panel, popup and desk bring.
 */
export { ArtifactCard } from './ArtifactCard'
export { AudienceLine, isWide } from './AudienceLine'
export { CardParts, type CardPart, type OnPart } from './cardParts'
export { Composer, type ComposerProps, type ComposerTab, type OnTab } from './Composer'
export { noWork, type Work } from './composing'
export { FeedbackCard, type FeedbackCardProps } from './FeedbackCard'
export { headOf } from './head'
export { closeTopmost, useLayer } from './layers'
export { NotSentCard, NotSentRow, whyUnsent } from './NotSent'
export { NotSent } from './NotSentList'
export { useOutbox } from './outbox'
export { Reactions } from './Reactions'
export { SaidEntry } from './SaidEntry'
export { SaidHere } from './SaidHere'
export { SendingCard } from './SendingCard'
export type { Sent } from './sending'
export { useCardActs } from './useCardActs'
export { WordsSaid } from './WordsSaid'
export { WorkComposer } from './WorkComposer'
export { WorkLine } from './WorkLine'
export { useOpened, useSaid } from './work'
