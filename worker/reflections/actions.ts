/** Reflections written, brought to a 1:1 and taken back. Their author alone acts. Two D1 calls each. */
import { Refusal } from '../../shared/problem'
import { mostShares, reflectionFields, type reflectionEndpoints, reflectionLength, type Reflections } from '../../shared/reflections'
import { graphemes } from '../../shared/text'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { agendaQuery, takenQuery } from '../meetings/queries'
import { pointBetween, pointTaken, takePointsOff } from '../meetings/statements'
import { keyedHash, seal } from '../sealing'
import { sql } from '../sql'
import { mineQueries, type MineRows, quartersOf, reflectionPlaceOf, reflectionsOf, stands, valueQuery, wordsOf } from './queries'
import { letGoStatement, remindStatement } from './statements'

type Ends = typeof reflectionEndpoints
interface Which { quarter: string; value: string }

const rowOf = ([rows]: MineRows, { quarter, value }: Which) => rows.find((row) => row.quarter === quarter && row.value_id === value)
const sharesOf = ([, shares]: MineRows, { quarter, value }: Which) => shares.filter((one) => one.quarter === quarter && one.value_id === value)

/** @throws Refusal `conflict` for a quarter that is closed, `changed-meanwhile` when another window wrote */
export async function write({ db, env, me, enter, params, body, now }: Call<Ends['write']>): Promise<Reflections> {
  const { viewer, rows: [[value], ...rows] } = await enter(valueQuery(db, params.value), ...mineQueries(db, me))
  const row = rowOf(rows, params)
  if (!value || (value.archived === 1 && !row)) throw new Refusal('not-found')
  const quarter = quartersOf(viewer, now).find(({ from }) => from === params.quarter)
  if (!quarter) throw new Refusal('conflict')
  const { lived, next, version } = body
  const long = reflectionFields.filter((field) => graphemes(body[field]) > reflectionLength)
  if (long.length > 0) throw new Refusal('invalid', { errors: long.map((field) => ({ pointer: `/${field}`, code: 'too-long', params: { max: reflectionLength, length: graphemes(body[field]) } })) })
  const before = row ? await wordsOf(env, viewer, row) : { lived: '', next: '' }
  if (before.lived === lived && before.next === next) return reflectionsOf(env, viewer, rows, now)
  const key = sql`org_id = ${db.org} and person_id = ${viewer.id} and quarter = ${quarter.from} and value_id = ${params.value}`
  const empty = lived === '' && next === ''
  const { sealed, version: keyVersion } = await seal(env, reflectionPlaceOf(db.org, viewer.id, quarter.from, params.value), JSON.stringify({ lived, next }))
  const { rows: after } = await record(db, {
    guards: [{ bad: sql`coalesce((select version from reflections where ${key} and gone_at is null), 0) <> ${version}`, refuse: 'changed-meanwhile' }],
    statements: empty
      ? [
          // As they are by then: it may be brought to somebody at this moment.
          takePointsOff(db, viewer.id, sql`select point_id from reflection_shares where ${key}`), db.q.run(sql`delete from reflection_shares where ${key}`),
          db.q.run(sql`update reflections set gone_at = ${now}, version = version + 1 where ${key}`), letGoStatement(db, sql`r.person_id = ${viewer.id} and r.quarter = ${quarter.from} and r.value_id = ${params.value}`),
        ]
      : [db.q.run(sql`insert into reflections (org_id, person_id, quarter, value_id, to_day, at, changed_at, key_version, words) values (${db.org}, ${viewer.id}, ${quarter.from}, ${params.value}, ${quarter.to}, ${now}, ${now}, ${keyVersion}, ${sealed})
          on conflict do update set changed_at = excluded.changed_at, version = version + 1, key_version = excluded.key_version, words = excluded.words, gone_at = null`)],
    // Whoever reads the trail learns that somebody reflected, not who.
    event: { kind: empty ? 'reflection.removed' : 'reflection.written', value: params.value }, actor: null, at: now,
  }, ...mineQueries(db, me))
  return reflectionsOf(env, viewer, after, now)
}

