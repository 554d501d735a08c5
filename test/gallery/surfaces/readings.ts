/** Counters of the made-up organisation: one site that works but for its people, one that says nothing yet. */
import type { Sites } from '../../../shared/selectors'

export const readings: Sites = {
  counters: true,
  pack: { version: 7, at: '2026-11-21T08:00:00Z', off: ['linear'] },
  sites: [
    { site: 'github', recent: 40, before: 50, fields: [{ field: 'title', found: 38, foundBefore: 50, by: [{ source: 'json', count: 30 }, { source: 'css', count: 8 }] }, { field: 'people', found: 16, foundBefore: 45, by: [{ source: 'testid', count: 16 }] }] },
    { site: 'jira', recent: 3, before: 0, fields: [{ field: 'title', found: 3, foundBefore: 0, by: [{ source: 'rest', count: 3 }] }, { field: 'people', found: 0, foundBefore: 0, by: [] }] },
  ],
}
