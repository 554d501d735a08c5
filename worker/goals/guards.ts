/** What must still be so when a write on a goal comes to pass: asked inside its transaction, so that whoever lost the goal meanwhile writes nothing on it. */
import type { Db } from '../db'
import type { Guard } from '../events/record'
import { type SQL, sql } from '../sql'
import { meets } from './keys'
import type { GoalRow } from './rows'

/** Nobody else wrote it since it was read. */
export const unmoved = (db: Db, { id, version }: { id: string; version: number }): Guard => ({ bad: sql`not exists (select 1 from goals where org_id = ${db.org} and id = ${id} and version = ${version})`, refuse: 'changed-meanwhile' })

/** A row `g` of goals is still this person's: as owner or co-owner; or one of its key results is, or just this one. */
const theirs = (person: string, keyResult: string | null | undefined): SQL => sql`(g.owner_id = ${person} or instr(g.co_owners, ${`"${person}"`}) > 0${keyResult === undefined ? sql`` : sql`
  or exists (select 1 from key_results k where k.org_id = g.org_id and k.goal_id = g.id and k.dropped_at is null and k.owner_id = ${person}${keyResult === null ? sql`` : sql` and k.id = ${keyResult}`})`})`

/** For who writes it as their own: it still is, open, and seen by them. @param keyResult whose owner may write too; null: that of any */
export const stillTheirs = (db: Db, goal: string, person: string, keyResult?: string | null): Guard => ({
  bad: sql`not exists (select 1 from goals g where g.org_id = ${db.org} and g.id = ${goal} and g.state <> 'closed' and ${theirs(person, keyResult)} and ${meets('g', sql`(select keys from people where org_id = ${db.org} and id = ${person})`)})`,
  refuse: 'conflict',
})

/** For who writes a goal: as their own, or as it was read, where they lead whom it is of. */
export const stillWritable = (db: Db, row: Pick<GoalRow, 'id' | 'version' | 'owner_id' | 'co_owners'>, person: string): Guard =>
  row.owner_id === person || (JSON.parse(row.co_owners) as string[]).includes(person) ? stillTheirs(db, row.id, person) : asRead(db, row)

/** The same, for who looks again where it is not. */
export const asRead = (db: Db, row: { id: string; version: number }): Guard => ({ ...unmoved(db, row), refuse: 'conflict' })
