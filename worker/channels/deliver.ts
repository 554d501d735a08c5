/** Posting to a channel: only where its kind may go, without redirects, in bounded time; what went wrong as a class. */
import { channelHosts, type ChannelKind, type Failure } from '../../shared/channels'
import { isSafeAddress } from '../auth/provider.rules'
import type { Env } from '../env'
import { unseal } from '../sealing'
import { Undelivered } from '../events/due'
import { googleChatBody } from './google-chat'
import type { Message } from './message'
import { slackBody } from './slack'
import { teamsBody } from './teams'
import { signatureHeaders, webhookBody } from './webhook'

/** TABLE: how each kind says a message. */
export const bodies: Record<ChannelKind, (message: Message) => unknown> = { slack: slackBody, teams: teamsBody, google_chat: googleChatBody, webhook: webhookBody }

export interface ChannelRow { id: string; kind: ChannelKind; key_version: number; url: string; secret: string | null }
export const urlPlace = (org: string, id: string) => ({ org, row: id, column: 'channels.url' })
export const secretPlace = (org: string, id: string) => ({ org, row: id, column: 'channels.secret' })

const timeout = 5_000

/** Whether a server of ours may post there: a public https name, of the hosts of its kind. Loopback only where a test says so. */
export function mayPost(kind: ChannelKind, text: string, env: Pick<Env, 'ALLOW_LOOPBACK_ISSUERS'>): boolean {
  if (!isSafeAddress(text, env)) return false
  const { hostname, protocol, port } = new URL(text)
  // The guard lets http pass for loopback alone, and that alone where it is allowed.
  if (protocol === 'http:' || hostname === 'localhost') return true
  const hosts = channelHosts[kind]
  return hosts === null || (hosts.test(hostname) && port === '')
}

/** @throws Undelivered with its class; nothing of the answer is kept */
export async function deliver(env: Env, org: string, row: ChannelRow, message: Message, now: number): Promise<void> {
  const url = await unseal(env, urlPlace(org, row.id), row.url, row.key_version)
  if (!mayPost(row.kind, url, env)) throw new Undelivered('unsafe')
  const body = JSON.stringify(bodies[row.kind](message))
  const signature = row.secret === null ? {} : await signatureHeaders(await unseal(env, secretPlace(org, row.id), row.secret, row.key_version), message.id, now, body)
  let answer: Response
  try {
    answer = await fetch(url, { method: 'POST', redirect: 'manual', signal: AbortSignal.timeout(timeout), headers: { 'content-type': 'application/json', 'user-agent': 'Cairn', ...signature }, body })
  } catch {
    throw new Undelivered('unreachable')
  }
  await answer.body?.cancel()
  const reason = reasonOf(answer.status)
  if (reason) throw new Undelivered(reason)
}

function reasonOf(status: number): Failure | null {
  if (status >= 200 && status < 300) return null
  if (status >= 300 && status < 400) return 'redirected'
  if (status === 404 || status === 410) return 'gone'
  if (status === 429) return 'busy'
  return status >= 500 ? 'broken' : 'refused'
}
