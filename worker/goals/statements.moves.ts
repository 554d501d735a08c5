/**
 * What moves a key result by the work: the sums of shared/moves.ts, kept in rows and reckoned inside the transaction, so that fifty deliveries at once are
 * fifty steps. Built here, run by `record`.
 */
import { newId } from '../../shared/ids'
import { reachedBy, type WorkState } from '../../shared/moves'
import { staleFrom } from '../../shared/progress'
import type { Db, Statement } from '../db'
import type { Env } from '../env'
import { rhythmOf } from '../people/queries.rhythm'
import { type SQL, sql } from '../sql'
import type { Move } from './queries.moves'
import { reckon, sealWords, settle } from './statements'

/** Rows `m` of moves beside rows `k` of key results: shared/moves.plainReading. */
const plain = sql`case k.measure when 'number' then k.baseline + m.reached * (case when k.target < k.baseline then -1.0 else 1.0 end) else k.baseline + (k.target - k.baseline) * (
  case when m.known <= 0 then 0.0 when k.measure = 'milestone' then m.reached / m.known else 1.0 * m.reached / m.known end) end`
/** shared/moves.readingOf */
const reading = sql`case k.measure when 'number' then ${plain} + m.shift else min(max(k.baseline, k.target), max(min(k.baseline, k.target), ${plain} + m.shift)) end`
const at = (name: string): SQL => sql`json_extract(e.value, ${`$.${name}`})`

export interface Moved {
  artifact: string
  source: 'work' | 'seen'
  /** Whose page showed it; null: the work. */
  by: string | null
  state: string | null
  title: string | null
  private: boolean
  now: number
}

/** The check-ins that moves come to, by their own ids; one whose reading stays the same is none. */
export async function moveStatements(env: Env, db: Db, moves: readonly Move[], moved: Moved): Promise<{ statements: Statement[]; checkIns: { goal: string; keyResult: string; checkIn: string }[] }> {
  const { artifact, source, by, now } = moved
  const list = await Promise.all(moves.map(async ({ row, rule, next, changes }) => {
    const id = newId()
    const [words, version] = changes ? await sealWords(env, db.org, 'check_ins', id, { line: '', need: null, title: moved.title, state: moved.state }) : ['', 0]
    return {
      goal: row.goal_id, key: row.id, rule: row.rule, links: rule.of === 'linked' ? reachedBy[rule.state] : null, from: next.from, at: next.at, known: Number(next.known), reached: Number(next.reached),
      // A label anywhere names no repository: where a private one has it, its name is not told to whoever asked for the label.
      named: !(source === 'work' && moved.private && rule.site === 'github' && rule.of === 'label' && rule.within === null),
      id, seq: newId(), changes, words, version, stale: staleFrom(now, rhythmOf(row)),
    }
  }))
  if (list.length === 0) return { statements: [], checkIns: [] }
  const each = sql`json_each(${JSON.stringify(list)}) e`
  const those = sql`(select ${at('goal')}, ${at('key')} from ${each})`
  const its = (alias: string) => sql`${sql.raw(alias)}.org_id = ${db.org} and ${sql.raw(alias)}.goal_id = ${at('goal')} and ${sql.raw(alias)}.${sql.raw(alias === 'k' ? 'id' : 'key_result_id')} = ${at('key')}`
  const ofKey = sql`k.org_id = m.org_id and k.goal_id = m.goal_id and k.id = m.key_result_id`
  const goals = [...new Set(list.filter(({ changes }) => changes).map(({ goal }) => goal))]
  return {
    checkIns: list.filter(({ changes }) => changes).map(({ goal, key, id }) => ({ goal, keyResult: key, checkIn: id })),
    statements: [
      // Another rule counts anew.
      db.q.run(sql`delete from moved_works indexed by moved_works_by_key_result where org_id = ${db.org} and (goal_id, key_result_id) in (select m.goal_id, m.key_result_id from ${each} cross join moves m on ${its('m')} where m.rule <> ${at('rule')})`),
      db.q.run(sql`insert into moves (org_id, goal_id, key_result_id, rule) select ${db.org}, ${at('goal')}, ${at('key')}, ${at('rule')} from ${each} where true
        on conflict do update set rule = excluded.rule, shift = 0, reading = null, known = 0, reached = 0 where rule <> excluded.rule`),
      // What was linked before the rule stood is of it too.
      db.q.run(sql`insert into moved_works (org_id, artifact_id, goal_id, key_result_id, source, said_at, known, reached)
        select ${db.org}, l.artifact_id, l.goal_id, l.key_result_id, coalesce(l.state_from, 'seen'), coalesce(l.said_at, l.at), 1, coalesce(l.state in (select value from json_each(e.value, '$.links')), 0)
        from ${each} cross join goal_links l indexed by goal_links_by_goal on ${its('l')} where ${at('links')} is not null on conflict do nothing`),
      // A person said otherwise since: from there it goes on.
      db.q.run(sql`update moves as m set shift = (select k.current - (${plain}) from key_results k where ${ofKey})
        where m.org_id = ${db.org} and (m.goal_id, m.key_result_id) in ${those} and exists (select 1 from key_results k where ${ofKey} and k.current is not null and k.current is not m.reading)`),
      db.q.run(sql`insert into moved_works (org_id, artifact_id, goal_id, key_result_id, source, said_at, known, reached)
        select ${db.org}, ${artifact}, ${at('goal')}, ${at('key')}, ${at('from')}, ${at('at')}, ${at('known')}, ${at('reached')} from ${each} where true
        on conflict do update set source = excluded.source, said_at = excluded.said_at, known = excluded.known, reached = excluded.reached
        where (excluded.source = 'work', excluded.said_at, excluded.reached, excluded.known) > (moved_works.source = 'work', moved_works.said_at, moved_works.reached, moved_works.known)`),
      ...readStatements(db, each, its, { artifact, source, by, now, private: moved.private }, goals),
    ],
  }
}

