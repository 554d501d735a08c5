/** A webhook of one's own: ids for programs, signed as Standard Webhooks says (standardwebhooks.com, version 1.0.0: `v1` is HMAC-SHA-256 over `id.timestamp.body`). */
import type { Message } from './message'

export const webhookBody = ({ type, at, words, about, link, data }: Message): unknown =>
  ({ type, timestamp: new Date(at).toISOString(), data: { ...data, link, ...(words !== null && { words }), ...(about !== null && { about }) } })

const toBase64 = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes))

/** A new signing secret, as those who verify expect it. */
export const newSecret = (): string => `whsec_${toBase64(crypto.getRandomValues(new Uint8Array(32)))}`

/** @param at milliseconds since 1970, of this try */
export async function signatureHeaders(secret: string, id: string, at: number, body: string): Promise<Record<string, string>> {
  const timestamp = String(Math.floor(at / 1000))
  const raw = Uint8Array.from(atob(secret.replace(/^whsec_/, '')), (char) => char.charCodeAt(0))
  const key = await crypto.subtle.importKey('raw', raw, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const mac = await crypto.subtle.sign('HMAC', key, new TextEncoder().encode(`${id}.${timestamp}.${body}`))
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${toBase64(new Uint8Array(mac))}` }
}
