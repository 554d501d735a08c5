/** What the API is, for people and programs: files that were made with the desk from the endpoint table. */
import { Refusal } from '../../shared/problem'
import type { App } from './mount'
import { securityHeaders } from './headers'
import { problemResponse } from './problem'

export function referenceRoutes(app: App): void {
  app.get('/api/openapi.json', async (c) => {
    const file = await c.env.ASSETS?.fetch(new URL('/openapi.json', c.req.url))
    return file?.ok ? new Response(file.body, { headers: { ...securityHeaders, 'content-type': 'application/json' } }) : problemResponse(new Refusal('not-found'))
  })
  app.get('/api', (c) => c.redirect('/api-reference'))
}
