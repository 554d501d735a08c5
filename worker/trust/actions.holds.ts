/** Setting a hold, confirming it, ending it. Nothing here reads what is held. */
import type { Hold, holdEndpoints } from '../../shared/holds'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { Db } from '../db'
import { keyedHash, seal } from '../sealing'
import { sql } from '../sql'
import { holdOf, holdQuery, matterPlaceOf } from './queries.holds'

type Ends = typeof holdEndpoints

/** The first moment of a day and the last of another, in UTC. */
export const spanOf = ({ from, to }: { from: string; to: string }): [from: number, to: number] => {
  if (to < from) throw new Refusal('invalid', { errors: [{ pointer: '/to', code: 'invalid' }] })
  return [Date.parse(`${from}T00:00:00Z`), Date.parse(`${to}T00:00:00Z`) + 86_399_999]
}

/** How many of these people there are, and how many of the others are here to act. */
export const presenceQuery = (db: Db, people: readonly string[], acting: readonly string[]) => db.q.all<{ people: number; acting: number }>(sql`select
  (select count(*) from people where org_id = ${db.org} and id in (select value from json_each(${JSON.stringify(people)}))) as people,
  (select count(*) from people where org_id = ${db.org} and status in ('active', 'away') and id in (select value from json_each(${JSON.stringify(acting)}))) as acting`)

export async function setHold({ db, env, me, enter, body, now }: Call<Ends['setHold']>): Promise<Hold> {
  const [from, to] = spanOf(body)
  const hash = await keyedHash(env, db.org, JSON.stringify(body))
  const { viewer, rows: [[earlier], [there]] } = await enter(holdQuery(db, me, body.id), presenceQuery(db, body.people, [body.second]))
  if (earlier) {
    if (earlier.body_hash !== hash || earlier.by_id !== viewer.id) throw new Refusal('id-taken')
    return holdOf(env, viewer, earlier)
  }
  if (body.second === viewer.id) throw new Refusal('recipient-self')
  if (there!.people !== body.people.length || there!.acting !== 1) throw new Refusal('recipient-unknown')
  const { sealed, version } = await seal(env, matterPlaceOf(db.org, body.id), body.matter)
  const { rows: [[row]] } = await record(db, {
    guards: [{ bad: sql`exists (select 1 from legal_holds where org_id = ${db.org} and id = ${body.id})`, refuse: 'id-taken' }],
    statements: [db.q.run(sql`insert into legal_holds (org_id, id, key_version, matter, people, from_at, to_at, by_id, second_id, body_hash, at)
      values (${db.org}, ${body.id}, ${version}, ${sealed}, ${JSON.stringify(body.people)}, ${from}, ${to}, ${viewer.id}, ${body.second}, ${hash}, ${now})`)],
    event: { kind: 'hold.set', hold: body.id, second: body.second }, actor: viewer.id, at: now,
  }, holdQuery(db, me, body.id))
  return holdOf(env, viewer, row!)
}

/** Its second person alone. Twice at once: once. */
export async function confirmHold({ db, env, me, enter, params, now }: Call<Ends['confirmHold']>): Promise<Hold> {
  const { viewer, rows: [[row]] } = await enter(holdQuery(db, me, params.id))
  if (!row) throw new Refusal('not-found')
  if (row.second_id !== viewer.id) throw new Refusal('not-allowed')
  // Whose own address is in doubt is no second person.
  if (viewer.shutBefore !== null) throw new Refusal('words-shut')
  if (row.confirmed_at !== null) return holdOf(env, viewer, row)
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: sql`not exists (select 1 from legal_holds where org_id = ${db.org} and id = ${row.id} and confirmed_at is null and ended_at is null)`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update legal_holds set confirmed_at = ${now} where org_id = ${db.org} and id = ${row.id}`)],
    event: { kind: 'hold.confirmed', hold: row.id, told: [row.by_id] }, actor: viewer.id, at: now,
  }, holdQuery(db, me, row.id))
  return holdOf(env, viewer, after!)
}

/** Either of the two, or an admin; the other is told. */
export async function endHold({ db, env, me, enter, params, now }: Call<Ends['endHold']>): Promise<Hold> {
  const { viewer, rows: [[row]] } = await enter(holdQuery(db, me, params.id))
  if (!row) throw new Refusal('not-found')
  if (row.ended_at !== null) return holdOf(env, viewer, row)
  const { rows: [[after]] } = await record(db, {
    statements: [db.q.run(sql`update legal_holds set ended_at = ${now}, ended_by = ${viewer.id} where org_id = ${db.org} and id = ${row.id} and ended_at is null`)],
    event: { kind: 'hold.ended', hold: row.id, told: [row.by_id, row.second_id] }, actor: viewer.id, at: now,
  }, holdQuery(db, me, row.id))
  return holdOf(env, viewer, after!)
}
