/** Where an authorisation code may be sent: exactly the addresses that browsers give our extensions, nothing like them. */
import type { Env } from '../env'

/**
 * Every redirect address of the listed extensions: Chrome's and Edge's `identity.getRedirectURL()`, and Firefox's two forms
 * (the SHA-1 of the add-on's id, RFC 8252 loopback form since Firefox 86).
 */
export async function redirectsOf(env: Env): Promise<string[]> {
  const ids = (env.EXTENSION_ORIGINS ?? '').split(',').map((id) => id.trim().replace(/^chrome-extension:\/\//, '')).filter((id) => /^[a-p]{32}$/.test(id))
  const digest = await crypto.subtle.digest('SHA-1', new TextEncoder().encode(env.GECKO_ID ?? 'cairn@cairn.example'))
  const gecko = Array.from(new Uint8Array(digest), (byte) => byte.toString(16).padStart(2, '0')).join('')
  return [...ids.map((id) => `https://${id}.chromiumapp.org/`), `https://${gecko}.extensions.allizom.org/`, `http://127.0.0.1/mozoauth2/${gecko}`]
}
