import { setupI18n } from '@lingui/core'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import { describe, expect, test } from 'vitest'
import { catalogue, languages, type Language, type WordKey } from '../../shared/words/index'
import { notificationKindNames } from '../../shared/notification-kinds'
import { graphemes } from '../../shared/text'
import { icu } from '../../shared/words/icu'
import { localeOf } from '../../shared/words/locale'
import { wordingOf, type Token } from '../../shared/words/wording'
import { wordsFor } from '../../worker/words'
import { filesIn, textOf } from '../support/source'

const english = catalogue('en')
const keys = Object.keys(english) as WordKey[]

interface Shape {
  names: Set<string>
  plurals: Map<string, Set<string>>
  numbers: Set<string>
  selects: Map<string, Set<string>>
  tags: string[]
}

/** What a message asks for: arguments, the forms of its plurals, the cases of its selects, its tags. */
function shapeOf(message: string): Shape {
  const shape: Shape = { names: new Set(), numbers: new Set(), plurals: new Map(), selects: new Map(), tags: [...new Set(message.match(/<\/?[a-z]+>/g))].sort() }
  const walk = (tokens: Token[]) => {
    for (const token of tokens) {
      if (typeof token === 'string') continue
      const [name, fn, cases] = token
      shape.names.add(name)
      const forms = Object.entries((cases ?? {}) as Record<string, unknown>).filter(([key, value]) => key !== 'offset' && Array.isArray(value))
      if (fn === 'number') shape.numbers.add(name)
      if (fn === 'plural') shape.plurals.set(name, new Set(forms.map(([key]) => key)))
      if (fn === 'select') shape.selects.set(name, new Set(forms.map(([key]) => key)))
      for (const [, nested] of forms) walk(nested as Token[])
    }
  }
  walk(compileMessageOrThrow(message) as Token[])
  return shape
}

describe.for(languages)('%s', (language: Language) => {
  const messages = catalogue(language)

  test('has the keys of English, and no empty message', () => {
    expect(Object.keys(messages).sort()).toEqual([...keys].sort())
    expect(keys.filter((key) => !messages[key].trim())).toEqual([])
  })

  test('asks for the same values, with the same tags and cases', () => {
    for (const key of keys) {
      const [ours, theirs] = [shapeOf(english[key]), shapeOf(messages[key])]
      expect([...theirs.names].sort(), key).toEqual([...ours.names].sort())
      expect(theirs.tags, key).toEqual(ours.tags)
      for (const [name, cases] of ours.selects) expect([...(theirs.selects.get(name) ?? [])].sort(), `${key} ${name}`).toEqual([...cases].sort())
    }
  })

  test('has every plural form of the language', () => {
    const needed = new Intl.PluralRules(language).resolvedOptions().pluralCategories
    for (const key of keys)
      for (const [name, forms] of shapeOf(messages[key]).plurals)
        for (const form of needed) expect([...forms], `${key} {${name}}`).toContain(form)
  })

  test('words every message, for every number, as lingui does', () => {
    const lingui = setupI18n({ locale: localeOf(language), messages: { [localeOf(language)]: {} } })
    const otherwise: string[] = []
    const words = wordingOf(language, messages, icu)
    for (const key of keys) {
      const tokens = icu.compile(messages[key])
      const shape = shapeOf(messages[key])
      const variants = [...shape.selects].flatMap(([name, cases]) => [...cases].map((each) => ({ [name]: each })))
      for (const variant of variants.length ? variants : [{}])
        for (const n of shape.plurals.size ? [0, 1, 2, 3, 11, 100, 1234] : [2]) {
          const values = { ...Object.fromEntries([...shape.names].map((name) => [name, shape.plurals.has(name) || shape.numbers.has(name) ? n : 'Dee'])), ...variant }
          const text = words.t(key, values)
          expect(text, key).not.toBe(key)
          // Lingui takes a compiled message where its types say text.
          if (icu.format(localeOf(language), tokens, values) !== lingui._('', values, { message: tokens as unknown as string })) otherwise.push(key)
          expect(text, key).not.toMatch(/[{}\uE000\uE001]|undefined|NaN|<\/?[a-z]+>/)
        }
    }
    expect(otherwise).toEqual([])
  }, 20_000)

  test('never shouts', () => {
    expect(keys.filter((key) => /[!\u00A1\uFF01]/.test(messages[key]))).toEqual([])
  })
})

