/** Reads for the timeline: from the rooms below, put together. */
import { canSee } from '../../shared/audience'
import type { Evidence } from '../../shared/timeline'
import { mostEntries } from '../../shared/timeline'
import type { Viewer } from '../http/session'
import type { EntryRow } from '../feedback/queries.all'
import { timeOf, type TimeRow } from '../people/queries.away'

export { pageOf } from '../feedback/queries'
export { allQueries, entriesQueries, ownEntriesQuery, pageOfSize, partQuery, seenOf, someQuery } from '../feedback/queries.all'
export { mayQuery } from '../feedback/queries.coach'
export { timeQuery } from '../people/queries.away'

/** What stands on a timeline, as far as its reader may see it. */
export function evidenceOf(viewer: Viewer, rows: readonly EntryRow[], time: TimeRow | null): Evidence {
  const sorted = rows.toSorted((a, b) => (a.seq < b.seq ? 1 : -1))
  return {
    entries: sorted.filter((row) => canSee(JSON.parse(row.keys) as string[], viewer.keys)).map((row) => ({
      id: row.id, seq: row.seq, at: new Date(row.at).toISOString(), kind: row.kind, author: { id: row.author_id, name: row.author_id === viewer.id ? viewer.name : row.author_name },
      values: (JSON.parse(row.core_values ?? '[]') as [string, string][]).map(([id, name]) => ({ id, name })), site: row.site as Evidence['entries'][number]['site'],
    })),
    after: rows.length === mostEntries ? sorted.at(-1)!.seq : null,
    rhythm: time && timeOf(time),
  }
}
