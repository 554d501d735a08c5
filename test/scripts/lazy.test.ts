/** The contracts of the Worker's bundle: made late, and the same. */
import { build } from 'esbuild'
import { expect, it } from 'vitest'
import { lazyContracts } from '../../scripts/lib/lean.mjs'
import { inRoot } from '../../scripts/lib/paths.mjs'

async function loaded(contents: string, lazy: boolean): Promise<any> {
  const { outputFiles } = await build({ stdin: { contents, resolveDir: inRoot('shared'), loader: 'ts' }, bundle: true, write: false, format: 'esm', platform: 'node', logLevel: 'silent', plugins: lazy ? [lazyContracts] : [] })
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0]!.contents).toString('base64')}`)
}

it('describe the same API', async () => {
  const [lazy, eager] = await Promise.all([true, false].map((one) => loaded(`export { openApi } from './openapi'`, one)))
  const said = eager.openApi()
  expect(Object.keys(said.paths).length).toBeGreaterThan(50)
  expect(lazy.openApi()).toEqual(said)
})

it('are made when something is parsed with them, once', async () => {
  const made = await loaded(`
    import * as z from 'zod/mini'
    export let count = 0
    globalThis.__zod_globalConfig = { ...globalThis.__zod_globalConfig, postProcessor: () => { count += 1 } }
    export const schema = z.strictObject({ name: z.string().check(z.minLength(2)), kinds: z.optional(z.array(z.enum(['a', 'b']))) })
    export const wider = z.object({ ...schema.shape, more: z.number() })`, true)
  expect(made.count).toBe(0)
  expect(made.schema.safeParse({ name: 'Ben', kinds: ['a'] })).toEqual({ success: true, data: { name: 'Ben', kinds: ['a'] } })
  const once = made.count
  expect(once).toBeGreaterThan(3)
  expect(made.schema.safeParse({ name: 'B', kinds: ['c'], x: 1 }).error.issues.map(({ code, path }: any) => [code, path.join('.')])).toEqual([['too_small', 'name'], ['invalid_value', 'kinds.0'], ['unrecognized_keys', '']])
  expect(made.count - once).toBeLessThan(3)
  expect(made.wider.parse({ name: 'Ben', more: 1, x: 1 })).toEqual({ name: 'Ben', more: 1 })
})
