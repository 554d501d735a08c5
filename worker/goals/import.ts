/** Goals from a table: a preview, and all of it in batches of 100. */
import { orgKey, personKey } from '../../shared/audience.keys'
import type { goalImportEndpoints, GoalImportPreview } from '../../shared/goal-import'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import type { Statement } from '../db'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { type RhythmRow, rhythmColumns } from '../people/queries.rhythm'
import { sql } from '../sql'
import { insertGoal } from './actions.set'
import { inOrder, nameKey, type Owner, planGoals, type PlannedGoal, readTable } from './import.plan'
import { idsFrom, markOf, ofImport } from './import.undo'
import { findQuery } from './queries'
import { listed } from './rows'
import { staleOf } from './standing'

type Ends = typeof goalImportEndpoints
const perBatch = 100
const shownGoals = 200

interface PersonFound extends RhythmRow { id: string; name: string; email_hash: string; in_org: number }
const hex = async (text: string): Promise<string> => [...new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))].map((byte) => byte.toString(16).padStart(2, '0')).join('')

/** Ids that are the same whenever the same import is sent, beside each other in the table: its moment, then what it is. */
const idFor = async (imported: string, part: string): Promise<string> => {
  const hash = await hex(`${imported}:${part}`)
  return `${idsFrom(imported)}${hash.slice(0, 3)}-8${hash.slice(3, 6)}-${hash.slice(6, 18)}`
}
/** @throws Refusal `conflict` where somebody moved meanwhile */
export async function importGoals({ db, env, me, now, body, enter }: Call<Ends['import']>): Promise<GoalImportPreview> {
  const table = readTable(body.csv)
  const named = (column: 'owner' | 'team') => [...new Set(table.lines.map(({ cell }) => cell(column)).filter(Boolean))]
  const owners = named('owner')
  const hashes = await Promise.all(owners.map(async (one) => [one, await hex(one.toLowerCase())] as const))
  const { viewer, rows: [people, teams, ...goals] } = await enter(
    db.q.all<PersonFound>(sql`select p.id, p.name, p.email_hash, p.in_org, ${rhythmColumns} from people p where p.org_id = ${db.org} and p.status in ('active', 'away') and (p.id = ${me.id}
      or p.email_hash in (select value from json_each(${JSON.stringify(hashes.map(([, hash]) => hash))})) or p.name in (select value from json_each(${JSON.stringify(owners)}))) limit 2000`),
    db.q.all<{ id: string; name: string }>(sql`select id, name from teams where org_id = ${db.org} and closed_at is null and name in (select value from json_each(${JSON.stringify(named('team'))})) limit 2000`),
    findQuery(db, me, 'company'), findQuery(db, me, 'department'), findQuery(db, me, 'team'),
  )
  const standing = await Promise.all(goals.map((rows) => listed(env, viewer, rows)))
  const self = people.find((one) => one.id === viewer.id)!
  const plan = planGoals(table, {
    me: { id: self.id, name: self.name }, admin: viewer.role === 'admin', today: new Date(now).toISOString().slice(0, 10), firstMonth: viewer.organisation.settings.fiscalStart,
    owners: new Map(hashes.map(([said, hash]) => [nameKey(said), people.filter((one) => one.email_hash === hash || one.name === said)])),
    teams: Map.groupBy(teams, (one) => nameKey(one.name)), parents: new Map([...Map.groupBy(standing.flat(), (one) => nameKey(one.title))].map(([title, found]) => [title, found.map(({ id }) => id)])),
  })
  const preview: GoalImportPreview = {
    goals: plan.goals.slice(0, shownGoals).map(({ line, title, owner, parentTitle, keyResults }) => ({ line, title, owner: owner.name, parent: parentTitle, keyResults: keyResults.length })), errors: plan.errors.slice(0, shownGoals), ignored: table.ignored,
    counts: { goals: plan.goals.length, keyResults: plan.goals.reduce((sum, one) => sum + one.keyResults.length, 0), errors: plan.errors.length }, committed: false,
  }
  if (!body.commit || plan.errors.length > 0 || plan.goals.length === 0) return preview
  const mark = markOf(body.id, viewer.id)
  const ids = await Promise.all(plan.goals.map((_, at) => idFor(body.id, String(at))))
  const order = inOrder(plan.goals)
  for (let from = 0; from < order.length; from += perBatch) {
    const statements = await Promise.all(order.slice(from, from + perBatch).map((at) => statementsOf({ env, db, now }, body.id, ids, at, plan.goals[at]!, people.find((one) => one.id === plan.goals[at]!.owner.id)!, mark)))
    try {
      await record(db, { statements: statements.flat(), event: { kind: 'goal.imported', import: body.id }, actor: viewer.id, at: now })
    } catch (error) {
      // This part of it was written before: the same import, sent again.
      if (!/UNIQUE constraint failed: goals\./.test(String(error) + String((error as Error).cause))) throw error
      const [[mine]] = await db.batch(db.q.all<{ n: number }>(sql`select count(*) as n from goals where ${ofImport(db, body.id, mark)}`))
      if (!mine || mine.n === 0) throw new Refusal('id-taken')
    }
  }
  return { ...preview, committed: true }
}

async function statementsOf({ env, db, now }: Pick<Call, 'env' | 'db' | 'now'>, imported: string, ids: readonly string[], at: number, goal: PlannedGoal, owner: PersonFound & Owner, mark: string): Promise<Statement[]> {
  const id = ids[at]!
  const keyResults = await Promise.all(goal.keyResults.map(async ({ title, ...one }, position) => ({
    ...one, id: await idFor(imported, `${at}.${position}`), position, owner: owner.id, stretch: null, weight: 1, staleFrom: staleOf(owner, now), waitsFrom: now, rule: null, words: { title, rubric: [] },
  })))
  return insertGoal(env, db, {
    // Ids are as the client said; what came when, and so what is older than a changed address, is ours to say.
    id, seq: newId(), scope: goal.team === null ? 'person' : 'team', kind: 'performance', team: goal.team, owner: owner.id, coOwners: [], parent: goal.parent === null ? null : 'id' in goal.parent ? goal.parent.id : ids[goal.parent.at]!, priority: null,
    start: goal.start, end: goal.end, state: 'active', visibility: 'organization', keys: owner.in_org === 1 ? [orgKey] : [orgKey, personKey(owner.id)].sort(), words: { title: goal.title, why: '', closing: null }, hash: mark, at: now, carriedFrom: null, keyResults,
  })
}
