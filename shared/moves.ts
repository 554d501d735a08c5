/**
 * How work moves a key result: which work a rule means, which state it waits for, which of two things heard of one piece of work counts, and what all of
 * it reads. Pure: what was heard last counts by its own time, so order, repetition and restarts of deliveries make no difference. The worker keeps the same
 * sums in its rows, and a test holds them equal. Source: domain.md section 6.
 *
 * The reading: a `number` goes from its baseline towards its target by one for each work in the state; a `percent` goes that share of the way from baseline
 * to target which the works in the state are of all works of the rule; a `milestone` stands at its target when all of them are in the state, else at its
 * baseline. All works = those linked, or those that Cairn has heard of since the rule stands: whoever knows the count beforehand takes a number with that
 * target. What a person checks in counts from then on: later moves go on from there (`shift`). Amounts of money and rubrics are not moved by work.
 */
import { matchKey } from './artifacts'
import type { MoveRule } from './key-results'

export const workStates = ['open', 'closed', 'done', 'merged'] as const
export type WorkState = (typeof workStates)[number]

/** What is known of a piece of work while somebody's rule asks for it. */
export interface Work {
  site: MoveRule['site']
  instance: string
  /** Its repository or project. */
  place: string
  labels: readonly string[]
  /** What it may be a part of. */
  epics: readonly string[]
  state: WorkState
}

/** TABLE: the states that count as reached. Merged or done work is closed too; an issue closed as not planned is closed, and not done. */
export const reachedBy: Record<MoveRule['state'], readonly WorkState[]> = { merged: ['merged'], done: ['done', 'merged'], closed: ['closed', 'done', 'merged'] }
export const reaches = (rule: Pick<MoveRule, 'state'>, state: WorkState): boolean => reachedBy[rule.state].includes(state)

/** The measures that work can move. */
export const canMove = (measure: string): boolean => measure === 'number' || measure === 'percent' || measure === 'milestone'

/** Whether a work is of an epic's, a label's or a repository's rule. Linked work is linked by people: that is asked elsewhere. */
export function belongs(rule: MoveRule, work: Work): boolean {
  if (rule.site !== work.site || rule.instance.toLowerCase() !== work.instance.toLowerCase()) return false
  const same = (one: string) => matchKey(rule.site, one) === matchKey(rule.site, rule.name)
  if (rule.of === 'label') return work.labels.some(same) && (rule.within === null || matchKey(rule.site, rule.within) === matchKey(rule.site, work.place))
  return rule.of === 'epic' ? work.epics.some(same) : rule.of === 'repository' && same(work.place)
}

/** What was heard of one work for one rule. `at`: the work's own time (ms); `known`: it is of the rule; `reached`: and in the state. */
export interface Heard { from: 'work' | 'seen'; at: number; known: boolean; reached: boolean }

// One order for everything that can be heard of a work: a webhook before somebody's page, then its own time; within one moment what says more.
const rank = ({ from, at, known, reached }: Heard): number[] => [from === 'work' ? 1 : 0, at, Number(reached), Number(known)]
/** Whether something heard says more than what was heard before. */
export function saysMore(next: Heard, before: Heard | null): boolean {
  if (!before) return true
  const [a, b] = [rank(next), rank(before)]
  const at = a.findIndex((part, index) => part !== b[index])
  return at >= 0 && a[at]! > b[at]!
}

export interface Tally { known: number; reached: number }
export const tally = (all: Iterable<Heard>): Tally => [...all].reduce((sum, one) => ({ known: sum.known + Number(one.known), reached: sum.reached + Number(one.reached) }), { known: 0, reached: 0 })

export interface Movable { measure: string; baseline: number; target: number }
/** What the work alone reads. */
export function plainReading({ measure, baseline, target }: Movable, { known, reached }: Tally): number {
  if (measure === 'number') return baseline + (target < baseline ? -reached : reached)
  const share = known === 0 ? 0 : reached / known
  return baseline + (target - baseline) * (measure === 'milestone' ? Math.floor(share) : share)
}
/** What it reads, gone on from what a person said. A share stays between baseline and target. */
export function readingOf(key: Movable, sum: Tally, shift: number): number {
  const reading = plainReading(key, sum) + shift
  return key.measure === 'number' ? reading : Math.min(Math.max(key.baseline, key.target), Math.max(Math.min(key.baseline, key.target), reading))
}
/** After a person's check-in: by how much their reading and that of the work differ. */
export const shiftOf = (key: Movable, sum: Tally, said: number): number => said - plainReading(key, sum)

// As pages name the end of work, in the languages of the product: what a page says otherwise is not guessed.
const ended: readonly [WorkState, RegExp][] = [
  ['merged', /^(?:merged|zusammengeführt|مدموج)$/iu],
  ['done', /^(?:done|resolved|completed|fertig|erledigt|abgeschlossen|gelöst|تم|منجز|مكتمل)$/iu],
  ['closed', /^(?:closed|geschlossen|مغلق)$/iu],
  ['open', /^(?:open|opened|reopened|draft|to do|in progress|in review|backlog|offen|zu erledigen|in arbeit|in bearbeitung|مفتوح|قيد التنفيذ)$/iu],
]
/** The state that a page shows, where its word is known. */
export const stateShown = (text: string): WorkState | null => ended.find(([, words]) => words.test(text.trim()))?.[0] ?? null
