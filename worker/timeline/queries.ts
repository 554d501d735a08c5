/** Reads for the timeline: from the rooms below, put together. */
import type { Evidence } from '../../shared/timeline'
import { mostEntries } from '../../shared/timeline'
import type { Viewer } from '../http/session'
import { filled, type More } from '../feedback/queries'
import type { EntryRow } from '../feedback/queries.all'
import { timeOf, type TimeRow } from '../people/queries.away'

export { pageOf } from '../feedback/queries'
export { allQueries, entriesQueries, ownEntriesQuery, pageOfSize, partQuery, seenOf, someQuery } from '../feedback/queries.all'
export { mayQuery } from '../feedback/queries.coach'
export { timeQuery } from '../people/queries.away'

/** What stands on a timeline, as far as its reader may see it. */
export async function evidenceOf(viewer: Viewer, rows: readonly EntryRow[], time: TimeRow | null, more: More<EntryRow>): Promise<Evidence> {
  const page = await filled(viewer, rows, mostEntries, more)
  return {
    entries: page.rows.map((row) => ({
      id: row.id, seq: row.seq, at: new Date(row.at).toISOString(), kind: row.kind, author: { id: row.author_id, name: row.author_id === viewer.id ? viewer.name : row.author_name },
      values: (JSON.parse(row.core_values ?? '[]') as [string, string][]).map(([id, name]) => ({ id, name })), site: row.site as Evidence['entries'][number]['site'],
    })),
    after: page.after,
    rhythm: time && timeOf(time),
  }
}
