/** Reports over HTTP. */
import { pageSize } from '../../shared/page'
import { Refusal } from '../../shared/problem'
import { reportEndpoints } from '../../shared/reports'
import { type App, mount } from '../http/mount'
import { decide, isWide, report, shown } from './actions'
import { itemQuery, lookers, lookersQuery, openQuery, ownReportsQuery, partsOf, reportedQuery, reportedRepliesQuery, reportOf, reportQuery, waitingQuery } from './queries'

export const reportRoutes = (app: App): void =>
  mount(app, reportEndpoints, {
    async handlers({ db, me, enter, params, now }) {
      const { viewer, rows: [[item], named, [open]] } = await enter(itemQuery(db, me, params.id), lookersQuery(db, params.id, me, now), openQuery(db, params.id))
      if (!item) throw new Refusal('not-found')
      if (item.author_id === viewer.id) throw new Refusal('not-allowed')
      const two = open ? partsOf(open).filter(({ part }) => part === 'handler') : named
      // Fewer than two: nobody is named, and the dialog says what to do.
      return { handlers: two.length < lookers ? [] : two.map(({ id, name }) => ({ id, name })), hides: isWide(item) }
    },
    report,
    async mine({ db, env, me, enter, query }) {
      const { viewer, rows: [rows] } = await enter(ownReportsQuery(db, me, query.after))
      return { items: await Promise.all(rows.map((row) => reportOf(env, viewer, row))), after: rows.length === pageSize ? rows.at(-1)!.seq : null }
    },
    async item({ db, env, me, enter, params, now }) {
      const { viewer, rows: [[row], [item], replies] } = await enter(reportQuery(db, me, params.id), reportedQuery(db, me, params.id), reportedRepliesQuery(db, me, params.id))
      if (!row) throw new Refusal('not-found')
      return shown({ env, now }, viewer, row, item, replies)
    },
    decide,
    async waiting({ db, me, enter, now }) {
      const { rows: [[row]] } = await enter(waitingQuery(db, me, now))
      return { waiting: row!.waiting }
    },
  })
