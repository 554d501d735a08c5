/**
 * Every word that a person reads, as data: ICU MessageFormat texts by flat key, in English, German and Arabic.
 * A part is one area's words in all languages side by side, so that nobody adds a key to one language only.
 * Pages load one language (`./en`, `./de`, `./ar`); whoever shows a message words it (`./wording`, through extension/ui/words or worker/words).
 */
import { common } from './parts/common'

export const languages = ['en', 'de', 'ar'] as const
export type Language = (typeof languages)[number]

const parts = [common] as const

type Part = (typeof parts)[number]
type KeysOf<P> = P extends { en: infer E } ? keyof E & string : never
/** Every message key there is. */
export type WordKey = KeysOf<Part>

/** A message to be worded by whoever shows it. */
export interface Word {
  key: WordKey
  values?: Record<string, string | number | string[]>
}

/** The whole catalogue of one language. */
export function catalogue(language: Language): Record<WordKey, string> {
  return Object.assign({}, ...parts.map((part) => part[language])) as Record<WordKey, string>
}

/** The writing direction of a language. */
export const directionOf = (language: Language): 'ltr' | 'rtl' => (language === 'ar' ? 'rtl' : 'ltr')
