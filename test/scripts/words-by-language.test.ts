import { expect, test } from 'vitest'
import { wordsByLanguage } from '../../scripts/lib/words-by-language.mjs'
import { catalogue } from '../../shared/words/index'
import { icu } from '../../shared/words/icu'

const load = (id: string) => (wordsByLanguage().load as (this: object, id: string) => Promise<{ code: string } | null>).call({ addWatchFile() {} }, id)

test.for(['en', 'de', 'ar'] as const)('%s becomes its own messages and no others, compiled', async (language) => {
  const loaded = await load(`/somewhere/shared/words/${language}.ts?v=1`)
  const messages = Object.entries(JSON.parse(loaded!.code.replace('export const messages = ', '')) as Record<string, unknown>)
  // A text that is nothing else stays one, as the page's own stand-in for the parser reads it.
  expect(Object.fromEntries(messages.map(([key, tokens]) => [key, typeof tokens === 'string' ? [tokens] : tokens]))).toEqual(Object.fromEntries(Object.entries(catalogue(language)).map(([key, message]) => [key, icu.compile(message)])))
})

test('a page brings no parser of messages along', async () => {
  const parser = (wordsByLanguage().resolveId as (id: string) => string | null)('@lingui/message-utils/compileMessage')
  expect((await load(parser!))!.code).not.toContain('import')
})

test('other modules are left alone', async () => {
  expect(await load('/somewhere/shared/words/index.ts')).toBeNull()
  expect(await load('/somewhere/extension/de.ts')).toBeNull()
})
