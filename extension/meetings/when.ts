/** When a meeting is, in the words of the reader's own day. */
import { dayOf, daysBetween } from '../../shared/days'
import type { Word } from '../../shared/words/index'
import { todayOf } from '../action-items/due'
import type { Words } from '../ui'

const hour = 3_600_000

export function whenWord(next: string | null, { date }: Pick<Words, 'date'>, now = Date.now()): Word {
  if (next === null) return { key: 'meetings.unplanned' }
  const at = Date.parse(next)
  const days = daysBetween(todayOf(now), dayOf(at, Intl.DateTimeFormat().resolvedOptions().timeZone))
  const time = date(next, 'time')
  if (days === 0) return { key: 'meetings.today', values: { time } }
  if (days === 1) return { key: 'meetings.tomorrow', values: { time } }
  if (at < now - hour) return { key: 'meetings.was', values: { moment: date(next, 'moment') } }
  return { key: 'meetings.on', values: { weekday: date(next, 'weekday'), moment: date(next, 'moment') } }
}
