/**
 * THE way to write: change, feed rows, event, inbox lines and what is still due, in one D1 batch.
 * Nothing else inserts into feed, events, notifications or due.
 */
import type { CairnEvent } from '../../shared/events'
import { newId } from '../../shared/ids'
import { defaultWay, isMailable, notificationKinds, ruleOfLine } from '../../shared/notification-kinds'
import { hears } from '../../shared/lines'
import { Refusal, type ProblemCode, problemStatus } from '../../shared/problem'
import type { Db, Results, Statement } from '../db'
import { sql, type SQL } from '../sql'

/** Where a piece of feedback can be found: every subject under every key. */
export interface FeedRows {
  feedback: string
  subjects: string[]
  keys: string[]
  /** The item's own place in time, where it is not new. */
  seq?: string
}

/** Refuses the whole batch when `bad` is true at that moment inside the transaction: races are closed here, not by reading first. */
export interface Guard { bad: SQL; refuse: ProblemCode }

export interface Change {
  /** Checked first, in the same transaction. */
  guards?: Guard[]
  statements: Statement[]
  /** New feed rows. */
  feed?: FeedRows | readonly FeedRows[] | null
  /** Feedback whose feed rows go first: retracted, or found under other keys from now on. */
  unfeed?: { feedback: string; subjects: string[] } | null
  /** What is due beside the e-mails of inbox lines: an invitation's own mail. */
  due?: { reaction: string; person: string }[]
  event: CairnEvent
  /** What happened in the same act and is said to nobody's inbox: somebody invited by a recognition. */
  also?: readonly CairnEvent[]
  /** Who did it; null for what nobody in particular did, and for what must not say who. */
  actor: string | null
  at: number
  /** Made beforehand where a row needs it. */
  seq?: string
  /** Inbox lines are left out: seeds that put life into the past. */
  quiet?: boolean
}

/**
 * @param reads what is to be read once it is done, in the same call
 * @returns the `seq` of what was recorded, and the rows of `reads`
 * @throws Refusal of the first guard that was hit
 */
export async function record<const S extends readonly Statement[]>(db: Db, change: Change, ...reads: S): Promise<{ seq: string; rows: Results<S> }> {
  const seq = change.seq ?? newId()
  const lines = change.quiet ? [] : hears(change.event, change.actor)
  const first = eventStatement(db, change, change.event, seq, change.guards)
  // Guards come before all else; without any, the event stands behind what it tells of: before it is made, there is no organisation to stand in.
  const guarded = (change.guards ?? []).length > 0
  const statements: Statement[] = [
    ...(guarded ? [first] : []),
    ...unfeedStatements(db, change),
    ...change.statements,
    ...feedStatements(db, change, seq),
    ...(guarded ? [] : [first]),
    ...(change.also ?? []).map((event) => eventStatement(db, change, event, newId())),
  ]
  if (lines.length > 0) statements.push(...inboxStatements(db, lines, seq, change))
  const due = dueStatements(db, seq, change, lines)
  statements.push(...due)
  try {
    const results = (await db.batch(...statements, ...reads)) as readonly unknown[]
    if (due.length > 0 && (results[statements.length - 1] as D1Result).meta.changes > 0) db.meter.due = true
    return { seq, rows: results.slice(statements.length) as never }
  } catch (error) {
    throw refusalIn(error) ?? error
  }
}

/** The row of the audit. Guards stand in it: a statement of their own would cost every write one more. Each is asked until one is hit, before anything else is done. */
function eventStatement(db: Db, { actor, at }: Change, { kind, ...ids }: CairnEvent, seq: string, guards: readonly Guard[] = []): Statement {
  const data = sql`${JSON.stringify(ids)}`
  const guarded = guards.length === 0 ? data : sql`case ${sql.join(guards.map(({ bad, refuse }) => sql`when ${bad} then json_extract('{}', ${`refuse:${refuse}`})`), sql` `)} else ${data} end`
  return db.q.run(sql`insert into events (org_id, seq, kind, actor_id, data, at) values (${db.org}, ${seq}, ${kind}, ${actor}, ${guarded}, ${at})`)
}

function feedStatements(db: Db, { feed }: Change, seq: string): Statement[] {
  const all = [feed ?? []].flat() as FeedRows[]
  const rows = all.flatMap((one) => [...one.subjects.flatMap((subject) => one.keys.map((key) => [subject, key])), ...widerOf(one).map((key) => [everything, key])]
    .map(([subject, key]) => [subject, key, one.seq ?? seq, one.feedback]))
  if (rows.length === 0) return []
  return [db.q.run(sql`insert into feed (org_id, subject, key, seq, feedback_id)
    select ${db.org}, json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]'), json_extract(value, '$[3]') from json_each(${JSON.stringify(rows)})`)]
}

/** The feed of all that somebody may see. */
export const everything = 'all'
/** The keys that open an item beyond its author and recipients, who find it under their own subjects: the organisation's, a team's, a manager's. */
function widerOf({ subjects, keys }: FeedRows): string[] {
  if (!subjects.some((subject) => subject.startsWith('by:'))) return []
  return keys.filter((key) => !subjects.some((subject) => `person:${subject.slice(3)}` === key))
}

