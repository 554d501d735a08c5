/** An organisation's OpenID provider: its configuration, and requests that go only where an admin may send a server. */
import * as oauth from 'oauth4webapi'
import { Refusal } from '../../shared/problem'
import { type Meter, dbFor } from '../db'
import type { Env } from '../env'
import { type OrganisationSettings } from '../http/session'
import { unseal } from '../sealing'
import { sql } from '../sql'
import { algorithms, isSafeAddress, isShared } from './provider.rules'

export interface Provider { org: string; issuer: string; clientId: string; secret: string | null; settings: OrganisationSettings }

export const secretPlace = (org: string) => ({ org, row: org, column: 'identity_providers.secret' })
export const callbackOf = (env: Env): string => `${env.BASE_URL}/auth/oidc/callback`

/** @throws Refusal `not-found` when the organisation has none */
export async function providerOf(env: Env, org: string, meter?: Meter): Promise<Provider> {
  const db = dbFor(env, org, meter)
  const [[row]] = await db.batch(db.q.all<{ issuer: string; client_id: string; secret: string | null; key_version: number | null; settings: string }>(sql`
    select i.issuer, i.client_id, i.secret, i.key_version, o.settings from identity_providers i join organisations o on o.id = i.org_id where i.org_id = ${org}`))
  if (!row) throw new Refusal('not-found')
  const secret = row.secret === null ? null : await unseal(env, secretPlace(org), row.secret, row.key_version ?? 1)
  return { org, issuer: row.issuer, clientId: row.client_id, secret, settings: JSON.parse(row.settings) as OrganisationSettings }
}

const timeout = 8_000
const maxAnswer = 512 * 1024

/** What every request to a provider goes through: a safe address, no redirect, an answer of bounded size in bounded time. */
export function requestsOf(env: Env) {
  const customFetch = async (url: string, init: RequestInit): Promise<Response> => {
    if (!isSafeAddress(url, env)) throw new Refusal('sign-in-failed')
    const answer = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeout) } as RequestInit)
    if (answer.status >= 300 && answer.status < 400) throw new Refusal('sign-in-failed')
    let size = 0
    const counted = answer.body?.pipeThrough(new TransformStream<Uint8Array, Uint8Array>({
      transform(chunk, controller) {
        size += chunk.byteLength
        if (size > maxAnswer) controller.error(new Refusal('sign-in-failed'))
        else controller.enqueue(chunk)
      },
    }))
    return new Response(counted ?? null, { status: answer.status, headers: answer.headers })
  }
  return { [oauth.customFetch]: customFetch as never, [oauth.allowInsecureRequests]: env.ALLOW_LOOPBACK_ISSUERS === 'true' }
}

/** What a test of a connection looks with: a document of a provider, or null where there is none. Never throws. */
export function connectionOf(env: Env) {
  const fetchSafely = requestsOf(env)[oauth.customFetch] as unknown as (url: string, init: RequestInit) => Promise<Response>
  const fetchJson = async (url: string): Promise<object | null> => {
    try {
      const answer = await fetchSafely(url, { headers: { accept: 'application/json' } })
      const found: unknown = answer.status === 200 ? await answer.json() : null
      return typeof found === 'object' ? found : null
    } catch {
      return null
    }
  }
  return { fetchJson, algorithms }
}

/**
 * The provider's own description, checked: its issuer is the one that was configured, all its addresses are safe.
 * @throws Refusal `unavailable` when it does not answer, `sign-in-failed` when it may not be used
 */
export async function discover(env: Env, issuer: string): Promise<oauth.AuthorizationServer> {
  if (!isSafeAddress(issuer, env) || isShared(issuer)) throw new Refusal('sign-in-failed')
  let server: oauth.AuthorizationServer
  try {
    const url = new URL(issuer)
    server = await oauth.processDiscoveryResponse(url, await oauth.discoveryRequest(url, { algorithm: 'oidc', ...requestsOf(env) }))
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal('unavailable')
  }
  const addresses = [server.authorization_endpoint, server.token_endpoint, server.jwks_uri]
  if (addresses.some((one) => !one || !isSafeAddress(one, env))) throw new Refusal('sign-in-failed')
  return server
}
