/** What is shown, as text and as data. Pure: the words come with it. */
import type { Card } from '../../shared/cards'
import { bodyFields } from '../../shared/bodies'
import { sayWho } from '../../shared/saying'
import type { Filters, Month } from '../../shared/timeline'
import type { WordKey } from '../../shared/words/index'
import { keyText, siteName } from '../artifacts/naming'
import { headOf } from '../feedback/head'
import { nameOf } from '../people/names'
import type { Words } from '../ui'
import { monthWord, whatStood } from './saying'

export interface Shown {
  title: string
  /** Whose timeline it is. */
  person: { id: string; name: string }
  viewer: { id: string; name: string }
  months: readonly Month[]
  cards: readonly Card[]
  filters: Filters
  now: number
}

/** Everything that could be read as Markdown or HTML, made harmless. */
const plain = (text: string): string => text.replace(/[\\`*_{}[\]<>()#+\-.!|~&]/g, '\\$&').replace(/\n/g, '  \n')
const quoted = (text: string): string => plain(text).split('\n').map((line) => `> ${line}`).join('\n')
const linked = (url: string): string => (/^https?:\/\//.test(url) ? `<${encodeURI(url).replace(/[<>]/g, '')}>` : '')

/** As Markdown: a heading a month, a part an entry. */
export function markdownOf({ title, viewer, months, cards, now }: Shown, words: Words): string {
  const { t, date } = words
  const parts = [`# ${plain(title)}`, plain(t('timeline.madeAt', { day: date(now, 'full'), name: viewer.name }))]
  for (const month of months.toReversed()) {
    parts.push(`## ${plain(monthWord(month.month, words, { now }))}`, plain(whatStood(month, words)))
    for (const { id } of month.entries) {
      const card = cards.find((one) => one.id === id)
      if (card) parts.push(...entryLines(card, viewer.id, now, words))
    }
  }
  return `${parts.join('\n\n')}\n`
}

function entryLines(card: Card, viewer: string, now: number, words: Words): string[] {
  const { t, date, list, word } = words
  const bare = (text: string) => text.replace(/<\/?b>/g, '')
  const [key, values] = headOf(card, viewer, words)
  const lines = [`### ${plain(bare(t(key, values)))}, ${plain(date(card.at, 'day', now))}`]
  for (const [field, text] of bodyFields(card.body)) if (text) lines.push(...(field === 'text' ? [] : [`*${plain(t(`compose.${field}` as WordKey))}*`]), quoted(text))
  for (const view of card.views ?? []) lines.push(`*${plain(t('timeline.view', { name: nameOf(view.by, viewer, words) }))}*`, quoted(view.text))
  const facts: string[] = []
  if (card.values.length > 0) facts.push(`- ${plain(t('timeline.values'))}: ${plain(list(card.values.map(({ name }) => name)))}`)
  if (card.artifact) facts.push(`- ${plain(t('timeline.work'))}: ${card.artifact.guarded ? plain(siteName(card.artifact.site)) : [plain(card.artifact.title ?? keyText(card.artifact)), linked(card.artifact.url)].filter(Boolean).join(' ')}`)
  facts.push(`- ${plain(t('timeline.seenBy'))}: ${plain(sayWho(card.audience, viewer).map(word).join(' '))}`)
  return [...lines, facts.join('\n')]
}

/** As data: the months with their counts, and the items as the API gives them. */
export function jsonOf({ person, viewer, months, cards, filters, now }: Shown): string {
  const shown = months.toReversed().map(({ month, counts, away, empty, entries }) => ({ month, counts, away, empty, items: entries.map(({ id }) => id) }))
  return `${JSON.stringify({ format: 'cairn.evidence', version: 1, madeAt: new Date(now).toISOString(), person, madeFor: viewer, filters, months: shown, items: cards }, null, 2)}\n`
}
