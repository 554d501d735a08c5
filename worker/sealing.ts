/**
 * Seals private words (domain.md section 2): AES-256-GCM, one key an organisation derived by HKDF from a Worker secret,
 * with organisation, row and column as associated data, so that a sealed text cannot be moved to another place.
 * Format: base64(iv[12] || ciphertext || tag[16]); the key's version stands beside it.
 */
import { Refusal } from '../shared/problem'
import type { Env } from './env'

const keyring = new Map<string, Promise<CryptoKey>>()
const bytes = (text: string): Uint8Array<ArrayBuffer> => new TextEncoder().encode(text) as Uint8Array<ArrayBuffer>
const toBase64 = (data: Uint8Array): string => btoa(Array.from(data, (byte) => String.fromCharCode(byte)).join(''))
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text), (char) => char.charCodeAt(0))

/** Where a sealed text stands. */
export interface Place { org: string; row: string; column: string }

function secrets(env: Env): { current: number; byVersion: Map<number, string> } {
  const current = keyIn(env.SEALING_KEY)
  const old = (env.SEALING_KEYS_OLD ?? '').split(',').filter(Boolean).map(keyIn)
  return { current: current[0], byVersion: new Map([...old, current]) }
}

/** `2:base64`; without a version it is the first. */
function keyIn(text: string): [version: number, secret: string] {
  const [, version, secret] = /^(?:(\d+):)?(.+)$/.exec(text.trim()) ?? []
  return [Number(version ?? 1), secret ?? '']
}

function keyOf(env: Env, org: string, version: number): Promise<CryptoKey> {
  const secret = secrets(env).byVersion.get(version)
  if (!secret) throw new Error(`No sealing key of version ${version}`)
  const name = `${version}:${org}:${secret}`
  let key = keyring.get(name)
  if (!key) {
    key = derive(secret, org)
    keyring.set(name, key)
  }
  return key
}

async function derive(secret: string, org: string): Promise<CryptoKey> {
  const root = await crypto.subtle.importKey('raw', fromBase64(secret), 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: bytes(org), info: bytes('cairn sealing') }, root, { name: 'AES-GCM', length: 256 }, false, ['encrypt', 'decrypt'])
}

const associated = (place: Place, version: number) => bytes(JSON.stringify([place.org, place.row, place.column, version]))

/** Seals a text for its place. @returns the sealed text and the version of the key */
export async function seal(env: Env, place: Place, text: string): Promise<{ sealed: string; version: number }> {
  const version = secrets(env).current
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const data = await crypto.subtle.encrypt({ name: 'AES-GCM', iv, additionalData: associated(place, version) }, await keyOf(env, place.org, version), bytes(text))
  const joined = new Uint8Array(12 + data.byteLength)
  joined.set(iv)
  joined.set(new Uint8Array(data), 12)
  return { sealed: toBase64(joined), version }
}

/** Opens what was sealed in the same place: an organisation's own secrets; words of people are opened by `unsealWords`. @throws when it was moved, changed, or the key is gone */
export async function unseal(env: Env, place: Place, sealed: string, version: number): Promise<string> {
  const data = fromBase64(sealed)
  const opened = await crypto.subtle.decrypt({ name: 'AES-GCM', iv: data.slice(0, 12), additionalData: associated(place, version) }, await keyOf(env, place.org, version), data.slice(12))
  return new TextDecoder().decode(opened)
}

/**
 * THE way to private words of people. Until a changed address is confirmed, older words stay shut to whoever comes with it (domain.md section 2).
 * @param at when they were written, in milliseconds since 1970; `Infinity` for what everybody may read and is sealed all the same
 * @throws Refusal `words-shut`
 */
export async function unsealWords(env: Env, place: Place, sealed: string, version: number, at: number): Promise<string> {
  if (at < (env.shutBefore ?? 0)) throw new Refusal('words-shut')
  return unseal(env, place, sealed, version)
}

const isShut = (error: unknown): boolean => error instanceof Refusal && error.code === 'words-shut'
/** What is read, or null where its words are shut. */
export const unlessShut = <T>(reading: Promise<T>): Promise<T | null> => reading.catch((error: unknown) => {
  if (isShut(error)) return null
  throw error
})
/** Rows as they are read, in their order, without those whose words are shut. */
export async function readable<Row, Read extends object>(rows: readonly Row[], read: (row: Row) => Promise<Read>): Promise<Read[]> {
  return (await Promise.all(rows.map((row) => unlessShut(read(row))))).filter((one) => one !== null)
}

/** HMAC-SHA-256 (hex) of a text under the organisation's key: tells the same body again without telling what it says, even to who reads the database. */
export async function keyedHash(env: Env, org: string, text: string): Promise<string> {
  const [, secret] = keyIn(oldest(env))
  const name = `hash:${org}:${secret}`
  let key = keyring.get(name)
  if (!key) keyring.set(name, (key = deriveHashing(secret, org)))
  const mac = new Uint8Array(await crypto.subtle.sign('HMAC', await key, bytes(text)))
  return Array.from(mac, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

async function deriveHashing(secret: string, org: string): Promise<CryptoKey> {
  const root = await crypto.subtle.importKey('raw', fromBase64(secret), 'HKDF', false, ['deriveKey'])
  return crypto.subtle.deriveKey({ name: 'HKDF', hash: 'SHA-256', salt: bytes(org), info: bytes('cairn body hash') }, root, { name: 'HMAC', hash: 'SHA-256', length: 256 }, false, ['sign'])
}

// The first key there was: a hash must stay comparable when the sealing key is renewed.
const oldest = (env: Env): string => (env.SEALING_KEYS_OLD ?? '').split(',').find(Boolean) ?? env.SEALING_KEY
