/** What may be done with an agenda: planned, agreed on, held. Two D1 calls each. */
import type { ActionItem } from '../../shared/action-items'
import type { Rhythm } from '../../shared/days'
import { newId } from '../../shared/ids'
import { type Meeting, type meetingEndpoints, nextMeeting } from '../../shared/meetings'
import { Refusal } from '../../shared/problem'
import { itemOf, itemQuery, takenQuery as itemTakenQuery } from '../action-items/queries'
import { insertItem, itemTaken } from '../action-items/statements'
import type { Db } from '../db'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { timeOf, timeQuery } from '../people/queries.away'
import { keyedHash } from '../sealing'
import { sql, type SQL } from '../sql'
import { agendaQuery, meetingOf, memberQuery, openQueries } from './queries'
import { agendaId, type AgendaRow, type With } from './rows'
import { keepAgenda } from './statements'

type Ends = typeof meetingEndpoints

/** The agenda that a write is about: its row or what would be, its id. @throws Refusal `not-found`; `not-allowed` when the other one has left */
export async function agendaIn(viewer: Viewer, { kind, id }: With, row: AgendaRow | undefined): Promise<{ row: AgendaRow; meeting: string }> {
  if (!row) throw new Refusal('not-found')
  if (row.status !== null && row.status !== 'active' && row.status !== 'away') throw new Refusal('not-allowed')
  return { row, meeting: row.meeting ?? await agendaId(viewer.org, kind === 'person' ? [viewer.id, id] : id) }
}

const changedSince = (db: Db, meeting: string, version: number): SQL => sql`coalesce((select version from meetings where org_id = ${db.org} and id = ${meeting}), 0) <> ${version}`

/** Nobody plans, or leaves standing, what is further away: days are counted from there. */
const farthest = 5 * 366 * 86_400_000

/** When it is next, and how often. The other one of a pair hears of a new time, without a badge. @throws Refusal `changed-meanwhile` */
export async function plan(call: Call<Ends['plan']>): Promise<Meeting> {
  const { db, env, me, now, params, body } = call
  const { viewer, rows } = await call.enter(...openQueries(db, me, params))
  const { row, meeting } = await agendaIn(viewer, params, rows[0][0])
  const next = body.next === null ? null : Date.parse(body.next)
  if (next !== null && Math.abs(next - now) > farthest) throw new Refusal('invalid', { errors: [{ pointer: '/next', code: 'invalid' }] })
  if ((row.version ?? 0) !== body.version) throw new Refusal('changed-meanwhile')
  if (next === row.next_at && body.cadenceWeeks === (row.cadence_weeks ?? 0)) return meetingOf(env, viewer, params, rows, now)
  const { rows: after } = await record(db, {
    guards: [{ bad: changedSince(db, meeting, body.version), refuse: 'changed-meanwhile' }],
    statements: [
      keepAgenda(db, viewer, params, meeting),
      db.q.run(sql`update meetings set next_at = ${next}, time_zone = ${viewer.timeZone}, cadence_weeks = ${body.cadenceWeeks}, version = version + 1 where org_id = ${db.org} and id = ${meeting}`),
    ],
    event: { kind: 'meeting.planned', meeting, told: params.kind === 'person' && next !== null && next !== row.next_at ? [params.id] : [] }, actor: viewer.id, at: now,
  }, ...openQueries(db, me, params))
  return meetingOf(env, viewer, params, after, now)
}

/** Agrees on something to do. Both of a pair see it, or the whole team. @throws Refusal `recipient-unknown` when its owner is neither */
export async function addItem(call: Call<Ends['addItem']>): Promise<ActionItem> {
  const { db, env, me, now, params, body } = call
  const hash = await keyedHash(env, db.org, JSON.stringify({ ...params, ...body }))
  const { viewer, rows: [[found], [earlier], [same], [member]] } = await call.enter(agendaQuery(db, me, params), itemTakenQuery(db, body.id), itemQuery(db, me, body.id), memberQuery(db, params.id, body.owner))
  const { meeting } = await agendaIn(viewer, params, found)
  if (earlier) {
    if (earlier.by_id !== viewer.id || earlier.body_hash !== hash || !same) throw new Refusal('id-taken')
    return itemOf(env, viewer, same)
  }
  const pair = params.kind === 'person' ? [viewer.id, params.id] : null
  if (pair ? !pair.includes(body.owner) : !member) throw new Refusal('recipient-unknown', { errors: [{ pointer: '/owner', code: 'unknown' }] })
  const item = await insertItem(env, db, {
    id: body.id, seq: newId(), text: body.text, due: body.due, owner: body.owner, other: pair?.find((id) => id !== body.owner) ?? null, team: pair ? null : params.id,
    source: { kind: 'meeting', id: meeting }, by: viewer.id, hash, at: now,
  })
  const { rows: [[row]] } = await record(db, {
    statements: [keepAgenda(db, viewer, params, meeting), item], event: { kind: 'actionItem.added', item: body.id, other: null, feedback: null }, actor: viewer.id, at: now,
  }, itemQuery(db, me, body.id)).catch((error: unknown) => {
    throw itemTaken(error) ? new Refusal('id-taken') : error
  })
  return itemOf(env, viewer, row!)
}

/** It took place: what was ticked off rests, the rest is carried over, the next one is planned by its cadence. @throws Refusal `changed-meanwhile` when the other one was faster */
export async function hold(call: Call<Ends['hold']>): Promise<Meeting> {
  const { db, env, me, now, params, body } = call
  const { viewer, rows: [[found], ...times] } = await call.enter(agendaQuery(db, me, params), timeQuery(db, me.id), ...(params.kind === 'person' ? [timeQuery(db, params.id)] : []))
  const { row, meeting } = await agendaIn(viewer, params, found)
  if ((row.version ?? 0) !== body.version) throw new Refusal('changed-meanwhile')
  const all: Rhythm[] = times.flatMap(([time]) => (time ? [timeOf(time)] : []))
  const next = row.next_at === null ? null : nextMeeting(row.next_at, row.cadence_weeks ?? 0, row.time_zone ?? 'UTC', all, now)
  const past = [now, ...(JSON.parse(row.past ?? '[]') as number[])].slice(0, 10)
  const open = sql`org_id = ${db.org} and meeting_id = ${meeting} and rested_at is null and words is not null`
  const { rows } = await record(db, {
    guards: [{ bad: changedSince(db, meeting, body.version), refuse: 'changed-meanwhile' }],
    statements: [
      keepAgenda(db, viewer, params, meeting),
      db.q.run(sql`update meeting_points set rested_at = case done when 1 then ${now} end, carried = carried + 1 - done where ${open}`),
      db.q.run(sql`update meetings set held_at = ${now}, next_at = ${next}, past = ${JSON.stringify(past)}, version = version + 1 where org_id = ${db.org} and id = ${meeting}`),
    ],
    event: { kind: 'meeting.held', meeting }, actor: viewer.id, at: now,
  }, ...openQueries(db, me, params))
  return meetingOf(env, viewer, params, rows, now)
}
