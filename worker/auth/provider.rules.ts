/** What an organisation's OpenID provider must be, and what it must say of an address before that counts. Without network and database. */
import type { Env } from '../env'

/** Whether a server of ours may ask this address: https to a public name. Addresses by number and names of the inner network are refused. */
export function isSafeAddress(text: string, env: Pick<Env, 'ALLOW_LOOPBACK_ISSUERS'>): boolean {
  if (!URL.canParse(text)) return false
  const url = new URL(text)
  if (url.username || url.password || url.hash) return false
  const host = url.hostname.toLowerCase().replace(/\.$/, '')
  const isLoopback = host === 'localhost' || host === '127.0.0.1' || host === '[::1]'
  if (isLoopback) return env.ALLOW_LOOPBACK_ISSUERS === 'true' && (url.protocol === 'http:' || url.protocol === 'https:')
  if (url.protocol !== 'https:' || host.startsWith('[') || /^[\d.]+$/.test(host) || !host.includes('.')) return false
  return !/\.(?:localhost|local|internal|intranet|lan|home|corp|private|arpa|onion)$/.test(host)
}

/** Several tenants behind one issuer: nobody could say whose people they are. */
export const isShared = (issuer: string): boolean => /^https:\/\/login\.microsoftonline\.com\/(?:common|organizations|consumers)(?:\/|$)/i.test(issuer)

/** Signatures that only the provider can make: never none, never one made with a secret that is also a password. */
export const algorithms = ['RS256', 'RS384', 'RS512', 'PS256', 'PS384', 'PS512', 'ES256', 'ES384', 'ES512', 'EdDSA', 'Ed25519']

export const isGoogle = (issuer: string): boolean => issuer === 'https://accounts.google.com'

/** Entra says by `xms_edov` that the address's domain is proven by its tenant; everybody else by `email_verified`. */
export const isVerified = (issuer: string, claims: Readonly<Record<string, unknown>>): boolean =>
  claims.email_verified === true || (/^https:\/\/login\.microsoftonline\.com\/[0-9a-f-]{36}\/v2\.0$/.test(issuer) && [true, 1, '1', 'true'].includes(claims.xms_edov as never))
