/** GitHub's webhooks: pull requests and issues. Source: docs.github.com, "Webhook events and payloads" (2026). */
import * as z from 'zod/mini'
import { mostNames, type Told, timeIn } from './told'

const Piece = z.object({
  number: z.int(), state: z.optional(z.string()), merged: z.optional(z.nullable(z.boolean())), state_reason: z.optional(z.nullable(z.string())), updated_at: z.string(),
  labels: z.optional(z.array(z.object({ name: z.string() })).check(z.maxLength(mostNames))),
})
const Payload = z.object({
  action: z.string(),
  repository: z.object({ full_name: z.string().check(z.regex(/^[\w.-]{1,100}\/[\w.-]{1,100}$/)), html_url: z.url({ protocol: /^https?$/ }), private: z.boolean() }),
  pull_request: z.optional(Piece),
  issue: z.optional(Piece),
})

/** @returns null for events of which we want nothing @throws for what is not as GitHub sends it */
export function readGithub(event: string, json: unknown): Told | null {
  if (event !== 'pull_request' && event !== 'issues') return null
  const { action, repository, ...payload } = Payload.parse(json)
  const piece = event === 'issues' ? payload.issue : payload.pull_request
  const at = timeIn(piece?.updated_at ?? '')
  if (!piece || Number.isNaN(at)) throw new Error('no work')
  // Pinning an issue tells of its pin alone.
  if (piece.state === undefined) return null
  const { origin, host } = new URL(repository.html_url)
  const place = repository.full_name
  const [type, path] = event === 'issues' ? (['issue', 'issues'] as const) : (['pull_request', 'pull'] as const)
  const ended = piece.merged ? 'merged' : piece.state_reason === 'completed' ? 'done' : 'closed'
  return {
    ref: { site: 'github', instance: host, type, key: `${place}#${piece.number}`, url: `${origin}/${place}/${path}/${piece.number}` },
    work: { site: 'github', instance: host, place, labels: (piece.labels ?? []).map(({ name }) => name), epics: [], state: piece.state === 'closed' ? ended : 'open' },
    at, gone: action === 'deleted' || action === 'transferred', private: repository.private,
  }
}
