/** Reads of one person's growth: the plan with its versions, levels, actions, and who else reads it. */
import type { Growth, GrowthArea, Rating, Strength } from '../../shared/growth'
import { Refusal } from '../../shared/problem'
import { itemColumns, itemOf, type ItemRow } from '../action-items/queries'
import type { Db, Results } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { factsOf, factsQuery } from '../people/queries'
import { type Place, readable, unlessShut, unsealWords } from '../sealing'
import { sql } from '../sql'

/** What is sealed of a version of the plan. */
export interface PlanWords { reason: string; strengths: Strength[]; areas: GrowthArea[] }
export const planPlaceOf = (org: string, person: string, version: number) => ({ org, row: `${person}:${version}`, column: 'growth_plans.words' })
export const levelsPlaceOf = (org: string, person: string, side: 'self' | 'manager') => ({ org, row: `${person}:${side}`, column: 'growth_levels.words' })

interface SealedRow { by_id: string; name: string | null; at: number; key_version: number; words: string }

/** The statements that `growthOf` needs. */
export const growthQueries = (db: Db, person: string, now: number) => [
  factsQuery(db, [person], now),
  db.q.all<SealedRow & { version: number }>(sql`select g.version, g.by_id, n.name, g.at, g.key_version, g.words from growth_plans g join people n on n.org_id = g.org_id and n.id = g.by_id
    where g.org_id = ${db.org} and g.person_id = ${person} order by g.version desc limit 50`),
  db.q.all<SealedRow & { side: 'self' | 'manager' }>(sql`select g.side, g.by_id, n.name, g.at, g.key_version, g.words from growth_levels g join people n on n.org_id = g.org_id and n.id = g.by_id where g.org_id = ${db.org} and g.person_id = ${person}`),
  db.q.all<{ id: string; name: string }>(sql`select n.id, n.name from growth_shares s cross join people n on n.org_id = s.org_id and n.id = s.with_id and n.status <> 'deactivated' where s.org_id = ${db.org} and s.person_id = ${person} order by n.name_key`),
  db.q.all<ItemRow & { area_id: string; growth_kind: Growth['actions'][number]['kind'] }>(sql`select g.area_id, g.kind as growth_kind, ${itemColumns(db.org)} from growth_actions g cross join action_items i on i.org_id = g.org_id and i.id = g.item_id
    where g.org_id = ${db.org} and g.person_id = ${person} order by i.seq limit 100`),
] as const
type Rows = Results<ReturnType<typeof growthQueries>>

/** With whom the viewer shares theirs, by id. */
export const sharedQuery = (db: Db, me: ViewerSql) => db.q.all<{ id: string }>(sql`select with_id as id from growth_shares where org_id = ${db.org} and person_id = ${me.id} order by with_id`)

/** What the viewer is to somebody's growth: the person, their manager of today (or an acting one), somebody it is shared with. @throws Refusal `not-found` for everybody else, of whatever role */
export function mineOf(viewer: Viewer, [[person], , , shares]: Rows): Growth['mine'] {
  if (person?.id === viewer.id) return 'own'
  if (person && factsOf(person).manager?.id === viewer.id) return 'manager'
  if (person && shares.some(({ id }) => id === viewer.id)) return 'shared'
  throw new Refusal('not-found')
}

const wordsOf = async <Words>(env: Env, place: Place, row: SealedRow): Promise<Words> => JSON.parse(await unsealWords(env, place, row.words, row.key_version, row.at)) as Words

/** @param version an earlier one; the last without it @throws Refusal `words-shut` */
export async function growthOf(env: Env, viewer: Viewer, rows: Rows, version?: number): Promise<Growth> {
  const mine = mineOf(viewer, rows)
  const [[row], plans, levels, shares, actions] = rows
  const person = factsOf(row!)
  const words = await Promise.all(plans.map((plan) => unlessShut(wordsOf<PlanWords>(env, planPlaceOf(viewer.org, person.id, plan.version), plan))))
  const at = version === undefined ? 0 : plans.findIndex((plan) => plan.version === version)
  if (at < 0) throw new Refusal('not-found')
  if (words[at] === null) throw new Refusal('words-shut')
  const side = async (name: 'self' | 'manager') => {
    const found = levels.find((one) => one.side === name)
    const open = found && await unlessShut(wordsOf<Rating[]>(env, levelsPlaceOf(viewer.org, person.id, name), found))
    return found && open ? { by: { id: found.by_id, name: found.name }, at: new Date(found.at).toISOString(), levels: open } : null
  }
  return {
    person: { id: person.id, name: person.name }, manager: person.manager, mine, version: plans[at]?.version ?? 0, strengths: words[at]?.strengths ?? [], areas: words[at]?.areas ?? [],
    actions: await readable(actions, async (one) => ({ area: one.area_id, kind: one.growth_kind, item: await itemOf(env, viewer, one) })),
    self: await side('self'), byManager: await side('manager'), sharedWith: shares,
    history: plans.flatMap((plan, index) => (words[index] ? [{ version: plan.version, by: { id: plan.by_id, name: plan.name }, at: new Date(plan.at).toISOString(), reason: words[index].reason }] : [])),
  }
}
