/** Reads of disclosures. Of what they hold, only `exportQuery` reads words, and `matchingQuery`, once two have agreed. */
import { type DisclosedItem, type DisclosedRoom, type Disclosure, disclosureDays, mostDisclosed } from '../../shared/disclosure'
import type { Kind } from '../../shared/kinds'
import { pageSize } from '../../shared/page'
import type { PersonRef } from '../../shared/people'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { readable, unsealWords } from '../sealing'
import { sql, type SQL } from '../sql'
import { nameOf, namesOf } from './queries.holds'
import { whatOf } from './queries.matter'

export const disclosurePlaceOf = (org: string, disclosure: string) => ({ org, row: disclosure, column: 'disclosures.words' })
export const disclosedPlaceOf = (org: string, disclosure: string, feedback: string) => ({ org, row: `${disclosure}/${feedback}`, column: 'disclosed_items.words' })

export interface DisclosureRow {
  id: string; key_version: number; words: string; people: string; from_at: number; to_at: number; delay_days: number; by_id: string; by_name: string | null
  first_id: string; first_name: string | null; second_id: string; second_name: string | null; body_hash: string; at: number; first_at: number | null; second_at: number | null
  refused_by: string | null; refused_name: string | null; refused_at: number | null; produced_at: number | null; told_at: number | null; items: number; own: string
}

const holds = (me: SQL): SQL => sql`exists (select 1 from disclosed_items i, json_each(i.people) p where i.org_id = h.org_id and i.disclosure_id = h.id and p.value = ${me})`
/** The one who asked, the two, and once they were told, those whose words were in it. */
const seen = (me: SQL): SQL => sql`(${me} in (h.by_id, h.first_id, h.second_id) or (h.told_at is not null and ${holds(me)}))`
const columns = (me: SQL): SQL => sql`h.id, h.key_version, h.words, ${namesOf(sql`h.people`)} as people, h.from_at, h.to_at, h.delay_days, h.by_id, ${nameOf(sql`h.by_id`)} as by_name,
  h.first_id, ${nameOf(sql`h.first_id`)} as first_name, h.second_id, ${nameOf(sql`h.second_id`)} as second_name, h.body_hash, h.at, h.first_at, h.second_at,
  h.refused_by, ${nameOf(sql`h.refused_by`)} as refused_name, h.refused_at, h.produced_at, h.told_at,
  (select count(*) from disclosed_items i where i.org_id = h.org_id and i.disclosure_id = h.id) as items,
  (select json_group_array(i.feedback_id) from disclosed_items i, json_each(i.people) p where i.org_id = h.org_id and i.disclosure_id = h.id and p.value = ${me}) as own`

export const disclosuresQuery = (db: Db, me: ViewerSql, after: string = '~') =>
  db.q.all<DisclosureRow>(sql`select ${columns(me.id)} from disclosures h where h.org_id = ${db.org} and h.id < ${after} and ${seen(me.id)} order by h.id desc limit ${pageSize}`)
export const disclosureQuery = (db: Db, me: ViewerSql, id: string) =>
  db.q.all<DisclosureRow>(sql`select ${columns(me.id)} from disclosures h where h.org_id = ${db.org} and h.id = ${id} and ${seen(me.id)}`)

export const untilOf = ({ produced_at }: Pick<DisclosureRow, 'produced_at'>): number | null => (produced_at === null ? null : produced_at + disclosureDays * 86_400_000)
export const stateOf = (row: DisclosureRow, now: number): Disclosure['state'] =>
  row.refused_at !== null ? 'refused' : row.produced_at === null ? 'asked' : now < untilOf(row)! ? 'ready' : 'over'

/** Those of a list, without what is shut to the viewer. */
export const disclosuresOf = (env: Env, viewer: Viewer, rows: readonly DisclosureRow[], now: number): Promise<Disclosure[]> => readable(rows, (row) => disclosureOf(env, viewer, row, now))

