/** The organisation's handles as an admin mends them: nobody's word is read by it, and only the person confirms that a name is theirs. */
import { type Page, pageSize } from '../../shared/page'
import { addressKey, isAddress } from '../../shared/handles'
import type { BodyOf } from '../../shared/endpoint'
import type { HandleListed, PersonStatus, peopleEndpoints } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import { fold } from '../../shared/text'
import type { Db } from '../db'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql, type SQL } from '../sql'
import { byId, columns, handleOf, type HandleRow } from './handles'

type ListedRow = HandleRow & { person: string | null }
const listed = sql`${columns}, (select name from people p where p.org_id = h.org_id and p.id = h.person_id) as person`
const listedOf = (row: ListedRow): HandleListed => ({ ...handleOf(row), person: { id: row.person_id, name: row.person } })

/** All handles by site, a page from one on. Narrowed by words it walks the organisation's list, which is an admin's rare act. */
export async function allHandles({ db, enter, query }: Call<typeof peopleEndpoints.allHandles>): Promise<Page<HandleListed>> {
  const q = fold(query.q ?? '')
  const named = q === '' ? sql`` : sql` and (instr(lower(h.handle), ${q}) > 0 or h.handle_key = ${isAddress(q) ? await addressKey(q) : ''}
    or exists (select 1 from people p where p.org_id = h.org_id and p.id = h.person_id and instr(p.name_key, ${q}) > 0))`
  const place = (h: SQL) => sql`(${h}.site, ${h}.instance, ${h}.handle_key, ${h}.proposer_id)`
  const from = query.after ? sql` and ${place(sql`h`)} > (select a.site, a.instance, a.handle_key, a.proposer_id from handles a where a.org_id = ${db.org} and a.id = ${query.after})` : sql``
  const { rows: [rows] } = await enter(db.q.all<ListedRow>(sql`select ${listed} from handles h where h.org_id = ${db.org}${query.site ? sql` and h.site = ${query.site}` : sql``}${named}${from}
    order by h.site, h.instance, h.handle_key, h.proposer_id limit ${pageSize + 1}`))
  const items = rows.slice(0, pageSize).map(listedOf)
  return { items, after: rows.length > pageSize ? (items.at(-1)?.id ?? null) : null }
}

const listedById = (db: Db, id: string) => db.q.all<ListedRow>(sql`select ${listed} from handles h where h.org_id = ${db.org} and h.id = ${id}`)

/**
 * It is somebody else's: a proposal to them from now on, which that person alone confirms. Both hear of it at once.
 * @throws Refusal `not-found`, `recipient-unknown`
 */
export async function move(call: Call<typeof peopleEndpoints.moveHandle>, { person }: BodyOf<typeof peopleEndpoints.moveHandle>): Promise<HandleListed> {
  const { db, enter, params, now } = call
  const { viewer, rows: [[row], [to]] } = await enter(listedById(db, params.id), db.q.all<{ status: PersonStatus }>(sql`select status from people where org_id = ${db.org} and id = ${person}`))
  if (!row) throw new Refusal('not-found')
  if (!to || to.status === 'deactivated') throw new Refusal('recipient-unknown', { errors: [{ pointer: '/person', code: 'unknown' }] })
  if (row.person_id === person) return listedOf(row)
  const mine = sql`org_id = ${db.org} and id = ${row.id}`
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: sql`not exists (select 1 from handles where ${mine} and person_id = ${row.person_id} and proposer_id = ${row.proposer_id})`, refuse: 'conflict' }],
    statements: [
      // An older thought of the same admin's about the same name.
      db.q.run(sql`delete from handles where org_id = ${db.org} and site = ${row.site} and instance = ${row.instance} and handle_key = ${row.handle_key} and proposer_id = ${viewer.id} and id <> ${row.id}`),
      db.q.run(sql`update handles set person_id = ${person}, proposer_id = ${viewer.id} where ${mine}`),
    ],
    event: { kind: 'handle.moved', handle: row.id, from: row.person_id, to: person }, actor: viewer.id, at: now,
  }, listedById(db, row.id))
  return listedOf(after!)
}

/** It is nobody's. The person it was, or was said to be, hears of it at once. @throws Refusal `not-found` */
export async function drop({ db, enter, params, now }: Call<typeof peopleEndpoints.dropHandle>): Promise<undefined> {
  const { viewer, rows: [[row]] } = await enter(byId(db, params.id))
  if (!row) throw new Refusal('not-found')
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from handles where org_id = ${db.org} and id = ${row.id})`, refuse: 'not-found' }],
    statements: [db.q.run(sql`delete from handles where org_id = ${db.org} and id = ${row.id}`)],
    event: { kind: 'handle.dropped', handle: row.id, person: row.person_id }, actor: viewer.id, at: now,
  })
  return undefined
}
