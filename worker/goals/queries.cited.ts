/** Goals that feedback may carry: such as everyone may see, so that no reader of it learns of a goal that they do not. */
import type { Db } from '../db'
import type { Env } from '../env'
import type { ViewerSql } from '../http/session'
import { sql } from '../sql'
import { looking, meets } from './keys'
import { type GoalWords, openWords } from './statements'

interface CitedRow { id: string; key_version: number; words: string }

export const citedQuery = (db: Db, me: ViewerSql, ids: readonly string[]) => db.q.all<CitedRow>(sql`with ${looking(db.org, me)} select g.id, g.key_version, g.words
  from json_each(${JSON.stringify([...new Set(ids)])}) e cross join goals g on g.org_id = ${db.org} and g.id = e.value where g.visibility = 'organization' and g.state <> 'draft' and ${meets('g')}`)

/** Their titles of today, as what is said keeps them. */
export const citedOf = (env: Env, org: string, rows: readonly CitedRow[]): Promise<{ id: string; title: string }[]> =>
  Promise.all(rows.map(async ({ id, words, key_version: version }) => ({ id, title: (await openWords<GoalWords>(env, org, 'goals', id, words, version, Infinity)).title })))
