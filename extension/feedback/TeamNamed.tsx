import type { Card } from '../../shared/cards'
import { nameOf } from '../people/names'
import { Meta, UsersIcon, useWords } from '../ui'

/** Who of a team is thanked by name: the reader first, a few of the others, and how many more. */
export function TeamNamed({ card, viewer }: { card: Card; viewer: string }) {
  const words = useWords()
  if (!card.toTeam || card.recipients.length === 0) return null
  const names = card.recipients.map((one) => nameOf(one, viewer, words))
  if (card.more > 0) names.push(words.t('people.andMore', { count: card.more }))
  return <Meta icon={<UsersIcon size={14} />}>{words.t('card.teamNamed', { names: words.list(names) })}</Meta>
}
