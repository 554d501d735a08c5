import { configDefaults, defineProject } from 'vitest/config'
import { inBrowser } from './support/kinds'

/** Pure rules, site leaves, launcher and walls, in plain Node: seconds. */
export default defineProject({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { 'import.meta.env.CAIRN_WEB': 'false', 'import.meta.env.CAIRN_DEV': 'true', 'import.meta.env.CAIRN_SERVER': '"http://localhost:8787"' },
  test: {
    name: 'unit',
    include: ['walls.test.ts', '{auth,shared,extension,scripts}/**/*.test.{ts,tsx}'],
    exclude: [...configDefaults.exclude, ...inBrowser],
    environment: 'node',
    testTimeout: 30_000,
    maxWorkers: 2,
  },
})
