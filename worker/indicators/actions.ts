/** Indicators made, changed, archived, read off. */
import type { Indicator, indicatorEndpoints } from '../../shared/indicators'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { indicatorOf, indicatorsOf, mayEdit, readingsQuery, standingQuery } from './queries'

type Ends = typeof indicatorEndpoints
type List = { items: Indicator[]; mayEdit: boolean }

/** A new one, or another version. @throws Refusal `changed-meanwhile` when somebody else was faster */
export async function write({ db, enter, me, params: { id }, body, now }: Call<Ends['write']>): Promise<List> {
  const { viewer, rows: [[standing]] } = await enter(standingQuery(db, me, body.team, id))
  if (!mayEdit(viewer, standing)) throw new Refusal('not-allowed')
  const { team, version } = standing!
  if (team !== body.team) throw new Refusal('id-taken')
  if (version !== body.version) throw new Refusal('changed-meanwhile')
  if (body.low !== null && body.high !== null && body.low > body.high) throw new Refusal('invalid', { errors: [{ pointer: '/high', code: 'too-small' }] })
  const { rows: [items] } = await record(db, {
    guards: [{ bad: sql`coalesce((select version from indicators where org_id = ${db.org} and id = ${id}), 0) <> ${version}`, refuse: 'changed-meanwhile' }],
    statements: [db.q.run(sql`insert into indicators (org_id, id, team_id, name, about, unit, direction, low, high, archived_at, at)
      values (${db.org}, ${id}, ${team}, ${body.name}, ${body.about}, ${body.unit.trim()}, ${body.direction}, ${body.low}, ${body.high}, ${body.archived ? now : null}, ${now})
      on conflict do update set name = excluded.name, about = excluded.about, unit = excluded.unit, direction = excluded.direction, low = excluded.low, high = excluded.high, archived_at = excluded.archived_at, version = version + 1`)],
    event: { kind: 'indicator.written', indicator: id }, actor: viewer.id, at: now,
  }, indicatorsOf(db, team))
  return { items: items.map(indicatorOf), mayEdit: true }
}

/** Readings by day: the last one of a day stands, null takes it away. */
export async function read({ db, enter, me, params: { id }, body, now }: Call<Ends['read']>): Promise<List> {
  const { viewer, rows: [[standing], kept] } = await enter(standingQuery(db, me, null, id), readingsQuery(db, id, body.readings.map(({ day }) => day)))
  if (!standing || standing.version === 0) throw new Refusal('not-found')
  if (!mayEdit(viewer, standing)) throw new Refusal('not-allowed')
  const last = [...new Map(body.readings.map((one) => [one.day, one])).values()]
  if (last.every(({ day, value }) => (kept.find((one) => one.day === day)?.value ?? null) === value)) return { items: (await db.batch(indicatorsOf(db, standing.team)))[0].map(indicatorOf), mayEdit: true }
  const list = JSON.stringify(last)
  const value = sql`json_extract(e.value, '$.value')`
  const day = sql`json_extract(e.value, '$.day')`
  const { rows: [items] } = await record(db, {
    statements: [
      db.q.run(sql`delete from indicator_readings where org_id = ${db.org} and indicator_id = ${id} and day in (select ${day} from json_each(${list}) e where ${value} is null)`),
      db.q.run(sql`insert into indicator_readings (org_id, indicator_id, day, value, by_id) select ${db.org}, ${id}, ${day}, ${value}, ${viewer.id} from json_each(${list}) e where ${value} is not null
        on conflict do update set value = excluded.value, by_id = excluded.by_id`),
    ],
    event: { kind: 'indicator.read', indicator: id }, actor: viewer.id, at: now,
  }, indicatorsOf(db, standing.team))
  return { items: items.map(indicatorOf), mayEdit: true }
}
