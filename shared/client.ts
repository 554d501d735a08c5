/** The typed client: one function over the endpoint table. It knows no fetch: whoever uses it hands in a way to send. */
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf } from './endpoint'
import { Problem, Refusal, type ProblemCode, codeOf } from './problem'

export interface Sent {
  status: number
  etag?: string | null
  /** The parsed JSON body, or undefined without one. */
  json: unknown
}
export interface Request {
  method: string
  /** Path with query, starting with a slash. */
  path: string
  headers: Record<string, string>
  body?: string
}
export type Send = (request: Request) => Promise<Sent>

type Part<Name extends string, T> = [T] extends [undefined] ? { [K in Name]?: undefined } : { [K in Name]: T }
/** What a call takes: the parts that its endpoint has. */
export type Input<E> = Part<'params', ParamsOf<E>> & Part<'query', QueryOf<E>> & Part<'body', BodyOf<E>>

/** Builds the request of a call: path parameters and query escaped, JSON body. */
export function requestOf(endpoint: Endpoint, input: { params?: unknown; query?: unknown; body?: unknown }): Request {
  const params = (input.params ?? {}) as Record<string, string>
  const path = endpoint.path.replace(/:(\w+)/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const query = new URLSearchParams(Object.entries((input.query ?? {}) as Record<string, unknown>).flatMap(([key, value]) => (value == null ? [] : [[key, String(value)]])))
  const search = query.size > 0 ? `?${query}` : ''
  const body = endpoint.body ? { body: JSON.stringify(input.body) } : {}
  return { method: endpoint.method, path: path + search, headers: endpoint.body ? { 'content-type': 'application/json' } : {}, ...body }
}

/**
 * Calls an endpoint.
 * @throws Refusal with the server's problem; `offline` when nothing answered; `bad-reply` when the answer breaks the contract
 */
export async function callEndpoint<E extends Endpoint>(send: Send, endpoint: E, input: Input<E>): Promise<ReplyOf<E>> {
  let sent: Sent
  try {
    sent = await send(requestOf(endpoint, input))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('offline')
  }
  if (sent.status >= 400) throw refusalOf(sent)
  if (!endpoint.reply) return undefined as ReplyOf<E>
  const parsed = endpoint.reply.safeParse(sent.json)
  if (!parsed.success) throw new Refusal('bad-reply')
  return parsed.data as ReplyOf<E>
}

function refusalOf(sent: Sent): Refusal {
  const parsed = Problem.safeParse(sent.json)
  if (!parsed.success) return new Refusal(sent.status >= 500 ? 'unavailable' : 'bad-reply')
  const { type, status: _, ...more } = parsed.data
  const code: ProblemCode = codeOf({ type })
  return new Refusal(code, more)
}
