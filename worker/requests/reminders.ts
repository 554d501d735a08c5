/** When to look whether a reminder is due: by the asked person's working days, never twice for one. Pure. */
import { dayOf, isWorkday, localOf, momentOf, morning, nextMorning, type Rhythm, workdayAfter } from '../../shared/days'
import { requestRules } from '../../shared/requests'

const dayMs = 86_400_000

/** The moment of the next reminder as their time runs today; null = none is left. Somebody away without an end: not in sight. */
function dueAt(askedAt: number, reminded: number, rhythm: Rhythm): number | null {
  const days = requestRules.remindAfter[reminded]
  if (days === undefined) return null
  const day = workdayAfter(dayOf(askedAt, rhythm.timeZone), days, rhythm)
  return day === null ? Infinity : momentOf(day, morning, rhythm.timeZone)
}

/** When to look again. Once a day at least: they may go away, come back earlier, or move. */
export function lookAt(askedAt: number, reminded: number, rhythm: Rhythm, now: number): number | null {
  const due = dueAt(askedAt, reminded, rhythm)
  return due === null ? null : Math.min(Math.max(due, now), now + dayMs)
}

/** Whether to remind now, or when to look again. */
export function remindNow(askedAt: number, reminded: number, rhythm: Rhythm, now: number): { remind: boolean; look: number | null } {
  const due = dueAt(askedAt, reminded, rhythm)
  if (due === null || due > now) return { remind: false, look: lookAt(askedAt, reminded, rhythm, now) }
  const { day, hour } = localOf(now, rhythm.timeZone)
  // What is late waits for their next morning; the second never comes on the heels of the first.
  if (!isWorkday(day, rhythm) || hour < morning || hour >= dayEnds) return { remind: false, look: nextMorning(now, rhythm) ?? now + dayMs }
  return { remind: true, look: reminded + 1 < requestRules.remindAfter.length ? now + dayMs : null }
}
/** The hour, local time, after which one waits for the next morning. */
const dayEnds = 18
