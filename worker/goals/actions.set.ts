/** A goal is set: for oneself, by a manager as a draft for a report, for a team by who leads it. Two D1 calls. */
import { canSee, teamKey } from '../../shared/audience.keys'
import type { Goal, goalEndpoints } from '../../shared/goals'
import type { NewKeyResult } from '../../shared/key-results'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import type { Db, Statement } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import { placedQuery } from '../expectations/queries'
import type { Call } from '../http/call'
import { keyedHash } from '../sealing'
import { sql } from '../sql'
import { itemOf } from './item'
import { itemQueries, takenQuery } from './queries'
import { citedIn, keysShown, mayLead, notAlignable, type Standing, standingOf, standingQuery, staleOf } from './standing'
import { asShown, type GoalWords, insertKeyResults, type KeyResultRow, moveGoal, sealWords } from './statements'

type SetCall = Call<(typeof goalEndpoints)['set']>

/** Once, however often it is sent. @throws Refusal `audience-changed` when others would see it than the writer was shown */
export const set = (call: SetCall): Promise<Goal> => onceMore(() => setOnce(call))

async function setOnce({ db, env, me, now, body, enter }: SetCall): Promise<Goal> {
  const hash = await keyedHash(env, db.org, JSON.stringify(body))
  const coOwners = [...new Set(body.coOwners)].sort()
  const wanted = { scope: body.scope, team: body.team, parent: body.parent, priority: body.priority, people: [...coOwners, ...[body.owner ?? []].flat(), ...body.keyResults.flatMap(({ owner }) => owner ?? [])] }
  const whose = body.owner === null ? me.id : sql`${body.owner}`
  const { viewer, rows: [[earlier], [row], [role], ...rows] } = await enter(takenQuery(db, body.id), standingQuery(db, me, { ...wanted, owner: whose }), placedQuery(db, body.expectations?.length ? whose : '', now), ...itemQueries(db, me, body.id))
  if (earlier) {
    if (earlier.body_hash !== hash || rows[0].length === 0) throw new Refusal('id-taken')
    return itemOf(env, viewer, rows)
  }
  const standing = standingOf(row, wanted)
  const { owner } = standing
  const isOwn = owner.id === viewer.id
  if (body.scope !== 'company' && body.scope !== 'person' && body.team === null) throw new Refusal('invalid', { errors: [{ pointer: '/team', code: 'needed' }] })
  if (body.scope === 'person' ? !isOwn && !standing.leads : !mayLead(viewer, standing, body.team)) throw new Refusal('not-allowed')
  // A person's goal stands with their own teams.
  if (body.scope === 'person' && body.team !== null && !owner.keys.includes(teamKey(body.team))) throw new Refusal('invalid', { errors: [{ pointer: '/team', code: 'unknown' }] })
  if (body.end < body.start) throw new Refusal('invalid', { errors: [{ pointer: '/end', code: 'invalid' }] })
  const team = body.team ?? (body.visibility === 'team' ? (standing.team?.id ?? null) : null)
  const keys = keysShown(viewer, standing, { visibility: body.visibility, kind: body.kind, coOwners: coOwners.filter((id) => id !== owner.id), team }, body.keys)
  // What a manager sets for a report is a draft until they take it up.
  const state = body.draft || (body.scope === 'person' && !isOwn) ? 'draft' : 'active'
  const seq = newId()
  const { rows: after } = await record(db, {
    guards: body.parent === null ? [] : [{ bad: notAlignable(db, body.parent, owner.id, body.scope), refuse: 'conflict' }],
    statements: await insertGoal(env, db, {
      ...body, seq, team, owner: owner.id, coOwners: coOwners.filter((id) => id !== owner.id), keys, state, words: { title: body.title, why: body.why, closing: null, expectations: citedIn(viewer, standing, role, body.expectations ?? []) }, hash, at: now, carriedFrom: null,
      keyResults: keyResultsOf(body.keyResults, keys, standing, state === 'active' ? now : null),
    }),
    event: { kind: 'goal.set', goal: body.id, owner: owner.id, coOwners }, actor: viewer.id, at: now, seq,
  }, ...itemQueries(db, me, body.id))
  return itemOf(env, viewer, after)
}

