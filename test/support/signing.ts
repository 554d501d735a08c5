/** Keys and signatures of selector packs, as whoever mends a site has them. */
import type { Envelope } from '../../shared/selectors'

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }
const text = (bytes: ArrayBuffer): string => btoa(String.fromCharCode(...new Uint8Array(bytes))).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

export interface Signer { key: string; sign(pack: unknown): Promise<Envelope> }

/** A key pair of a test's own. A text is signed as it is. */
export async function makeSigner(): Promise<Signer> {
  const pair = (await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify'])) as CryptoKeyPair
  return {
    key: text((await crypto.subtle.exportKey('raw', pair.publicKey)) as ArrayBuffer),
    async sign(pack) {
      const written = typeof pack === 'string' ? pack : JSON.stringify(pack)
      return { pack: written, signature: text(await crypto.subtle.sign(algorithm, pair.privateKey, new TextEncoder().encode(written))) }
    },
  }
}

export const packOf = (version: number, sites: Record<string, unknown> = {}) => ({ version, at: '2026-11-21T08:00:00Z', sites })
