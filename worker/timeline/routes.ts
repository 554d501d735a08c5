/** The feed of all one may see, timelines, and one's own export over HTTP. */
import { pageSize } from '../../shared/page'
import { Refusal } from '../../shared/problem'
import { exportPage, mostEntries, timelineEndpoints } from '../../shared/timeline'
import { type App, mount } from '../http/mount'
import { allQueries, entriesQueries, evidenceOf, mayQuery, ownEntriesQuery, pageOf, pageOfSize, partQuery, timeQuery, seenOf, someQuery } from './queries'

export const timelineRoutes = (app: App): void =>
  mount(app, timelineEndpoints, {
    async feed({ db, env, me, enter, query, now }) {
      const { viewer, rows: [few, many] } = await enter(...allQueries(db, me, pageSize, query.after))
      return pageOf(env, viewer, [...few, ...many], now, undefined, async (at) => (await db.batch(...allQueries(db, me, pageSize, at))).flat())
    },

    async mine({ db, me, enter, query }) {
      const { viewer, rows: [rows, [time]] } = await enter(ownEntriesQuery(db, me, mostEntries, query.after), timeQuery(db, me.id))
      return evidenceOf(viewer, rows, time ?? null, async (at) => (await db.batch(ownEntriesQuery(db, me, mostEntries, at)))[0])
    },

    async ofPerson({ db, me, enter, params, query, now }) {
      const { viewer, rows: [few, many, [time], [may]] } = await enter(...entriesQueries(db, me, params.id, mostEntries, query.after), timeQuery(db, params.id), mayQuery(db, me, params.id, now))
      if (!time) throw new Refusal('not-found')
      return evidenceOf(viewer, [...few, ...many], may?.leads === 1 || params.id === viewer.id ? time : null, async (at) => (await db.batch(...entriesQueries(db, me, params.id, mostEntries, at))).flat())
    },

    async cards({ db, env, me, enter, query, now }) {
      const { viewer, rows: [rows] } = await enter(someQuery(db, me, query.ids.split(',')))
      return { items: await seenOf(env, viewer, rows, now) }
    },

    async export({ db, env, me, enter, query, now }) {
      const { viewer, rows: [rows] } = await enter(partQuery(db, me, exportPage, query.after))
      return pageOfSize(env, viewer, rows, exportPage, now, async (at) => (await db.batch(partQuery(db, me, exportPage, at)))[0])
    },
  })
