import { defineProject } from 'vitest/config'

/** Pure rules, site leaves, components, launcher and walls, in plain Node; a component's test asks for jsdom in its first line. */
export default defineProject({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  define: { 'import.meta.env.CAIRN_WEB': 'false', 'import.meta.env.CAIRN_DEV': 'true', 'import.meta.env.CAIRN_SERVER': '"http://localhost:8787"' },
  test: {
    name: 'unit',
    include: ['walls.test.ts', '{shared,extension,scripts}/**/*.test.{ts,tsx}'],
    environment: 'node',
    testTimeout: 30_000,
    maxWorkers: 2,
  },
})
