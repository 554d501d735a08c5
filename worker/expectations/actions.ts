/** Expectations written, imported and undone; somebody's role set; what is expected confirmed. Two D1 calls each. */
import type { expectationEndpoints, PersonExpectations, RoleWritten, Standards } from '../../shared/expectations'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { factsOf, factsQuery } from '../people/queries'
import { sql } from '../sql'
import { expectedOf, isAbove, lastOf, latestQuery, placedQuery, standardsOf, standardsQueries } from './queries'

type Ends = typeof expectationEndpoints

/** @throws Refusal for anybody but admins and HR */
export const checkKeeper = ({ role }: Viewer): void => {
  if (role !== 'admin' && role !== 'hr') throw new Refusal('not-allowed')
}

/** New versions, all or none. The same ones again: the same answer. @throws Refusal `changed-meanwhile` when somebody else wrote one of them, `id-taken` for an id of the other kind */
export async function write({ db, enter, now, body }: Call<Ends['write']>): Promise<Standards> {
  const items = body.items.map(({ version, written }) => ({ id: written.id, kind: written.kind, version, written: JSON.stringify(written) }))
  const { viewer, rows: [latest, ...standards] } = await enter(latestQuery(db, items.map(({ id }) => id)), ...standardsQueries(db, now))
  checkKeeper(viewer)
  if (new Set(items.map(({ id }) => id)).size < items.length) throw new Refusal('invalid', { errors: [{ pointer: '/items', code: 'taken' }] })
  if (items.every((item) => latest.some((row) => row.id === item.id && row.version === item.version + 1 && row.from_day === body.from && row.written === item.written))) return standardsOf(now, standards)
  const list = JSON.stringify(items)
  const each = sql`json_each(${list}) e`
  const id = sql`json_extract(e.value, '$.id')`
  const { rows } = await record(db, {
    guards: [
      { bad: sql`exists (select 1 from ${each} where ${lastOf(db, id)} <> json_extract(e.value, '$.version'))`, refuse: 'changed-meanwhile' },
      { bad: sql`exists (select 1 from ${each} join expectation_versions v on v.org_id = ${db.org} and v.id = ${id} and json_extract(v.written, '$.kind') <> json_extract(e.value, '$.kind'))`, refuse: 'id-taken' },
    ],
    statements: [db.q.run(sql`insert into expectation_versions (org_id, id, version, from_day, import_id, by_id, at, written)
      select ${db.org}, ${id}, json_extract(e.value, '$.version') + 1, ${body.from}, ${body.import}, ${viewer.id}, ${now}, json_extract(e.value, '$.written') from ${each}`)],
    event: { kind: 'expectations.written', ids: items.map((one) => one.id), import: body.import }, actor: viewer.id, at: now,
  }, ...standardsQueries(db, now))
  return standardsOf(now, rows)
}

/** The last import goes, while nobody wrote, was placed or confirmed on it. @throws Refusal `conflict` */
export async function undo({ db, enter, params, now }: Call<Ends['undo']>): Promise<Standards> {
  const { viewer, rows: [, [last]] } = await enter(...standardsQueries(db, now))
  checkKeeper(viewer)
  if (last?.id !== params.id) throw new Refusal('not-found')
  const of = sql`expectation_versions i where i.org_id = ${db.org} and i.import_id = ${params.id}`
  const { rows } = await record(db, {
    guards: [{
      bad: sql`exists (select 1 from ${of} and (i.version < ${lastOf(db, sql`i.id`)} or exists (select 1 from expectation_confirmations c where c.org_id = i.org_id and c.role_id = i.id and c.version = i.version)
        or (i.version = 1 and exists (select 1 from person_roles r where r.org_id = i.org_id and r.role_id = i.id))))`, refuse: 'conflict',
    }],
    statements: [db.q.run(sql`delete from expectation_versions where org_id = ${db.org} and import_id = ${params.id}`)],
    event: { kind: 'expectations.undone', import: params.id }, actor: viewer.id, at: now,
  }, ...standardsQueries(db, now))
  return standardsOf(now, rows)
}

