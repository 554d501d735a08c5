/**
 * The signed pack: newer CSS for a host that has changed, and sites switched off for now. Data only, never logic.
 * It counts by its signature alone, so it may travel through anybody's hands.
 */
import * as z from 'zod/mini'
import { siteIds, sources } from './artifacts'
import { endpoint } from './endpoint'

/** Bytes of a pack's text in UTF-8. */
export const mostBytes = 64 * 1024
const longest = 200

/**
 * Whether a text is one plain CSS selector that costs little to ask: printable ASCII, brackets and quotes closed, no braces, at-rules, escapes, comments
 * or declarations; at most 4 alternatives, 8 steps, parentheses two deep, and one `:has()`; no `~`, which
 * inside `:not()` or `:has()` looks at every sibling once for every other.
 */
export function isSelector(text: string): boolean {
  if (text.length === 0 || text.length > longest || text !== text.trim() || !/^[\x20-\x7e]+$/.test(text) || /[{}@\\;<`]|\/\*|\*\//.test(text)) return false
  const bare = text.replace(/"[^"]*"|'[^']*'/g, 'q')
  if (/["']/.test(bare) || !isClosed(bare)) return false
  const flat = bare.replace(/\[[^\]]*\]/g, 'q')
  return !flat.includes('~') && count(flat, /,/g) < 4 && count(flat.replace(/\s*([>+,()])\s*/g, '$1'), /[\s>+]/g) < 8 && count(flat, /:has\(/gi) <= 1 && !/^[,>+]|[,>+]$/.test(flat.trim())
}

const count = (text: string, pattern: RegExp): number => text.match(pattern)?.length ?? 0

/** Brackets of attributes are not nested, parentheses at most two deep. */
function isClosed(text: string): boolean {
  let depth = 0
  let inAttribute = false
  for (const letter of text) {
    if (letter === '[' || letter === ']') {
      if (inAttribute === (letter === '[')) return false
      inAttribute = letter === '['
    } else if (!inAttribute && letter === '(') {
      if (++depth > 2) return false
    } else if (!inAttribute && letter === ')' && --depth < 0) return false
  }
  return depth === 0 && !inAttribute
}

const Selector = z.string().check(z.maxLength(longest), z.refine(isSelector))
const few = z.array(Selector).check(z.minLength(1), z.maxLength(10))
const named = (most: number) => z.string().check(z.maxLength(most), z.regex(/^[a-z][A-Za-z0-9-]*$/))
const atMost = (most: number) => z.refine((record: unknown) => Object.keys(record as object).length <= most)

/** What a pack says of one site: off for now; hooks by field in front of the bundled ones; places in the host's own bar. */
export const SitePack = z.strictObject({
  off: z.optional(z.literal(true)),
  selectors: z.optional(z.record(named(40), few).check(atMost(40))),
  anchors: z.optional(few),
})
export type SitePack = z.infer<typeof SitePack>

/** A site that a version does not know is left aside by it: an old extension takes what it can use of a newer pack. */
export const Pack = z.strictObject({
  version: z.int().check(z.minimum(1), z.maximum(999_999_999)),
  at: z.iso.datetime(),
  sites: z.record(named(40), SitePack).check(atMost(60)),
})
export type Pack = z.infer<typeof Pack>

/** A pack as it travels: its exact text, and an ECDSA signature (P-256, SHA-256, r and s of 32 bytes each) over the UTF-8 of it. */
export const Envelope = z.strictObject({
  pack: z.string().check(z.minLength(1), z.maxLength(mostBytes)),
  signature: z.string().check(z.regex(/^[A-Za-z0-9_-]{86}$/)),
})
export type Envelope = z.infer<typeof Envelope>

/** Why a pack is not taken. */
export type Refused = 'no-key' | 'too-large' | 'forged' | 'malformed' | 'old'
/** `key`: the one that has signed it; with that key a pack falls. */
export type Verdict = { pack: Pack; key: string } | { refused: Refused }

/** Public keys as they stand in a build: P-256 points of 65 bytes in base64url, parted by commas. Two at once while one is replaced. */
export const keysIn = (text: string | undefined): string[] => (text ?? '').split(',').map((key) => key.trim()).filter(Boolean)

/**
 * Judges an envelope: signature first, so that nothing unsigned is even parsed.
 * @param current the version that stands, 0 for none: a pack must be newer
 */
export async function verify(envelope: Envelope, keys: readonly string[], current: number): Promise<Verdict> {
  const bytes = Uint8Array.from(new TextEncoder().encode(envelope.pack))
  if (bytes.length > mostBytes) return { refused: 'too-large' }
  if (keys.length === 0) return { refused: 'no-key' }
  const key = await signerOf(bytes, envelope.signature, keys)
  if (key === null) return { refused: 'forged' }
  const pack = packIn(envelope.pack)
  if (!pack) return { refused: 'malformed' }
  return pack.version > current ? { pack, key } : { refused: 'old' }
}

/** A pack's text, if it is one. */
export function packIn(text: string): Pack | null {
  try {
    return Pack.safeParse(JSON.parse(text)).data ?? null
  } catch {
    return null
  }
}

const algorithm = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

async function signerOf(text: Uint8Array<ArrayBuffer>, signature: string, keys: readonly string[]): Promise<string | null> {
  for (const key of keys) {
    try {
      const imported = await crypto.subtle.importKey('raw', bytesOf(key), algorithm, false, ['verify'])
      if (await crypto.subtle.verify(algorithm, imported, bytesOf(signature), text)) return key
    } catch {
      // No key, or no signature: the next one.
    }
  }
  return null
}

/** @throws Error where it is no base64url */
export const bytesOf = (text: string): Uint8Array<ArrayBuffer> => Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0))

/** The counters of one site over four weeks, and over the four weeks before: how often each field was found, and where. */
export const SiteHealth = z.object({
  site: z.enum(siteIds),
  recent: z.number(),
  before: z.number(),
  fields: z.array(z.object({ field: z.string(), found: z.number(), foundBefore: z.number(), by: z.array(z.object({ source: z.enum(sources), count: z.number() })) })),
})
export type SiteHealth = z.infer<typeof SiteHealth>

/** How reading went as one short text, one row of a table for a day: `title=json people=none`. */
export const outcomeOf = (reading: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(reading).filter(([, source]) => source !== undefined).sort().map(([field, source]) => `${field}=${source}`).join(' ')

/** Fewer than this say nothing about a site. */
export const fewest = 5

/** The state of one field in words. A drop: found at least 20 points less often than in the weeks before. */
export function stateOf({ recent, before }: Pick<SiteHealth, 'recent' | 'before'>, { found, foundBefore }: Pick<SiteHealth['fields'][number], 'found' | 'foundBefore'>): 'few' | 'works' | 'drops' | 'fails' {
  if (recent < fewest) return 'few'
  const share = found / recent
  if (before >= fewest && share <= foundBefore / before - 0.2) return 'drops'
  return share < 0.5 ? 'fails' : 'works'
}

export interface CountRow { site: string; outcome: string; recent: number; count: number }

/** Adds up counters by site and field. @param rows `recent` 1 = of the last four weeks, 0 = of those before */
export function healthOf(rows: readonly CountRow[], fields: readonly string[] = ['title', 'people']): SiteHealth[] {
  return siteIds.flatMap((site) => {
    const ours = rows.filter((row) => row.site === site).map((row) => ({ ...row, found: new Map(row.outcome.split(' ').map((part) => part.split('=') as [string, string])) }))
    if (ours.length === 0) return []
    const sum = (recent: number, when: (found: Map<string, string>) => boolean = () => true) => ours.filter((row) => row.recent === recent && when(row.found)).reduce((all, row) => all + row.count, 0)
    const isFound = (field: string) => (found: Map<string, string>) => (found.get(field) ?? 'none') !== 'none'
    return [{
      site, recent: sum(1), before: sum(0),
      fields: fields.map((field) => ({
        field, found: sum(1, isFound(field)), foundBefore: sum(0, isFound(field)),
        by: sources.map((source) => ({ source, count: sum(1, (found) => found.get(field) === source) })).filter(({ count }) => count > 0),
      })),
    }]
  })
}

const Sites = z.object({
  /** Whether the organisation lets readings be counted. */
  counters: z.boolean(),
  pack: z.nullable(z.object({ version: z.number(), at: z.string(), off: z.array(z.string()) })),
  sites: z.array(SiteHealth),
})
export type Sites = z.infer<typeof Sites>

export const selectorEndpoints = {
  current: endpoint({
    id: 'selectors.current', method: 'GET', path: '/api/v1/selectors', who: 'anyone', etag: true, summary: 'The signed selector pack that stands: the same for everybody',
    reply: z.object({ envelope: z.nullable(Envelope) }),
  }),
  publish: endpoint({
    id: 'selectors.publish', method: 'PUT', path: '/api/v1/selectors', who: 'anyone', bodyLimit: 128 * 1024, summary: 'Publish a newer selector pack: its signature is the permission',
    body: Envelope, reply: z.object({ version: z.number(), at: z.string() }), problems: ['pack-forged', 'pack-old'],
  }),
  sites: endpoint({ id: 'selectors.sites', method: 'GET', path: '/api/v1/organisation/sites', who: 'admin', summary: 'What still works on each site, from counters without content or person', reply: Sites }),
  counters: endpoint({
    id: 'selectors.counters', method: 'PUT', path: '/api/v1/organisation/sites/counters', who: 'admin', summary: 'Count how reading a site went, or not: switching it off deletes what was counted',
    body: z.strictObject({ on: z.boolean() }), reply: Sites, problems: ['conflict'],
  }),
} as const