/** A talking point with its words as they stand now. @throws Refusal `not-found`; `not-allowed` when the other one has left; `conflict` beyond five */
export async function share({ db, env, me, enter, params, body, now }: Call<Ends['share']>): Promise<Reflections> {
  const { viewer, rows: [[agenda], [taken], ...rows] } = await enter(agendaQuery(db, me, { kind: 'person', id: params.person }), takenQuery(db, body.point), ...mineQueries(db, me))
  const row = rowOf(rows, params)
  if (!row || !agenda) throw new Refusal('not-found')
  if (agenda.status !== 'active' && agenda.status !== 'away') throw new Refusal('not-allowed')
  const shares = sharesOf(rows, params)
  if (shares.some((one) => one.with_id === params.person)) return reflectionsOf(env, viewer, rows, now)
  if (taken) throw new Refusal('id-taken')
  if (shares.length >= mostShares) throw new Refusal('conflict')
  const { lived, next } = await wordsOf(env, viewer, row)
  const words = { text: row.name, title: null, state: null, private: false, showTitle: true, reflection: { from: row.quarter, to: row.to_day, lived, next } }
  const hash = await keyedHash(env, db.org, JSON.stringify({ ...params, ...body }))
  const key = sql`s.org_id = ${db.org} and s.person_id = ${viewer.id} and s.quarter = ${row.quarter} and s.value_id = ${row.value_id}`
  const { rows: after } = await record(db, {
    guards: [
      { bad: sql`exists (select 1 from reflection_shares s where ${key} and s.with_id = ${params.person} and ${stands(db.org)})`, refuse: 'conflict' },
      { bad: sql`not exists (select 1 from reflections s where ${key} and s.version = ${row.version} and s.gone_at is null)`, refuse: 'changed-meanwhile' },
    ],
    statements: [
      ...await pointBetween(env, db, viewer, { id: body.point, person: params.person, words, hash, at: now }),
      db.q.run(sql`insert into reflection_shares (org_id, person_id, quarter, value_id, with_id, point_id, at) values (${db.org}, ${viewer.id}, ${row.quarter}, ${row.value_id}, ${params.person}, ${body.point}, ${now})
        on conflict do update set point_id = excluded.point_id, at = excluded.at`),
    ],
    event: { kind: 'meeting.pointAdded', point: body.point }, actor: viewer.id, at: now,
  }, ...mineQueries(db, me)).catch((error: unknown) => {
    throw pointTaken(error) ? new Refusal('id-taken') : error
  })
  return reflectionsOf(env, viewer, after, now)
}

/** Off that agenda, also where it was talked about. What does not stand there any more stays gone. */
export async function takeBack({ db, env, me, enter, params, now }: Call<Ends['takeBack']>): Promise<Reflections> {
  const { viewer, rows } = await enter(...mineQueries(db, me))
  if (!rowOf(rows, params)) throw new Refusal('not-found')
  const found = sharesOf(rows, params).find((one) => one.with_id === params.person)
  if (!found) return reflectionsOf(env, viewer, rows, now)
  const { rows: after } = await record(db, {
    statements: [
      takePointsOff(db, viewer.id, sql`${found.point_id}`),
      db.q.run(sql`delete from reflection_shares where org_id = ${db.org} and person_id = ${viewer.id} and quarter = ${found.quarter} and value_id = ${found.value_id} and with_id = ${found.with_id} and point_id = ${found.point_id}`),
    ],
    event: { kind: 'meeting.pointRemoved', point: found.point_id }, actor: viewer.id, at: now,
  }, ...mineQueries(db, me))
  return reflectionsOf(env, viewer, after, now)
}

/** Nobody else ever hears of it, so there is no event. */
export async function remind({ db, env, me, enter, body, now }: Call<Ends['remind']>): Promise<Reflections> {
  const { viewer, rows } = await enter(...mineQueries(db, me))
  const [items, shares, [reminder]] = rows
  if ((reminder?.off !== 1) !== body.on) await db.batch(remindStatement(db, viewer.id, null, !body.on))
  return reflectionsOf(env, viewer, [items, shares, [{ off: body.on ? 0 : 1 }]], now)
}
