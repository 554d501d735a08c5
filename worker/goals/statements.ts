/** The statements of goals: built here, run by `record` alone, also within the batches of other rooms. */
import { longestChain } from '../../shared/goals.audience'
import type { MoveRule } from '../../shared/key-results'
import { momentIn } from '../../shared/ids'
import type { Db, Statement } from '../db'
import type { Env } from '../env'
import { seal, unsealWords } from '../sealing'
import { SQL, sql } from '../sql'
import { keysOfGoal } from './keys'

/** What is sealed of each. All of it always is: whoever narrows a goal later has nothing in the open. */
export interface GoalWords { title: string; why: string; closing: string | null; expectations?: string[] | undefined }
export interface KeyResultWords { title: string; rubric: string[] }
export interface CheckInWords { line: string; need: string | null; title: string | null; state: string | null }
type Sealed = 'goals' | 'key_results' | 'check_ins' | 'goal_links'

const placeOf = (org: string, table: Sealed, row: string) => ({ org, row, column: `${table}.words` })
/** @returns [words, key_version] */
export async function sealWords(env: Env, org: string, table: Sealed, row: string, words: GoalWords | KeyResultWords | CheckInWords | Record<string, unknown>): Promise<[words: string, version: number]> {
  const { sealed, version } = await seal(env, placeOf(org, table, row), JSON.stringify(words))
  return [sealed, version]
}
/** When words of a goal were written; what everybody may read is never shut. @param seq of the goal or check-in */
export const writtenAt = (visibility: string, seq: string): number => (visibility === 'organization' ? Infinity : momentIn(seq))
/** What is sealed of a row; version 0 was written in the open: by a benchmark. @throws Refusal `words-shut` */
export const openWords = async <Words>(env: Env, org: string, table: Sealed, row: string, words: string, version: number, at: number): Promise<Words> =>
  JSON.parse(version === 0 ? words : await unsealWords(env, placeOf(org, table, row), words, version, at)) as Words

/** Goals follow the new manager: the keys of everything that these people own or co-own, and of what their reports, however far down, show to their chain. @param people ids, or rows of `value` */
export const refollow = (db: Db, people: readonly string[] | SQL): Statement => db.q.run(sql`with recursive under (id, n) as (
    select value, 0 from ${people instanceof SQL ? people : sql`json_each(${JSON.stringify(people)})`}
    union select p.id, under.n + 1 from under cross join people p indexed by people_by_manager on p.org_id = ${db.org} and p.manager_id = under.id where under.n < ${longestChain})
  update goals as g set keys = ${keysOfGoal} where g.org_id = ${db.org} and g.id in (
    select id from goals where org_id = ${db.org} and owner_id in (select id from under where n = 0)
    union select goal_id from goal_owners where org_id = ${db.org} and person_id in (select id from under where n = 0)
    union select c.id from under cross join goals c indexed by goals_of_chains on c.org_id = ${db.org} and c.owner_id = under.id and c.visibility = 'chain')`)

/** Refuses the batch where others see the goal by now than its writer was shown. */
export const asShown = (db: Db, goal: string): Statement =>
  db.q.run(sql`select case when ${keysOfGoal} <> g.keys then json_extract('{}', 'refuse:conflict') end from goals g where g.org_id = ${db.org} and g.id = ${goal}`)

/** Whether a row `c` of goals counts in its parent: shared/progress.counts. */
const countsNow = sql`coalesce((select c.state <> 'draft' and c.outcome is not 'dropped' and (c.visibility = 'organization'
    or (c.visibility = p.visibility and c.kind = p.kind and c.team_id is p.team_id and c.owner_id = p.owner_id and c.co_owners = p.co_owners))
  from goals p where p.org_id = c.org_id and p.id = c.parent_id), 0)`

/** The day on which to look at a row of goals next: when it is stale, at most once a week, or a week before its end. */
const lookOn = (stale: SQL): SQL => sql`case when state = 'active' then nullif(min(coalesce(max(${stale}, coalesce(date(nudged_on, '+7 days'), '')), '~'), case when ending_told = 0 then date(end_day, '-7 days') else '~' end), '~') end`

/**
 * Sums a goal up and tells it to those above it: one statement up the line, which stops where nothing changes. A goal above is reckoned from what is kept with
 * it, never from its children. @param leaving it counts for nothing now: before it moves, closes or changes who sees it
 */
export const settle = (db: Db, goal: string, leaving = false): Statement => {
  const fresh = leaving ? sql`null` : sql`case when own.w > 0 then min(1, max(0, own.s / own.w)) when g.children > 0 then min(1, max(0, g.children_sum / g.children)) end`
  const more = sql`(up.fresh is not null) - (up.old is not null)`
  const plus = sql`coalesce(up.fresh, 0) - coalesce(up.old, 0)`
  return db.q.run(sql`with recursive own as materialized (select coalesce(sum(weight), 0) as w, coalesce(sum(weight * progress), 0) as s, min(stale_from) as stale from key_results where org_id = ${db.org} and goal_id = ${goal} and dropped_at is null),
    up (org, id, parent, old, fresh, more, plus) as (
      select g.org_id, g.id, case when g.counted = 1 then g.parent_id end, g.progress, ${fresh}, 0, 0.0 from goals g, own where g.org_id = ${db.org} and g.id = ${goal}
      union all select p.org_id, p.id, case when p.counted = 1 then p.parent_id end, p.progress, case when p.weights > 0 then p.progress when p.children + ${more} > 0 then min(1, max(0, (p.children_sum + ${plus}) / (p.children + ${more}))) end, ${more}, ${plus}
        from up cross join goals p on p.org_id = up.org and p.id = up.parent where up.old is not up.fresh)
    update goals set progress = up.fresh, children = children + up.more, children_sum = case when children + up.more = 0 then 0 else children_sum + up.plus end,
      weights = case id when ${goal} then (select w from own) else weights end, weighed = case id when ${goal} then (select s from own) else weighed end,
      stale_from = case id when ${goal} then (select stale from own) else stale_from end, look_on = case id when ${goal} then ${lookOn(sql`(select stale from own)`)} else look_on end
    from (select org, id as up_id, fresh, more, plus from up) up where goals.org_id = up.org and goals.id = up.up_id`)
}