export async function disclosureOf(env: Env, viewer: Viewer, row: DisclosureRow, now: number): Promise<Disclosure> {
  const approver = viewer.id === row.first_id || viewer.id === row.second_id
  const mine = approver ? 'approver' : viewer.id === row.by_id ? 'asker' : 'told'
  const state = stateOf(row, now)
  const time = (at: number | null) => (at === null ? null : new Date(at).toISOString())
  // Whose words were in it learn who read them, when, and which; what for, and whom it is about, could be another's private matter.
  const words = mine === 'told' ? null : (JSON.parse(await unsealWords(env, disclosurePlaceOf(viewer.org, row.id), row.words, row.key_version, row.at)) as { matter: string; delayWhy: string | null })
  const held = JSON.parse(row.own) as string[]
  const own = held.filter((id) => !id.includes(':'))
  const others = Map.groupBy(held.flatMap((id) => (id.includes(':') ? [roomIn(id)] : [])), (what) => what)
  return {
    id: row.id, state, mine, matter: words?.matter ?? null, people: words ? (JSON.parse(row.people) as PersonRef[]) : [], from: time(row.from_at)!.slice(0, 10), to: time(row.to_at)!.slice(0, 10),
    by: { id: row.by_id, name: row.by_name },
    approvers: [{ person: { id: row.first_id, name: row.first_name }, at: time(row.first_at) }, { person: { id: row.second_id, name: row.second_name }, at: time(row.second_at) }],
    refusedBy: row.refused_by === null ? null : { id: row.refused_by, name: row.refused_name }, delayDays: row.delay_days, delayWhy: words?.delayWhy ?? null,
    at: time(row.at)!, producedAt: time(row.produced_at), until: time(untilOf(row)), toldAt: time(row.told_at), items: words ? row.items : held.length, own: row.told_at === null ? [] : own,
    ownOthers: row.told_at === null ? [] : [...others].map(([what, { length: count }]) => ({ what, count })),
    mayDecide: state === 'asked' && approver && (viewer.id === row.first_id ? row.first_at : row.second_at) === null, mayRead: state === 'ready' && approver,
  }
}

/** Feedback stands under its id, the rest under its room and id. */
const roomIn = (key: string): DisclosedRoom => whatOf(key.split(':', 1)[0]!)

export interface MatchingRow { id: string; seq: string; kind: Kind; visibility: string; waits_for: string | null; author_id: string; at: number; key_version: number; words: string; views: string | null; retracted: number; author: string | null; recipients: string }
/** What these people said and were told in a span, and what is kept about them: by their own feeds, notes, and what is hidden but kept. One more than an export holds. */
export const matchingQuery = (db: Db, people: readonly string[], from: number, to: number) => db.q.all<MatchingRow>(sql`
  select f.id, f.seq, f.kind, f.visibility, f.waits_for, f.author_id, f.at, f.key_version, f.words, f.views, f.retracted_at is not null as retracted, (select name from people where org_id = f.org_id and id = f.author_id) as author,
    (select json_group_array(json_object('id', r.person_id, 'name', p.name)) from feedback_recipients r join people p on p.org_id = r.org_id and p.id = r.person_id where r.org_id = f.org_id and r.feedback_id = f.id) as recipients
  from (select d.feedback_id as id from json_each(${JSON.stringify(people.flatMap((id) => [`by:${id}`, `to:${id}`]))}) s cross join feed d on d.org_id = ${db.org} and d.subject = s.value
      union select a.id from json_each(${JSON.stringify(people)}) s cross join feedback a indexed by feedback_about on a.org_id = ${db.org} and a.about_id = s.value
      union select k.id from feedback k indexed by feedback_kept where k.org_id = ${db.org} and k.retracted_at is not null and k.words is not null and (k.author_id in (select value from json_each(${JSON.stringify(people)}))
        or exists (select 1 from feedback_recipients r, json_each(${JSON.stringify(people)}) p where r.org_id = k.org_id and r.feedback_id = k.id and r.person_id = p.value))) x
    cross join feedback f on f.org_id = ${db.org} and f.id = x.id and f.words is not null and f.at between ${from} and ${to}
  order by f.at, f.id limit ${mostDisclosed + 1}`)

export interface ExportRow { feedback_id: string; key_version: number; words: string }
export const exportQuery = (db: Db, id: string) =>
  db.q.all<ExportRow>(sql`select feedback_id, key_version, words from disclosed_items where org_id = ${db.org} and disclosure_id = ${id} and words is not null order by feedback_id`)

/** @param at when it was produced */
export async function exportOf(env: Env, org: string, id: string, at: number, rows: readonly ExportRow[]): Promise<DisclosedItem[]> {
  const items = await Promise.all(rows.map(async (row) => JSON.parse(await unsealWords(env, disclosedPlaceOf(org, id, row.feedback_id), row.words, row.key_version, at)) as DisclosedItem))
  return items.sort((a, b) => (a.at < b.at ? -1 : 1))
}
