/** TABLE: what stands on every card of panel, popup and desk beside the card itself, in the order in which it is drawn. */
import { tryPart } from '../../action-items/tryPart'
import type { CardPart } from '../../feedback/cardParts'
import { reportPart } from '../../reports/reportPart'
import { passOnPart, talkPart, viewPart, widenPart } from '../../talk/talkParts'

export const cardParts: readonly CardPart[] = [tryPart, talkPart, viewPart, passOnPart, widenPart, reportPart]
