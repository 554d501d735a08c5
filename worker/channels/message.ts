/** What a channel is told, before its host's own form. Texts are people's and the catalogue's: each host takes them as text and nothing else. */
import { clean } from '../../shared/text'

export interface Message {
  /** The same for every try. */
  id: string
  /** Milliseconds since 1970. */
  at: number
  /** `recognition`, `test`, or a kind of notification. */
  type: string
  line: string
  /** Only of recognition that the organisation sees, of public work, to a channel that was chosen for it. */
  words: string | null
  /** The work, where it is public. */
  about: string | null
  link: string
  button: string
  /** For programs: ids. */
  data: Record<string, unknown>
}

/**
 * A text that no host makes anything of: no link by its look, no mention. The marks in between have no width;
 * hosts link what looks like an address even where they take no markup.
 */
export const inert = (text: string): string => clean(text).replace(/:\/\//g, ':\u2060//').replace(/\bwww\./gi, 'www\u2060.').replace(/@(?=\p{L})/gu, '@\u2060')