/** Check-ins where the work reads otherwise by now, and all that follows from them. */
function readStatements(db: Db, each: SQL, its: (alias: string) => SQL, { artifact, source, by, now, private: isPrivate }: Pick<Moved, 'artifact' | 'source' | 'by' | 'now' | 'private'>, goals: readonly string[]): Statement[] {
  if (goals.length === 0) return []
  const added = sql`${each} cross join check_ins c indexed by check_ins_by_id on c.org_id = ${db.org} and c.id = ${at('id')}`
  return [
    db.q.run(sql`insert into check_ins (org_id, goal_id, key_result_id, seq, id, by_id, source, reading, artifact_id, private, key_version, words, body_hash, at)
      select ${db.org}, k.goal_id, k.id, ${at('seq')}, ${at('id')}, ${by}, ${source}, ${reading}, case when ${at('named')} then ${artifact} end, ${isPrivate ? 1 : 0}, ${at('version')}, ${at('words')}, '', ${now}
      from ${each} cross join key_results k on ${its('k')} cross join moves m on ${its('m')} where ${at('changes')} and ${reading} <> coalesce(k.current, k.baseline)`),
    db.q.run(sql`update key_results as k set (current, last_at, stale_from) = (select c.reading, ${now}, ${at('stale')} from ${added} where c.goal_id = k.goal_id and c.key_result_id = k.id)
      where k.org_id = ${db.org} and (k.goal_id, k.id) in (select c.goal_id, c.key_result_id from ${added})`),
    db.q.run(sql`update moves as m set reading = (select k.current from key_results k where k.org_id = m.org_id and k.goal_id = m.goal_id and k.id = m.key_result_id)
      where m.org_id = ${db.org} and (m.goal_id, m.key_result_id) in (select c.goal_id, c.key_result_id from ${added})`),
    ...goals.flatMap((goal) => [db.q.run(sql`update goals set last_at = ${now} where org_id = ${db.org} and id = ${goal}`), reckon(db, goal), settle(db, goal)]),
  ]
}

/** What linked work is like by now, wherever it is linked. A page's word never stands over a webhook's, nor an older over a newer. */
export function linkStates(db: Db, artifact: string, state: WorkState, { from, by, at: said, now, goals = null }: { from: 'work' | 'seen'; by: string | null; at: number; now: number; goals?: readonly string[] | null }): Statement {
  const isEnd = state !== 'open'
  return db.q.run(sql`update goal_links set state = ${state}, state_from = ${from}, seen_by = ${by}, said_at = ${said}, reached_at = ${isEnd ? sql`coalesce(reached_at, ${now})` : null}
    where org_id = ${db.org} and artifact_id = ${artifact}${goals ? sql` and goal_id in (select value from json_each(${JSON.stringify(goals)}))` : sql``} and (state_from is null or (${from} = 'work') > (state_from = 'work') or ((${from} = 'work') = (state_from = 'work') and (said_at < ${said} or (said_at = ${said} and reached_at is null))))`)
}
