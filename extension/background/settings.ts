/** Settings of this browser: which server, language, theme. An administrator's policy decides over the person's choice of server. */
import type { Settings } from '../bridge/messages'
import type { World } from './browser'
import * as session from './session.store'
import { tell } from './tell'

type Kept = Partial<Pick<Settings, 'server' | 'language' | 'theme'>>

/** The address of the organisation's server, without a slash at the end. */
export async function serverOf(world: World): Promise<string> {
  return originOf(await managedServer(world)) ?? (await kept(world)).server ?? world.defaultServer
}

export async function get(world: World): Promise<Settings> {
  const [{ language = null, theme = 'system' }, server, row, commands] = await Promise.all([
    kept(world), serverOf(world), session.load(world), world.browser.commands?.getAll().catch(() => []) ?? [],
  ])
  const person = row?.state === 'in' ? { id: row.owner.person, name: row.name } : null
  return { server, language, theme, person, shortcut: commands.find((one) => one.name === 'open-panel')?.shortcut ?? '' }
}

/** Keeps what is given and tells all pages. A server that is no https address (http on loopback) is left as it was. */
export async function set(world: World, { server, language, theme }: Partial<Settings>): Promise<Settings> {
  const origin = originOf(server)
  const changed: Kept = { ...(await kept(world)), ...(origin && { server: origin }), ...(language !== undefined && { language }), ...(theme && { theme }) }
  await world.browser.storage.local.set({ settings: changed })
  await tell(world, 'settings.changed', {})
  return get(world)
}

/** The origin of a server that we would speak to: https, or http on this machine. */
export function originOf(address: string | null | undefined): string | null {
  if (!address || !URL.canParse(address)) return null
  const url = new URL(address)
  const loopback = url.hostname === 'localhost' || url.hostname === '127.0.0.1' || url.hostname === '[::1]'
  return url.protocol === 'https:' || (url.protocol === 'http:' && loopback) ? url.origin : null
}

const kept = async ({ browser }: World): Promise<Kept> => ((await browser.storage.local.get('settings'))['settings'] as Kept | undefined) ?? {}

// Browsers without a policy reject the whole area.
const managedServer = async ({ browser }: World): Promise<string | undefined> =>
  ((await browser.storage.managed?.get('server').catch(() => ({}))) as { server?: string } | undefined)?.server
