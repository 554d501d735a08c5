import { defineProject } from 'vitest/config'
import { inBrowser } from './support/kinds'

/** Components and the launcher in a real browser, without the extension around them. */
export default defineProject({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    name: 'views',
    include: inBrowser,
    environment: 'node',
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
  },
})
