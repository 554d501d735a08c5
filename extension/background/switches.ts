/** The switches of sites: a row stands where the browser grants its hosts and the person has not turned it off. Two may share a host, so a permission alone tells neither. */
import { siteIds, type SiteId } from '../../shared/artifacts'
import { Refusal } from '../../shared/problem'
import type { Instance, SiteSwitch } from '../bridge/sites'
import { covers } from '../../shared/hosts'
import type { World } from './browser'
import { change, load } from './kept'
import { instances } from './instances'
import { type Leaf, leaves, patternOf, within } from './leaves'
import { off } from './pack.store'

interface Row { leaf: Leaf; instance: Instance | null; key: string; hosts: string[]; granted: string[]; on: boolean }

const keyOf = (site: string, instance: string | null): string => (instance === null ? site : `${site} ${instance}`)

/** Every row, as it is now. A site that a policy does not offer has none. */
async function rowsOf(world: World, only?: Leaf): Promise<Row[]> {
  const [named, policy, switches = {}] = await Promise.all([instances(world), load(world, 'policy'), load(world, 'switches')])
  const offered = leaves.filter((leaf) => (!only || leaf.script === only.script) && (isDemo(leaf) || (policy?.sites?.includes(leaf.id) ?? true)))
  const row = async (leaf: Leaf, hosts: string[], instance: Instance | null): Promise<Row> => {
    const key = keyOf(leaf.script, instance?.instance ?? null)
    const granted = await grantedOf(world, hosts)
    return { leaf, instance, key, hosts, granted, on: granted.length > 0 && switches[key] !== 'off' }
  }
  return Promise.all(offered.flatMap((leaf) => [
    row(leaf, [...leaf.matches], null),
    ...named.filter(({ site }) => leaf.selfHosted && site === leaf.id).map((instance) => row(leaf, [patternOf(instance)], instance)),
  ]))
}

// The demo's hosts come granted with the development build: they are no switch.
const isDemo = ({ script }: Leaf): boolean => script === 'demo'

async function grantedOf({ browser }: World, hosts: readonly string[]): Promise<string[]> {
  const granted = await Promise.all(hosts.map((match) => browser.permissions.contains({ origins: [match] }).catch(() => false)))
  return hosts.filter((_, index) => granted[index])
}

/** What the person sees: the sites that most people use first, each self-hosted one below its own. */
export async function list(world: World, hidden: (site: SiteId) => boolean): Promise<SiteSwitch[]> {
  const [rows, without] = await Promise.all([rowsOf(world), off(world)])
  return rows.filter(({ leaf }) => !isDemo(leaf)).sort((a, b) => siteIds.indexOf(a.leaf.id) - siteIds.indexOf(b.leaf.id)).map(({ leaf, instance, hosts, granted, on }) => ({
    site: leaf.id, name: leaf.name, hosts, granted: on, missing: on ? hosts.filter((host) => !granted.includes(host)) : [],
    hidden: hidden(leaf.id), instance, off: without.has(leaf.id), addressOnly: leaf.addressOnly ?? false,
  }))
}

/** The match patterns under which a leaf's script stands now; none where the signed pack has switched the site off. */
export async function grantedMatches(world: World, leaf: Leaf): Promise<string[]> {
  if ((await off(world)).has(leaf.id)) return []
  return [...new Set((await rowsOf(world, leaf)).filter(({ on }) => on).flatMap(({ granted }) => granted))]
}

/** Whether it stands at an address: the same leaf may be on for one host and off for another. */
export async function standsAt(world: World, leaf: Leaf, url: URL): Promise<boolean> {
  if ((await off(world)).has(leaf.id)) return false
  return (await rowsOf(world, leaf)).some(({ on, instance, granted }) => on && (instance ? within(instance, url) : granted.some((pattern) => covers(pattern, url))))
}

/** The self-hosted sites of a leaf that are on. */
export const standing = async (world: World, leaf: Leaf): Promise<string[]> =>
  (await rowsOf(world, leaf)).flatMap(({ on, instance }) => (on && instance ? [instance.instance] : []))

interface Pressed { site: SiteId; instance: string | null; on: boolean }

const isOf = ({ leaf, instance }: Row, one: Omit<Pressed, 'on'>): boolean => !isDemo(leaf) && leaf.id === one.site && (instance?.instance ?? null) === one.instance

/**
 * Notes what the person wants. Whoever shares a host keeps what it is now: the permission that comes or goes is not about it. Turned off, the
 * permission goes too, unless another that is on needs it.
 * @param seen what those beside it were when it was pressed: a browser that need not ask has granted it by now
 */
export async function choose(world: World, site: SiteId, instance: string | null, on: boolean, seen: readonly Pressed[] = []): Promise<void> {
  const rows = await rowsOf(world)
  const chosen = rows.find((row) => isOf(row, { site, instance }))
  if (!chosen) throw new Refusal('bad-request')
  const beside = rows.filter((row) => row !== chosen && row.hosts.some((host) => chosen.hosts.includes(host)))
  await change(world, 'switches', (before = {}) => ({
    ...Object.fromEntries(beside.map((row) => [row.key, (seen.find((one) => isOf(row, one)) ?? row).on ? 'on' : 'off'])), ...before, [chosen.key]: on ? 'on' : 'off',
  }))
  if (!on) await release(world, chosen.hosts)
}

/** Nothing is remembered of a row that is gone: added again, it is new. */
export const forget = (world: World, site: SiteId, instance: string): Promise<unknown> =>
  change(world, 'switches', (before = {}) => ({ ...before, [keyOf(site, instance)]: undefined }))

/** Gives back the permission for hosts that nobody needs any more. One that came with the build cannot go; the choice holds all the same. */
export async function release(world: World, hosts: readonly string[]): Promise<void> {
  const needed = new Set((await rowsOf(world)).filter(({ on }) => on).flatMap(({ hosts }) => hosts))
  const origins = hosts.filter((host) => !needed.has(host))
  if (origins.length > 0) await world.browser.permissions.remove({ origins }).catch(() => false)
}
