/** Reactions: said and taken back. Two D1 calls each. */
import type { feedbackEndpoints } from '../../shared/feedback'
import type { Card } from '../../shared/cards'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql, type SQL } from '../sql'
import { cardsOf, relationTo } from './cards'
import { itemQuery } from './queries'
import { settled } from './races'

type ReactCall = Call<typeof feedbackEndpoints.react | typeof feedbackEndpoints.unreact>

/** Adds the viewer's reaction; a second time changes nothing. The author hears of a recipient's first thanks, not of those after they were taken back. */
export const react = (call: ReactCall): Promise<Card> => settled(() => turn(call, true))
/** Takes it back; nobody hears. */
export const unreact = (call: ReactCall): Promise<Card> => settled(() => turn(call, false))

async function turn(call: ReactCall, on: boolean): Promise<Card> {
  const { db, env, me, now, params: { id, reaction } } = call
  const item = itemQuery(db, me, id)
  const mineOf = (person: SQL): SQL => sql`org_id = ${db.org} and feedback_id = ${id} and person_id = ${person} and reaction = ${reaction}`
  const { viewer, rows: [[row], [said]] } = await call.enter(item, db.q.all<{ taken_back_at: number | null }>(sql`select taken_back_at from reactions where ${mineOf(me.id)}`))
  if (!row) throw new Refusal('not-found')
  let after: typeof row | undefined = row
  const stands = said !== undefined && said.taken_back_at === null
  if (stands !== on) {
    const column = sql.identifier(reaction)
    const mine = mineOf(sql`${viewer.id}`)
    // As it was read: never said, taken back, or standing.
    const asRead = said === undefined ? sql`not exists (select 1 from reactions where ${mine})` : sql`exists (select 1 from reactions where ${mine} and taken_back_at is ${said.taken_back_at})`
    const { rows: [[fresh]] } = await record(db, {
      guards: [
        { bad: sql`not exists (select 1 from feedback where org_id = ${db.org} and id = ${id} and retracted_at is null)`, refuse: 'not-found' },
        { bad: sql`not ${asRead}`, refuse: 'conflict' },
      ],
      statements: [
        said === undefined
          ? db.q.run(sql`insert into reactions (org_id, feedback_id, person_id, reaction, at) values (${db.org}, ${id}, ${viewer.id}, ${reaction}, ${now})`)
          : db.q.run(sql`update reactions set taken_back_at = ${on ? null : now} where ${mine}`),
        db.q.run(sql`update feedback set ${column} = ${column} + ${on ? 1 : -1} where org_id = ${db.org} and id = ${id}`),
      ],
      event: on ? { kind: 'feedback.reacted', feedback: id, reaction, author: row.author_id } : { kind: 'feedback.unreacted', feedback: id, reaction },
      actor: viewer.id, at: now, quiet: !(said === undefined && reaction === 'thanks' && relationTo(row, viewer.id) === 'recipient'),
    }, item)
    after = fresh
  }
  const [card] = after ? await cardsOf(env, viewer, [after], now) : []
  if (!card) throw new Refusal('not-found')
  return card
}
