/** Core values made, worded, ordered, archived. */
import type { BodyOf } from '../../shared/endpoint'
import { Refusal } from '../../shared/problem'
import { type CoreValue, type valueEndpoints, mostValues } from '../../shared/values'
import type { Db } from '../db'
import { type Guard, record } from '../events/record'
import type { Call } from '../http/call'
import { sql, type SQL } from '../sql'
import { valueOf, valuesQuery } from './queries'

type List = { items: CoreValue[] }
const standing = (db: Db): SQL => sql`(select count(*) from core_values where org_id = ${db.org} and archived_at is null)`
/** One more may stand. */
const room = (db: Db): Guard => ({ bad: sql`${standing(db)} >= ${mostValues}`, refuse: 'conflict' })

/** @throws Refusal `conflict` when twenty stand already, `id-taken` for the id of another */
export async function create({ db, enter, now }: Call<typeof valueEndpoints.create>, { id, name, looksLike, looksNotLike }: BodyOf<typeof valueEndpoints.create>): Promise<List> {
  const { viewer, rows: [before] } = await enter(valuesQuery(db))
  const earlier = before.find((one) => one.id === id)
  if (earlier) {
    if (earlier.name !== name || earlier.looks_like !== looksLike || earlier.looks_not_like !== looksNotLike) throw new Refusal('id-taken')
    return { items: before.map(valueOf) }
  }
  const { rows: [items] } = await record(db, {
    guards: [room(db), { bad: sql`exists (select 1 from core_values where org_id = ${db.org} and id = ${id})`, refuse: 'id-taken' }],
    statements: [db.q.run(sql`insert into core_values (org_id, id, name, looks_like, looks_not_like, position)
      values (${db.org}, ${id}, ${name}, ${looksLike}, ${looksNotLike}, (select coalesce(max(position), -1) + 1 from core_values where org_id = ${db.org}))`)],
    event: { kind: 'value.changed', value: id, fields: ['created'] }, actor: viewer.id, at: now,
  }, valuesQuery(db))
  return { items: items.map(valueOf) }
}

/** @throws Refusal `not-found`, `conflict` when there is no room to take one up again */
export async function change({ db, enter, params, now }: Call<typeof valueEndpoints.change>, body: BodyOf<typeof valueEndpoints.change>): Promise<List> {
  const { viewer, rows: [before] } = await enter(valuesQuery(db))
  const found = before.find((one) => one.id === params.id)
  if (!found) throw new Refusal('not-found')
  const kept = valueOf(found)
  const fields = (['name', 'looksLike', 'looksNotLike', 'archived'] as const).filter((field) => body[field] !== undefined && body[field] !== kept[field])
  if (fields.length === 0) return { items: before.map(valueOf) }
  const next = { ...kept, ...body }
  const back = kept.archived && !next.archived
  const { rows: [items] } = await record(db, {
    guards: back ? [room(db)] : [],
    statements: [db.q.run(sql`update core_values set name = ${next.name ?? kept.name}, looks_like = ${next.looksLike ?? kept.looksLike}, looks_not_like = ${next.looksNotLike ?? kept.looksNotLike}
      ${fields.includes('archived') ? sql`, archived_at = ${next.archived ? now : null}` : sql``} ${back ? sql`, position = (select coalesce(max(o.position), -1) + 1 from core_values o where o.org_id = ${db.org})` : sql``}
      where org_id = ${db.org} and id = ${params.id}`)],
    event: { kind: 'value.changed', value: params.id, fields }, actor: viewer.id, at: now,
  }, valuesQuery(db))
  return { items: items.map(valueOf) }
}

/** @throws Refusal `conflict` when the ids are not those that stand: somebody added or archived one meanwhile */
export async function order({ db, enter, now }: Call<typeof valueEndpoints.order>, { ids }: BodyOf<typeof valueEndpoints.order>): Promise<List> {
  const { viewer, rows: [before] } = await enter(valuesQuery(db))
  const stand = before.filter((one) => one.archived_at === null).map((one) => one.id)
  if (new Set(ids).size !== ids.length || ids.length !== stand.length || ids.some((id) => !stand.includes(id))) throw new Refusal('conflict')
  if (ids.join() === stand.join()) return { items: before.map(valueOf) }
  const list = JSON.stringify(ids)
  const { rows: [items] } = await record(db, {
    guards: [{ bad: sql`${standing(db)} <> ${ids.length} or exists (select 1 from core_values where org_id = ${db.org} and archived_at is null and id not in (select value from json_each(${list})))`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update core_values set position = (select j.key from json_each(${list}) j where j.value = core_values.id) where org_id = ${db.org} and id in (select value from json_each(${list}))`)],
    event: { kind: 'values.ordered' }, actor: viewer.id, at: now,
  }, valuesQuery(db))
  return { items: items.map(valueOf) }
}
