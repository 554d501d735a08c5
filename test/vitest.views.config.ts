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
    // A browser on a loaded machine now and then misses a beat: without a terminal a test gets a second try, and the report says which did.
    retry: process.env.CI === 'true' ? 1 : 0,
  },
})
