/** What the numbers of goals say in three languages: on the page, in the popup and in a check-in they are these functions. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { KeyResult } from '../../../shared/key-results'
import { catalogue } from '../../../shared/words/index'
import { icu } from '../../../shared/words/icu'
import { wordingOf } from '../../../shared/words/wording'
import { decimalOf, mayAnswer, nowText, numberIn, readingText } from '../../../extension/goals/figures'
import { draftOf, emptyKeyResult, keyResultIn } from '../../../extension/goals/KeyResultFields'

type Language = 'en' | 'de' | 'ar'
const words = (language: Language) => wordingOf(language, catalogue(language), icu, 'UTC')
// Blanks that do not break and marks of direction are the language's own affair.
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ').replace(/[\u200e\u200f\u061c\u2068\u2069]/g, '')
const part = (more: Partial<KeyResult>): KeyResult => ({ id: '', title: '', measure: 'number', baseline: 0, target: 10, stretch: null, unit: null, rubric: [], weight: 1, owner: { id: '', name: null }, current: null, progress: 0, confidence: null, status: null, lastAt: null, staleFrom: null, rule: null, dropped: false, version: 1, ...more })

describe('a reading', () => {
  it.each<[Language, Partial<KeyResult>, number, string]>([
    ['en', { measure: 'currency', unit: 'EUR' }, 1200, '€1,200'], ['en', { measure: 'currency', unit: 'EUR' }, 1200.5, '€1,200.50'], ['en', { measure: 'currency', unit: 'JPY' }, 1200, 'JP¥1,200'],
    ['de', { measure: 'currency', unit: 'EUR' }, 1200.5, '1.200,50 €'], ['de', { measure: 'currency', unit: 'CHF' }, -3, '-3 CHF'], ['en', { measure: 'currency', unit: 'points' }, 1200, '1,200 points'],
    ['en', { measure: 'percent' }, 92.5, '92.5%'], ['de', { measure: 'percent' }, 92.5, '92,5 %'], ['en', { measure: 'number', unit: 'ms' }, 1234.567, '1,234.57 ms'], ['de', { measure: 'number', unit: 'Tage' }, 1234.5, '1.234,5 Tage'],
    ['en', { measure: 'milestone' }, 1, '1'], ['en', { measure: 'qualitative', rubric: ['a', 'b', 'c', 'd'] }, 1, 'step 2 of 4'], ['de', { measure: 'qualitative', rubric: ['a', 'b', 'c'] }, 2, 'Stufe 3 von 3'],
  ])('in %s of %j at %f is "%s"', (language, more, value, said) => expect(plain(readingText(words(language), part(more), value))).toBe(said))

  it('in Arabic has the number and what it is of', () => {
    for (const [more, value] of [[{ measure: 'currency', unit: 'EUR' }, 1200.5], [{ measure: 'percent' }, 92.5], [{ measure: 'number', unit: 'ms' }, 12]] as [Partial<KeyResult>, number][]) {
      const said = readingText(words('ar'), part(more), value)
      expect(numberIn(plain(said).replace(/[^\d٠-٩.,٫٬-]/g, ''), decimalOf(words('ar')))).toBe(value)
    }
  })

  it('stands beside its target; of a rubric alone', () => {
    expect(plain(nowText(words('de'), part({ measure: 'currency', unit: 'EUR', target: 12_000, current: 4500.5 })))).toBe('jetzt 4.500,50 €, Ziel 12.000 €')
    expect(nowText(words('en'), part({ measure: 'qualitative', rubric: ['a', 'b', 'c'], current: 1 }))).toBe('step 2 of 3')
  })
})

describe('a key result that is typed', () => {
  it('comes back as it was shown, in each language, whatever its numbers', () => {
    const amount = fc.integer({ min: -1e9, max: 1e9 }).map((n) => n / 100)
    fc.assert(fc.property(fc.constantFrom<Language>('en', 'de', 'ar'), amount, amount, fc.option(amount), fc.integer({ min: 0, max: 10_000 }).map((n) => n / 100), fc.constantFrom<KeyResult['measure']>('number', 'percent', 'currency', 'milestone'), (language, baseline, target, stretch, weight, measure) => {
      const one = part({ title: 'It', measure, baseline, target, stretch, weight, unit: measure === 'currency' ? 'EUR' : null })
      const read = keyResultIn(draftOf(words(language), one), words(language))
      expect(read).toMatchObject({ value: { baseline, target, stretch, weight, measure } })
    }))
  })

  it('says what is missing by field, and a currency by its three letters', () => {
    expect(keyResultIn({ ...emptyKeyResult(), baseline: 'x', target: '', stretch: 'y', weight: '-1', measure: 'currency', unit: 'Euro' }, words('en'))).toEqual({ wrong: { title: 'needed', baseline: 'number', target: 'number', stretch: 'number', weight: 'number', unit: 'needed' } })
    expect(keyResultIn({ ...emptyKeyResult(), title: 'Runbook', measure: 'qualitative', rubric: ['None', ' ', 'Used'] }, words('en'))).toEqual({ wrong: { rubric: 'needed' } })
    expect(keyResultIn({ ...emptyKeyResult(), title: 'Runbook', measure: 'qualitative', rubric: ['None', 'A page', 'Used', ''] }, words('en'))).toMatchObject({ value: { baseline: 0, target: 2, stretch: null, unit: null, rubric: ['None', 'A page', 'Used'] } })
    expect(keyResultIn({ ...emptyKeyResult(), title: 'Saved', measure: 'currency', unit: 'usd', target: '1.200,50' }, words('de'))).toMatchObject({ value: { target: 1200.5, unit: 'USD' } })
    expect(keyResultIn({ ...emptyKeyResult(), title: 'Saved', target: '1,200.50' }, words('en'))).toMatchObject({ value: { target: 1200.5 } })
  })
})

it('a need is answered by whom it is of, who has it, and whose the goal is', () => {
  const need = { need: { kind: 'help' as const, to: { id: 'chi', name: 'Chi' }, text: '', answered: null }, by: { id: 'ben', name: 'Ben' } }
  const may = (viewer: string, mine: 'owner' | 'co_owner' | 'manager' | 'reader') => mayAnswer(need, { mine }, viewer)
  expect([may('chi', 'reader'), may('ben', 'reader'), may('ada', 'manager'), may('dee', 'owner'), may('dee', 'co_owner'), may('dee', 'reader')]).toEqual([true, true, true, true, true, false])
})
