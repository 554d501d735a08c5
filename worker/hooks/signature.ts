/** Signatures of webhooks: HMAC-SHA-256 over the bytes as they came, compared by the platform in constant time. */

const keyOf = (secret: string, use: 'sign' | 'verify') =>
  crypto.subtle.importKey('raw', new TextEncoder().encode(secret) as Uint8Array<ArrayBuffer>, { name: 'HMAC', hash: 'SHA-256' }, false, [use])

/** A new secret: 256 bits, in letters that survive every form and address. */
export const newSecret = (): string => Array.from(crypto.getRandomValues(new Uint8Array(32)), (byte) => byte.toString(16).padStart(2, '0')).join('')

/** `sha256=<hex>`, as GitHub and Jira send it. */
export async function isSigned(secret: string, body: Uint8Array<ArrayBuffer>, header: string | null): Promise<boolean> {
  const hex = /^sha256=([0-9a-f]{64})$/i.exec(header ?? '')?.[1] ?? '0'.repeat(64)
  return crypto.subtle.verify('HMAC', await keyOf(secret, 'verify'), Uint8Array.from(hex.match(/../g)!, (byte) => parseInt(byte, 16)), body)
}

/** Whether an address holds the secret: both make the same signature. */
export async function isSame(secret: string, given: string): Promise<boolean> {
  const text = new TextEncoder().encode('address') as Uint8Array<ArrayBuffer>
  return crypto.subtle.verify('HMAC', await keyOf(secret, 'verify'), await crypto.subtle.sign('HMAC', await keyOf(given || '-', 'sign'), text), text)
}
