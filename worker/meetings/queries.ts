/** Reads of agendas: a pair's for the two, a team's for who holds its key, private points for their author. */
import { canSee } from '../../shared/audience.keys'
import type { Meeting, MeetingListed, MeetingPast } from '../../shared/meetings'
import { Refusal } from '../../shared/problem'
import { betweenQuery, byDate, type ItemRow, itemsOf, ofSourceQuery } from '../action-items/queries'
import type { Db } from '../db'
import type { Env } from '../env'
import { cardColumns, type CardRow, cardsOf, looking, lookingOf } from '../feedback/queries'
import type { Viewer, ViewerSql } from '../http/session'
import { readable } from '../sealing'
import { sql, type SQL } from '../sql'
import { type AgendaRow, agendaId, pointOf, type PointRow, pointWordsOf, type With } from './rows'

/** Whether the viewer holds a team's key. @param team as SQL */
const holds = (db: Db, me: ViewerSql, team: SQL): SQL => sql`exists (select 1 from people v where v.org_id = ${db.org} and v.id = ${me.id} and instr(v.keys, '"team:' || ${team} || '"') > 0)`

/** Which rows `m` of meetings are meant. */
const meant = (db: Db, me: ViewerSql, { kind, id }: With): SQL => kind === 'team'
  ? sql`m.org_id = ${db.org} and m.team_id = ${id} and ${holds(db, me, sql`m.team_id`)}`
  : sql`m.org_id = ${db.org} and m.a_id = min(${id}, ${me.id}) and m.b_id = max(${id}, ${me.id})`
const meetingId = (db: Db, me: ViewerSql, whom: With): SQL => sql`(select m.id from meetings m where ${meant(db, me, whom)})`
const lastHeld = (db: Db, me: ViewerSql, whom: With): SQL => sql`coalesce((select m.held_at from meetings m where ${meant(db, me, whom)}), 0)`

const meetingColumns = sql`m.id as meeting, m.next_at, m.time_zone, m.cadence_weeks, m.held_at, m.past, m.version`

/** One row: the person or the team, with the meeting if anything was ever written. None for oneself, and for a team that one is not in. */
export const agendaQuery = (db: Db, me: ViewerSql, { kind, id }: With) => db.q.all<AgendaRow>(kind === 'team'
  ? sql`select t.id as with_id, t.name as with_name, null as status, ${meetingColumns} from teams t left join meetings m on m.org_id = t.org_id and m.team_id = t.id
      where t.org_id = ${db.org} and t.id = ${id} and t.closed_at is null and ${holds(db, me, sql`t.id`)}`
  : sql`select p.id as with_id, p.name as with_name, p.status, ${meetingColumns} from people p left join meetings m on m.org_id = p.org_id and m.a_id = min(p.id, ${me.id}) and m.b_id = max(p.id, ${me.id})
      where p.org_id = ${db.org} and p.id = ${id} and p.id <> ${me.id}`)

const pointColumns = (org: string): SQL => sql`q.id, q.seq, q.author_id, q.private, q.section, q.artifact_id, q.key_version, q.words, q.body_hash, q.done, q.carried, q.at, q.rested_at, q.version,
  (select n.name from people n where n.org_id = ${org} and n.id = q.author_id) as author_name,
  case when q.artifact_id is not null then (select json_object('site', a.site, 'type', a.type, 'instance', a.instance, 'key', a.key, 'url', a.url) from artifacts a where a.org_id = ${org} and a.id = q.artifact_id) end as artifact`
/** Private points are there for their author alone: they do not even count for anybody else. */
const seen = (me: ViewerSql): SQL => sql`(q.private = 0 or q.author_id = ${me.id})`

/** An agenda holds at most this many open points. */
export const mostPoints = 200
const pointsQuery = (db: Db, me: ViewerSql, whom: With) => db.q.all<PointRow>(sql`select ${pointColumns(db.org)} from meeting_points q indexed by meeting_points_open
  where q.org_id = ${db.org} and q.meeting_id = ${meetingId(db, me, whom)} and q.rested_at is null and q.words is not null and ${seen(me)} order by q.seq limit ${mostPoints}`)

