/** Priorities of the company, by admins, and of a unit, by its lead and whoever is above. In the open: everybody reads them. */
import type { goalEndpoints, Priority } from '../../shared/goals'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { sql } from '../sql'
import { priorityOf } from './item'
import { prioritiesQuery } from './queries'
import { mayLead, standingOf, standingQuery } from './standing'

type Ends = typeof goalEndpoints
type List = { items: Priority[] }
const today = (now: number): string => new Date(now).toISOString().slice(0, 10)
const listOf = (viewer: Viewer, rows: Parameters<typeof priorityOf>[1][]): List => ({ items: rows.map((row) => priorityOf(viewer, row)) })
const none = { people: [], parent: null, priority: null, scope: 'team' } as const

export async function addPriority({ db, me, now, body, enter }: Call<Ends['addPriority']>): Promise<List> {
  const list = prioritiesQuery(db, me, today(now), { of: 20 })
  const { viewer, rows: [[standing], [taken], rows] } = await enter(standingQuery(db, me, { ...none, team: body.team, owner: me.id }), db.q.all<{ same: number }>(sql`select title = ${body.title} and team_id is ${body.team} as same from priorities where org_id = ${db.org} and id = ${body.id}`), list)
  if (!mayLead(viewer, standingOf(standing, { ...none, team: body.team }), body.team)) throw new Refusal('not-allowed')
  if (taken?.same === 1) return listOf(viewer, rows)
  if (taken) throw new Refusal('id-taken')
  if (body.to < body.from) throw new Refusal('invalid', { errors: [{ pointer: '/to', code: 'invalid' }] })
  const written = await record(db, {
    guards: [{ bad: sql`exists (select 1 from priorities where org_id = ${db.org} and id = ${body.id})`, refuse: 'id-taken' }],
    statements: [db.q.run(sql`insert into priorities (org_id, id, team_id, title, why, from_day, to_day, position)
      values (${db.org}, ${body.id}, ${body.team}, ${body.title}, ${body.why}, ${body.from}, ${body.to}, (select coalesce(max(position) + 1, 0) from priorities where org_id = ${db.org}))`)],
    event: { kind: 'priority.added', priority: body.id }, actor: viewer.id, at: now,
  }, list)
  return listOf(viewer, written.rows[0])
}

export async function changePriority({ db, me, now, body, params: { id }, enter }: Call<Ends['changePriority']>): Promise<List> {
  const list = prioritiesQuery(db, me, today(now), { of: 20 })
  const { viewer, rows: [[standing], [row]] } = await enter(standingQuery(db, me, { ...none, team: sql`(select team_id from priorities where org_id = ${db.org} and id = ${id})`, owner: me.id }),
    db.q.all<{ team_id: string | null; title: string; why: string; from_day: string; to_day: string; position: number; version: number }>(sql`select team_id, title, why, from_day, to_day, position, version from priorities where org_id = ${db.org} and id = ${id}`))
  if (!row) throw new Refusal('not-found')
  if (!mayLead(viewer, standingOf(standing, { ...none, team: null }), row.team_id)) throw new Refusal('not-allowed')
  if (row.version !== body.version) throw new Refusal('changed-meanwhile')
  const [from, to, position] = [body.from ?? row.from_day, body.to ?? row.to_day, body.position ?? row.position]
  if (to < from) throw new Refusal('invalid', { errors: [{ pointer: '/to', code: 'invalid' }] })
  const written = await record(db, {
    guards: [{ bad: sql`not exists (select 1 from priorities where org_id = ${db.org} and id = ${id} and version = ${row.version})`, refuse: 'changed-meanwhile' }],
    statements: [
      // The others make room.
      ...(position === row.position ? [] : [db.q.run(sql`update priorities set position = position + ${position < row.position ? 1 : -1} where org_id = ${db.org} and position between ${Math.min(position, row.position)} and ${Math.max(position, row.position)} and id <> ${id}`)]),
      db.q.run(sql`update priorities set title = ${body.title ?? row.title}, why = ${body.why ?? row.why}, from_day = ${from}, to_day = ${to}, position = ${position},
        archived_at = ${body.archived === undefined ? sql`archived_at` : body.archived ? now : null}, version = version + 1 where org_id = ${db.org} and id = ${id}`),
    ],
    event: { kind: 'priority.changed', priority: id }, actor: viewer.id, at: now,
  }, list)
  return listOf(viewer, written.rows[0])
}
