/** Marking lines as read. Nobody is told, so no event; the counter moves by exactly what was unread. */
import { sql } from 'drizzle-orm'
import type { notificationEndpoints } from '../../shared/notifications'
import type { Call } from '../http/call'

export async function read({ db, now, body, enter }: Call<typeof notificationEndpoints.read>): Promise<{ unread: number }> {
  const { viewer } = await enter()
  const lines = sql`org_id = ${db.org} and person_id = ${viewer.id} and seq in (select value from json_each(${JSON.stringify(body.ids)})) and read_at is null`
  const [, , [row]] = await db.batch(
    db.q.run(sql`update people set unread = max(0, unread - (select count(*) from notifications where ${lines} and badge = 1)) where org_id = ${db.org} and id = ${viewer.id}
      and exists (select 1 from notifications where ${lines} and badge = 1)`),
    db.q.run(sql`update notifications set read_at = ${now} where ${lines}`),
    db.q.all<{ unread: number }>(sql`select min(unread, 100) as unread from people where org_id = ${db.org} and id = ${viewer.id}`),
  )
  return { unread: row?.unread ?? 0 }
}
