import { defineProject } from 'vitest/config'

/** Whole journeys: the built extension in a real browser against a real local backend. Two at a time: each has its own browser, profile and backend. */
export default defineProject({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    name: 'journeys',
    include: ['journeys/**/*.test.ts'],
    environment: 'node',
    maxWorkers: 2,
    // A browser on a loaded machine now and then misses a beat: without a terminal a test gets a second try, and the report says which did.
    retry: process.env.CI === 'true' ? 1 : 0,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
