import type { MeetingListed } from '../../shared/meetings'
import { deskHref } from '../organisation/paths'

/** Where an agenda stands in the desk. */
export const pathOf = ({ person, team }: Pick<MeetingListed, 'person' | 'team'>): string => (team ? `/meetings/team/${team.id}` : `/meetings/person/${person!.id}`)
export const hrefOf = (meeting: Pick<MeetingListed, 'person' | 'team'>): string => deskHref(pathOf(meeting))
