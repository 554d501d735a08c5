/** Ids. Clients make them; the server makes `seq`, which alone says what came first. */
import * as z from 'zod/mini'

/** An id as it travels: a UUID in lower case. */
export const Id = z.string().check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/))
/** SHA-256 in hex: see `artifactId`. */
export const ArtifactIdText = z.string().check(z.regex(/^[0-9a-f]{64}$/))

const hex = (bytes: Uint8Array): string => Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
const dashed = (text: string): string =>
  `${text.slice(0, 8)}-${text.slice(8, 12)}-${text.slice(12, 16)}-${text.slice(16, 20)}-${text.slice(20)}`

let lastMs = 0
let counter = 0

/**
 * A UUIDv7 (RFC 9562): 48 bits of milliseconds, then a counter of 12 bits that keeps ids of one process in order
 * within a millisecond, then chance. Never goes back, even when the clock does.
 */
export function newId(now: number = Date.now()): string {
  if (now > lastMs) {
    lastMs = now
    counter = crypto.getRandomValues(new Uint16Array(1))[0]! & 0x3ff
  } else if (++counter > 0xfff) {
    lastMs += 1
    counter = 0
  }
  const chance = crypto.getRandomValues(new Uint8Array(8))
  chance[0] = (chance[0]! & 0x3f) | 0x80
  return dashed(lastMs.toString(16).padStart(12, '0') + (0x7000 | counter).toString(16) + hex(chance))
}

/** A UUIDv4, for where an id must not tell its time. */
export const randomId = (): string => crypto.randomUUID()

/** A UUIDv7 of a given moment, not monotonic: seeds and tests that need life in the past. */
export function idAt(ms: number): string {
  const chance = crypto.getRandomValues(new Uint8Array(10))
  chance[0] = (chance[0]! & 0x0f) | 0x70
  chance[2] = (chance[2]! & 0x3f) | 0x80
  return dashed(ms.toString(16).padStart(12, '0') + hex(chance))
}

/** The moment, in milliseconds since 1970, that a UUIDv7 was made at. */
export const momentIn = (id: string): number => parseInt(id.replaceAll('-', '').slice(0, 12), 16)
