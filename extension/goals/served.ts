/** The goals that a work serves, asked once however many parts of a page want to know. */
import type { ReplyOf } from '../../shared/endpoint'
import { goalLinkEndpoints } from '../../shared/goal-links'
import { call } from '../bridge/call'

type Served = ReplyOf<typeof goalLinkEndpoints.onArtifact>['items']
const known = new Map<string, { at: number; items: Promise<Served> }>()
const freshMs = 30_000

/** @throws Refusal */
export function servedBy(artifactId: string): Promise<Served> {
  const before = known.get(artifactId)
  if (before && Date.now() - before.at < freshMs) return before.items
  const items = call(goalLinkEndpoints.onArtifact, { params: { id: artifactId } }).then((reply) => reply.items)
  known.set(artifactId, { at: Date.now(), items })
  items.catch(() => known.delete(artifactId))
  return items
}

/** Tells the state that the page shows, at the click: what waits for this work moves. @returns whether something did @throws Refusal */
export async function tellState(artifactId: string, state: string): Promise<boolean> {
  const { moved } = await call(goalLinkEndpoints.seen, { body: { artifact: artifactId, state } })
  if (moved.length > 0) known.delete(artifactId)
  return moved.length > 0
}
