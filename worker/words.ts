/** The worker's words: e-mails, notifications, server pages. The pages' counterpart is extension/ui/words. */
import type { Language } from '../shared/words/index'
import { icu } from '../shared/words/icu'
import { servedCatalogue } from '../shared/words/served'
import { wordingOf, type Wording } from '../shared/words/wording'

const made = new Map<string, Wording>()

/**
 * The wording of a language: `t`, `word`, `stretches` (for HTML), `list`, `date`, `ago`, `number`, `dir`.
 * @param timeZone the reader's IANA zone; dates are UTC without one
 */
export function wordsFor(language: Language, timeZone = 'UTC'): Wording {
  const key = `${language} ${timeZone}`
  let found = made.get(key)
  if (!found) made.set(key, (found = wordingOf(language, servedCatalogue(language), icu, timeZone)))
  return found
}
