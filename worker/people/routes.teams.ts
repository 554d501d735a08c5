/** Teams over HTTP. */
import { pageSize } from '../../shared/page'
import { teamEndpoints } from '../../shared/teams'
import { type App, mount } from '../http/mount'
import { change, close, create, join, leave } from './actions.teams'
import { personOf } from './queries'
import { allTeamsQuery, pageQuery, teamListed, teamMembersQuery, teamPageOf } from './queries.organisation'

export const teamRoutes = (app: App): void =>
  mount(app, teamEndpoints, {
    async all({ db, enter }) {
      const { rows: [teams] } = await enter(allTeamsQuery(db))
      return { items: teams.map(teamListed) }
    },
    async page({ db, enter, params }) {
      const { viewer, rows } = await enter(...pageQuery(db, params.id))
      return teamPageOf(rows, viewer.keys)
    },
    async members({ db, enter, params, query, now }) {
      const { viewer, rows: [[team], , , found] } = await enter(...pageQuery(db, params.id), teamMembersQuery(db, params.id, query.after ?? null, now))
      teamPageOf([team ? [team] : [], [], []], viewer.keys)
      const items = found.slice(0, pageSize)
      return { items: items.map(personOf), after: found.length > pageSize ? (items.at(-1)?.id ?? null) : null }
    },
    create: (call) => create(call, call.body),
    change: (call) => change(call, call.body),
    close: (call) => close(call, call.body),
    join: (call) => join(call, call.body),
    leave,
  })
