/** Cases of data protection over HTTP. */
import { caseEndpoints } from '../../shared/cases'
import { type App, mount } from '../http/mount'
import { answer, answerOf, ask, decide, file, gather, setContacts } from './actions'
import { caseOf, contactsQuery, mineQuery, runByQuery } from './queries'

export const caseRoutes = (app: App): void =>
  mount(app, caseEndpoints, {
    async contacts({ db, enter }) {
      const { viewer, rows: [items] } = await enter(contactsQuery(db))
      return { items, mine: items.find(({ id }) => id !== viewer.id) ?? null }
    },

    setContacts,
    ask,

    async mine({ db, me, enter }) {
      const { rows: [rows] } = await enter(mineQuery(db, me))
      return { items: rows.map(caseOf) }
    },

    answerOf,

    async all({ db, me, enter }) {
      const { rows: [rows] } = await enter(runByQuery(db, me))
      return { items: rows.map(caseOf) }
    },

    file,
    gather,
    decide,
    answer,
  })
