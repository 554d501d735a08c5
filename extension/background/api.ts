/** Calls the API as the person who is signed in. */
import { callEndpoint, type Input, type Sent } from '../../shared/client'
import type { Endpoint, ReplyOf } from '../../shared/endpoint'
import type { ApiAsk } from '../bridge/messages'
import type { Owner } from '../bridge/kept'
import { allEndpoints } from '../../shared/endpoints'
import { Refusal } from '../../shared/problem'
import type { World } from './browser'
import { sendTo } from './network'
import { using } from './session'

interface Options {
  /** Whose call it is; default: whoever is signed in. */
  as?: Owner
  etag?: string | null
  /** Sees the raw answer, and may put another in its place (a 304). */
  seen?: (sent: Sent) => Sent
}

/** @throws Refusal with the server's problem, `offline`, or 401 with nobody signed in */
export function call<E extends Endpoint>(world: World, endpoint: E, input: Input<E>, { as, etag, seen = (sent) => sent }: Options = {}): Promise<ReplyOf<E>> {
  return using(world, as ?? null, (server, token) =>
    callEndpoint(async (request) => {
      const headers = { ...request.headers, ...(etag && { 'if-none-match': etag }) }
      return seen(await sendTo(world, server, { ...request, headers }, token))
    }, endpoint, input))
}

/** Tokens are the background's alone; what is given goes through the outbox. */
const closed = new Set(['auth.demo', 'auth.token', 'auth.revoke', 'auth.signOut', 'feedback.give'])

/** Calls what a page asks for by its id. @throws Refusal `not-allowed` for what pages may not call */
export async function callFor(world: World, { endpoint: id, ...input }: ApiAsk): Promise<unknown> {
  const endpoint = allEndpoints.find((one) => one.id === id)
  if (!endpoint || closed.has(id) || endpoint.who === 'demo') throw new Refusal('not-allowed')
  return (await call(world, endpoint, input as never)) ?? null
}
