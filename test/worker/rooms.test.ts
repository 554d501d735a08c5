import { env } from 'cloudflare:workers'
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { expect, it, vi } from 'vitest'
import { allEndpoints } from '../../shared/endpoints'
import { makeApp, onDemand } from '../../worker/app'
import { newApp } from '../../worker/http/mount'
import { daily, type Room } from '../../worker/rooms'
import { pages } from '../../worker/rooms.pages'
import { seldom } from '../../worker/rooms.seldom'

const routesOf = (rooms: readonly Room[]): string[] => {
  const app = newApp()
  for (const room of rooms) room(app)
  return app.routes.map(({ method, path }) => `${method} ${path}`)
}

it('every endpoint has its room, once', () => {
  const mounted = routesOf([...daily, ...seldom, ...pages])
  expect(allEndpoints.map(({ method, path }) => `${method} ${path}`).filter((route) => !mounted.includes(route))).toEqual([])
  expect(mounted.filter((route, index) => mounted.indexOf(route) !== index)).toEqual([])
})

it('whatever is loaded on demand lies below the addresses that load it', async () => {
  const paths = await Promise.all(onDemand.map(async ({ at, load }) => {
    const app = newApp()
    for (const path of at) app.all(path, () => new Response('loaded'))
    const asked = routesOf(await load()).map((route) => route.split(' ')[1]!)
    return Promise.all(asked.map(async (path) => [path, await (await app.fetch(new Request(`http://localhost${path}`), env, createExecutionContext())).text()]))
  }))
  expect(paths.flat().length).toBeGreaterThan(50)
  expect(paths.flat().filter(([, answer]) => answer !== 'loaded')).toEqual([])
})

it('answers whatever is asked for first, be it loaded or not, and many at once', async () => {
  const app = makeApp()
  const ask = async (method: string, path: string): Promise<number> => {
    const context = createExecutionContext()
    const answer = await app.fetch(new Request(`http://localhost:8787${path}`, { method }), env, context)
    await waitOnExecutionContext(context)
    return answer.status
  }
  // 401: an endpoint stands there and asks who is calling.
  const all = ['/api/v1/goals', '/api/v1/me', '/api/v1/organisation/teams', '/api/v1/cases', '/api/v1/none', '/sign-in', '/goals']
  const expected = [401, 401, 401, 401, 404, 200, 200]
  expect(await Promise.all([...all, ...all].map((path) => ask('GET', path)))).toEqual([...expected, ...expected])
  // One path of two rooms, told apart by the method.
  expect(await Promise.all([ask('GET', '/api/v1/teams'), ask('POST', '/api/v1/teams'), ask('PUT', '/api/v1/teams'), ask('HEAD', '/api/v1/goals')])).toEqual([401, 401, 404, 401])
})

it('a load that fails is a problem of that request; the next one loads again', async () => {
  let loads = 0
  const app = makeApp([{ at: ['/api/*'], load: async () => { loads += 1; if (loads === 1) throw new TypeError('at https://secret.example'); return seldom } }])
  const ask = () => app.fetch(new Request('http://localhost:8787/api/v1/goals'), env, createExecutionContext())
  const told = vi.spyOn(console, 'error').mockImplementation(() => undefined)
  const failed = await ask()
  expect([failed.status, failed.headers.get('content-type'), await failed.json()]).toMatchObject([500, 'application/problem+json', { status: 500 }])
  expect(told.mock.calls).toEqual([[JSON.stringify({ level: 'error', method: 'GET', name: 'TypeError' })]])
  told.mockRestore()
  expect([(await ask()).status, (await ask()).status, loads]).toEqual([401, 401, 2])
})
