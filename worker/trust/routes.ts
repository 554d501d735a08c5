/** Trust over HTTP. */
import { Refusal } from '../../shared/problem'
import { pageSize } from '../../shared/page'
import { trustEndpoints } from '../../shared/trust'
import { type App, mount } from '../http/mount'
import { change, decide, withdraw } from './actions.agreement'
import { agree, ask, read } from './actions.disclosure'
import { closeHandover } from './actions.handover'
import { confirmHold, endHold, setHold } from './actions.holds'
import { changeOf, historyQuery, settingsOf, settingsQueries } from './queries.agreement'
import { auditOf, auditQuery, myAuditOf, myAuditQuery } from './queries.audit'
import { disclosureOf, disclosuresOf, disclosureQuery, disclosuresQuery } from './queries.disclosure'
import { cardsPage, handoverOf, handoverQuery, handoversQuery, readByQuery } from './queries.handover'
import { holdOf, holdsOf, holdQuery, holdsQuery } from './queries.holds'

export const trustRoutes = (app: App): void =>
  mount(app, trustEndpoints, {
    async settings({ db, enter }) {
      const { viewer, rows } = await enter(...settingsQueries(db))
      return settingsOf(viewer.id, rows)
    },
    changeSetting: change,
    async history({ db, enter, query }) {
      const { rows: [rows] } = await enter(historyQuery(db, query.after))
      return { items: rows.map(changeOf), after: rows.length === pageSize ? rows.at(-1)!.seq : null }
    },
    decide,
    withdraw,

    async holds({ db, env, me, enter, query }) {
      const { viewer, rows: [rows] } = await enter(holdsQuery(db, me, query.after))
      return { items: await holdsOf(env, viewer, rows), after: rows.length === pageSize ? rows.at(-1)!.id : null }
    },
    async hold({ db, env, me, enter, params }) {
      const { viewer, rows: [[row]] } = await enter(holdQuery(db, me, params.id))
      if (!row) throw new Refusal('not-found')
      return holdOf(env, viewer, row)
    },
    setHold,
    confirmHold,
    endHold,

    async disclosures({ db, env, me, enter, query, now }) {
      const { viewer, rows: [rows] } = await enter(disclosuresQuery(db, me, query.after))
      return { items: await disclosuresOf(env, viewer, rows, now), after: rows.length === pageSize ? rows.at(-1)!.id : null }
    },
    async disclosure({ db, env, me, enter, params, now }) {
      const { viewer, rows: [[row]] } = await enter(disclosureQuery(db, me, params.id))
      if (!row) throw new Refusal('not-found')
      return disclosureOf(env, viewer, row, now)
    },
    ask,
    agree,
    export: read,

    async mine({ db, me, enter, query }) {
      const { rows: [rows] } = await enter(myAuditQuery(db, me, query.after))
      return myAuditOf(rows)
    },
    async all({ db, enter, query }) {
      const { rows: [rows] } = await enter(auditQuery(db, query))
      return auditOf(rows)
    },

    async handovers({ db, me, enter }) {
      const { rows: [rows] } = await enter(handoversQuery(db, me))
      return { items: rows.map(handoverOf) }
    },
    async handoverItems({ db, env, me, enter, params, query, now }) {
      const { viewer, rows: [[row], cards] } = await enter(handoverQuery(db, me, params.id), readByQuery(db, me, params.id, query.after))
      if (!row) throw new Refusal('not-found')
      return { ...(await cardsPage(env, viewer, cards, now)), handover: handoverOf(row) }
    },
    closeHandover,
  })
