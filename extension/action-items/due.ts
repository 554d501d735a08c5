/** When something is due, in plain words: "since Tuesday", never a count of days too late. */
import { dayOf, daysBetween, type Day } from '../../shared/days'
import type { Word } from '../../shared/words/index'
import type { Words } from '../ui'

/** The day of the reader's own clock. */
export const todayOf = (now = Date.now()): Day => dayOf(now, Intl.DateTimeFormat().resolvedOptions().timeZone)

export const isOverdue = (due: Day | null, today = todayOf()): boolean => due !== null && due < today

/** A weekday says enough within six days. */
export function dueWord(due: Day, { date }: Pick<Words, 'date'>, today = todayOf()): Word {
  const days = daysBetween(today, due)
  if (days === 0) return { key: 'todo.due.today' }
  if (days === 1) return { key: 'todo.due.tomorrow' }
  const day = date(due, Math.abs(days) < 7 ? 'weekday' : 'day')
  return { key: days < 0 ? 'todo.due.since' : 'todo.due.on', values: { day } }
}