/** Somebody's role and level. @throws Refusal `not-allowed` for oneself and those above one */
export async function place({ db, enter, params, body, now }: Call<Ends['place']>): Promise<PersonExpectations> {
  const { viewer, rows: [[person], [before], [role]] } = await enter(factsQuery(db, [params.id], now), placedQuery(db, params.id, now), latestQuery(db, [body.role ?? '']))
  checkKeeper(viewer)
  if (!person) throw new Refusal('not-found')
  if (person.id === viewer.id) throw new Refusal('not-allowed')
  const known = role && (JSON.parse(role.written) as RoleWritten)
  if (body.role !== null && known?.kind !== 'role') throw new Refusal('invalid', { errors: [{ pointer: '/role', code: 'unknown' }] })
  if ((body.role === null) !== (body.level === null) || (known && !known.levels.some(({ id }) => id === body.level))) throw new Refusal('invalid', { errors: [{ pointer: '/level', code: 'unknown' }] })
  if ((before?.role_id ?? null) === body.role && (before?.level_id ?? null) === body.level) return expectedOf(person, before, false)
  const { rows: [[after]] } = await record(db, {
    guards: [
      { bad: isAbove(db, person.id, viewer.id), refuse: 'not-allowed' },
      // The import that brought it may be undone at this moment.
      ...(body.role === null ? [] : [{ bad: sql`${lastOf(db, sql`${body.role}`)} = 0`, refuse: 'conflict' as const }]),
    ],
    statements: [body.role === null
      ? db.q.run(sql`delete from person_roles where org_id = ${db.org} and person_id = ${person.id}`)
      : db.q.run(sql`insert into person_roles (org_id, person_id, role_id, level_id, by_id, at) values (${db.org}, ${person.id}, ${body.role}, ${body.level}, ${viewer.id}, ${now})
        on conflict do update set role_id = excluded.role_id, level_id = excluded.level_id, by_id = excluded.by_id, at = excluded.at`)],
    event: { kind: 'person.placed', person: person.id }, actor: viewer.id, at: now,
  }, placedQuery(db, person.id, now))
  return expectedOf(person, after, false)
}

/** Read, in this version: a row with its time. @throws Refusal `changed-meanwhile` when another stands by now */
export async function confirm({ db, enter, me, body, now }: Call<Ends['confirm']>): Promise<PersonExpectations> {
  const { viewer, rows: [[row]] } = await enter(placedQuery(db, me.id, now))
  if (!row || row.role_id !== body.role || row.level_id !== body.level || row.version !== body.version) throw new Refusal('changed-meanwhile')
  if (row.c_role === body.role && row.c_level === body.level && row.c_version === body.version) return expectedOf(viewer, row, true)
  const { rows: [[after]] } = await record(db, {
    statements: [db.q.run(sql`insert into expectation_confirmations (org_id, person_id, role_id, level_id, version, at) values (${db.org}, ${viewer.id}, ${body.role}, ${body.level}, ${body.version}, ${now}) on conflict do update set at = excluded.at`)],
    event: { kind: 'expectations.confirmed', role: body.role, version: body.version }, actor: viewer.id, at: now,
  }, placedQuery(db, viewer.id, now))
  return expectedOf(viewer, after, true)
}

/** What is expected of somebody: their own affair, their manager's, and of those who set it. @throws Refusal `not-found` */
export async function ofPerson({ db, enter, params, now }: Call<Ends['ofPerson']>): Promise<PersonExpectations> {
  const { viewer, rows: [[person], [row]] } = await enter(factsQuery(db, [params.id], now), placedQuery(db, params.id, now))
  const mine = person?.id === viewer.id
  if (!person || !(mine || factsOf(person).manager?.id === viewer.id || viewer.role === 'admin' || viewer.role === 'hr')) throw new Refusal('not-found')
  return expectedOf(person, row, mine)
}
