/** An import is taken back: of what it set that with which nobody has worked since; the rest stays, and is named. */
import type { ReplyOf } from '../../shared/endpoint'
import type { goalImportEndpoints } from '../../shared/goal-import'
import { Refusal } from '../../shared/problem'
import type { Db } from '../db'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { ViewerSql } from '../http/session'
import { type SQL, sql } from '../sql'
import { onceMore } from './actions.set'
import { looking, meets } from './keys'
import { parentOf } from './rows'
import { settle } from './statements'

/** Whose import a goal came with, for good. */
export const markOf = (imported: string, person: string): string => `import:${imported}:${person}`
/** Ids of an import lie beside each other: its moment, then what it is. */
export const idsFrom = (imported: string): string => `${imported.slice(0, 13)}-7`
export const ofImport = (db: Db, imported: string, mark: string | SQL): SQL => sql`org_id = ${db.org} and id between ${idsFrom(imported)} and ${`${idsFrom(imported)}~`} and body_hash = ${mark}`

/** Whether somebody has worked with a row `g` of goals since: changed it or a key result, checked in, linked work, aligned another goal, said something on it. @param theirs the ids of what came with it */
const touched = (imported: string, theirs: SQL): SQL => sql`(g.version > 1 or g.last_at is not null
  or exists (select 1 from key_results k where k.org_id = g.org_id and k.goal_id = g.id and (k.version > 1 or k.id not between ${idsFrom(imported)} and ${`${idsFrom(imported)}~`}))
  or exists (select 1 from goal_links l where l.org_id = g.org_id and l.goal_id = g.id)
  or exists (select 1 from goals c where c.org_id = g.org_id and c.parent_id = g.id and c.id not in ${theirs})
  or exists (select 1 from feed f where f.org_id = g.org_id and f.subject = 'goal:' || g.id))`

interface Stood { id: string; kept: number; seen: number; words: string; key_version: number; visibility: string; seq: string }
/** What of it stands, and what of that stays: with it what it serves. */
const stoodQuery = (db: Db, me: ViewerSql, imported: string) => db.q.all<Stood>(sql`with recursive ${looking(db.org, me)}, mine as materialized (select id, parent_id from goals where ${ofImport(db, imported, sql`(select ${markOf(imported, '')} || id from me)`)}),
  kept (id) as (select g.id from mine cross join goals g on g.org_id = ${db.org} and g.id = mine.id where ${touched(imported, sql`(select id from mine)`)}
    union select mine.parent_id from kept cross join mine on mine.id = kept.id where mine.parent_id in (select id from mine))
  select g.id, g.id in (select id from kept) as kept, ${meets('g')} as seen, g.words, g.key_version, g.visibility, g.seq from mine cross join goals g on g.org_id = ${db.org} and g.id = mine.id`)

/** So many of those that stay are named. */
const named = 200

/** @throws Refusal `not-found` where it is not the viewer's */
export const undoImport = (call: Call<(typeof goalImportEndpoints)['undo']>): Promise<ReplyOf<(typeof goalImportEndpoints)['undo']>> => onceMore(() => undoOnce(call))

async function undoOnce({ env, db, me, now, params, enter }: Call<(typeof goalImportEndpoints)['undo']>): Promise<ReplyOf<(typeof goalImportEndpoints)['undo']>> {
  const { viewer, rows: [rows] } = await enter(stoodQuery(db, me, params.id))
  if (rows.length === 0) throw new Refusal('not-found')
  const stay = rows.filter(({ kept }) => kept === 1)
  const go = rows.filter(({ kept }) => kept === 0).map(({ id }) => id)
  const kept = await Promise.all(stay.slice(0, named).map(async ({ id, seen, words, key_version: version, visibility, seq }) => {
    const goal = await parentOf(env, viewer, id, seen === 1 ? [words, version, visibility, seq] : null)
    return { id, title: goal.hidden ? null : goal.title }
  }))
  if (go.length === 0) return { taken: 0, kept }
  const theirs = sql`(select value from json_each(${JSON.stringify(go)}))`
  await record(db, {
    guards: [{ bad: sql`exists (select 1 from json_each(${JSON.stringify(go)}) e cross join goals g on g.org_id = ${db.org} and g.id = e.value where ${touched(params.id, theirs)})`, refuse: 'conflict' }],
    // Those that serve others go first, so that what they counted for is right at each moment.
    statements: [
      ...go.map((id) => settle(db, id, true)),
      db.q.run(sql`delete from key_results where org_id = ${db.org} and goal_id in ${theirs}`),
      db.q.run(sql`update goals set parent_id = null where org_id = ${db.org} and id in ${theirs}`),
      db.q.run(sql`delete from goals where org_id = ${db.org} and id in ${theirs}`),
    ],
    event: { kind: 'goal.importUndone', import: params.id }, actor: viewer.id, at: now,
  })
  return { taken: go.length, kept }
}
