/** Which key results a piece of work may move, and what was heard of it before. */
import type { MoveRule } from '../../shared/key-results'
import { belongs, canMove, type Heard, reaches, saysMore, type Work, type WorkState } from '../../shared/moves'
import type { Db } from '../db'
import type { ViewerSql } from '../http/session'
import { rhythmColumns, type RhythmRow } from '../people/queries.rhythm'
import { sql } from '../sql'
import { looking, meets } from './keys'

export interface MovableRow extends RhythmRow {
  goal_id: string
  id: string
  rule: string
  measure: string
  linked: number
  source: Heard['from'] | null
  said_at: number
  known: number
  reached: number
}

/** So many key results are moved at once; whoever moves more goes on behind the last. */
export const movableAtOnce = 50
interface Reach {
  /** Of this goal alone. */
  goal?: string
  /** One to which it is being linked. */
  also?: { goal: string; keyResult: string } | null
  /** Behind this one. */
  after?: Pick<MovableRow, 'goal_id' | 'id'> | undefined
  /** Of goals alone that they see. */
  seenBy?: ViewerSql
}
/** Open key results with a rule that may mean this work: by what it is of, by a link, or because it once was. */
export const movableQuery = (db: Db, artifact: string, work: Work | null, { goal, also = null, after, seenBy }: Reach = {}) => db.q.all<MovableRow>(sql`with ${seenBy ? sql`${looking(db.org, seenBy)}, ` : sql``}found as (
    select k.goal_id, k.id from json_each(${JSON.stringify(work ? namesOf(work) : [])}) n cross join key_results k indexed by key_results_with_rules
      where k.org_id = ${db.org} and k.rule is not null and k.dropped_at is null and json_extract(k.rule, '$.site') = ${work?.site ?? ''} and json_extract(k.rule, '$.of') = json_extract(n.value, '$[0]')
        and lower(json_extract(k.rule, '$.name')) = json_extract(n.value, '$[1]')
    union select goal_id, key_result_id from moved_works where org_id = ${db.org} and artifact_id = ${artifact}
    union select goal_id, key_result_id from goal_links where org_id = ${db.org} and artifact_id = ${artifact}${also ? sql` union select ${also.goal}, ${also.keyResult}` : sql``})
  select f.goal_id, f.id, k.rule, k.measure, w.source, w.said_at, w.known, w.reached, ${rhythmColumns},
    exists (select 1 from goal_links l where l.org_id = ${db.org} and l.artifact_id = ${artifact} and l.goal_id = f.goal_id and l.key_result_id = f.id) as linked
  from found f cross join key_results k on k.org_id = ${db.org} and k.goal_id = f.goal_id and k.id = f.id and k.rule is not null and k.dropped_at is null
  join goals g on g.org_id = k.org_id and g.id = k.goal_id and g.state = 'active'${seenBy ? sql` and ${meets('g')}` : sql``} join people p on p.org_id = k.org_id and p.id = k.owner_id
  left join moves m on m.org_id = k.org_id and m.goal_id = k.goal_id and m.key_result_id = k.id and m.rule = k.rule
  left join moved_works w on m.rule is not null and w.org_id = k.org_id and w.artifact_id = ${artifact} and w.goal_id = k.goal_id and w.key_result_id = k.id
  where ${goal === undefined ? sql`1` : sql`f.goal_id = ${goal}`}${after ? sql` and (f.goal_id, f.id) > (${after.goal_id}, ${after.id})` : sql``} order by f.goal_id, f.id limit ${movableAtOnce}`)

const namesOf = ({ epics, labels, place }: Work): [MoveRule['of'], string][] =>
  [...epics.map((name): [MoveRule['of'], string] => ['epic', name.toLowerCase()]), ...labels.map((name): [MoveRule['of'], string] => ['label', name.toLowerCase()]), ['repository', place.toLowerCase()]]

/** One key result to which something new is said of a work. */
export interface Move { row: MovableRow; rule: MoveRule; next: Heard; /** It counts otherwise than before. */ changes: boolean }

/** @param work null: only linked work is meant @param gone it counts nowhere any more */
export function movesOf(rows: readonly MovableRow[], state: WorkState, { work, gone, from, at }: { work: Work | null; gone: boolean; from: Heard['from']; at: number }): Move[] {
  return rows.flatMap((row): Move[] => {
    const rule = JSON.parse(row.rule) as MoveRule
    if (!canMove(row.measure) || (!work && rule.of !== 'linked')) return []
    const before: Heard | null = row.source && { from: row.source, at: row.said_at, known: row.known === 1, reached: row.reached === 1 }
    const known = !gone && (rule.of === 'linked' ? row.linked === 1 : work !== null && belongs(rule, work))
    const next: Heard = { from, at, known, reached: known && reaches(rule, state) }
    if ((!known && !before) || !saysMore(next, before)) return []
    return [{ row, rule, next, changes: known !== (before?.known ?? false) || next.reached !== (before?.reached ?? false) }]
  })
}
