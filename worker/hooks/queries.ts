/** Webhooks as they are listed, and as a delivery meets them. */
import type { Hook } from '../../shared/hooks'
import type { Db } from '../db'
import { sql } from '../sql'

export interface HookRow { id: string; site: Hook['site']; instance: string; name: string; in_path: number; key_version: number; secret: string; last_at: number | null; failed_at: number | null; forged: number; unread: number; elsewhere: number; body_hash: string }

export const hooksQuery = (db: Db) => db.q.all<HookRow>(sql`select id, site, instance, name, in_path, key_version, secret, last_at, failed_at, forged, unread, elsewhere, body_hash from hooks where org_id = ${db.org} order by at, id limit 50`)
/** @param delivery whether that one has moved something already stands in `taken` */
export const hookQuery = (db: Db, id: string, delivery = '') => db.q.all<HookRow & { taken: number }>(sql`select id, site, instance, name, in_path, key_version, secret, last_at, failed_at, forged, unread, elsewhere, body_hash,
  exists (select 1 from hook_deliveries d where d.org_id = hooks.org_id and d.hook_id = hooks.id and d.id = ${delivery}) as taken from hooks where org_id = ${db.org} and id = ${id}`)

const isoOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())
export const addressOf = (base: string, org: string, hook: string): string => `${base}/api/v1/hooks/${org}/${hook}`
export const hookOf = (base: string, org: string, row: HookRow): Hook => ({
  id: row.id, site: row.site, instance: row.instance, name: row.name, inPath: row.in_path === 1, url: addressOf(base, org, row.id), lastAt: isoOf(row.last_at), failedAt: isoOf(row.failed_at),
  failures: { forged: row.forged, unread: row.unread, elsewhere: row.elsewhere },
})
