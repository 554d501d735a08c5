/** A goal is changed, taken up, closed with a sentence, carried over, opened again. Two D1 calls each. */
import type { Goal, goalEndpoints } from '../../shared/goals'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import { goalVisibilities, quarterAfter } from '../../shared/progress'
import { type Db, type Results, type Statement } from '../db'
import { record } from '../events/record'
import { placedQuery } from '../expectations/queries'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import type { RhythmRow } from '../people/queries.rhythm'
import { type SQL, sql } from '../sql'
import { insertGoal, ownersStatements } from './actions.set'
import { unmoved } from './guards'
import { itemOf } from './item'
import { itemQueries, rhythmsOfQuery, takenQuery } from './queries'
import { coOwnersOf, type GoalRow } from './rows'
import { circular, citedIn, keysShown, mayLead, notAlignable, type Standing, standingOf, standingQuery, staleOf } from './standing'
import { asShown, moveGoal, sealWords } from './statements'

type Ends = typeof goalEndpoints
type AnyCall = Pick<Call<Ends['reopen']>, 'env' | 'db' | 'me' | 'now' | 'enter' | 'params'>

export interface Found { viewer: Viewer; row: GoalRow; goal: Goal; standing: Standing; rhythms: (RhythmRow & { id: string })[] }
interface Chosen { owner?: string | undefined; people?: readonly string[]; parent?: string | null | undefined; priority?: string | null | undefined }

/**
 * The goal, and where the viewer stands to it.
 * @throws Refusal `not-found`; `not-allowed` for whoever may not write it: of a person's, a manager writes a draft alone
 */
export async function find<const S extends readonly Statement[]>({ env, db, me, enter, params: { id } }: Omit<AnyCall, 'now'>, chosen: Chosen, ...more: S): Promise<Found & { more: Results<S> }> {
  const column = (name: string): SQL => sql`(select ${sql.raw(name)} from goals where org_id = ${db.org} and id = ${id})`
  const wanted = { people: [...(chosen.people ?? []), ...[chosen.owner ?? []].flat()], team: column('team_id'), parent: chosen.parent ?? null, priority: chosen.priority ?? null }
  const all = itemQueries(db, me, id)
  const { viewer, rows } = await enter(standingQuery(db, me, { ...wanted, scope: 'person', owner: chosen.owner === undefined ? column('owner_id') : sql`${chosen.owner}`, of: id }), rhythmsOfQuery(db, id), ...all, ...more)
  const [[standingRow], rhythms, ...rest] = rows as unknown as [Results<[ReturnType<typeof standingQuery>]>[0], Found['rhythms'], ...unknown[]]
  const item = rest.slice(0, all.length) as unknown as Results<typeof all>
  const goal = await itemOf(env, viewer, item)
  const standing = standingOf(standingRow, { ...wanted, scope: goal.scope })
  const isOwn = goal.mine === 'owner' || goal.mine === 'co_owner'
  if (!isOwn && !(goal.scope === 'person' ? goal.state === 'draft' && standing.leads : mayLead(viewer, standing, goal.team?.id ?? null))) throw new Refusal('not-allowed')
  return { viewer, row: item[0][0]!, goal, standing, rhythms, more: rest.slice(all.length) as unknown as Results<S> }
}

/** From now on, or not any more, its key results wait for check-ins. */
const waits = (db: Db, goal: string, rhythms: Found['rhythms'], now: number | null): Statement => {
  const days = Object.fromEntries(now === null ? [] : rhythms.map((one) => [one.id, staleOf(one, now)]))
  return db.q.run(sql`update key_results set stale_from = json_extract(${JSON.stringify(days)}, '$."' || owner_id || '"'), waits_from = ${now} where org_id = ${db.org} and goal_id = ${goal} and dropped_at is null`)
}
const update = (db: Db, goal: string, set: SQL): Statement => db.q.run(sql`update goals set ${set}, version = version + 1 where org_id = ${db.org} and id = ${goal}`)

