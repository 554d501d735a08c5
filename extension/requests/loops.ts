/** When one is asked whether it helped: matched on the device, by whom the page itself names. Pure. */
import { placeOf } from '../../shared/artifacts'
import type { Match } from '../../shared/people'
import type { Loop } from '../../shared/waiting'
import type { Opening } from '../bridge/messages'

/** The loop that closes on this work: other work of the same place, within its days, whose author or assignee is the one who tries it. */
export function loopOn(loops: readonly Loop[], { artifact, artifactId }: Pick<Opening, 'artifact' | 'artifactId'>, matches: readonly Match[] | null, now: number): Loop | undefined {
  if (!artifact || !matches) return undefined
  const place = placeOf(artifact)
  return loops.find((one) => one.site === artifact.site && one.instance === artifact.instance.toLowerCase() && one.place === place && one.artifact !== artifactId && Date.parse(one.until) > now
    && matches.some(({ person, role, by }) => person?.id === one.recipient.id && by !== 'name' && (role === 'author' || role === 'assignee')))
}
