/** A goal of somebody who left goes to another, who takes it up. Two D1 calls. */
import { canSee } from '../../shared/audience.keys'
import type { leftGoalEndpoints } from '../../shared/goal-left'
import { Refusal } from '../../shared/problem'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { unlessShut } from '../sealing'
import { sql } from '../sql'
import { unmoved } from './guards'
import { leftQuery, mayHandOn } from './queries.left'
import { keysAs, staleOf, standingOf, standingQuery } from './standing'
import { asShown, type GoalWords, moveGoal, openWords, sealWords, writtenAt } from './statements'

/**
 * Whoever led the owner or leads the team chooses anybody; who only has the goal above, or administers, somebody who sees it already.
 * @throws Refusal `audience-changed` with who would see it then
 */
export async function handOn({ env, db, me, now, body, params, enter }: Call<(typeof leftGoalEndpoints)['handOn']>): Promise<undefined> {
  const column = (name: string) => sql`(select ${sql.raw(name)} from goals where org_id = ${db.org} and id = ${params.id})`
  const wanted = { scope: 'person' as const, people: [body.owner], parent: null, priority: null }
  const { viewer, rows: [[row], [standingRow]] } = await enter(leftQuery(db, me, params.id), standingQuery(db, me, { ...wanted, team: column('team_id'), owner: sql`${body.owner}`, of: params.id }))
  if (!row || !(row.seen === 1 || mayHandOn(viewer, row))) throw new Refusal('not-found')
  // Sent again.
  if (row.owner_id === body.owner) return undefined
  if (!mayHandOn(viewer, row)) throw new Refusal(row.nobodys === 1 ? 'not-allowed' : 'conflict')
  const standing = standingOf(standingRow, { ...wanted, team: null })
  const { owner } = standing
  const leads = row.seen === 1 && row.leads + row.leads_team > 0
  if (!leads && !canSee(JSON.parse(row.keys) as string[], owner.keys)) throw new Refusal('recipient-unknown', { errors: [{ pointer: '/owner', code: 'unknown' }] })
  const coOwners = (JSON.parse(row.co_owners) as string[]).filter((id) => id !== owner.id)
  const keys = keysAs(viewer, standing, { visibility: row.visibility, kind: row.kind, coOwners, team: row.team_id }, body.keys)
  const isDraft = row.state === 'draft' || (row.scope === 'person' && owner.id !== viewer.id)
  // What was named of one owner's role is nothing of another's.
  const words = await unlessShut(openWords<GoalWords>(env, db.org, 'goals', row.id, row.words, row.key_version, writtenAt(row.visibility, row.seq)))
  const resealed = words?.expectations?.length ? await sealWords(env, db.org, 'goals', row.id, { ...words, expectations: [] }) : null
  const its = sql`org_id = ${db.org} and goal_id = ${row.id}`
  const gone = sql`select id from people where org_id = ${db.org} and id = key_results.owner_id and status = 'deactivated'`
  await record(db, {
    guards: [unmoved(db, row), { bad: sql`exists (select 1 from people where org_id = ${db.org} and id = ${row.owner_id} and status <> 'deactivated')`, refuse: 'conflict' }],
    statements: [
      ...moveGoal(db, row.id, [
        db.q.run(sql`update goals set owner_id = ${owner.id}, co_owners = ${JSON.stringify(coOwners)}, keys = ${JSON.stringify(keys)}, state = ${isDraft ? 'draft' : row.state}${resealed ? sql`, words = ${resealed[0]}, key_version = ${resealed[1]}` : sql``},
          version = version + 1 where org_id = ${db.org} and id = ${row.id}`),
        // Its key results too, of whoever left.
        db.q.run(sql`update key_results set owner_id = ${owner.id}, stale_from = ${isDraft ? null : staleOf(owner, now)}, waits_from = ${isDraft ? null : now}, version = version + 1 where ${its} and dropped_at is null and exists (${gone})`),
        ...(isDraft ? [db.q.run(sql`update key_results set stale_from = null, waits_from = null where ${its}`)] : []),
      ], true),
      asShown(db, row.id),
      db.q.run(sql`delete from goal_owners where ${its} and person_id = ${owner.id}`),
    ],
    event: { kind: 'goal.changed', goal: row.id, fields: ['owner'], owner: owner.id, coOwners: [] }, actor: viewer.id, at: now,
  })
  return undefined
}
