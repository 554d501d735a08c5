/** Links of goals over HTTP. */
import { goalLinkEndpoints } from '../../shared/goal-links'
import { type App, mount } from '../http/mount'
import { link, seen, unlink } from './actions.links'
import { onWorkQuery, pathOf } from './queries.links'
import { goalOf } from './rows'

export const goalLinkRoutes = (app: App): void =>
  mount(app, goalLinkEndpoints, {
    async onArtifact({ db, env, me, enter, params }) {
      const { viewer, rows: [rows] } = await enter(onWorkQuery(db, me, params.id))
      return { items: await Promise.all(rows.map(async (row) => {
        const [goal, { path, above }] = await Promise.all([goalOf(env, viewer, row), pathOf(env, viewer, row)])
        return { goal, keyResult: row.link_key || null, path, priority: goal.priority ?? above }
      })) }
    },
    link,
    unlink,
    seen,
  })
