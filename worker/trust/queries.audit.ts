/** Reads of the audit trail. What somebody hears of stands in their inbox, what they did and what was done to them in two narrow indexes: no event costs a row more for it. */
import type { AuditEntry } from '../../shared/audit'
import { type Page, pageSize } from '../../shared/page'
import type { Db } from '../db'
import type { ViewerSql } from '../http/session'
import { sql } from '../sql'

interface AuditRow { seq: string; kind: string; at: number; actor_id: string | null; actor: string | null; person_id: string | null; person: string | null; feedback_id: string | null; fields: string | null }

/** As in the index `events_by_actor`: SQLite takes it only for these very words. */
const indexed = sql.raw(`kind in ('session.opened', 'session.closed', 'person.changed', 'people.imported', 'setting.changed', 'setting.proposed', 'setting.decided', 'hold.set', 'hold.confirmed', 'hold.ended', 'disclosure.asked', 'disclosure.agreed', 'disclosure.refused', 'disclosure.read')`)
const limit = sql.raw(String(pageSize))
const nameOf = (db: Db, id: string) => sql`(select n.name from people n where n.org_id = ${db.org} and n.id = ${sql.raw(id)})`
const fields = sql`case when json_extract(e.data, '$.setting') is not null then json_array(json_extract(e.data, '$.setting')) else json_extract(e.data, '$.fields') end as fields`

/** What happened to the viewer and to what is theirs: three ranges of at most a page each, merged by time. Of what they were told, who did it is whom they were told. */
export const myAuditQuery = (db: Db, me: ViewerSql, after: string = '~') => db.q.all<AuditRow>(sql`
  with mine as materialized (
    select * from (select seq, actor_id, null as feedback_id from events indexed by events_by_actor where org_id = ${db.org} and actor_id = ${me.id} and ${indexed} and seq < ${after} order by seq desc limit ${limit})
    union all select * from (select seq, actor_id, null from events indexed by events_by_person where org_id = ${db.org} and json_extract(data, '$.person') = ${me.id} and json_extract(data, '$.person') is not null and seq < ${after} order by seq desc limit ${limit})
    union all select * from (select seq, actor_id, feedback_id from notifications where org_id = ${db.org} and person_id = ${me.id} and seq < ${after} order by seq desc limit ${limit}))
  select m.seq, e.kind, e.at, m.actor_id, ${nameOf(db, 'm.actor_id')} as actor, p.id as person_id, p.name as person, m.feedback_id, ${fields}
  from (select seq, max(actor_id) as actor_id, max(feedback_id) as feedback_id from mine group by seq order by seq desc limit ${limit}) m
  cross join events e on e.org_id = ${db.org} and e.seq = m.seq
  left join people p on p.org_id = ${db.org} and p.id = json_extract(e.data, '$.person')
  order by m.seq desc`)

/** How many events a page for auditors looks through. */
export const auditWindow = 1_000
/** Who raised a concern, who declined: that it happened is said, not who. */
const actorless = sql.raw(`(e.kind glob 'report.*' or e.kind in ('request.declined'))`)

/** That something happened in the organisation: a window of events by their own order, of which those that fit are given. Nothing is indexed for it, so that no write pays for it. */
export const auditQuery = (db: Db, { kind, person, after = '~' }: { kind?: string | undefined; person?: string | undefined; after?: string | undefined }) => db.q.all<AuditRow & { last: string; looked: number }>(sql`
  with looked as materialized (select seq, kind, actor_id, data, at from events where org_id = ${db.org} and seq < ${after} order by seq desc limit ${sql.raw(String(auditWindow))}),
    fit as (select * from looked e where ${kind === undefined ? sql`1` : sql`e.kind = ${kind}`}
      and ${person === undefined ? sql`1` : sql`((e.actor_id = ${person} and not ${actorless}) or json_extract(e.data, '$.person') = ${person})`} order by seq desc limit ${limit})
  select e.seq, e.kind, e.at, case when ${actorless} then null else e.actor_id end as actor_id, case when ${actorless} then null else ${nameOf(db, 'e.actor_id')} end as actor,
    case when e.actor_id is not null and not ${actorless} then p.id end as person_id, p.name as person, json_extract(e.data, '$.feedback') as feedback_id, ${fields},
    (select min(seq) from looked) as last, (select count(*) from looked) as looked
  from (select 1) left join fit e left join people p on p.org_id = ${db.org} and p.id = json_extract(e.data, '$.person')
  order by e.seq desc`)

const entryOf = (row: AuditRow): AuditEntry => ({
  seq: row.seq, kind: row.kind, at: new Date(row.at).toISOString(), actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor },
  person: row.person_id === null ? null : { id: row.person_id, name: row.person }, feedback: row.feedback_id, fields: row.fields === null ? [] : (JSON.parse(row.fields) as string[]),
})

export const myAuditOf = (rows: readonly AuditRow[]): Page<AuditEntry> => ({ items: rows.map(entryOf), after: rows.length === pageSize ? rows.at(-1)!.seq : null })
/** A page that found too little goes on where its window ended. */
export function auditOf(rows: readonly (AuditRow & { last: string; looked: number })[]): Page<AuditEntry> {
  const found = rows.filter(({ seq }) => seq !== null)
  const { last, looked } = rows[0]!
  return { items: found.map(entryOf), after: found.length === pageSize ? found.at(-1)!.seq : looked === auditWindow ? last : null }
}
