import { defineProject } from 'vitest/config'

/** Whole journeys: the built extension in a real browser against a real local backend. Two at a time: each has its own browser, profile and backend. */
export default defineProject({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    name: 'journeys',
    include: ['journeys/**/*.test.ts'],
    environment: 'node',
    maxWorkers: 2,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
