/** On which sites our content script stands, and how: registers it where the switches say so, and takes it away elsewhere. */
import type { SiteId } from '../../shared/artifacts'
import type { LauncherState } from '../bridge/messages'
import type { SiteSwitch } from '../bridge/sites'
import type { World } from './browser'
import type { Kept } from './database'
import { change, load } from './kept'
import { type Leaf, leaves } from './leaves'
import * as switches from './switches'
import { tell, tellTab } from './tell'

type Choices = Kept['sites']

/** Every site with what holds today; each self-hosted one in a row of its own. */
export async function list(world: World): Promise<SiteSwitch[]> {
  const chosen = await choices(world)
  return switches.list(world, (site) => chosen[site]?.hidden === true)
}

/** A switch was pressed, an instance came or went, a permission changed, here or in the browser's own settings: scripts, launchers and open pages follow at once. */
export async function settle(world: World): Promise<SiteSwitch[]> {
  if (!(await sync(world))) await tellLaunchers(world)
  await tell(world, 'sites.changed', {})
  return list(world)
}

/** One after the other: two at once would register the same script twice. @returns whether launchers heard of it: some were taken away */
export const sync = (world: World): Promise<boolean> => world.locks.request('sites', () => syncAll(world))

/** Registers the content script of what is granted, injects it into tabs that are open there, and removes the rest. */
async function syncAll(world: World): Promise<boolean> {
  const { scripting } = world.browser
  const registered = new Map((await scripting.getRegisteredContentScripts()).map((one) => [one.id, one]))
  let removed = false
  for (const leaf of leaves) {
    const id = `site-${leaf.script}`
    const matches = await switches.grantedMatches(world, leaf)
    const there = registered.get(id)
    if (there ? there.matches?.join() === matches.join() : matches.length === 0) continue
    if (there) {
      await scripting.unregisterContentScripts({ ids: [id] })
      removed = true
    }
    if (matches.length === 0) continue
    await scripting.registerContentScripts([{ id, matches, js: [scriptOf(leaf)], runAt: 'document_idle', allFrames: false, persistAcrossSessions: true }])
    await injectOpen(world, leaf, matches)
  }
  if (removed) await tellLaunchers(world)
  return removed
}

const scriptOf = (leaf: Leaf) => `content-scripts/${leaf.script}.js`

/** Puts the content script into one tab; false where the browser does not let us. */
export const inject = (world: World, leaf: Leaf, tabId: number): Promise<boolean> =>
  world.browser.scripting.executeScript({ target: { tabId }, files: [scriptOf(leaf)] }).then(() => true, () => false)

async function injectOpen(world: World, leaf: Leaf, matches: string[]): Promise<void> {
  const tabs = await world.browser.tabs.query({ url: matches })
  await Promise.all(tabs.flatMap((tab) => (tab.id === undefined || tab.discarded ? [] : [inject(world, leaf, tab.id)])))
}

/** Shows the launcher on a site again. */
export const show = (world: World, site: SiteId): Promise<void> => choose(world, site, { hidden: false })
/** Hides the launcher on a site; the shortcut still opens the panel. */
export const hide = (world: World, site: SiteId): Promise<void> => choose(world, site, { hidden: true })
/** Remembers where the launcher was put; nobody else needs to hear of it. */
export const place = (world: World, site: SiteId, where: LauncherState['place']): Promise<void> => keep(world, site, { place: where })

async function choose(world: World, site: SiteId, choice: Choices[SiteId]): Promise<void> {
  await keep(world, site, choice)
  await tellLaunchers(world)
  await tell(world, 'sites.changed', {})
}

const keep = (world: World, site: SiteId, choice: Choices[SiteId]): Promise<void> =>
  change(world, 'sites', (all = {}) => ({ ...all, [site]: { ...all[site], ...choice } })).then(() => undefined)

/** What the person chose for each site. */
export const choices = async (world: World): Promise<Choices> => (await load(world, 'sites')) ?? {}

/** Every launcher asks again how it shall stand. After a permission has gone no tab tells its address any more, so all are told. */
export async function tellLaunchers(world: World): Promise<void> {
  const tabs = await world.browser.tabs.query({})
  await Promise.all(tabs.map((tab) => (tab.id === undefined ? null : tellTab(world, tab.id, 'launcher.changed', {}))))
}