/** One point of the agenda, that the viewer may see and that is not at rest. */
export const pointQuery = (db: Db, me: ViewerSql, whom: With, point: string) => db.q.all<PointRow>(sql`select ${pointColumns(db.org)} from meeting_points q
  where q.org_id = ${db.org} and q.id = ${point} and q.meeting_id = ${meetingId(db, me, whom)} and q.rested_at is null and q.words is not null and ${seen(me)}`)

/** What is there under an id, whoever may see it: a new one must not take it. */
export const takenQuery = (db: Db, id: string) => db.q.all<{ author_id: string; body_hash: string }>(sql`select author_id, body_hash from meeting_points where org_id = ${db.org} and id = ${id}`)

/** Who may be given something to do by a team's agenda: one who holds its key. */
export const memberQuery = (db: Db, team: string, person: string) => db.q.all<{ id: string }>(sql`select p.id from people p
  where p.org_id = ${db.org} and p.id = ${person} and p.status in ('active', 'away') and instr(p.keys, ${`"team:${team}"`}) > 0`)

/** What was said between the two since they last met, newest first. Others' words about one of them are not theirs to read here. */
const saidQuery = (db: Db, me: ViewerSql, other: string, since: SQL) => {
  // Feed rows are found by the time in their `seq`.
  const from = sql`(select substr(x, 1, 8) || '-' || substr(x, 9) from (select printf('%012x', ${since}) as x))`
  const arm = (to: SQL, by: SQL) => sql`select * from (select seq, feedback_id from feed where org_id = ${db.org} and subject = 'to:' || ${to} and key = 'person:' || ${by} and seq > ${from} order by seq desc limit 60)`
  return db.q.all<CardRow>(sql`with ${lookingOf(db, me)} select ${cardColumns(db.org, looking)} from (${arm(sql`${other}`, looking.id)} union ${arm(looking.id, sql`${other}`)}) page
    cross join feedback f on f.org_id = ${db.org} and f.id = page.feedback_id
    where f.author_id in (${other}, ${looking.id}) and f.visibility in ('recipients', 'recipients_and_managers') and f.retracted_at is null order by f.seq desc limit 20`)
}

/** All of an agenda, for one call. */
export function openQueries(db: Db, me: ViewerSql, whom: With) {
  const since = lastHeld(db, me, whom)
  return [
    agendaQuery(db, me, whom), pointsQuery(db, me, whom),
    whom.kind === 'team' ? ofSourceQuery(db, meetingId(db, me, whom), since) : betweenQuery(db, me, whom.id, since),
    ...(whom.kind === 'team' ? [] : [saidQuery(db, me, whom.id, since)]),
  ] as const
}
type OpenRows = readonly [AgendaRow[], PointRow[], ItemRow[], ...CardRow[][]]

/** @throws Refusal `not-found` */
export async function meetingOf(env: Env, viewer: Viewer, { kind, id }: With, [[row], points, items, said = []]: OpenRows, now: number): Promise<Meeting> {
  if (!row) throw new Refusal('not-found')
  const pair = kind === 'person'
  const list = await readable(points, (point) => pointOf(env, viewer, point, pair))
  const open = list.filter((point) => !point.done)
  return {
    id: row.meeting ?? await agendaId(viewer.org, pair ? [viewer.id, id] : id),
    person: pair ? { id: row.with_id, name: row.with_name } : null, team: pair ? null : { id: row.with_id, name: row.with_name },
    next: timeOf(row.next_at), lastHeld: timeOf(row.held_at), points: open.length, first: open.slice(0, 2).map(({ text, artifact }) => text || titleOf(artifact)),
    closed: row.status !== null && row.status !== 'active' && row.status !== 'away', cadenceWeeks: row.cadence_weeks ?? 0, version: row.version ?? 0, list, items: byDate(await itemsOf(env, viewer, items)),
    said: await cardsOf(env, viewer, said.filter((card) => canSee(JSON.parse(card.keys) as string[], viewer.keys)), now),
  }
}
const titleOf = (artifact: Meeting['list'][number]['artifact']): string => (artifact && !artifact.guarded ? artifact.title ?? artifact.key : '')
const timeOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

export interface ListedRow { meeting: string | null; person: string | null; team: string | null; next_at: number | null; held_at: number | null; points: number; first: string | null }

/** A larger unit's agenda stands in the list once there is something on it. */
const smallTeam = 30

