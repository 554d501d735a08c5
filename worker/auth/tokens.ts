/** Opaque tokens: `cairn_<organisation>_<random>`, known to the database by hash alone. */
import { sha256 } from '../../shared/artifacts'

const base64url = (bytes: Uint8Array): string => btoa(String.fromCharCode(...bytes)).replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '')

/** 256 bits of chance as text. */
export const chance = (): string => base64url(crypto.getRandomValues(new Uint8Array(32)))

/** A token of an organisation, and the hash that is kept of it. */
export async function newToken(org: string): Promise<{ token: string; hash: string }> {
  const token = `cairn_${org}_${chance()}`
  return { token, hash: await sha256(token) }
}

/** The organisation that a token names, and its hash; null when it is no token of ours. */
export async function readToken(token: string | undefined): Promise<{ org: string; hash: string } | null> {
  const org = /^cairn_([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})_[A-Za-z0-9_-]{20,100}$/.exec(token ?? '')?.[1]
  return token && org ? { org, hash: await sha256(token) } : null
}

/** PKCE (RFC 7636): the S256 challenge of a verifier. */
export const challengeOf = async (verifier: string): Promise<string> =>
  base64url(new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))))

/** Compares hashes without telling by time where they part. */
export function sameText(left: string, right: string): boolean {
  if (left.length !== right.length) return false
  let difference = 0
  for (let index = 0; index < left.length; index++) difference |= left.charCodeAt(index) ^ right.charCodeAt(index)
  return difference === 0
}
