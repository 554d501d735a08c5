/** What the platform keeps of a request: addresses hold tokens and names, so only our own lines are kept (docs/trust.md). */
import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { inRoot } from '../../scripts/lib/paths.mjs'

it('keeps no address of any request', async () => {
  const { unstable_readConfig: read } = await import('wrangler')
  const { observability, logpush, tail_consumers } = read({ config: inRoot('wrangler.toml') })
  expect(observability?.logs).toMatchObject({ enabled: true, invocation_logs: false })
  expect(observability?.traces?.enabled ?? false).toBe(false)
  expect([logpush ?? false, tail_consumers ?? []]).toEqual([false, []])
  expect(readFileSync(inRoot('docs/trust.md'), 'utf8')).toContain('No words, no addresses, no tokens.')
})