/** Meetings of the viewer; with `within`: those planned for that time. */
export function listQuery(db: Db, me: ViewerSql, within?: { from: number; to: number }) {
  const time = within ? sql`and m.next_at >= ${within.from} and m.next_at < ${within.to}` : sql``
  // The index is named: without statistics SQLite walks the organisation's.
  const arm = (mine: SQL, other: SQL, index: string) => sql`select m.id, ${other} as other_id, null as team_id, null as team, m.next_at, m.held_at from meetings m indexed by ${sql.raw(index)} where m.org_id = ${db.org} and ${mine} = ${me.id} ${time}`
  const teams = sql`select m.id, null, t.id, json_object('id', t.id, 'name', t.name), m.next_at, m.held_at from people v join json_each(v.keys) k cross join teams t on t.org_id = v.org_id and t.id = substr(k.value, 6)
    left join meetings m on m.org_id = t.org_id and m.team_id = t.id
    where v.org_id = ${db.org} and v.id = ${me.id} and substr(k.value, 1, 5) = 'team:' and t.closed_at is null and (m.id is not null or t.size <= ${smallTeam}) ${time}`
  const open = sql`from meeting_points q indexed by meeting_points_open where q.org_id = ${db.org} and q.meeting_id = m.id and q.rested_at is null and q.words is not null and q.done = 0 and ${seen(me)}`
  return db.q.all<ListedRow>(sql`select m.id as meeting, m.team, m.next_at, m.held_at, (select json_object('id', n.id, 'name', n.name) from people n where n.org_id = ${db.org} and n.id = m.other_id) as person,
    (select count(*) ${open}) as points, (select json_group_array(json_object('id', id, 'key_version', key_version, 'words', words, 'at', at)) from (select q.id, q.key_version, q.words, q.at ${open} order by q.seq limit 2)) as first
    from (${arm(sql`m.a_id`, sql`m.b_id`, 'meetings_by_pair')} union all ${arm(sql`m.b_id`, sql`m.a_id`, 'meetings_by_second')} union all ${teams}) m order by m.next_at is null, m.next_at, m.held_at desc limit 50`)
}

/** Meetings of today and tomorrow, for what waits: from those that are about to be over. */
export const soonQuery = (db: Db, me: ViewerSql, now: number) => listQuery(db, me, { from: now - 4 * hour, to: now + 40 * hour })
const hour = 3_600_000

export const listedOf = (env: Env, viewer: Pick<Viewer, 'id' | 'org'>, rows: readonly ListedRow[]): Promise<MeetingListed[]> => Promise.all(rows.map(async (row) => {
  const team = row.team === null ? null : (JSON.parse(row.team) as NonNullable<MeetingListed['team']>)
  const first = await readable(JSON.parse(row.first ?? '[]') as PointRow[], (point) => pointWordsOf(env, viewer.org, point))
  return {
    id: row.meeting ?? await agendaId(viewer.org, team!.id), person: row.person === null ? null : (JSON.parse(row.person) as MeetingListed['person']), team,
    next: timeOf(row.next_at), lastHeld: timeOf(row.held_at), points: row.points, first: first.map(({ text, title, private: hidden, showTitle }) => text || (team && hidden && !showTitle ? '' : title ?? '')).filter(Boolean),
  }
}))

/** Points that came to rest, of the last ten meetings. */
export const restedQuery = (db: Db, me: ViewerSql, whom: With) => db.q.all<PointRow>(sql`select ${pointColumns(db.org)} from meeting_points q indexed by meeting_points_rested
  where q.org_id = ${db.org} and q.meeting_id = ${meetingId(db, me, whom)} and q.rested_at is not null and q.words is not null and ${seen(me)} order by q.rested_at desc limit ${mostPoints}`)

export async function pastOf(env: Env, viewer: Viewer, { kind }: With, row: AgendaRow | undefined, points: readonly PointRow[]): Promise<MeetingPast[]> {
  if (!row) throw new Refusal('not-found')
  const times = JSON.parse(row.past ?? '[]') as number[]
  return Promise.all(times.map(async (at) => ({
    heldAt: new Date(at).toISOString(),
    points: await readable(points.filter((point) => point.rested_at === at), (point) => pointOf(env, viewer, point, kind === 'person')),
  })))
}
