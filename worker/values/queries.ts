/** Reads of core values. */
import type { CoreValue } from '../../shared/values'
import type { Db } from '../db'
import { sql } from '../sql'

export interface ValueRow { id: string; name: string; looks_like: string; looks_not_like: string; archived_at: number | null }

/** In their order, archived ones last and the latest of them first; at most 200. */
export const valuesQuery = (db: Db) => db.q.all<ValueRow>(sql`select id, name, looks_like, looks_not_like, archived_at from core_values
  where org_id = ${db.org} order by archived_at is not null, case when archived_at is null then position end, archived_at desc, id limit 200`)

export const valueOf = (row: ValueRow): CoreValue => ({ id: row.id, name: row.name, looksLike: row.looks_like, looksNotLike: row.looks_not_like, archived: row.archived_at !== null })
