/** Settings of this browser: which server, language, theme. An administrator's policy decides over the person's choice of server. */
import type { Settings } from '../bridge/messages'
import type { Instance } from '../bridge/sites'
import { siteIds, type SiteId } from '../../shared/artifacts'
import type { World } from './browser'
import type { Kept } from './database'
import { featuresOf } from './features'
import { instanceAt } from './instances'
import * as kept from './kept'
import * as session from './session.store'
import { settle, tellLaunchers } from './sites'
import { tell } from './tell'

/** The address of the organisation's server, without a slash at the end; empty in a build that knows none. */
export async function serverOf(world: World): Promise<string> {
  const [policy, settings] = await Promise.all([kept.load(world, 'policy'), kept.load(world, 'settings')])
  return originOf((policy ?? (await askPolicy(world))).server) ?? settings?.server ?? world.defaultServer
}

/** The same to be shown, without waiting for a policy that was never heard yet: pages are told when it comes. Nothing is sent by it. */
export async function shownServer(world: World): Promise<string> {
  const [policy, settings] = await Promise.all([kept.load(world, 'policy'), kept.load(world, 'settings')])
  return originOf(policy?.server) ?? settings?.server ?? world.defaultServer
}

export async function get(world: World): Promise<Settings> {
  const [{ language, theme, shortcut, aside, hints }, server, row, policy] = await Promise.all([manner(world), shownServer(world), session.load(world), kept.load(world, 'policy')])
  return {
    server, serverFixed: originOf(policy?.server) !== null, language, theme, person: row?.state === 'in' ? { id: row.owner.person, name: row.name } : null,
    shortcut, aside, hints, hasSide: sideOf(world) !== null, sideNeedsKey: sideOf(world)?.byPress === false,
  }
}

/** How to speak and look; apart from `get`, because it waits for nothing. */
export async function manner(world: World): Promise<Pick<Settings, 'language' | 'theme' | 'shortcut' | 'aside'> & { hints: boolean }> {
  const [settings, commands] = await Promise.all([kept.load(world, 'settings'), featuresOf(world.browser).commands?.getAll().catch(() => []) ?? []])
  const { language = null, theme = 'system', aside = false, hints = true } = settings ?? {}
  return { language, theme, hints, aside: aside && sideOf(world) !== null, shortcut: commands.find((one) => one.name === 'open-panel')?.shortcut ?? '' }
}

/** Keeps what is given and tells all pages. A server that is no https address (http on loopback) is left as it was. */
export async function set(world: World, { server, language, theme, aside, hints }: Partial<Settings>): Promise<Settings> {
  const origin = originOf(server)
  await kept.change(world, 'settings', (before) => ({ ...before, ...(origin && { server: origin }), ...(language !== undefined && { language }), ...(theme && { theme }), ...(aside !== undefined && { aside }), ...(hints !== undefined && { hints }) }))
  if (aside !== undefined) sideOf(world)?.want(aside)
  await tell(world, 'settings.changed', {})
  // Launchers in open tabs speak the language too, and open where it was chosen.
  if (language !== undefined || aside !== undefined) await tellLaunchers(world)
  if (origin) await tell(world, 'session.changed', {})
  return get(world)
}

/** Asks the browser for the administrator's policy. At the start of a browser that takes seconds, so its last answer is what counts until then. */
export async function askPolicy(world: World): Promise<Kept['policy']> {
  // Browsers without a policy reject the whole area.
  const managed = await Promise.resolve(featuresOf(world.browser).managed?.get(['server', 'instances', 'sites'])).catch(() => undefined)
  const before = await kept.load(world, 'policy')
  const policy = await kept.change(world, 'policy', () => policyOf(managed ?? {}))
  if (JSON.stringify(before ?? policyOf({})) !== JSON.stringify(policy)) await Promise.all([tell(world, 'settings.changed', {}), tell(world, 'session.changed', {}), settle(world)])
  return policy
}

/** What a policy says, as far as it makes sense: a wrong line is left out, the rest counts. */
export function policyOf({ server, instances, sites }: Record<string, unknown>): Kept['policy'] {
  const named = listOf(instances).flatMap((one) => instanceOf(one) ?? [])
  return {
    server: typeof server === 'string' ? originOf(server) : null,
    instances: named.filter((one, index) => named.findIndex((other) => other.site === one.site && other.instance === one.instance) === index),
    sites: Array.isArray(sites) ? siteIds.filter((id) => sites.includes(id)) : null,
  }
}

const listOf = (value: unknown): unknown[] => (Array.isArray(value) ? value.slice(0, 200) : [])

function instanceOf(line: unknown): Instance | null {
  const { site, address } = (typeof line === 'object' && line !== null ? line : {}) as { site?: unknown; address?: unknown }
  return siteIds.includes(site as SiteId) && typeof address === 'string' ? instanceAt(site as SiteId, address, 'policy') : null
}

const sideOf = ({ browser }: World) => featuresOf(browser).side

/** Each life: the browser's side panel opens by us only where it was chosen, and has to know that before it is asked. */
export const readySide = async (world: World): Promise<void> => sideOf(world)?.want((await manner(world)).aside)

/** The origin of a server that we would speak to: https, or http on this machine. */
export function originOf(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null
  const url = new URL(address)
  const loopback = url.hostname === 'localhost' || url.hostname === '127.0.0.1' || url.hostname === '[::1]'
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback) ? url.origin : null
}
