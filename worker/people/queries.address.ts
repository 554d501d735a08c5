/** How somebody's address stands: the change that nobody confirmed, what they want it to be. */
import type { Address } from '../../shared/addresses'
import { Refusal } from '../../shared/problem'
import type { Db } from '../db'
import type { Viewer } from '../http/session'
import { sql, type SQL } from '../sql'

export interface AddressRow {
  id: string
  name: string
  email: string
  status: string
  language: string | null
  version: number
  /** Of the last change. */
  change_id: string | null
  old_email: string | null
  by_id: string | null
  by_name: string | null
  change_at: number | null
  confirmed_at: number | null
  wish_id: string | null
  wish: string | null
  proved_at: number | null
  wish_expires: number | null
  /** When the viewer came into the directory: who came after a change confirms none. */
  viewer_since: number
}

/** @param id a person's, or the viewer as SQL */
export const addressQuery = (db: Db, me: SQL, id: string | SQL) => db.q.all<AddressRow>(sql`
  select p.id, p.name, p.email, p.status, p.language, p.version, c.id as change_id, c.old_email, c.by_id, (select n.name from people n where n.org_id = p.org_id and n.id = c.by_id) as by_name, c.at as change_at, c.confirmed_at,
    w.id as wish_id, w.email as wish, w.proved_at, w.expires_at as wish_expires, (select v.created_at from people v where v.org_id = p.org_id and v.id = ${me}) as viewer_since
  from people p left join address_changes c on c.org_id = p.org_id and c.person_id = p.id left join address_wishes w on w.org_id = p.org_id and w.person_id = p.id
  where p.org_id = ${db.org} and p.id = ${id}`)

export const isOpen = (row: AddressRow): row is AddressRow & { change_id: string; old_email: string; by_id: string; change_at: number } => row.change_id !== null && row.confirmed_at === null

/** A second admin: neither who made the change, nor whose address it is, nor one whose own is in doubt, nor one who came after it. */
export const mayConfirm = (viewer: Viewer, row: AddressRow): boolean =>
  isOpen(row) && viewer.role === 'admin' && viewer.id !== row.by_id && viewer.id !== row.id && viewer.shutBefore === null && row.viewer_since < row.change_at

/** @throws Refusal `not-found` */
export function addressOf(viewer: Viewer, row: AddressRow | undefined, now: number): Address {
  if (!row) throw new Refusal('not-found')
  const proven = row.proved_at !== null
  const shown = row.wish !== null && row.wish !== '' && (proven || (row.id === viewer.id && row.wish_expires! > now))
  return {
    email: row.email,
    change: isOpen(row) ? { from: row.old_email, by: { id: row.by_id, name: row.by_name }, at: new Date(row.change_at).toISOString(), mayConfirm: mayConfirm(viewer, row) } : null,
    wish: shown ? { email: row.wish!, proven } : null,
  }
}

/** Admins who can be turned to, the longest here first: not the one who made a change, not whose it is, none whose own address is in doubt. */
export const otherAdminsQuery = (db: Db, not: readonly string[]) => db.q.all<{ id: string; name: string; email: string }>(sql`select id, name, email from people
  where org_id = ${db.org} and role = 'admin' and status in ('active', 'away') and shut_before is null and id not in (select value from json_each(${JSON.stringify(not)})) order by created_at, id limit 3`)
