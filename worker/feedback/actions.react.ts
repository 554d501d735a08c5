/** Reactions: thank, or say that it helped. Counted on the item's own row, exactly, however many react at once. Two D1 calls. */
import { sql } from 'drizzle-orm'
import type { Card, feedbackEndpoints } from '../../shared/feedback'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { cardsOf, relationTo } from './cards'
import { itemQuery } from './queries'

type ReactCall = Call<typeof feedbackEndpoints.react | typeof feedbackEndpoints.unreact>

/** Adds the viewer's reaction; a second time changes nothing. The author hears of a recipient's thanks. */
export const react = (call: ReactCall): Promise<Card> => turn(call, true)
/** Takes it back; nobody hears. */
export const unreact = (call: ReactCall): Promise<Card> => turn(call, false)

async function turn(call: ReactCall, on: boolean): Promise<Card> {
  const { db, env, now, params: { id, reaction } } = call
  const item = itemQuery(db, call.me, id)
  const { viewer, rows: [[row]] } = await call.enter(item)
  if (!row) throw new Refusal('not-found')
  let after: typeof row | undefined = row
  if ((row.my_reactions?.split(',') ?? []).includes(reaction) !== on) {
    const column = sql.identifier(reaction)
    const mine = sql`org_id = ${db.org} and feedback_id = ${id} and person_id = ${viewer.id} and reaction = ${reaction}`
    const done = sql`${on ? sql`` : sql`not `}exists (select 1 from reactions where ${mine})`
    after = await record(db, {
      guards: [
        { bad: sql`not exists (select 1 from feedback where org_id = ${db.org} and id = ${id} and retracted_at is null)`, refuse: 'not-found' },
        { bad: done, refuse: 'conflict' },
      ],
      statements: [
        on ? db.q.run(sql`insert into reactions (org_id, feedback_id, person_id, reaction, at) values (${db.org}, ${id}, ${viewer.id}, ${reaction}, ${now})`) : db.q.run(sql`delete from reactions where ${mine}`),
        db.q.run(sql`update feedback set ${column} = ${column} + ${on ? 1 : -1} where org_id = ${db.org} and id = ${id}`),
      ],
      event: on ? { kind: 'feedback.reacted', feedback: id, reaction, author: row.author_id } : { kind: 'feedback.unreacted', feedback: id, reaction },
      actor: viewer.id, at: now, quiet: !(on && reaction === 'thanks' && relationTo(row, viewer.id) === 'recipient'),
    }, item).then(({ rows: [[fresh]] }) => fresh, async (error: unknown) => {
      // The same reaction sent twice at once: it stands, once.
      if (!(error instanceof Refusal) || error.code !== 'conflict') throw error
      return (await db.batch(itemQuery(db, call.me, id)))[0][0]
    })
  }
  const [card] = after ? await cardsOf(env, viewer, [after], now) : []
  if (!card) throw new Refusal('not-found')
  return card
}
