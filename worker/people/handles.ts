/** Handles: whose name on a site is whose. Confirmed by the person; a colleague's proposal works for that colleague alone. */
import { handlePlace, storedKey } from '../../shared/handles'
import type { BodyOf } from '../../shared/endpoint'
import { handleFits, type Handle, type PersonStatus, type peopleEndpoints } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import type { Db } from '../db'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { ViewerSql } from '../http/session'
import { sql } from '../sql'

export interface HandleRow { id: string; site: Handle['site']; instance: string; handle: string; handle_key: string; person_id: string; proposer_id: string; proposer: string | null }

export const columns = sql`h.id, h.site, h.instance, h.handle, h.handle_key, h.person_id, h.proposer_id, (select name from people p where p.org_id = h.org_id and p.id = h.proposer_id) as proposer`
export const byId = (db: Db, id: string) => db.q.all<HandleRow>(sql`select ${columns} from handles h where h.org_id = ${db.org} and h.id = ${id}`)

export const handleOf = (row: HandleRow): Handle => ({
  id: row.id, site: row.site, instance: row.instance, handle: row.handle,
  status: row.proposer_id === '' ? 'confirmed' : 'proposed', proposedBy: row.proposer_id === '' ? null : { id: row.proposer_id, name: row.proposer },
})

/** Handles that are the viewer's, or said to be. */
export async function handles({ db, me, enter }: Call<typeof peopleEndpoints.handles>): Promise<{ items: Handle[] }> {
  const mine = (db: Db, me: ViewerSql) => db.q.all<HandleRow>(sql`select ${columns} from handles h where h.org_id = ${db.org} and h.person_id = ${me.id} order by h.proposer_id, h.site, h.handle_key limit 100`)
  const { rows: [rows] } = await enter(mine(db, me))
  return { items: rows.map(handleOf) }
}

/**
 * Says whose handle this is. One's own is confirmed at once; a colleague's works for the proposer until that person confirms it.
 * @throws Refusal `recipient-unknown`, `conflict` when it is confirmed as somebody else's or the id is taken
 */
export async function propose(call: Call<typeof peopleEndpoints.proposeHandle>, body: BodyOf<typeof peopleEndpoints.proposeHandle>): Promise<Handle> {
  const { db, enter, now } = call
  const { site, instance } = handlePlace(body)
  const key = await storedKey(site, body.handle)
  const same = sql`org_id = ${db.org} and site = ${site} and instance = ${instance} and handle_key = ${key}`
  const { viewer, rows: [[person], [earlier], [confirmed]] } = await enter(
    db.q.all<{ status: PersonStatus }>(sql`select status from people where org_id = ${db.org} and id = ${body.person}`),
    byId(db, body.id),
    db.q.all<HandleRow>(sql`select ${columns} from handles h where ${same} and h.proposer_id = ''`),
  )
  if (!handleFits(body.site, body.handle)) throw new Refusal('invalid', { errors: [{ pointer: '/handle', code: 'invalid' }] })
  if (!person || person.status === 'deactivated') throw new Refusal('recipient-unknown', { errors: [{ pointer: '/person', code: 'unknown' }] })
  const own = body.person === viewer.id
  if (earlier) {
    const repeated = earlier.person_id === body.person && earlier.handle_key === key && earlier.site === site && earlier.instance === instance && (own || earlier.proposer_id === viewer.id || earlier.proposer_id === '')
    if (!repeated) throw new Refusal('conflict')
    return handleOf(earlier)
  }
  if (confirmed) {
    if (confirmed.person_id !== body.person) throw new Refusal('conflict')
    return handleOf(confirmed)
  }
  const proposer = own ? '' : viewer.id
  const proposers = own ? await proposersOf(db, same) : []
  const { rows: [[row]] } = await record(db, {
    guards: [
      { bad: sql`exists (select 1 from handles where ${same} and proposer_id = '')`, refuse: 'conflict' },
      { bad: sql`exists (select 1 from handles where org_id = ${db.org} and id = ${body.id})`, refuse: 'conflict' },
    ],
    statements: [
      // Who says so themselves ends what others thought.
      db.q.run(sql`delete from handles where ${same} and ${own ? sql`true` : sql`proposer_id = ${viewer.id}`}`),
      db.q.run(sql`insert into handles (org_id, site, instance, handle_key, proposer_id, id, handle, person_id, created_at)
        values (${db.org}, ${site}, ${instance}, ${key}, ${proposer}, ${body.id}, ${body.handle}, ${body.person}, ${now})`),
    ],
    event: own ? { kind: 'handle.confirmed', handle: body.id, person: viewer.id, proposers } : { kind: 'handle.proposed', handle: body.id, person: body.person },
    actor: viewer.id, at: now,
  }, byId(db, body.id))
  return handleOf(row!)
}

/** Everybody whose proposal ends when a handle is claimed, whomever they took it for: they hear by whom. */
async function proposersOf(db: Db, same: ReturnType<typeof sql>): Promise<string[]> {
  const [rows] = await db.batch(db.q.all<{ proposer_id: string }>(sql`select proposer_id from handles where ${same} and proposer_id <> '' limit 50`))
  return rows.map((row) => row.proposer_id)
}

/** @throws Refusal `not-found` unless it is said to be the viewer's; `conflict` when somebody else confirmed it */
export async function confirm({ db, enter, params, now }: Call<typeof peopleEndpoints.confirmHandle>): Promise<Handle> {
  const { viewer, rows: [[row]] } = await enter(byId(db, params.id))
  if (!row || row.person_id !== viewer.id) throw new Refusal('not-found')
  if (row.proposer_id === '') return handleOf(row)
  const same = sql`org_id = ${db.org} and site = ${row.site} and instance = ${row.instance} and handle_key = ${row.handle_key}`
  const proposers = await proposersOf(db, same)
  await record(db, {
    guards: [
      { bad: sql`exists (select 1 from handles where ${same} and proposer_id = '')`, refuse: 'conflict' },
      { bad: sql`not exists (select 1 from handles where org_id = ${db.org} and id = ${row.id} and person_id = ${viewer.id})`, refuse: 'conflict' },
    ],
    statements: [
      db.q.run(sql`delete from handles where ${same} and id <> ${row.id}`),
      db.q.run(sql`update handles set proposer_id = '' where org_id = ${db.org} and id = ${row.id}`),
    ],
    event: { kind: 'handle.confirmed', handle: row.id, person: viewer.id, proposers }, actor: viewer.id, at: now,
  })
  return handleOf({ ...row, proposer_id: '', proposer: null })
}

/** It is not mine; or I take back what I proposed or confirmed. @throws Refusal `not-found` */
export async function refuse({ db, enter, params, now }: Call<typeof peopleEndpoints.refuseHandle>): Promise<undefined> {
  const { viewer, rows: [[row]] } = await enter(byId(db, params.id))
  if (!row || (row.person_id !== viewer.id && row.proposer_id !== viewer.id)) throw new Refusal('not-found')
  await record(db, {
    statements: [db.q.run(sql`delete from handles where org_id = ${db.org} and id = ${row.id}`)],
    event: { kind: 'handle.refused', handle: row.id, person: row.person_id }, actor: viewer.id, at: now,
  })
  return undefined
}
