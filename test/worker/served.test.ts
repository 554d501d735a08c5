import { expect, test } from 'vitest'
import { catalogue, languages } from '../../shared/words'
import { servedCatalogue } from '../../shared/words/served'

// The worker's sources as text, so that a key which it says is found whoever adds it.
const sources = import.meta.glob('../../worker/**/*.ts', { query: '?raw', import: 'default', eager: true }) as Record<string, string>

test('every message that the worker says is in its catalogue', () => {
  const keys = new Set(Object.values(sources).flatMap((text) => [...text.matchAll(/\bt\(\s*'([a-zA-Z]+\.[\w.-]+)'/g)].map((found) => found[1]!)))
  expect(keys.size).toBeGreaterThan(20)
  for (const language of languages) {
    const served = servedCatalogue(language) as Record<string, string>
    expect([...keys].filter((key) => !(key in served))).toEqual([])
    for (const [key, words] of Object.entries(served)) expect(words).toBe((catalogue(language) as Record<string, string>)[key])
  }
})
