/** Reads of reports: which two would look at one, a report as each side may see it. */
import type { Card } from '../../shared/cards'
import { pageSize } from '../../shared/page'
import type { Report } from '../../shared/reports'
import type { Reply } from '../../shared/talk'
import type { Db } from '../db'
import type { Env } from '../env'
import { cardColumns, type CardRow, looking, lookingOf } from '../feedback/queries'
import { chainOf } from '../feedback/queries.coach'
import type { Viewer, ViewerSql } from '../http/session'
import { readable, unsealWords } from '../sealing'
import { sql, type SQL } from '../sql'
import { repliesQuery } from '../talk/queries'

// Routes read through their own room.
export { itemQuery } from '../feedback/queries'

/** How many look at a report. */
export const lookers = 2

/**
 * Who would look at a report of an item: those whom the organisation named, then people of HR, then admins; never its author, anybody it was said to or is about,
 * anybody in the author's chain, or who reports it. Whoever is away comes after the others.
 */
export const lookersQuery = (db: Db, feedback: string, me: ViewerSql, now: number) => eligibleQuery(db, feedback, sql`select ${me.id}`, now, lookers)
/** Who follows where one of the two cannot look any more: by the same rule, and nobody who has a part in the report already. */
export const nextLookerQuery = (db: Db, feedback: string, report: string, now: number) =>
  eligibleQuery(db, feedback, sql`select person_id from report_people where org_id = ${db.org} and report_id = ${report}`, now, 1)

function eligibleQuery(db: Db, feedback: string, but: SQL, now: number, most: number) {
  const author = sql`(select author_id from feedback where org_id = ${db.org} and id = ${feedback})`
  const byRole = (role: string, tier: number) => sql`select id, ${tier} as tier, 0 as n from people indexed by people_by_role where org_id = ${db.org} and role = ${role} and role <> 'member'`
  return db.q.all<{ id: string; name: string }>(sql`select p.id, p.name from (
      select e.value as id, 0 as tier, e.key as n from organisations o, json_each(o.settings, '$.handlers') e where o.id = ${db.org} union all ${byRole('hr', 1)} union all ${byRole('admin', 2)}) c
    cross join people p on p.org_id = ${db.org} and p.id = c.id
    where p.status in ('active', 'away') and p.id not in (${but}) and p.id <> ${author}
      and p.id not in (select person_id from feedback_recipients where org_id = ${db.org} and feedback_id = ${feedback})
      and p.id is not (select about_id from feedback where org_id = ${db.org} and id = ${feedback})
      and p.id not in (select id from ${chainOf(db, author, now)})
    group by p.id order by min(c.tier), p.status = 'away', min(c.tier * 1000 + c.n), p.id limit ${sql.raw(String(most))}`)
}

/** True for a handler `s` of a report `r` who has left, or is in the chain of the author by now: they decide nothing any more. */
export const concernedNow = (now: number): SQL => sql`((select status from people p where p.org_id = s.org_id and p.id = s.person_id) not in ('active', 'away')
  or s.person_id in (select id from ${chainOf({ org: sql`s.org_id` }, sql`(select author_id from feedback f where f.org_id = r.org_id and f.id = r.feedback_id)`, now)}))`
/** How many open reports lack one of the two. What the viewer said themselves is left out: its author learns of no report. */
export const waitingQuery = (db: Db, me: ViewerSql, now: number) => db.q.all<{ waiting: number }>(sql`select count(distinct r.id) as waiting from reports r indexed by reports_open
  cross join report_people s on s.org_id = r.org_id and s.report_id = r.id and s.part = 'handler' where r.org_id = ${db.org} and r.state = 'open' and ${concernedNow(now)}
  and ${me.id} <> (select author_id from feedback f where f.org_id = r.org_id and f.id = r.feedback_id)`)

export interface ReportRow {
  id: string
  seq: string
  feedback_id: string
  state: Report['state']
  at: number
  decided_at: number | null
  author_id: string
  /** PartRow as JSON. */
  people: string
}
/** What somebody has to do with a report. */
export interface PartRow { id: string; name: string; part: 'reporter' | 'handler'; reason: string | null; version: number | null; words: string | null; upheld: number | null }

const peopleOf = (org: string) => sql`(select json_group_array(json_object('id', q.person_id, 'name', n.name, 'part', q.part, 'reason', q.reason_id, 'version', q.key_version, 'words', q.words, 'upheld', q.upheld))
  from report_people q cross join people n on n.org_id = ${org} and n.id = q.person_id where q.org_id = ${org} and q.report_id = r.id)`
