/** Gathers every room's routes: those of most people's day at the start, the others when the first of them is asked for. */
import { Refusal } from '../shared/problem'
import { deskRoutes } from './desk/routes'
import { preflight } from './http/guards'
import { type App, newApp } from './http/mount'
import { problemResponse } from './http/problem'
import { daily, type Room } from './rooms'

/** Rooms that are loaded with the first request below these addresses that no daily room has answered. */
interface Demand { at: readonly string[]; load: () => Promise<readonly Room[]> }

/** TABLE: what is loaded on demand. */
export const onDemand: readonly Demand[] = [
  { at: ['/api/*'], load: async () => (await import('./rooms.seldom')).seldom },
  { at: ['/oauth/*', '/auth/*', '/sign-in', '/join/*', '/setup', '/address/*', '/unsubscribe/*'], load: async () => (await import('./rooms.pages')).pages },
]

/** The whole API and the desk. A load that fails is a problem of its request alone: the next one loads again. */
export function makeApp(demands = onDemand): App {
  const app = newApp()
  app.options('/api/*', (c) => preflight(c.req.raw, c.env))
  app.options('/oauth/*', (c) => preflight(c.req.raw, c.env))
  for (const room of daily) room(app)
  for (const { at, load } of demands) {
    let loaded: App | undefined
    // What is kept is what was loaded, never the loading: no request may wait for another's.
    for (const path of at) app.all(path, async (c) => (loaded ??= appOf(await load())).fetch(c.req.raw, c.env, c.executionCtx))
  }
  return closed(app)
}

function appOf(rooms: readonly Room[]): App {
  const app = newApp()
  for (const room of rooms) room(app)
  return closed(app)
}

/** Ends an app: what is no endpoint is nobody's, and every other path is the desk's. */
function closed(app: App): App {
  for (const path of ['/api/*', '/oauth/*', '/auth/*', '/dev/*', '/work', '/work/*']) app.all(path, () => problemResponse(new Refusal('not-found')))
  deskRoutes(app)
  return app
}
