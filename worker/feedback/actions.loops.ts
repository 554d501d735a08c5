/** "Did it help?", answered or put aside by the giver. Two D1 calls each. */
import type { HelpAnswer } from '../../shared/cards'
import type { loopEndpoints } from '../../shared/loops'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { itemQuery } from './queries'

type Ends = typeof loopEndpoints

/** Said once: the recipient alone hears it. */
export const helped = (call: Call<Ends['helped']>): Promise<undefined> => close(call, call.body.answer)
/** Never asked again; nobody hears. */
export const notNow = (call: Call<Ends['notNow']>): Promise<undefined> => close(call, null)

async function close(call: Call<Ends['helped'] | Ends['notNow']>, answer: HelpAnswer | null): Promise<undefined> {
  const { db, me, now, params: { id } } = call
  const { viewer, rows: [[row], [closed]] } = await call.enter(itemQuery(db, me, id), db.q.all<{ loop_closed_at: number | null }>(sql`select loop_closed_at from feedback where org_id = ${db.org} and id = ${id}`))
  if (!row) throw new Refusal('not-found')
  const [recipient] = JSON.parse(row.recipients) as string[]
  if (row.author_id !== viewer.id || row.trying === null || !recipient) throw new Refusal('not-allowed')
  if (answer === null ? row.helped !== null || closed?.loop_closed_at !== null : row.helped === answer) return undefined
  if (row.helped !== null) throw new Refusal('conflict')
  const own = sql`org_id = ${db.org} and id = ${id} and retracted_at is null and helped is null`
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from feedback where ${own})`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update feedback set ${answer === null ? sql`loop_closed_at = ${now}` : sql`helped = ${answer}`} where ${own}`)],
    event: answer === null ? { kind: 'feedback.loopClosed', feedback: id } : { kind: 'feedback.helped', feedback: id, recipient }, actor: viewer.id, at: now,
  })
  return undefined
}
