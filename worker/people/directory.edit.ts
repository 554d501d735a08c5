/** A change of the directory by hand: read as a whole, changed, its facts computed anew, and written where it differs. Two D1 calls. */
import type { CairnEvent } from '../../shared/events'
import type { FieldCode } from '../../shared/problem'
import { Refusal } from '../../shared/problem'
import type { Results, Statement } from '../db'
import { type Guard, record } from '../events/record'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { sql } from '../sql'
import { directoryOf, directoryQueries, directoryVersion } from './directory.load'
import { directoryStatements } from './directory.statements'
import { keepFacts } from './plan.facts'
import { type DirectoryPlan, type DirectoryState, copyOf } from './plan.shapes'

/** What is wrong with a field of the body. */
export const wrong = (pointer: string, code: FieldCode): Refusal => new Refusal('invalid', { errors: [{ pointer, code }] })

/**
 * @param edit changes `after` and says what happened; null = nothing is to be written
 * @param reads what is to be read once it is done
 * @throws Refusal of `edit`, or `conflict` when the directory was written meanwhile
 */
export async function editDirectory<const S extends readonly Statement[]>(
  { db, enter, now, guards = [] }: Pick<Call, 'db' | 'enter' | 'now'> & { guards?: Guard[] }, edit: (after: DirectoryState, viewer: Viewer, before: DirectoryState) => CairnEvent | null, ...reads: S
): Promise<{ viewer: Viewer; rows: Results<S> }> {
  const { viewer, rows } = await enter(...directoryQueries(db, now))
  const { state: before, version } = directoryOf(rows)
  const after = copyOf(before)
  const event = edit(after, viewer, before)
  const plan: DirectoryPlan = { before, after, outcomes: [], left: [], handles: [], errors: [], now }
  keepFacts(plan, viewer.organisation.settings.includesContractors ?? false)
  const statements = event ? await directoryStatements(db, plan) : []
  if (!event || statements.length === 0) return { viewer, rows: (await db.batch(...reads)) as Results<S> }
  const written = await record(db, {
    guards: [...guards, { bad: sql`${directoryVersion(db.org)} <> ${version}`, refuse: 'conflict' }], statements, event, actor: viewer.id, at: now,
  }, ...reads)
  return { viewer, rows: written.rows }
}
