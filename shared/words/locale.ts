import type { Language } from './index'

/** The BCP 47 tag of a language: British dates, and Latin digits in Arabic, as the people's own tools show them. */
export const localeOf = (language: Language): string => ({ en: 'en-GB', de: 'de', ar: 'ar-u-nu-latn' })[language]

/** How many characters a person would count: graphemes, not code units. */
export function graphemes(text: string): number {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  let count = 0
  for (const _ of segmenter.segment(text)) count++
  return count
}
let segmenter: Intl.Segmenter | undefined
