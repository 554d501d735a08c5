import { exports } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import text from '../../extension/desk.web/public/_headers?raw'

// The desk's files may be answered without the Worker, and by it where a path is not a file's: the same headers either way.
it('the desk has the same headers from its files as from the Worker', async () => {
  const [all = ''] = text.split('\n\n')
  const fromFiles = [...all.matchAll(/^ {2}([\w-]+): (.*)$/gm)].map(([, name = '', value]) => [name.toLowerCase(), value] as const)
  const { headers } = await exports.default.fetch('http://localhost:8787/goals')
  expect(fromFiles.length).toBeGreaterThan(6)
  for (const [name, value] of fromFiles.filter(([name]) => name !== 'strict-transport-security')) expect([name, headers.get(name)]).toEqual([name, value])
})
