/** The only place that fetches. */
import type { Request, Sent } from '../../shared/client'
import type { World } from './browser'

export const timeoutMs = 15_000

/** Sends one request to a server, without cookies. @throws whatever fetch throws: nothing answered in time */
export async function sendTo(world: World, server: string, { method, path, headers, body }: Request, token: string | null): Promise<Sent> {
  const response = await world.fetch(server + path, {
    method,
    headers: { ...headers, ...(token && { authorization: `Bearer ${token}` }) },
    ...(body !== undefined && { body }),
    credentials: 'omit',
    cache: 'no-store',
    redirect: 'error',
    referrerPolicy: 'no-referrer',
    signal: AbortSignal.timeout(timeoutMs),
  })
  // A body that breaks off is no answer; one that is no JSON (a captive portal) is one that nobody understands.
  const text = await response.text()
  return { status: response.status, etag: response.headers.get('etag'), json: parsed(text) }
}

function parsed(text: string): unknown {
  try {
    return text === '' ? undefined : JSON.parse(text)
  } catch {
    return undefined
  }
}
