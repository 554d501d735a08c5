/**
 * Wording hints: what a text about somebody's work may lack. Pure, on the device, never blocking, never stored.
 * Better silent than wrong: a rule speaks only where people's real phrasing leaves little doubt. Source: domain.md section 3.
 */
import { type Lists, lists } from './hints.lists'
import { fold } from './text'

export const hintCodes = ['personality', 'absolute', 'sandwich', 'behaviour', 'short'] as const
export type HintCode = (typeof hintCodes)[number]
/** What was noticed, and the words that gave rise to it (empty where it is what is missing). */
export interface Hint { code: HintCode; found: string }

/** The language in which something is written, by its small words; null where they do not tell. */
export function languageOf(text: string): keyof typeof lists | null {
  const words = wordsOf(text)
  const score = (language: keyof typeof lists) => words.filter((word) => lists[language].small.has(word)).length
  const [en, de] = [score('en'), score('de')]
  return en === de ? null : en > de ? 'en' : 'de'
}

const segmenter = new Intl.Segmenter(undefined, { granularity: 'word' })
/** The words of a text as they are compared: in lower case, apostrophes as one sign. */
function wordsOf(text: string): string[] {
  return [...segmenter.segment(plain(text))].filter(({ isWordLike }) => isWordLike).map(({ segment }) => segment)
}
const plain = (text: string): string => text.normalize('NFC').toLowerCase().replace(/[’‘`´]/g, "'")

/** At most so many words say little about what somebody did. */
const fewest = 4
/** Somebody who is still writing has not been brief. */
const isEnded = (text: string): boolean => /[.!?…؟。]\s*["'”“»)]*$/u.test(text.trim())

/**
 * What could be said better, the most telling first, at most one of each.
 * @param field the field of a body: what stands in a situation is fact, and only the words for what was done can lack it
 * @param language the reader's own, for a text whose small words do not tell
 */
export function hintsOf(text: string, { field = 'text', language = 'en' }: { field?: string; language?: string } = {}): Hint[] {
  if (field === 'situation' || text.trim() === '') return []
  const written = languageOf(text) ?? (language === 'de' ? 'de' : language === 'en' ? 'en' : null)
  const hints: Hint[] = []
  const says = ['text', 'behaviour'].includes(field)
  if (written) {
    const { personality, absolute, sandwich } = lists[written].patterns
    const all = withoutQuotes(plain(text))
    for (const [code, patterns] of [['personality', personality], ['absolute', absolute], ['sandwich', sandwich]] as const) {
      const found = patterns.map((pattern) => pattern.exec(all)).find((hit) => hit !== null)
      if (found) hints.push({ code, found: text.normalize('NFC').slice(found.index, found.index + found[0].length).trim() })
    }
    if (says && !hints.some(({ code }) => code === 'personality') && isGeneric(text, lists[written])) hints.push({ code: 'behaviour', found: '' })
  }
  if (says && !hints.some(({ code }) => code === 'behaviour') && isEnded(text) && wordsOf(text).length <= fewest) hints.push({ code: 'short', found: '' })
  return hints
}

/** What others said is not the writer's wording: blanked, so that places stay. */
const withoutQuotes = (text: string): string => text.replace(/"[^"]*"|“[^”]*”|„[^“”]*[“”]|«[^»]*»|»[^«]*«/g, (quote) => ' '.repeat(quote.length))

/** Praise or blame that names nothing: when all words that fit any work are taken away, at most one is left. */
function isGeneric(text: string, { generic, verdict }: Lists): boolean {
  const words = wordsOf(text)
  if (words.length < 2 || words.length > 25 || !words.some((word) => verdict.has(fold(word)))) return false
  return words.filter((word) => !generic.has(fold(word)) && !verdict.has(fold(word))).length <= 1 && (isEnded(text) || words.length > fewest)
}
