import { expect, test } from 'vitest'
import { wordsFor } from '../../worker/words'

test('workerd words messages without eval, in every language', () => {
  expect(wordsFor('en').t('common.results', { count: 2 })).toBe('2 results')
  expect(wordsFor('de').t('common.remove', { name: ['Ben', 'Chi'] })).toBe('Ben und Chi entfernen')
  expect(wordsFor('ar').t('common.results', { count: 11 })).toBe('11 نتيجة')
  expect(wordsFor('ar').dir).toBe('rtl')
})

test('dates are the reader’s, UTC where nobody says', () => {
  expect(wordsFor('en').date('2026-11-19T23:30:00Z', 'moment', '2026-11-19')).toBe('19 November at 23:30')
  expect(wordsFor('de', 'Europe/Oslo').date('2026-11-19T23:30:00Z', 'day', '2026-11-19')).toBe('20. November')
})
