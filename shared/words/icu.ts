/**
 * The engine of the catalogue: ICU's values, numbers, plurals and selects, which are all that it uses (a test holds it to them, against lingui's own).
 * No eval, which workerd and an extension's policy forbid: messages are compiled to data, in what is built before it runs (scripts/lib/compiled-words).
 */
import { compileMessageOrThrow } from '@lingui/message-utils/compileMessage'
import type { Engine, Token } from './wording'

type Cases = Readonly<Record<string, Token[]>> & { offset?: number }
interface Counting { number: Intl.NumberFormat; plural: Intl.PluralRules }

const counting = new Map<string, Counting>()
function countingIn(locale: string): Counting {
  let found = counting.get(locale)
  if (!found) counting.set(locale, (found = { number: new Intl.NumberFormat(locale), plural: new Intl.PluralRules(locale) }))
  return found
}

export const icu: Engine = {
  compile: (message) => compileMessageOrThrow(message) as Token[],
  format(locale, message, values) {
    const { number, plural } = countingIn(locale)
    const worded = (tokens: Token[], count?: number): string => tokens.map((token) => (token === '#' && count !== undefined ? number.format(count) : typeof token === 'string' ? token : argument(token, count))).join('')
    const argument = ([name, fn, cases]: Exclude<Token, string>, count?: number): string => {
      const value = values[name]
      if (!fn) return String(value ?? '')
      if (fn === 'number') return number.format(Number(value))
      const { offset = 0, ...forms } = cases as Cases
      if (fn === 'select') return worded(ownOf(forms, String(value)) ?? forms.other!, count)
      const n = Number(value)
      return worded(ownOf(forms, String(n)) ?? ownOf(forms, plural.select(n - offset)) ?? forms.other!, n - offset)
    }
    return worded(message)
  },
}

/** A value may be called `constructor`. */
const ownOf = (forms: Readonly<Record<string, Token[]>>, name: string): Token[] | undefined => (Object.hasOwn(forms, name) ? forms[name] : undefined)
