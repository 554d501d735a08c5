/**
 * The wording of messages and of everything that languages write differently: lists, dates, numbers, "2 days ago".
 * The ICU engine comes in by argument (see ./icu), so that this stays free of libraries.
 */
import { directionOf, type Language, type Word, type WordKey } from './index'
import { dates, type Dates } from './dates'
import { localeOf } from './locale'

/** One token of a compiled message: text, or [argument], or [argument, function, cases]. */
export type Token = string | [name: string, fn?: string, cases?: unknown]

/** What an ICU engine must do for us. */
export interface Engine {
  /** Parses a message; throws where it is malformed. */
  compile(message: string): Token[]
  /** Words a compiled message in a locale. */
  format(locale: string, message: Token[], values: Record<string, string | number>): string
}

export type Values = Readonly<Record<string, string | number | readonly string[]>>

/** A stretch of a worded message. `value`: it came from outside (a name, a title) and needs its own direction. `tags`: the tags around it, outermost first. */
export interface Stretch {
  text: string
  value: boolean
  tags: string[]
}

export interface Wording extends Dates {
  language: Language
  dir: 'ltr' | 'rtl'
  /** The BCP 47 tag that Intl gets, for whoever needs another Intl object. */
  locale: string
  /** A message as plain text. Values against the grain of the language are isolated (U+2068, U+2069). */
  t(key: WordKey, values?: Values): string
  /** The same for a message that came from elsewhere. */
  word(word: Word): string
  /** A message in stretches, for whoever sets names in strong type. */
  stretches(key: WordKey, values?: Values): Stretch[]
  /** "Ben, Chi and Dee" */
  list(names: readonly string[]): string
  number(n: number, options?: Intl.NumberFormatOptions): string
}

// Private-use marks around the index of a value: user text never passes through the engine, nor through the search for tags.
const START = '\uE000'
const END = '\uE001'
const MARKED = /\uE000(\d+)\uE001|<(\/?)([a-z]+)>/g

/**
 * The wording of one language.
 * @param messages the language's catalogue
 * @param timeZone IANA name; without it the machine's (right in a page, not in a worker)
 */
export function wordingOf(language: Language, messages: Readonly<Record<WordKey, string>>, engine: Engine, timeZone?: string): Wording {
  const locale = localeOf(language)
  const dir = directionOf(language)
  const numbers = new Intl.NumberFormat(locale)
  const lists = new Intl.ListFormat(locale, { type: 'conjunction' })
  const compiled = new Map<WordKey, { tokens: Token[]; plain: Set<string> }>()

  function stretches(key: WordKey, values: Values = {}): Stretch[] {
    const { tokens, plain } = compiledOf(key)
    const held: Stretch[][] = []
    const marked: Record<string, string | number> = {}
    for (const [name, value] of Object.entries(values)) {
      if (!plain.has(name)) marked[name] = typeof value === 'object' ? value.length : value
      else marked[name] = `${START}${held.push(stretchesOf(value)) - 1}${END}`
    }
    return parted(engine.format(locale, tokens, marked), held)
  }

  function compiledOf(key: WordKey) {
    let found = compiled.get(key)
    if (!found) {
      const tokens = engine.compile(messages[key] ?? key)
      compiled.set(key, (found = { tokens, plain: plainArguments(tokens) }))
    }
    return found
  }

  function stretchesOf(value: Values[string]): Stretch[] {
    if (typeof value === 'number') return [{ text: numbers.format(value), value: false, tags: [] }]
    if (typeof value === 'string') return [{ text: value, value: true, tags: [] }]
    return lists.formatToParts(value).map((part) => ({ text: part.value, value: part.type === 'element', tags: [] }))
  }

  const isolated = (text: string) => (goesAgainst(text, dir) ? `\u2068${text}\u2069` : text)
  const t = (key: WordKey, values?: Values) =>
    stretches(key, values).map(({ text, value }) => (value ? isolated(text) : text)).join('')

  return {
    ...dates(locale, timeZone),
    language,
    dir,
    locale,
    t,
    word: ({ key, values }) => t(key, values),
    stretches,
    list: (names) => lists.format(names.map(isolated)),
    number: (n, options) => (options ? new Intl.NumberFormat(locale, options) : numbers).format(n),
  }
}

/** The arguments that stand in the text as they are; those of plural and select must reach the engine raw. */
function plainArguments(tokens: Token[], found = new Set<string>()): Set<string> {
  for (const token of tokens) {
    if (typeof token === 'string') continue
    const [name, fn, cases] = token
    if (!fn) found.add(name)
    else for (const nested of Object.values((cases ?? {}) as object)) if (Array.isArray(nested)) plainArguments(nested, found)
  }
  return found
}

function parted(text: string, held: Stretch[][]): Stretch[] {
  const out: Stretch[] = []
  const tags: string[] = []
  let from = 0
  const put = (piece: string) => piece && out.push({ text: piece, value: false, tags: [...tags] })
  for (const match of text.matchAll(MARKED)) {
    put(text.slice(from, match.index))
    from = match.index + match[0].length
    const [, index, closing, tag] = match
    if (index !== undefined) for (const stretch of held[Number(index)] ?? []) out.push({ ...stretch, tags: [...tags] })
    else if (closing) tags.pop()
    else tags.push(tag!)
  }
  put(text.slice(from))
  return out
}

/** Whether a text holds letters that run the other way, so that it would tear the sentence around it. */
function goesAgainst(text: string, dir: 'ltr' | 'rtl'): boolean {
  return dir === 'rtl' ? /[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Nd}]/u.test(text) : /[\p{Script=Arabic}\p{Script=Hebrew}]/u.test(text)
}
