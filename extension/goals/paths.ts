import { deskHref } from '../organisation/paths'

/** Where a goal stands in the desk. */
export const goalHref = (id: string): string => deskHref(`/goals/${id}`)
