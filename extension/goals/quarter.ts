/** The quarters that goals are set for. */
import type { Day } from '../../shared/days'
import type { Me } from '../../shared/people'
import { quarterAfter, quarterOf } from '../../shared/progress'
import { todayHere } from './figures'

type Organisation = Pick<Me['organisation'], 'fiscalStart'>

/** The fiscal quarter of the organisation that a day is in. */
export const quarterHere = ({ fiscalStart }: Organisation, day: Day = todayHere()): ReturnType<typeof quarterOf> => quarterOf(day, fiscalStart)

/** The one that a goal is carried over to. */
export const nextQuarter = ({ fiscalStart }: Organisation, end: Day): ReturnType<typeof quarterOf> => quarterAfter(end, todayHere(), fiscalStart)
