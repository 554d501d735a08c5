/** How pages ask: one function for messages, one for the API. Which way they travel is set once by the entrypoint. */
import type { Endpoint, ReplyOf } from '../../shared/endpoint'
import type { Input } from '../../shared/client'
import { Refusal, codeOf } from '../../shared/problem'
import type { Answer, Asked, AskName, ToldName, Told } from './messages'

/** A way to the background (extension pages) or straight to the server (the web desk). */
export interface Way {
  ask<N extends AskName>(name: N, body: Asked[N][0]): Promise<Answer<Asked[N][1]>>
  api(endpoint: Endpoint, input: { params?: unknown; query?: unknown; body?: unknown }): Promise<Answer<unknown>>
  listen<N extends ToldName>(name: N, hear: (body: Told[N]) => void): () => void
  /** Whether there is a background with an outbox; without one a page sends straight away. */
  readonly background: boolean
}

let way: Way | null = null
/** Called once by each entrypoint, before anything is asked. */
export function travelBy(chosen: Way): void {
  way = chosen
}
const current = (): Way => {
  if (!way) throw new Error('travelBy() was not called')
  return way
}

function unwrap<T>(answer: Answer<T>): T {
  if (answer.ok) return answer.value
  const { type, status: _, ...more } = answer.problem
  throw new Refusal(codeOf({ type }), more)
}

/** Asks the background. @throws Refusal */
export const ask = async <N extends AskName>(name: N, body: Asked[N][0]): Promise<Asked[N][1]> => unwrap(await current().ask(name, body))

/** Calls an endpoint of the API. @throws Refusal, its code worded by the catalogue */
export const call = async <E extends Endpoint>(endpoint: E, input: Input<E>): Promise<ReplyOf<E>> => unwrap(await current().api(endpoint, input)) as ReplyOf<E>

/** Hears what the background tells. @returns a function that stops it */
export const listen = <N extends ToldName>(name: N, hear: (body: Told[N]) => void): (() => void) => current().listen(name, hear)

export const hasBackground = (): boolean => current().background