/** Words, dates, owners, alignment, who sees it; a draft is taken up by its owner. @throws Refusal `audience-changed` when others would see it than the writer was shown */
export async function change(call: Call<Ends['change']>): Promise<Goal> {
  const { env, db, me, now, body } = call
  const whose = body.owner === undefined ? sql`(select owner_id from goals where org_id = ${db.org} and id = ${call.params.id})` : sql`${body.owner}`
  const found = await find(call, { owner: body.owner, people: body.coOwners ?? [], parent: body.parent, priority: body.priority }, placedQuery(db, body.expectations?.length ? whose : '', now))
  const { viewer, row, goal, standing } = found
  if (row.version !== body.version) throw new Refusal('changed-meanwhile')
  if (goal.state === 'closed') throw new Refusal('conflict')
  if (goal.scope === 'person' && goal.mine !== 'owner' && (body.activate || (body.owner && body.owner !== row.owner_id))) throw new Refusal('not-allowed')
  const was = { title: goal.title, why: goal.why, start: goal.start, end: goal.end, owner: row.owner_id, coOwners: coOwnersOf(row), parent: row.parent_id, priority: row.priority_id, visibility: row.visibility, expectations: goal.expectations ?? [] }
  const { activate: _a, version: _v, keys: _k, ...wanted } = body
  const to = { ...was, ...(Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== undefined)) as Partial<typeof was>) }
  to.coOwners = [...new Set(to.coOwners)].filter((id) => id !== to.owner).sort()
  const differs = (field: keyof typeof was): boolean => JSON.stringify(to[field]) !== JSON.stringify(was[field])
  // What was named of one owner's role is nothing of another's.
  if (body.expectations === undefined && differs('owner')) to.expectations = []
  else if (differs('expectations')) to.expectations = citedIn(viewer, standing, found.more[0][0], to.expectations)
  const fields = (Object.keys(was) as (keyof typeof was)[]).filter(differs)
  // Who else writes a person's goal shows it to nobody more: that is its owner's to do.
  if (goal.scope === 'person' && goal.mine !== 'owner' && differs('visibility') && goalVisibilities.indexOf(to.visibility) < goalVisibilities.indexOf(row.visibility)) throw new Refusal('not-allowed')
  // Nobody has a goal of their own that they did not take up.
  const hands = goal.scope === 'person' && differs('owner') && to.owner !== viewer.id
  const activates = body.activate === true && goal.state === 'draft' && !hands
  if (fields.length === 0 && !activates) return goal
  if (to.end < to.start) throw new Refusal('invalid', { errors: [{ pointer: '/end', code: 'invalid' }] })
  const audience = (['visibility', 'owner', 'coOwners'] as const).some(differs)
  const team = row.team_id ?? (to.visibility === 'team' ? (standing.team?.id ?? null) : null)
  const keys = audience ? keysShown(viewer, standing, { visibility: to.visibility, kind: row.kind, coOwners: to.coOwners, team }, body.keys ?? []) : (JSON.parse(row.keys) as string[])
  const [words, version] = await sealWords(env, db.org, 'goals', row.id, { title: to.title, why: to.why, closing: goal.closing, expectations: to.expectations })
  const { rows } = await record(db, {
    guards: [unmoved(db, row), ...(differs('parent') && to.parent !== null ? [{ bad: circular(db, row.id, to.parent), refuse: 'conflict' as const }, { bad: notAlignable(db, to.parent, to.owner, row.scope), refuse: 'conflict' as const }] : [])],
    statements: [
      ...moveGoal(db, row.id, [
        update(db, row.id, sql`words = ${words}, key_version = ${version}, start_day = ${to.start}, end_day = ${to.end}, ending_told = ${differs('end') ? 0 : sql`ending_told`}, owner_id = ${to.owner}, co_owners = ${JSON.stringify(to.coOwners)},
          parent_id = ${to.parent}, priority_id = ${to.priority}, visibility = ${to.visibility}, team_id = ${team}, keys = ${audience ? JSON.stringify(keys) : sql`keys`}, state = ${activates ? 'active' : hands ? 'draft' : row.state}`),
        ...(activates ? [waits(db, row.id, found.rhythms, now)] : hands ? [waits(db, row.id, [], null)] : []),
      ], audience),
      ...(audience ? [asShown(db, row.id), db.q.run(sql`delete from goal_owners where org_id = ${db.org} and goal_id = ${row.id} and person_id in (select value from json_each(${JSON.stringify([...was.coOwners, to.owner])}))`), ...ownersStatements(db, row.id, to.coOwners)] : []),
    ],
    event: { kind: activates ? 'goal.takenUp' : 'goal.changed', goal: row.id, fields, owner: differs('owner') ? to.owner : null, coOwners: to.coOwners.filter((id) => !was.coOwners.includes(id)) }, actor: viewer.id, at: now,
  }, ...itemQueries(db, me, row.id))
  return itemOf(env, viewer, rows)
}

