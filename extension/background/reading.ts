/** What a page said, made safe: a page may lie, in any length. */
import * as z from 'zod/mini'
import { ArtifactRef, roles, siteIds, sources, type ArtifactDetails, type PageHuman, type SiteId } from '../../shared/artifacts'
import { clean, cut } from '../../shared/text'
import type { World } from './browser'
import type { Found, Reading as Told } from '../bridge/sites'
import { instanceAt, instances } from './instances'
import { leavesOf, same } from './leaves'
import * as pack from './pack.store'

/** What the injected script answers with. */
export interface Reading {
  ref: ArtifactRef | null
  details: ArtifactDetails
  hostTheme: 'light' | 'dark' | null
  found: Found | null
  /** The site's own reader has looked at the work. */
  read?: boolean
}

const text = z.catch(z.nullish(z.string()), null)
const Human = z.object({ handle: z.string(), name: text, role: z.enum(roles), kind: z.enum(['user', 'team', 'bot']), email: text })
const Raw = z.object({
  ref: z.catch(z.nullable(ArtifactRef), null),
  hostTheme: z.catch(z.nullable(z.enum(['light', 'dark'])), null),
  found: z.catch(z.nullish(z.object({ site: z.enum(siteIds), instance: z.string().check(z.maxLength(500)) })), null),
  details: z.object({
    title: text, state: text, visibility: z.catch(z.optional(z.enum(['public', 'private'])), 'private'),
    people: z.catch(z.array(z.unknown()), []), via: z.catch(z.record(z.string(), z.enum(sources)), {}),
  }),
})

const mostPeople = 50
export const nothingRead: Omit<Reading, 'ref'> = { details: { title: null, state: null, visibility: 'private', people: [], via: {} }, hostTheme: null, found: null }

/** Injects the reader into the top frame of a tab, once, and takes from it only what belongs to `ref`. Never throws: nothing read is an answer. */
export async function readTab(world: World, tabId: number, ref: ArtifactRef): Promise<Omit<Reading, 'ref'>> {
  const { scripting } = world.browser
  const packed = await pack.of(world, ref.site)
  if (packed.off) return nothingRead
  const asked: Told = { instances: await instances(world), ...(packed.selectors && { packed: { [ref.site]: { selectors: packed.selectors } } }) }
  const target = { tabId }
  if (asked.instances?.length || asked.packed) await scripting.executeScript({ target, func: tellReader, args: [asked] }).catch(() => [])
  const [result] = await scripting.executeScript({ target, files: ['read.js'] }).catch(() => [])
  return cleanReading(result?.result, ref)
}

/** Runs in the page's world of ours, just before the reader. */
function tellReader(asked: Told): void {
  Object.assign(globalThis, { cairnAsk: asked })
}

/** The answer of the injected script, cleaned and capped; of other work than `ref` nothing. */
export function cleanReading(answer: unknown, ref: ArtifactRef): Omit<Reading, 'ref'> {
  const parsed = Raw.safeParse(answer)
  if (!parsed.success || !same(parsed.data.ref, ref)) return nothingRead
  const { details, hostTheme, found } = parsed.data
  return {
    hostTheme,
    found: found ? foundAt(ref, found) : null,
    read: leavesOf(ref.site).some((leaf) => !leaf.addressOnly),
    details: {
      title: oneLine(details.title, 250),
      state: oneLine(details.state, 40),
      visibility: details.visibility ?? 'private',
      people: details.people.slice(0, 500).flatMap(humanOf).slice(0, mostPeople),
      via: Object.fromEntries(Object.entries(details.via).slice(0, 20)),
    },
  }
}

/** A page can only show to be a site on its own host. */
function foundAt(ref: ArtifactRef, { site, instance }: { site: SiteId; instance: string }): Found | null {
  const { protocol, host } = new URL(ref.url)
  const leaf = leavesOf(site).find((one) => one.selfHosted)
  const made = instanceAt(site, `${protocol}//${instance}`)
  return leaf && made && new URL(`${protocol}//${instance}`).host === host ? { site, name: leaf.name, address: `${protocol}//${made.instance}` } : null
}

function humanOf(raw: unknown): PageHuman[] {
  const parsed = Human.safeParse(raw)
  const handle = parsed.success ? oneLine(parsed.data.handle, 200) : null
  if (!parsed.success || !handle) return []
  const { role, kind, name, email } = parsed.data
  const address = email && /^[^\s@]{1,64}@[^\s@]{1,189}$/.test(email) ? email.toLowerCase() : null
  return [{ handle, name: oneLine(name, 100), role, kind, ...(address && { email: address }) }]
}

/** At most `max` UTF-16 units of cleaned text on one line, or null. */
function oneLine(raw: string | null | undefined, max: number): string | null {
  const line = clean((raw ?? '').slice(0, max * 32)).replace(/\s+/g, ' ')
  let short = cut(line, max)
  // A grapheme may be many units long.
  if (short.length > max) short = clean(short.slice(0, max - 1)) + '…'
  return short === '' ? null : short
}
