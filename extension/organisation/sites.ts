/** The switches of sites, as a page sees them. */
import { useCallback, useEffect, useState } from 'preact/hooks'
import { instanceIn, patternAt } from '../../shared/hosts'
import type { Refusal } from '../../shared/problem'
import { ask, listen } from '../bridge/call'
import type { Asked } from '../bridge/messages'
import type { SiteSwitch } from '../bridge/sites'
import { announce, useWords } from '../ui'
import { refusalOf, useLoad } from './load'

/** The browser's own question about a site: asked from the page, at once in the click. */
export interface Grants { request: (origins: string[]) => Promise<boolean> }

/** What tells a row from every other. */
export const rowOf = ({ site, instance }: Pick<SiteSwitch, 'site' | 'instance'>): string => (instance ? `${site} ${instance.instance}` : site)

/** How a row is called: a self-hosted one by its address. */
export const nameOf = ({ name, instance }: Pick<SiteSwitch, 'name' | 'instance'>): string => (instance ? instance.instance : name)

const placeOf = ({ site, instance }: SiteSwitch) => ({ site, instance: instance?.instance ?? null })

/** The host of a match pattern. */
export const plainHost = (pattern: string): string => pattern.replace(/^[^:]+:\/\//, '').replace(/\/.*$/, '')

/** All switches, followed as they change, here or in the browser's own settings. */
export function useSites(grants: Grants) {
  const { t } = useWords()
  const loaded = useLoad(() => ask('sites.list', {}))
  const [refused, setRefused] = useState<string | null>(null)
  const [problem, setProblem] = useState<Refusal | null>(null)
  const { set, again } = loaded
  useEffect(() => listen('sites.changed', again), [again])

  const change = useCallback(async <N extends 'sites.choose' | 'sites.changed' | 'sites.show' | 'sites.add' | 'sites.remove'>(name: N, body: Asked[N][0]): Promise<boolean> => {
    setProblem(null)
    return ask(name, body).then((rows) => (set(rows as SiteSwitch[]), true), (thrown) => (setProblem(refusalOf(thrown)), false))
  }, [set])

  /** Turns a row on or off. To be called in the very turn of the click: nothing may be awaited before the browser is asked. */
  async function turn(row: SiteSwitch, on: boolean): Promise<void> {
    const answered = on ? grants.request(row.hosts) : null
    setRefused(null)
    // Told before the answer: two sites may share a host, and a popup may not live to hear it.
    const beside = (loaded.value ?? []).filter((one) => rowOf(one) !== rowOf(row) && one.hosts.some((host) => row.hosts.includes(host)))
    const chosen = change('sites.choose', { ...placeOf(row), on, ...(beside.length > 0 && { beside: beside.map((one) => ({ ...placeOf(one), on: one.granted })) }) })
    const allowed = answered ? await answered.catch(() => false) : true
    if (!(await chosen)) return
    if (answered) await change('sites.changed', { site: row.site })
    if (!allowed) return setRefused(rowOf(row))
    announce(t(on ? 'sites.on' : 'sites.off', { site: nameOf(row) }))
  }

  /** Adds a self-hosted site and turns it on; the same holds. */
  async function add(site: SiteSwitch['site'], address: string): Promise<boolean> {
    const answered = grants.request([patternAt(new URL(address))])
    setRefused(null)
    const added = change('sites.add', { site, address })
    const allowed = await answered.catch(() => false)
    if (!(await added)) return false
    await change('sites.changed', { site })
    const instance = instanceIn(new URL(address))
    if (allowed) announce(t('sites.on', { site: instance }))
    else setRefused(`${site} ${instance}`)
    return true
  }

  async function remove(row: SiteSwitch): Promise<void> {
    if (await change('sites.remove', { site: row.site, instance: row.instance!.instance })) announce(t('sites.removed', { site: nameOf(row) }))
  }

  async function show(row: SiteSwitch): Promise<void> {
    if (await change('sites.show', { site: row.site })) announce(t('sites.shown', { site: row.name }))
  }

  return { rows: loaded.value, loading: loaded.loading, problem: problem ?? loaded.problem, again, refused, turn, add, remove, show }
}
export type Sites = ReturnType<typeof useSites>
