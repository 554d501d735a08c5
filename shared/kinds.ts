/** TABLE: the kinds of feedback. A new kind is a row here, its words in the catalogue, and its stone in the kit. Source: domain.md section 3. */
import type { Visibility } from './audience.keys'

export type BodyShape = 'text' | 'sbi' | 'grow'

export interface KindRule {
  /**
   * Who may give it. `anyone` = any active member of the organisation, never to themselves; `coach` = the recipient's management chain, a current
   * dotted, acting, mentor or coach relation, or somebody whom the recipient asked about themselves, while that is open and for 90 days after the answer; `self` = nobody but oneself: it is for no one, and may be about a report.
   */
  giver: 'anyone' | 'coach' | 'self'
  recipients: readonly [min: number, max: number]
  /** May be said to a team of at most this many members; 0 = to people only. Then `organization` or `team` alone. */
  teamOf: number
  /** Default first. Narrower than `organization` is sealed in the database. */
  visibilities: readonly Visibility[]
  /** How it may be written, default first. */
  bodies: readonly BodyShape[]
  /** Graphemes over all fields of the body. */
  length: readonly [min: number, max: number]
  maxValues: number
  /** Seconds for which a send can be undone before it leaves the browser. */
  undoSeconds: number
  /** Minutes for which it can be retracted after it was sent; null = at any time (nobody else has it). */
  retractMinutes: number | null
  /** A recipient may take themselves off (public praise only). */
  stepBack: boolean
  /** May wait for somebody who was invited by e-mail. */
  invites: boolean
  /** May carry an action item for its recipient. */
  action: boolean
  /** May be an answer to a request. */
  answers: boolean
  /** A recipient may pass it on to named people. */
  passesOn: boolean
  /** Days after which it goes unless it is kept; null = by the organisation's retention alone. */
  expiresDays: number | null
}

export const kinds = {
  recognition: {
    giver: 'anyone', recipients: [1, 10], teamOf: 200, visibilities: ['organization', 'team', 'recipients'], bodies: ['text'], length: [10, 2_000],
    maxValues: 3, undoSeconds: 6, retractMinutes: 24 * 60, stepBack: true, invites: true, action: false, answers: false, passesOn: false, expiresDays: null,
  },
  feedback: {
    giver: 'anyone', recipients: [1, 1], teamOf: 0, visibilities: ['recipients', 'recipients_and_managers'], bodies: ['sbi'], length: [10, 4_000],
    maxValues: 0, undoSeconds: 15, retractMinutes: 15, stepBack: false, invites: false, action: false, answers: true, passesOn: true, expiresDays: null,
  },
  coaching: {
    giver: 'coach', recipients: [1, 1], teamOf: 0, visibilities: ['recipients', 'author'], bodies: ['sbi', 'grow', 'text'], length: [10, 4_000],
    maxValues: 0, undoSeconds: 15, retractMinutes: 15, stepBack: false, invites: false, action: true, answers: false, passesOn: true, expiresDays: null,
  },
  note: {
    giver: 'self', recipients: [0, 0], teamOf: 0, visibilities: ['author'], bodies: ['text'], length: [1, 4_000],
    maxValues: 0, undoSeconds: 0, retractMinutes: null, stepBack: false, invites: false, action: false, answers: false, passesOn: false, expiresDays: 365,
  },
} as const satisfies Record<string, KindRule>

export type Kind = keyof typeof kinds
export const kindNames = Object.keys(kinds) as [Kind, ...Kind[]]
export const ruleOf = (kind: Kind): KindRule => kinds[kind]
/** How many members a team may have that something is said to. */
export const mostThanked = Math.max(...Object.values<KindRule>(kinds).map((rule) => rule.teamOf))
