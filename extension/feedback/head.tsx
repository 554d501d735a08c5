/** "Ben recognised Chi": who said what kind of thing to whom, from where the reader stands. */
import type { Kind } from '../../shared/kinds'
import type { PersonRef } from '../../shared/people'
import type { WordKey } from '../../shared/words/index'
import { nameOf } from '../people/names'
import type { Words } from '../ui'

interface Said { kind: Kind; author: PersonRef; recipients: readonly PersonRef[]; more?: number; toTeam?: { name: string } | null | undefined }

/** The message and its values, for `words.t` and `words.rich`. */
export function headOf({ kind, author, recipients, more = 0, toTeam }: Said, viewer: string, words: Words): [WordKey, Record<string, string | string[]>] {
  const names = toTeam ? [toTeam.name] : recipients.map((one) => nameOf(one, viewer, words))
  if (more > 0 && !toTeam) names.push(words.t('people.andMore', { count: more }))
  if (names.length === 0) names.push(words.t('people.nobodyNamed'))
  const toYou = !toTeam && recipients.length === 1 && recipients[0]!.id === viewer && more === 0
  if (author.id === viewer) return [`card.${kind}.byYou`, { names }]
  const name = author.name ?? words.t('people.former')
  return toYou ? [`card.${kind}.toYou`, { author: name }] : [`card.${kind}`, { author: name, names }]
}
