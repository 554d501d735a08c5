/** The worker's words: e-mails, notifications, server pages. The pages' counterpart is extension/ui/words. */
import { setupI18n, type I18n } from '@lingui/core'
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Language } from '../shared/words/index'
import { servedCatalogue } from '../shared/words/served'
import { wordingOf, type Engine, type Token, type Wording } from '../shared/words/wording'

const instances = new Map<string, I18n>()

function instance(locale: string): I18n {
  let found = instances.get(locale)
  if (!found) instances.set(locale, (found = setupI18n({ locale, messages: { [locale]: {} } })))
  return found
}

// workerd forbids eval: Lingui compiles messages to data, not to code.
const lingui: Engine = {
  compile: (message) => compileMessageOrThrow(message) as Token[],
  // Lingui takes a compiled message where its types say text.
  format: (locale, message, values) => instance(locale)._('', values, { message: message as unknown as string }),
}

const made = new Map<string, Wording>()

/**
 * The wording of a language: `t`, `word`, `stretches` (for HTML), `list`, `date`, `ago`, `number`, `dir`.
 * @param timeZone the reader's IANA zone; dates are UTC without one
 */
export function wordsFor(language: Language, timeZone = 'UTC'): Wording {
  const key = `${language} ${timeZone}`
  let found = made.get(key)
  if (!found) made.set(key, (found = wordingOf(language, servedCatalogue(language), lingui, timeZone)))
  return found
}
