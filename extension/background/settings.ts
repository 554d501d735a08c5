/** Settings of this browser: which server, language, theme. An administrator's policy decides over the person's choice of server. */
import type { Settings } from '../bridge/messages'
import type { World } from './browser'
import type { Kept } from './database'
import * as kept from './kept'
import * as session from './session.store'
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
  const [{ language, theme, shortcut }, server, row] = await Promise.all([manner(world), shownServer(world), session.load(world)])
  return { server, language, theme, person: row?.state === 'in' ? { id: row.owner.person, name: row.name } : null, shortcut }
}

/** How to speak and look; apart from `get`, because it waits for nothing. */
export async function manner(world: World): Promise<Pick<Settings, 'language' | 'theme' | 'shortcut'>> {
  const [settings, commands] = await Promise.all([kept.load(world, 'settings'), world.browser.commands?.getAll().catch(() => []) ?? []])
  const { language = null, theme = 'system' } = settings ?? {}
  return { language, theme, shortcut: commands.find((one) => one.name === 'open-panel')?.shortcut ?? '' }
}

/** Keeps what is given and tells all pages. A server that is no https address (http on loopback) is left as it was. */
export async function set(world: World, { server, language, theme }: Partial<Settings>): Promise<Settings> {
  const origin = originOf(server)
  await kept.change(world, 'settings', (before) => ({ ...before, ...(origin && { server: origin }), ...(language !== undefined && { language }), ...(theme && { theme }) }))
  await tell(world, 'settings.changed', {})
  if (origin) await tell(world, 'session.changed', {})
  return get(world)
}

/** Asks the browser for the administrator's policy. At the start of a browser that takes seconds, so its last answer is what counts until then. */
export async function askPolicy(world: World): Promise<Kept['policy']> {
  // Browsers without a policy reject the whole area.
  const managed = ((await world.browser.storage.managed?.get('server').catch(() => ({}))) ?? {}) as { server?: string }
  const before = await kept.load(world, 'policy')
  const policy = await kept.change(world, 'policy', () => ({ server: managed.server ?? null }))
  if ((before?.server ?? null) !== policy.server) await Promise.all([tell(world, 'settings.changed', {}), tell(world, 'session.changed', {})])
  return policy
}

/** The origin of a server that we would speak to: https, or http on this machine. */
export function originOf(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null
  const url = new URL(address)
  const loopback = url.hostname === 'localhost' || url.hostname === '127.0.0.1' || url.hostname === '[::1]'
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback) ? url.origin : null
}
