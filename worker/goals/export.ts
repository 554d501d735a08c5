/** Every goal that one sees, in pages. */
import type { goalImportEndpoints } from '../../shared/goal-import'
import type { GoalListed } from '../../shared/goals'
import type { Page } from '../../shared/page'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { looking, meets } from './keys'
import { goalColumns, type GoalRow, listed } from './rows'

/** Looked through for one page of the export. */
const perPage = 100
export async function exportGoals({ db, env, me, query, enter }: Call<(typeof goalImportEndpoints)['export']>): Promise<Page<GoalListed>> {
  const scanned = sql`(select id from goals where org_id = ${db.org} and id > ${query.after ?? ''} order by id limit ${perPage})`
  const { viewer, rows: [rows, [last]] } = await enter(
    db.q.all<GoalRow>(sql`with ${looking(db.org, me)} select ${goalColumns()} from ${scanned} o cross join goals g on g.org_id = ${db.org} and g.id = o.id and ${meets('g')} order by g.id`),
    db.q.all<{ id: string | null; n: number }>(sql`select max(id) as id, count(*) as n from ${scanned}`),
  )
  return { items: await listed(env, viewer, rows), after: last && last.n === perPage ? last.id : null }
}
