/** Self-hosted sites: those that the person added, and those that an administrator's policy names. */
import type { SiteId } from '../../shared/artifacts'
import { instanceIn } from '../../shared/hosts'
import { Refusal } from '../../shared/problem'
import type { Instance } from '../bridge/sites'
import type { World } from './browser'
import * as kept from './kept'
import { leavesOf } from './leaves'

const most = 50

/** Every self-hosted site that this browser knows of, the policy's first. */
export async function instances(world: World): Promise<Instance[]> {
  const [own = [], policy] = await Promise.all([kept.load(world, 'instances'), kept.load(world, 'policy')])
  const preset = policy?.instances ?? []
  return [...preset, ...own.filter((one) => !preset.some((other) => isSame(one, other)))]
}

/** Remembers a self-hosted site by any address on it. @throws Refusal `bad-request` where it is no address, or no site of ours that people run themselves */
export async function add(world: World, site: SiteId, address: string): Promise<Instance> {
  const made = instanceAt(site, address)
  if (!made) throw new Refusal('bad-request')
  await kept.change(world, 'instances', (before = []) => [...before.filter((one) => !isSame(one, made)), made].slice(-most))
  return made
}

/** Forgets one that the person added. @returns what it was */
export async function remove(world: World, one: Pick<Instance, 'site' | 'instance'>): Promise<Instance | null> {
  let gone: Instance | null = null
  await kept.change(world, 'instances', (before = []) => {
    gone = before.find((other) => isSame(one, other)) ?? null
    return before.filter((other) => !isSame(one, other))
  })
  return gone
}

/** `https://git.acme.example/ghe/` as an instance; null where it is none: a star in a host would ask for the permission of many. */
export function instanceAt(site: SiteId, address: string, by: Instance['by'] = 'person'): Instance | null {
  if (!URL.canParse(address) || !leavesOf(site).some((leaf) => leaf.selfHosted)) return null
  const url = new URL(address)
  const { protocol, host } = url
  if ((protocol !== 'https:' && protocol !== 'http:') || host === '' || host.includes('*')) return null
  return { site, instance: instanceIn(url), protocol, by }
}

const isSame = (a: Pick<Instance, 'site' | 'instance'>, b: Pick<Instance, 'site' | 'instance'>): boolean => a.site === b.site && a.instance === b.instance