/** Sent twice at once, or somebody moved meanwhile: looks again. */
export async function onceMore<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 3; ; tries -= 1) {
    try {
      return await work()
    } catch (error) {
      const raced = /UNIQUE constraint failed: (goals|key_results|check_ins)\./.test(String(error) + String((error as Error).cause)) || (error instanceof Refusal && error.code === 'conflict')
      if (!raced) throw error
      if (tries === 0) throw error instanceof Refusal ? error : new Refusal('id-taken')
    }
  }
}

/** Key results as rows: a rubric of 3 to 5 steps where it is one, an owner who sees the goal. @param from active since, ms */
export function keyResultsOf(list: readonly NewKeyResult[], keys: readonly string[], standing: Pick<Standing, 'owner' | 'of'>, from: number | null, at = 0): KeyResultRow[] {
  return list.map(({ title, rubric, ...row }, index) => {
    const isRubric = row.measure === 'qualitative'
    if (isRubric ? rubric.length < 3 || row.target > rubric.length - 1 || row.baseline < 0 : rubric.length > 0) throw new Refusal('invalid', { errors: [{ pointer: `/keyResults/${index}/rubric`, code: rubric.length < 3 ? 'too-few' : 'invalid' }] })
    const owner = row.owner === null ? standing.owner : standing.of(row.owner)
    if (!canSee(keys, owner.keys)) throw new Refusal('recipient-unknown', { errors: [{ pointer: `/keyResults/${index}/owner`, code: 'unknown' }] })
    return { ...row, position: at + index, owner: owner.id, current: null, staleFrom: from === null ? null : staleOf(owner, from), waitsFrom: from, words: { title, rubric } }
  })
}

export interface GoalToInsert {
  id: string; seq: string; scope: string; kind: string; team: string | null; owner: string; coOwners: readonly string[]; parent: string | null; priority: string | null; start: string; end: string; state: 'draft' | 'active'
  visibility: string; keys: readonly string[]; words: GoalWords; hash: string; at: number; carriedFrom: string | null; keyResults: readonly KeyResultRow[]
}
/** A goal as it begins, with all its key results, counted where it counts. */
export async function insertGoal(env: Env, db: Db, goal: GoalToInsert): Promise<Statement[]> {
  const [words, version] = await sealWords(env, db.org, 'goals', goal.id, goal.words)
  return [
    db.q.run(sql`insert into goals (org_id, id, seq, scope, kind, team_id, owner_id, co_owners, parent_id, priority_id, start_day, end_day, state, visibility, keys, key_version, words, body_hash, at, carried_from)
      values (${db.org}, ${goal.id}, ${goal.seq}, ${goal.scope}, ${goal.kind}, ${goal.team}, ${goal.owner}, ${JSON.stringify(goal.coOwners)}, ${goal.parent}, ${goal.priority}, ${goal.start}, ${goal.end}, ${goal.state}, ${goal.visibility},
        ${JSON.stringify(goal.keys)}, ${version}, ${words}, ${goal.hash}, ${goal.at}, ${goal.carriedFrom})`),
    asShown(db, goal.id),
    ...ownersStatements(db, goal.id, goal.coOwners),
    ...moveGoal(db, goal.id, await insertKeyResults(env, db, goal.id, goal.keyResults)),
  ]
}

/** Whose a goal is beside its owner. */
export const ownersStatements = (db: Db, goal: string, coOwners: readonly string[]): Statement[] => (coOwners.length === 0 ? [] : [
  db.q.run(sql`insert into goal_owners (org_id, person_id, goal_id) select ${db.org}, value, ${goal} from json_each(${JSON.stringify(coOwners)}) where true on conflict do nothing`),
])
