/** What stands before every handler: origin, rate, size, media type. */
import type { Endpoint } from '../../shared/endpoint'
import { Refusal } from '../../shared/problem'
import type { Env } from '../env'
import type { Credentials } from './session'

/** Origins of the extension that may call with a bearer token. Firefox gives every installation an id of its own. */
export function isExtensionOrigin(origin: string, env: Env): boolean {
  if (/^moz-extension:\/\/[0-9a-f-]{36}$/.test(origin)) return true
  const ids = (env.EXTENSION_ORIGINS ?? '').split(',').map((id) => id.trim().replace(/^chrome-extension:\/\//, '')).filter(Boolean)
  return ids.some((id) => origin === `chrome-extension://${id}`)
}

/** CORS for the extension, never with credentials. */
export function corsHeaders(request: Request, env: Env): Headers {
  const headers = new Headers({ vary: 'origin' })
  const origin = request.headers.get('origin')
  if (origin && isExtensionOrigin(origin, env)) {
    headers.set('access-control-allow-origin', origin)
    headers.set('access-control-expose-headers', 'etag, x-request-id, retry-after')
  }
  return headers
}

/** The answer to a preflight. */
export function preflight(request: Request, env: Env): Response {
  const headers = corsHeaders(request, env)
  if (headers.has('access-control-allow-origin')) {
    headers.set('access-control-allow-methods', 'GET, POST, PUT, PATCH, DELETE')
    headers.set('access-control-allow-headers', 'authorization, content-type, if-none-match, if-match')
    headers.set('access-control-max-age', '86400')
  }
  return new Response(null, { status: 204, headers })
}

/** @throws Refusal `bad-origin` when a browser page elsewhere sends a cookie, or when a demo endpoint is called from anywhere but loopback */
export function checkOrigin(request: Request, env: Env, row: Pick<Endpoint, 'method' | 'who'>): void {
  if (row.who === 'demo') {
    checkDemo(request, env)
    return
  }
  if (row.method === 'GET') return
  // A cookie alone authorises only requests of our own pages; a bearer token cannot be sent by a stranger's page.
  if (request.headers.has('authorization') || !request.headers.has('cookie')) return
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const own = origin ? origin === new URL(env.BASE_URL).origin || origin === new URL(request.url).origin : site === 'same-origin' || site === 'none'
  if (!own) throw new Refusal('bad-origin')
}

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])$/

/** Demo endpoints: only in demo mode, only to a loopback host, only without a foreign origin. Elsewhere they do not exist. */
export function checkDemo(request: Request, env: Env, url: URL = new URL(request.url)): void {
  const host = request.headers.get('host') ?? url.host
  if (env.DEMO !== 'true' || !loopback.test(url.hostname) || !loopback.test(host.replace(/:\d+$/, ''))) throw new Refusal('not-found')
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  if (origin && origin !== url.origin) throw new Refusal('bad-origin')
  // Following a link to a page is no request of the page that holds it: the extension opens the sign-in like that.
  const navigates = request.method === 'GET' && request.headers.get('sec-fetch-mode') === 'navigate' && request.headers.get('sec-fetch-dest') === 'document'
  if (site && site !== 'same-origin' && site !== 'none' && !navigates) throw new Refusal('bad-origin')
}

/**
 * By token, else by address (IPv6 by /64). Approximate: tries that matter are counted in D1.
 * @param credentials null where a token has not to be good: whoever guesses would name another with every try
 * @param path counts by itself, where many send from few addresses
 */
export async function checkLimit(request: Request, env: Env, credentials: Credentials | null, path?: string): Promise<void> {
  if (!env.LIMITER) return
  const address = request.headers.get('cf-connecting-ip') ?? 'local'
  const key = path ?? credentials?.hash ?? networkOf(address)
  const { success } = await env.LIMITER.limit({ key })
  if (!success) throw new Refusal('too-many')
}

/** What one subscriber holds: an IPv4 address, or the /64 of an IPv6 one, written out so that `::` hides no group (RFC 4291 section 2.2). */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.includes('.')) return address
  const [head = '', tail] = address.toLowerCase().split('::')
  const groups = (part: string | undefined) => (part ? part.split(':') : [])
  const zeros = tail === undefined ? [] : Array<string>(Math.max(0, 8 - groups(head).length - groups(tail).length)).fill('0')
  return [...groups(head), ...zeros, ...groups(tail)].slice(0, 4).map((group) => group.replace(/^0+(?=.)/, '')).join(':')
}

const defaultLimit = 64 * 1024

/** Reads a JSON body (a form too where the contract says so), counting bytes as they come. @throws Refusal `too-large`, `not-json`, `bad-request` */
export async function readBody(request: Request, row: Endpoint): Promise<unknown> {
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  const form = row.path.startsWith('/oauth/') && type === 'application/x-www-form-urlencoded'
  if (type !== 'application/json' && !form) throw new Refusal('not-json')
  const text = await readText(request, row.bodyLimit ?? defaultLimit)
  if (form) return Object.fromEntries(new URLSearchParams(text))
  try {
    return JSON.parse(text)
  } catch {
    throw new Refusal('bad-request')
  }
}

/** A body as text, at most `limit` bytes, valid UTF-8. @throws Refusal */
export async function readText(request: Request, limit: number): Promise<string> {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(await readBytes(request, limit))
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('bad-request')
  }
}

/** A body as it came, at most `limit` bytes, counted as they come. @throws Refusal */
export async function readBytes(request: Request, limit = defaultLimit): Promise<Uint8Array<ArrayBuffer>> {
  if (Number(request.headers.get('content-length') ?? 0) > limit) throw new Refusal('too-large')
  const chunks: Uint8Array[] = []
  let size = 0
  try {
    // Where a length is said, HTTP holds the body to it: it is read as one.
    if (request.headers.has('content-length')) {
      const bytes = new Uint8Array(await request.arrayBuffer())
      if (bytes.byteLength > limit) throw new Refusal('too-large')
      return bytes
    }
    for await (const chunk of request.body ?? []) {
      size += chunk.byteLength
      if (size > limit) throw new Refusal('too-large')
      chunks.push(chunk)
    }
  } catch (error) {
    if (error instanceof Refusal) throw error
    throw new Refusal('bad-request')
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.byteLength
  }
  return bytes
}
