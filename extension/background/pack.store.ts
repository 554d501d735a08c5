/** The pack that stands on this device, and what it says. One whose key this build does not know any more counts no longer. */
import type { SiteId } from '../../shared/artifacts'
import type { SitePack } from '../../shared/selectors'
import type { World } from './browser'
import type { Kept } from './database'
import { load } from './kept'

/** Nothing, where none stands that counts. */
export const counting = ({ packKeys }: World, row: Kept['pack'] | undefined): NonNullable<Kept['pack']['stands']> | null =>
  row?.stands && packKeys.includes(row.stands.key) ? row.stands : null

const sites = async (world: World): Promise<Record<string, SitePack>> => counting(world, await load(world, 'pack'))?.pack.sites ?? {}

/** What it says of a site. */
export async function of(world: World, site: SiteId): Promise<SitePack> {
  const all = await sites(world)
  return Object.hasOwn(all, site) ? all[site]! : {}
}

/** The sites that are switched off for now. */
export const off = async (world: World): Promise<ReadonlySet<string>> =>
  new Set(Object.entries(await sites(world)).filter(([, said]) => said.off).map(([site]) => site))