const columns = (org: string) => sql`r.id, r.seq, r.feedback_id, r.state, r.at, r.decided_at, (select author_id from feedback where org_id = ${org} and id = r.feedback_id) as author_id, ${peopleOf(org)} as people`

/** The open report on an item. */
export const openQuery = (db: Db, feedback: string) =>
  db.q.all<ReportRow>(sql`select ${columns(db.org)} from reports r where r.org_id = ${db.org} and r.id = (select report_id from feedback where org_id = ${db.org} and id = ${feedback})`)

/** What was reported under an id before. */
export const earlierReasonQuery = (db: Db, reason: string) => db.q.all<ReportRow & { person_id: string; body_hash: string }>(sql`
  select ${columns(db.org)}, s.person_id, s.body_hash from report_people s cross join reports r on r.org_id = ${db.org} and r.id = s.report_id where s.org_id = ${db.org} and s.reason_id = ${reason}`)

/** A report, for who made it, who looks at it, and, once it is decided, its author. */
export const reportQuery = (db: Db, me: ViewerSql, id: string) => db.q.all<ReportRow>(sql`select ${columns(db.org)} from reports r where r.org_id = ${db.org} and r.id = ${id}
  and (exists (select 1 from report_people s where s.org_id = ${db.org} and s.report_id = r.id and s.person_id = ${me.id})
    or (r.state <> 'open' and ${me.id} = (select author_id from feedback where org_id = ${db.org} and id = r.feedback_id)))`)

/** Reports that one made or looks at, newest first. */
export const ownReportsQuery = (db: Db, me: ViewerSql, after = '~') => db.q.all<ReportRow>(sql`select ${columns(db.org)} from report_people s cross join reports r on r.org_id = ${db.org} and r.id = s.report_id
  where s.org_id = ${db.org} and s.person_id = ${me.id} and s.seq < ${after} order by s.seq desc limit ${sql.raw(String(pageSize))}`)

/** The item of an open report for one of the two, as it was: hidden or taken back meanwhile. */
export interface ReportedRow extends CardRow { kept_keys: string | null; retracted_at: number | null }
const reported = (db: Db, me: ViewerSql, report: string) => sql`(select r.feedback_id from reports r where r.org_id = ${db.org} and r.id = ${report} and r.state = 'open'
  and exists (select 1 from report_people s where s.org_id = ${db.org} and s.report_id = r.id and s.person_id = ${me.id} and s.part = 'handler'))`
export const reportedQuery = (db: Db, me: ViewerSql, report: string) => db.q.all<ReportedRow>(sql`with ${lookingOf(db, me)}
  select ${cardColumns(db.org, looking)}, f.held_keys as kept_keys, f.retracted_at from feedback f where f.org_id = ${db.org} and f.id = ${reported(db, me, report)} and f.words is not null`)
export const reportedRepliesQuery = (db: Db, me: ViewerSql, report: string) => repliesQuery(db, reported(db, me, report), null)

/** As the item stood before it was reported. */
export const asItWas = (row: ReportedRow): CardRow => ({ ...row, keys: row.kept_keys ?? row.keys, held: 0 })

export const reasonPlace = (org: string, reason: string) => ({ org, row: reason, column: 'report_people.words' })
export const partsOf = (row: ReportRow): PartRow[] => JSON.parse(row.people) as PartRow[]

/** A report as one side may see it. `shown`: the item and its thread, for the two while it is open. */
export async function reportOf(env: Env, viewer: Viewer, row: ReportRow, shown?: { card: Card | null; thread: Reply[] }): Promise<Report> {
  const parts = partsOf(row)
  const mine = parts.find(({ id }) => id === viewer.id)?.part ?? 'author'
  const ref = ({ id, name }: PartRow) => ({ id, name })
  const two = parts.filter(({ part }) => part === 'handler')
  const reasons = parts.filter((one) => one.words !== null && (mine === 'handler' || one.id === viewer.id))
  return {
    id: row.id, seq: row.seq, at: new Date(row.at).toISOString(), state: row.state, decidedAt: row.decided_at === null ? null : new Date(row.decided_at).toISOString(), mine,
    handlers: mine === 'author' ? [] : two.map(ref),
    said: await readable(reasons, async (one) => ({ by: ref(one), why: await unsealWords(env, reasonPlace(viewer.org, one.reason!), one.words!, one.version!, row.at) })),
    card: shown?.card ?? null, thread: shown?.thread ?? null,
    votes: mine === 'handler' ? two.flatMap((one) => (one.upheld === null ? [] : [{ by: ref(one), upheld: one.upheld === 1 }])) : [],
  }
}