/** With an outcome and a sentence. `carry`: the same goal in the next fiscal quarter, its open key results from where they stand. */
export async function close(call: Call<Ends['close']>): Promise<Goal> {
  const { env, db, me, now, body } = call
  const found = await find(call, {}, takenQuery(db, body.carry ?? ''))
  const { viewer, row, goal, standing, more: [[carried]] } = found
  if (goal.state === 'closed' && goal.outcome === body.outcome && goal.closing === body.closing && (!body.carry || carried?.carried_from === row.id)) return goal
  if (carried) throw new Refusal('id-taken')
  if (goal.state === 'closed') throw new Refusal('conflict')
  if (row.version !== body.version) throw new Refusal('changed-meanwhile')
  const [words, version] = await sealWords(env, db.org, 'goals', row.id, { title: goal.title, why: goal.why, closing: body.closing, expectations: goal.expectations })
  const statements = moveGoal(db, row.id, [
    update(db, row.id, sql`state = 'closed', outcome = ${body.outcome}, closed_at = ${now}, words = ${words}, key_version = ${version}`), waits(db, row.id, [], null),
  ])
  if (body.carry) {
    const today = new Date(now).toISOString().slice(0, 10)
    const next = quarterAfter(goal.end, today, viewer.organisation.settings.fiscalStart)
    const open = goal.keyResults.filter((one) => !one.dropped && one.progress < 1)
    statements.push(...(await insertGoal(env, db, {
      id: body.carry, seq: newId(), scope: row.scope, kind: row.kind, team: row.team_id, owner: row.owner_id, coOwners: coOwnersOf(row), parent: null, priority: row.priority_id, start: next.from, end: next.to, state: goal.state,
      visibility: row.visibility, keys: JSON.parse(row.keys) as string[], words: { title: goal.title, why: goal.why, closing: null, expectations: goal.expectations }, hash: '', at: now, carriedFrom: row.id,
      keyResults: open.map(({ title, rubric, owner, ...one }, position) => ({
        ...one, id: newId(), position, owner: owner.id, baseline: one.measure === 'qualitative' ? one.baseline : one.current ?? one.baseline, words: { title, rubric }, staleFrom: goal.state === 'draft' ? null : staleOf(standing.of(owner.id), now), waitsFrom: goal.state === 'draft' ? null : now,
      })),
    })),
    // Aligned where the closed one was, as long as that is open.
    ...moveGoal(db, body.carry, [db.q.run(sql`update goals set parent_id = (select a.id from goals a where a.org_id = ${db.org} and a.id = ${row.parent_id} and a.state <> 'closed') where org_id = ${db.org} and id = ${body.carry}`)]))
  }
  const { rows } = await record(db, { guards: [unmoved(db, row)], statements, event: { kind: 'goal.closed', goal: row.id, carried: body.carry }, actor: viewer.id, at: now }, ...itemQueries(db, me, row.id))
  return itemOf(env, viewer, rows)
}

/** Open again: the sentence with which it was closed is said no more. */
export async function reopen(call: Call<Ends['reopen']>): Promise<Goal> {
  const { env, db, me, now } = call
  const { viewer, row, goal, rhythms } = await find(call, {})
  if (goal.state !== 'closed') return goal
  // Opened by another, it waits as a draft until its owner takes it up.
  const state = goal.scope === 'person' && goal.mine !== 'owner' ? 'draft' : 'active'
  const [words, version] = await sealWords(env, db.org, 'goals', row.id, { title: goal.title, why: goal.why, closing: null, expectations: goal.expectations })
  const { rows } = await record(db, {
    guards: [unmoved(db, row)],
    statements: moveGoal(db, row.id, [update(db, row.id, sql`state = ${state}, outcome = null, closed_at = null, words = ${words}, key_version = ${version}`), waits(db, row.id, rhythms, state === 'active' ? now : null)]),
    event: { kind: 'goal.reopened', goal: row.id }, actor: viewer.id, at: now,
  }, ...itemQueries(db, me, row.id))
  return itemOf(env, viewer, rows)
}
