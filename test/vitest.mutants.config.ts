import { defineProject } from 'vitest/config'
import unit from './vitest.unit.config'

/** What runs against each mutant of a pure rule: the tests of the rules, in plain Node. */
export default defineProject({
  ...unit,
  test: {
    ...unit.test,
    name: 'mutants',
    include: ['shared/{audience,goals.audience,progress,days,kinds,moves,nudges,retention}.test.ts', 'auth/rules/*.test.ts', 'extension/background/outbox.rules.test.ts'],
  },
})
