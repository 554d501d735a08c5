/** The list is closed by the person alone. */
import type { handoverEndpoints } from '../../shared/handover'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { handoverQuery } from './queries.handover'

export async function closeHandover({ db, me, enter, params, now }: Call<typeof handoverEndpoints.closeHandover>): Promise<undefined> {
  const { viewer, rows: [[row]] } = await enter(handoverQuery(db, me, params.id))
  if (!row) throw new Refusal('not-found')
  if (row.closed_at !== null) return undefined
  await record(db, {
    statements: [db.q.run(sql`update handovers set closed_at = ${now} where org_id = ${db.org} and person_id = ${viewer.id} and former_id = ${row.former_id}`)],
    event: { kind: 'handover.closed', person: viewer.id, former: row.former_id }, actor: viewer.id, at: now,
  })
  return undefined
}
