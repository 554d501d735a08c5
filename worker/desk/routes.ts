/** The web desk: static files behind the same strict headers as every page of ours. The first document is index.html for every path that is no file. */
import { Refusal } from '../../shared/problem'
import type { App } from '../http/mount'
import { policy, securityHeaders } from '../http/headers'
import { problemResponse } from '../http/problem'

export function deskRoutes(app: App): void {
  app.get('*', async (c) => {
    if (!c.env.ASSETS) return problemResponse(new Refusal('not-found'))
    const file = await c.env.ASSETS.fetch(c.req.raw)
    const headers = new Headers(file.headers)
    for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value)
    if (c.env.BASE_URL.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
    headers.set('content-security-policy', policy())
    // Names under /assets/ carry a hash of what they hold.
    headers.set('cache-control', new URL(c.req.url).pathname.startsWith('/assets/') && file.ok ? 'public, max-age=31536000, immutable' : 'no-cache')
    return new Response(file.body, { status: file.status, headers })
  })
}
