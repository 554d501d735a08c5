/** What the numbers of goals say, in the words of whoever reads them. Pure. */
import { type Day, dayOf, daysBetween } from '../../shared/days'
import type { CheckIn, checkInStatuses } from '../../shared/check-ins'
import type { GoalListed } from '../../shared/goals'
import type { KeyResult } from '../../shared/key-results'
import type { Words } from '../ui'

export type Status = (typeof checkInStatuses)[number]

/** The reader's own day. */
export const todayHere = (now = Date.now()): Day => dayOf(now, Intl.DateTimeFormat().resolvedOptions().timeZone)

/** Key results that were not dropped. */
export const openOf = ({ keyResults }: Pick<GoalListed, 'keyResults'>): KeyResult[] => keyResults.filter((one) => !one.dropped)

const worsening: readonly Status[] = ['on_track', 'at_risk', 'off_track']

/** The status of a goal: that of the key result in the middle by weight, of two the worse. Null while nobody has said one. */
export function statusOf(goal: Pick<GoalListed, 'keyResults'>): Status | null {
  const said = openOf(goal).flatMap(({ status, weight }) => (status ? [{ status, weight }] : [])).toSorted((a, b) => worsening.indexOf(a.status) - worsening.indexOf(b.status))
  const half = said.reduce((sum, one) => sum + one.weight, 0) / 2
  let so = 0
  return said.find((one) => (so += one.weight) > half)?.status ?? said.at(-1)?.status ?? null
}

/** How sure its people are, 0 to 10: the mean by weight of what was said. */
export function confidenceOf(goal: Pick<GoalListed, 'keyResults'>): number | null {
  const said = openOf(goal).filter((one) => one.confidence !== null)
  const weight = said.reduce((sum, one) => sum + one.weight, 0)
  return weight > 0 ? Math.round(said.reduce((sum, one) => sum + one.weight * one.confidence!, 0) / weight) : (said[0]?.confidence ?? null)
}

/** The last check-in of any of its key results (ISO 8601). */
export const lastOf = (goal: Pick<GoalListed, 'keyResults'>): string | null => openOf(goal).reduce<string | null>((last, { lastAt }) => (lastAt !== null && (last === null || lastAt > last) ? lastAt : last), null)

export const isStale = (one: Pick<KeyResult, 'staleFrom' | 'dropped'>, today: Day): boolean => !one.dropped && one.staleFrom !== null && one.staleFrom <= today
/** An active goal that has gone quiet: one of its key results is stale. */
export const isQuiet = (goal: Pick<GoalListed, 'state' | 'staleFrom'>, today: Day): boolean => goal.state === 'active' && goal.staleFrom !== null && goal.staleFrom <= today

/** For how many weeks nobody has checked in: since its stalest key result, two weeks of work and a day before it became stale. */
export const quietWeeks = (goal: Pick<GoalListed, 'staleFrom'>, today: Day): number => Math.max(2, Math.floor((daysBetween(goal.staleFrom ?? today, today) + 15) / 7))

/** Whose it is to write: one's own; a report's while it is a draft; a team's for who leads it. */
export const mayWrite = ({ mine, scope, state }: Pick<GoalListed, 'mine' | 'scope' | 'state'>): boolean => mine === 'owner' || mine === 'co_owner' || (mine === 'manager' && (scope !== 'person' || state === 'draft'))
/** Whose it is to say how a key result goes. */
export const mayCheckIn = ({ mine, scope }: Pick<GoalListed, 'mine' | 'scope'>, { owner }: Pick<KeyResult, 'owner'>, viewer: string): boolean => mine === 'owner' || mine === 'co_owner' || (mine === 'manager' && scope !== 'person') || owner.id === viewer

/** Who may say that a need is answered: of whom it is, who has it, whose the goal is. */
export const mayAnswer = ({ need, by }: Pick<CheckIn, 'need' | 'by'>, { mine }: Pick<GoalListed, 'mine'>, viewer: string): boolean => need?.to.id === viewer || by?.id === viewer || mine !== 'reader'

/** Where today is in the period, 0 to 1. */
export function elapsed({ start, end }: Pick<GoalListed, 'start' | 'end'>, today: Day): number {
  const whole = daysBetween(start, end)
  return whole <= 0 ? 1 : Math.min(1, Math.max(0, daysBetween(start, today) / whole))
}

/** 0.713 as "71%". */
export const percentText = ({ number }: Pick<Words, 'number'>, share: number): string => number(share, { style: 'percent', maximumFractionDigits: 0 })

/** A reading with its unit: "17", "92%", "€1,200", "5 days", "step 2 of 4". */
export function readingText({ number, t }: Pick<Words, 'number' | 't'>, { measure, unit, rubric }: Pick<KeyResult, 'measure' | 'unit' | 'rubric'>, value: number): string {
  switch (measure) {
    case 'percent': return number(value / 100, { style: 'percent', maximumFractionDigits: 1 })
    case 'currency': return moneyText({ number }, value, unit)
    case 'qualitative': return t('goals.step', { step: value + 1, steps: rubric.length })
    default: return unit ? t('goals.unit', { amount: number(value, { maximumFractionDigits: 2 }), unit }) : number(value, { maximumFractionDigits: 2 })
  }
}

function moneyText({ number }: Pick<Words, 'number'>, value: number, unit: string | null): string {
  // A word that is no currency stays a word.
  if (!/^[A-Z]{3}$/.test(unit ?? '')) return `${number(value, { maximumFractionDigits: 2 })} ${unit ?? ''}`.trim()
  return number(value, { style: 'currency', currency: unit!, maximumFractionDigits: Number.isInteger(value) ? 0 : 2 })
}

/** "now 17, target 8"; of a rubric the step alone. */
export function nowText(words: Pick<Words, 'number' | 't'>, one: KeyResult): string {
  const now = one.current ?? one.baseline
  if (one.measure === 'qualitative') return readingText(words, one, now)
  return words.t('goals.now', { now: readingText(words, one, now), target: readingText(words, one, one.target) })
}

export { numberIn } from '../../shared/goal-import'
/** The sign between whole and part in a language. */
export const decimalOf = ({ number }: Pick<Words, 'number'>): '.' | ',' => (number(1.5).includes(',') ? ',' : '.')