/** Writes what decides whether a goal counts: it leaves where it counted, is changed, and counts again where it does. @param children theirs is asked anew too: another audience */
export const moveGoal = (db: Db, goal: string, change: readonly Statement[], children = false): Statement[] => [
  settle(db, goal, true), ...change,
  db.q.run(sql`update goals as c set counted = ${countsNow} where c.org_id = ${db.org} and c.id = ${goal}`),
  ...(children ? [
    db.q.run(sql`update goals as c set counted = ${countsNow} where c.org_id = ${db.org} and c.parent_id = ${goal}`),
    db.q.run(sql`update goals set (children, children_sum) = (select count(c.progress), coalesce(sum(c.progress), 0) from goals c where c.org_id = ${db.org} and c.parent_id = ${goal} and c.counted = 1) where org_id = ${db.org} and id = ${goal}`),
  ] : []),
  settle(db, goal),
]

/** A key result's progress from the rest of its row: shared/progress.keyResultProgress. */
export const reckon = (db: Db, goal: string): Statement => db.q.run(sql`update key_results set progress = case when current is null then 0.0 when target = baseline then (current = target) * 1.0
  else min(1.0, max(0.0, (current - baseline) / (target - baseline))) end where org_id = ${db.org} and goal_id = ${goal}`)

export interface KeyResultRow {
  id: string; position: number; owner: string; measure: string; baseline: number; target: number; stretch: number | null; unit: string | null; weight: number
  current: number | null; staleFrom: string | null; /** ms; null while nobody waits for it */ waitsFrom: number | null; rule: MoveRule | null; words: KeyResultWords
}
/** Key results as they begin, with their progress. */
export async function insertKeyResults(env: Env, db: Db, goal: string, rows: readonly KeyResultRow[]): Promise<Statement[]> {
  if (rows.length === 0) return []
  const list = await Promise.all(rows.map(async ({ words, ...row }) => {
    const [text, version] = await sealWords(env, db.org, 'key_results', row.id, words)
    return { ...row, text, version, rule: row.rule && JSON.stringify(row.rule) }
  }))
  const field = (name: string) => sql`json_extract(value, ${`$.${name}`})`
  return [
    db.q.run(sql`insert into key_results (org_id, goal_id, id, position, owner_id, measure, baseline, target, stretch, unit, weight, current, stale_from, waits_from, rule, key_version, words)
      select ${db.org}, ${goal}, ${field('id')}, ${field('position')}, ${field('owner')}, ${field('measure')}, ${field('baseline')}, ${field('target')}, ${field('stretch')}, ${field('unit')}, ${field('weight')},
        ${field('current')}, ${field('staleFrom')}, ${field('waitsFrom')}, ${field('rule')}, ${field('version')}, ${field('text')} from json_each(${JSON.stringify(list)})`),
    reckon(db, goal),
  ]
}

export interface NewMove {
  goal: string; keyResult: string; id: string; seq: string
  /** Null: the work. */
  by: string | null
  source: 'person' | 'work' | 'seen'
  reading: number; confidence: number | null; status: string | null
  artifact: string | null; private: boolean
  need: { kind: string; to: string } | null
  corrects: string | null
  hash: string; staleFrom: string | null; at: number
  words: CheckInWords
}
/** A check-in with all that follows from it: where the key result stands, its goal, and every goal above that counts it. */
export async function checkInStatements(env: Env, db: Db, move: NewMove): Promise<Statement[]> {
  const { goal, keyResult, need, at } = move
  const [words, version] = await sealWords(env, db.org, 'check_ins', move.id, move.words)
  const row = sql`org_id = ${db.org} and goal_id = ${goal}`
  return [
    db.q.run(sql`insert into check_ins (org_id, goal_id, key_result_id, seq, id, by_id, source, reading, confidence, status, artifact_id, private, need_kind, need_to, key_version, words, body_hash, at)
      values (${db.org}, ${goal}, ${keyResult}, ${move.seq}, ${move.id}, ${move.by}, ${move.source}, ${move.reading}, ${move.confidence}, ${move.status}, ${move.artifact}, ${move.private ? 1 : 0},
        ${need?.kind ?? null}, ${need?.to ?? null}, ${version}, ${words}, ${move.hash}, ${at})`),
    ...(move.corrects ? [db.q.run(sql`update check_ins set corrected = 1 where ${row} and key_result_id = ${keyResult} and id = ${move.corrects}`)] : []),
    // What the work says nothing about stays as a person said it.
    db.q.run(sql`update key_results set current = ${move.reading}, confidence = coalesce(${move.confidence}, confidence), status = coalesce(${move.status}, status), last_at = ${at}, stale_from = ${move.staleFrom},
      progress = case when target = baseline then (${move.reading} = target) * 1.0 else min(1.0, max(0.0, (${move.reading} - baseline) / (target - baseline))) end where ${row} and id = ${keyResult}`),
    db.q.run(sql`update goals set last_at = ${at}, open_needs = open_needs + ${need ? 1 : 0} where org_id = ${db.org} and id = ${goal}`),
    settle(db, goal),
  ]
}
