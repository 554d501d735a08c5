import { expect, test } from 'vitest'
import { wordsByLanguage } from '../../scripts/lib/words-by-language.mjs'
import { catalogue } from '../../shared/words/index'

const load = (id: string) => (wordsByLanguage().load as (this: object, id: string) => Promise<{ code: string } | null>).call({ addWatchFile() {} }, id)

test.for(['en', 'de', 'ar'] as const)('%s becomes its own messages and no others', async (language) => {
  const loaded = await load(`/somewhere/shared/words/${language}.ts?v=1`)
  expect(JSON.parse(loaded!.code.replace('export const messages = ', ''))).toEqual(catalogue(language))
})

test('other modules are left alone', async () => {
  expect(await load('/somewhere/shared/words/index.ts')).toBeNull()
  expect(await load('/somewhere/extension/de.ts')).toBeNull()
})
