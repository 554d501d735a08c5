/** The door of the local demo: the same, with the made-up work, the mailbox and the seed in front. Never deployed: none of it is in the bundle of index.ts. */
import { Refusal } from '../shared/problem'
import { devRoutes } from './dev/routes'
import type { Env } from './env'
import { newApp } from './http/mount'
import { problemResponse } from './http/problem'
import door from './index'

const demo = newApp()
devRoutes(demo)
demo.all('*', () => problemResponse(new Refusal('not-found')))

export default {
  ...door,
  fetch: (request: Request, env: Env, context: ExecutionContext) => (/^\/(dev|work)(\/|$)/.test(new URL(request.url).pathname) ? demo.fetch(request, env, context) : door.fetch(request, env, context)),
} satisfies ExportedHandler<Env>
