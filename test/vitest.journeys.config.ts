import { defineProject } from 'vitest/config'

/** Whole journeys: the built extension in a real browser against a real local backend. One after the other. */
export default defineProject({
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  test: {
    name: 'journeys',
    include: ['journeys/**/*.test.ts'],
    environment: 'node',
    fileParallelism: false,
    testTimeout: 60_000,
    hookTimeout: 120_000,
  },
})
