/** The quarter that goals are set for. */
import type { Day } from '../../shared/days'
import { quarterOf } from '../../shared/progress'
import { todayHere } from './figures'

/** The first month of the fiscal year; the calendar's, until an organisation says another. */
const firstMonth = 1

export const quarterHere = (day: Day = todayHere()): ReturnType<typeof quarterOf> => quarterOf(day, firstMonth)
