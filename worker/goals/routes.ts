/** Goals over HTTP. */
import { goalEndpoints } from '../../shared/goals'
import { pageSize } from '../../shared/page'
import { Refusal } from '../../shared/problem'
import { fold } from '../../shared/text'
import { type App, mount } from '../http/mount'
import { change, close, reopen } from './actions.change'
import { answerNeed, checkIn } from './actions.checkin'
import { addKeyResult, changeKeyResult } from './actions.keyresults'
import { addPriority, changePriority } from './actions.priorities'
import { set } from './actions.set'
import { itemOf, mapOf, priorityOf } from './item'
import { alignedQuery, findQuery, goalQuery, historyQuery, itemQueries, mapQueries, ofPersonQuery, ofTeamQuery, ownLinksQuery, ownQuery, prioritiesQuery, thereQuery } from './queries'
import { checkInsOf, listed } from './rows'

const dayOf = (now: number): string => new Date(now).toISOString().slice(0, 10)
const pageOf = <Item extends { seq: string }>(items: Item[]) => ({ items, after: items.length === pageSize ? items.at(-1)!.seq : null })

export const goalRoutes = (app: App): void =>
  mount(app, goalEndpoints, {
    async own({ db, env, me, enter }) {
      const { viewer, rows: [rows, links] } = await enter(ownQuery(db, me), ownLinksQuery(db, me))
      return { items: await listed(env, viewer, rows), links }
    },

    async ofPerson({ db, env, me, enter, params, query }) {
      const { viewer, rows: [rows, [there]] } = await enter(ofPersonQuery(db, me, params.id, query.state), thereQuery(db, 'people', params.id))
      if (!there) throw new Refusal('not-found')
      return { items: await listed(env, viewer, rows) }
    },

    async ofTeam({ db, env, me, enter, params }) {
      const { viewer, rows: [rows, [there]] } = await enter(ofTeamQuery(db, me, params.id), thereQuery(db, 'teams', params.id))
      if (!there) throw new Refusal('not-found')
      return { items: await listed(env, viewer, rows) }
    },

    async find({ db, env, me, enter, query }) {
      const words = fold(query.q ?? '').split(' ').filter(Boolean)
      const { viewer, rows: [rows] } = await enter(findQuery(db, me, query.scope, query.after, words.length > 0))
      const found = await listed(env, viewer, rows)
      if (words.length === 0) return pageOf(found)
      return { items: found.filter(({ title }) => words.every((one) => fold(title).includes(one))).slice(0, pageSize), after: null }
    },

    async map({ db, env, me, enter, query, now }) {
      if (query.of === undefined) {
        const { viewer, rows } = await enter(...mapQueries(db, me, dayOf(now)))
        return mapOf(env, viewer, rows)
      }
      const { viewer, rows: [[of], rows] } = await enter(goalQuery(db, me, query.of), alignedQuery(db, me, query.of, true))
      if (!of) throw new Refusal('not-found')
      return { priorities: [], goals: await listed(env, viewer, rows), more: rows.length === 50 }
    },

    async item({ db, env, me, enter, params }) {
      const { viewer, rows } = await enter(...itemQueries(db, me, params.id))
      return itemOf(env, viewer, rows)
    },

    async history({ db, env, me, enter, params, query }) {
      const { viewer, rows: [[goal], rows] } = await enter(goalQuery(db, me, params.id), historyQuery(db, me, params.id, params.keyResult, query.after))
      if (!goal) throw new Refusal('not-found')
      return pageOf(await checkInsOf(env, viewer, rows))
    },

    async priorities({ db, me, enter, now }) {
      const { viewer, rows: [rows] } = await enter(prioritiesQuery(db, me, dayOf(now), { of: 20 }))
      return { items: rows.map((row) => priorityOf(viewer, row)) }
    },

    set, change, close, reopen, addKeyResult, changeKeyResult, checkIn, answerNeed, addPriority, changePriority,
  })
