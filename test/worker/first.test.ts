import { expect, it } from 'vitest'
import { newApp } from '../../worker/http/mount'
import { daily } from '../../worker/rooms'
import { pages } from '../../worker/rooms.pages'
import { seldom } from '../../worker/rooms.seldom'
import toml from '../../wrangler.toml?raw'

// A path that is missing there would be answered with the desk's first page.
it('every path of the Worker is asked of the Worker before the desk\'s files', () => {
  const first = [...(toml.match(/run_worker_first = \[([^\]]*)\]/)?.[1] ?? '').matchAll(/"([^"]+)"/g)].map(([, path = '']) => path)
  const covered = (path: string): boolean => first.some((pattern) => (pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern))
  const app = newApp()
  for (const room of [...daily, ...seldom, ...pages]) room(app)
  const paths = [...new Set(app.routes.map(({ path }) => path))]
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.filter((path) => !covered(path))).toEqual([])
})
