import { defineConfig } from 'vitest/config'

/** Three kinds of tests: plain Node, inside workerd, and journeys through a real browser. `--project unit` and so on runs one. */
export default defineConfig({
  test: {
    silent: 'passed-only', // One log line a request is for failures alone.
    projects: ['test/vitest.unit.config.ts', 'test/vitest.worker.config.ts', 'test/vitest.views.config.ts', 'test/vitest.journeys.config.ts'],
  },
})
