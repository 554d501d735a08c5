/** The statements of action items: built here, run by `record` alone, also within the batches of other rooms. */
import type { ActionSource } from '../../shared/action-items'
import type { Db, Statement } from '../db'
import type { Env } from '../env'
import { seal } from '../sealing'
import { sql } from '../sql'

/** What is sealed of one. */
export interface ItemWords { text: string; why: string | null }
export const itemPlaceOf = (org: string, item: string) => ({ org, row: item, column: 'action_items.words' })
export const sealItem = (env: Env, org: string, item: string, words: ItemWords) => seal(env, itemPlaceOf(org, item), JSON.stringify(words))

export interface NewItem {
  /** Made by the client. Taken already: the batch fails, see `itemTaken`. */
  id: string
  seq: string
  text: string
  due: string | null
  owner: string
  /** The other side of its source: who coached, who the 1:1 is with. They see it too. */
  other: string | null
  /** Everybody who holds this team's key sees it. */
  team?: string | null
  source: { kind: ActionSource; id: string | null }
  /** What to learn from, and the work on which it is done: by their ids. */
  resource?: string | null
  artifact?: string | null
  /** Who wrote it. */
  by: string
  /** The keyed hash of what the client sent. */
  hash: string
  at: number
}

/** A new action item, its words sealed. */
export async function insertItem(env: Env, db: Db, item: NewItem): Promise<Statement> {
  const { sealed, version } = await sealItem(env, db.org, item.id, { text: item.text, why: null })
  return db.q.run(sql`insert into action_items (org_id, id, seq, owner_id, other_id, team_id, source, source_id, key_version, words, due, by_id, body_hash, at, resource_id, artifact_id)
    values (${db.org}, ${item.id}, ${item.seq}, ${item.owner}, ${item.other}, ${item.team ?? null}, ${item.source.kind}, ${item.source.id}, ${version}, ${sealed}, ${item.due}, ${item.by}, ${item.hash}, ${item.at}, ${item.resource ?? null}, ${item.artifact ?? null})`)
}

/** Whether a batch failed because an action item of that id is there already. */
export const itemTaken = (error: unknown): boolean => /UNIQUE constraint failed: action_items\./.test(String(error) + String((error as Error | undefined)?.cause))

/**
 * The feedback it came from was taken back. What its author wrote goes with their words; what its owner made of it stays theirs,
 * and neither the source nor the other side is known any more.
 */
export const severItems = (db: Db, feedback: string): Statement[] => [
  db.q.run(sql`delete from action_items where org_id = ${db.org} and source_id = ${feedback} and source = 'feedback' and by_id <> owner_id`),
  db.q.run(sql`update action_items set source = 'own', source_id = null, other_id = null, version = version + 1 where org_id = ${db.org} and source_id = ${feedback} and source = 'feedback'`),
]
