/** Reads of hand-overs: what stands under the person's own subject and the former manager's key. */
import type { Handover } from '../../shared/handover'
import { pageSize } from '../../shared/page'
import type { Db } from '../db'
import { cardColumns, type CardRow, looking, lookingOf } from '../feedback/queries'
import type { ViewerSql } from '../http/session'
import { sql } from '../sql'

export interface HandoverRow { former_id: string; former: string | null; now_id: string; now: string | null; at: number; closed_at: number | null }
const columns = sql`h.former_id, (select name from people where org_id = h.org_id and id = h.former_id) as former, h.now_id, (select name from people where org_id = h.org_id and id = h.now_id) as now, h.at, h.closed_at`

export const handoversQuery = (db: Db, me: ViewerSql) => db.q.all<HandoverRow>(sql`select ${columns} from handovers h where h.org_id = ${db.org} and h.person_id = ${me.id} and h.closed_at is null order by h.at desc limit 20`)
export const handoverQuery = (db: Db, me: ViewerSql, former: string) => db.q.all<HandoverRow>(sql`select ${columns} from handovers h where h.org_id = ${db.org} and h.person_id = ${me.id} and h.former_id = ${former}`)

/** What the viewer received and somebody can read by name: one range of the feed. */
export const readByQuery = (db: Db, me: ViewerSql, former: string, after: string = '~') => db.q.all<CardRow>(sql`with ${lookingOf(db, me)} select ${cardColumns(db.org, looking)}
  from (select seq, feedback_id from feed where org_id = ${db.org} and subject = 'to:' || ${looking.id} and key = ${`person:${former}`} and seq < ${after} order by seq desc limit ${sql.raw(String(pageSize))}) page
  cross join feedback f on f.org_id = ${db.org} and f.id = page.feedback_id and f.retracted_at is null and f.kind in ('feedback', 'coaching') order by page.seq desc`)

export const handoverOf = (row: HandoverRow): Handover => ({ former: { id: row.former_id, name: row.former }, now: { id: row.now_id, name: row.now }, at: new Date(row.at).toISOString() })

/** What routes make their cards from: they read through their own room. */
export { pageOf as cardsPage } from '../feedback/queries'