/** Every key under which it stands is on its own row, or the recipient's own, so that the rows are found by their primary key and nothing is scanned. */
export function unfeedStatements(db: Db, { unfeed }: Pick<Change, 'unfeed'>): Statement[] {
  if (!unfeed) return []
  const subjects = unfeed.subjects.some((subject) => subject.startsWith('by:')) ? [...unfeed.subjects, everything] : unfeed.subjects
  // One select, no union: only so SQLite goes from its rows to those of the feed, and not through the feed.
  return [db.q.run(sql`delete from feed where org_id = ${db.org} and (subject, key, seq, feedback_id) in (
    select s.value, k.value, f.seq, f.id from feedback f, json_each(${JSON.stringify(subjects)}) s,
      json_each(json_insert(f.keys, '$[#]', case when f.to_team = 1 and s.value like 'to:%' then 'person:' || substr(s.value, 4) end)) k
    where f.org_id = ${db.org} and f.id = ${unfeed.feedback})`)]
}

function inboxStatements(db: Db, lines: ReturnType<typeof hears>, seq: string, { actor, at }: Change): Statement[] {
  const rows = lines.map((line) => ({ ...line, actor: line.actor ?? actor, badge: notificationKinds[line.kind].badge ? 1 : 0 }))
  const counted = lines.filter((line) => notificationKinds[line.kind].badge).map((line) => line.person)
  return [
    ...parts(rows).map((part) => db.q.run(sql`insert into notifications (org_id, person_id, seq, kind, actor_id, feedback_id, handle_id, subject, badge, at)
      select ${db.org}, json_extract(value, '$.person'), ${seq}, json_extract(value, '$.kind'), json_extract(value, '$.actor'), json_extract(value, '$.feedback'), json_extract(value, '$.handle'), json_extract(value, '$.subject'),
        json_extract(value, '$.badge'), ${at} from json_each(${JSON.stringify(part)})`)),
    ...(counted.length > 0 ? [db.q.run(sql`update people set unread = unread + 1 where org_id = ${db.org} and id in (select value from json_each(${JSON.stringify(counted)}))`)] : []),
  ]
}

/** D1 refuses a parameter over 2 MB: an import may tell thousands. */
const parts = <T>(rows: T[]): T[][] => Array.from({ length: Math.ceil(rows.length / partSize) }, (_, index) => rows.slice(index * partSize, (index + 1) * partSize))
const partSize = 2_000

/** What is due beyond the inbox: what was asked for, e-mail as each person chose, their own channel, the organisation's channels. One statement. */
function dueStatements(db: Db, seq: string, change: Change, lines: ReturnType<typeof hears>): Statement[] {
  const told = lines.flatMap(({ person, kind }) => (isMailable(ruleOfLine(kind)) ? [{ person, kind, way: ruleOfLine(kind).always ? 'always' : defaultWay(ruleOfLine(kind)) }] : []))
  const posted = !change.quiet && postedKinds.includes(change.event.kind) && [change.feed ?? []].flat().some((rows) => rows.keys.includes('org'))
  const arms: SQL[] = []
  if (change.due?.length) arms.push(sql`select json_extract(value, '$.reaction'), json_extract(value, '$.person') from json_each(${JSON.stringify(change.due)})`)
  if (told.length > 0) {
    const each = sql`json_each(${JSON.stringify(told)}) l`
    arms.push(
      sql`select 'email', p.id from ${each} cross join people p on p.org_id = ${db.org} and p.id = json_extract(l.value, '$.person')
        where json_extract(l.value, '$.way') = 'always' or (p.emails = 1 and coalesce(json_extract(p.notify, '$.email."' || json_extract(l.value, '$.kind') || '"'), json_extract(l.value, '$.way')) <> 'off')`,
      sql`select 'chat', c.person_id from ${each} cross join channels c on c.org_id = ${db.org} and c.person_id = json_extract(l.value, '$.person') and c.is_on = 1`,
    )
  }
  if (posted) arms.push(sql`select 'channel', id from channels where org_id = ${db.org} and person_id is null and is_on = 1`)
  if (arms.length === 0) return []
  return [db.q.run(sql`insert into due (org_id, seq, reaction, person_id) select ${db.org}, ${seq}, * from (${sql.join(arms, sql` union all `)})`)]
}

/** What an organisation's channels may hear of, when the organisation sees it. */
const postedKinds: readonly CairnEvent['kind'][] = ['feedback.given', 'feedback.arrived']

/** The guard that was hit, read from SQLite's own words about its JSON path. */
function refusalIn(error: unknown): Refusal | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const code = /refuse:([a-z-]+)/.exec(at.message)?.[1]
    if (code && Object.hasOwn(problemStatus, code) && !/Failed query/.test(at.message)) return new Refusal(code as ProblemCode)
  }
  return null
}
