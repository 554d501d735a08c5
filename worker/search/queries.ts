/** Reads for search, of the rooms below. */
export { holding, scanQueries, seenOf, someQuery } from '../feedback/queries.all'
export { personOf, searchQuery } from '../people/queries'
export { teamsQuery } from '../people/queries.teams'
