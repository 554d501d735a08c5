/** Text that people type: cleaned of what could deceive, measured as people count. */
import * as z from 'zod/mini'

/** Control characters (tab and line feed stay), bidirectional overrides and isolates, and zero-width fillers that could make a text lie about itself. */
const deceptive = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb]|[\u{e0000}-\u{e007f}]/gu
const loneSurrogate = /[\ud800-\udfff]/gu

/** Text without deceptive characters, line ends as \n, trimmed. */
export const clean = (text: string): string => text.replace(/\r\n?/g, '\n').replace(deceptive, '').replace(loneSurrogate, '\ufffd').trim()

// Made when first asked for: it loads tables, which took an isolate longer than all contracts together.
let segmenter: Intl.Segmenter | undefined
const segmentsOf = (text: string): Intl.Segments => (segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })).segment(text)

// Each of these is a character by itself, beside all others of them.
const simple = /^[\t\n\x20-\x7e]*$/

/** How many characters a person would count. */
export function graphemes(text: string): number {
  if (simple.test(text)) return text.length
  let count = 0
  for (const _ of segmentsOf(text)) count += 1
  return count
}

/** Cut to at most `max` graphemes, with an ellipsis where something went. */
export function cut(text: string, max: number): string {
  let count = 0
  for (const { index } of segmentsOf(text)) {
    if (count === max) return `${text.slice(0, index).trimEnd()}…`
    count += 1
  }
  return text
}

/** The form in which names are compared and searched: without marks, in lower case, white space folded. */
export const fold = (text: string): string => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replace(/\s+/g, ' ').trim()

/** The words of a name, folded, each once: a search by the beginning of one of them finds it. */
export const termsOf = (name: string): string[] => [...new Set(fold(name).split(/[^\p{L}\p{N}]+/u).filter(Boolean))]

/** A single line: a name, a title. Cleaned, inner white space folded; 1 to `max` characters. */
export const line = (max: number) => z.pipe(
  z.pipe(z.string().check(z.maxLength(max * 8)), z.transform((text: string) => clean(text).replace(/\s+/g, ' '))),
  z.string().check(z.minLength(1), z.maxLength(max)),
)

/** Words in a field of their own: cleaned; at most `max` UTF-16 units times two (graphemes are counted by the kind's rule). */
export const words = (max: number) => z.pipe(
  z.pipe(z.string().check(z.maxLength(max * 8)), z.transform(clean)),
  z.string().check(z.maxLength(max * 4)),
)

/** An e-mail address, lower-cased. One at sign, no spaces, nothing that cannot be seen, at most 254 characters. */
export const Email = z.pipe(
  z.pipe(z.string().check(z.maxLength(254)), z.transform((text: string) => text.trim().toLowerCase())),
  z.string().check(z.refine((text) => clean(text) === text), z.regex(/^[^\s@<>()[\]\\,;:"]+@[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/)),
)