describe('every message', () => {
  const code = [...filesIn('shared', '.ts'), ...filesIn('worker', '.ts'), ...filesIn('extension', '.ts', '.tsx')].filter((path) => !path.startsWith('shared/words/parts/')).map(textOf).join('\n')
  const written = new Set([...code.matchAll(/'([a-z]+\.[\w.-]+)'/gi)].map(([, key]) => key))
  // A key that is put together: what is filled in holds no dot, save the kinds of notifications.
  const made = [...code.matchAll(/`([a-z]+\.[^`\s]*\$\{[^`]*)`/gi)].map(([, text]) => RegExp(`^${text!.replace(/\$\{[^}]*\}/g, '\u0000').replace(/[.]/g, '\\.').replaceAll('\u0000', '[\\w-]+')}$`))
  const ofNotifications = notificationKindNames.flatMap((kind) => [`notification.${kind}`, `mail.${kind}.subject`, `mail.${kind}.line`, `prefer.kind.${kind}`])

  test('is said somewhere', () => {
    expect(keys.filter((key) => !written.has(key) && !made.some((form) => form.test(key)) && !ofNotifications.includes(key))).toEqual([])
  })
})

describe('wording', () => {
  test('a list of names stands in the sentence as the language lists', () => {
    expect(wordsFor('en').t('common.remove', { name: ['Ben', 'Chi', 'Dee'] })).toBe('Remove Ben, Chi and Dee')
    expect(wordsFor('de').t('common.remove', { name: ['Ben', 'Chi'] })).toBe('Ben und Chi entfernen')
  })

  test('a name against the grain is isolated, one along it is not', () => {
    expect(wordsFor('ar').t('common.remove', { name: 'Dee' })).toBe('إزالة \u2068Dee\u2069')
    expect(wordsFor('en').t('common.remove', { name: 'Dee' })).toBe('Remove Dee')
    expect(wordsFor('en').t('common.remove', { name: 'فاطمة' })).toBe('Remove \u2068فاطمة\u2069')
  })

  test('what people wrote is never read as a message, a tag or an escape', () => {
    const name = '<b>{count}</b> \\u0041 \uE000 0'
    expect(wordsFor('en').t('common.remove', { name })).toBe(`Remove ${name}`)
  })

  test.each([
    ['{n, plural, =0 {none} one {one} other {# things}}', { n: 0 }], ['{n, plural, offset:1 =1 {you} one {you and # other} other {you and # others}}', { n: 1_202 }], ['{n, plural, offset:1 =1 {you} one {you and # other} other {you and # others}}', { n: 2 }],
    ['{n, plural, one {{who, select, ben {his thing} other {a thing}}} other {{n} things of {who}}}', { n: 1, who: 'ben' }], ['{who, select, ben {his} other {theirs}}', { who: 'constructor' }], ['{missing}', {}], ['{n, number} of {m}', { n: 12_345.5, m: 2 }],
  ])('%s is worded as lingui does', (message, values) => {
    const tokens = icu.compile(message)
    expect(icu.format('en', tokens, values as Record<string, string | number>)).toBe(setupI18n({ locale: 'en', messages: { en: {} } })._('', values, { message: tokens as unknown as string }))
  })

  test('plurals choose by language', () => {
    expect(wordsFor('en').t('common.results', { count: 1 })).toBe('1 result')
    expect(wordsFor('en').t('common.results', { count: 1200 })).toBe('1,200 results')
    expect(wordsFor('ar').t('common.results', { count: 2 })).toBe('نتيجتان')
    expect(wordsFor('ar').t('common.results', { count: 3 })).toBe('3 نتائج')
  })

  test('a calendar day is the same day in every zone; an instant is not', () => {
    expect(wordsFor('en', 'America/Los_Angeles').date('2026-11-20', 'day', '2026-11-21')).toBe('20 November')
    expect(wordsFor('en', 'America/Los_Angeles').date('2026-11-20T02:00:00Z', 'day', '2026-11-21')).toBe('19 November')
    expect(wordsFor('en').date('2025-11-20', 'day', '2026-11-21')).toBe('20 November 2025')
  })

  test('ago counts days as people do', () => {
    const { ago } = wordsFor('en', 'Europe/Oslo')
    const now = '2026-11-19T15:00:00Z'
    expect(ago('2026-11-19T14:59:40Z', now)).toBe('now')
    expect(ago('2026-11-19T14:20:00Z', now)).toBe('40 minutes ago')
    expect(ago('2026-11-19T08:00:00Z', now)).toBe('7 hours ago')
    expect(ago('2026-11-18T08:00:00Z', now)).toBe('yesterday')
    expect(ago('2026-11-21', now)).toBe('in 2 days')
    expect(ago('2026-11-01T08:00:00Z', now)).toBe('2 weeks ago')
    expect(ago('2026-03-01T08:00:00Z', now)).toBe('1 March')
  })

  test('letters are counted as people count them', () => {
    expect(graphemes('é👩🏽‍🚀مرحبا')).toBe(7)
  })
})
