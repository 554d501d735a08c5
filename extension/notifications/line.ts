/** The one line that says what a notification is about. */
import { bodyFields, bodyShapeOf, firstField } from '../../shared/bodies'
import type { Card } from '../../shared/cards'
import { type InboxItem, pathsBySubject } from '../../shared/notifications'
import type { Word } from '../../shared/words/index'
import type { Words } from '../ui'

/** The line of an inbox item, to be set by `words.rich`. */
export function lineOf(item: InboxItem, { t, list }: Words): Word {
  const name = item.actor?.name ?? t('common.former')
  const values: Record<string, string> = { name, handle: item.handle?.handle ?? '' }
  if (item.kind === 'feedback.received') values.kind = item.card?.toTeam ? 'team' : (item.card?.kind ?? 'gone')
  if (item.kind === 'feedback.passedAlong') {
    // The change that was made at the line's own moment: something may be passed on more than once.
    const to = item.card?.changes.find(({ kind, by, at }) => kind === 'passed_on' && by.id === item.actor?.id && at === item.at)?.to
    Object.assign(values, to ? { kind: item.card!.kind, people: list(to.map((one) => one.name ?? t('common.former'))) } : { kind: 'gone', people: '' })
  }
  return { key: `notification.${item.kind}`, values }
}

/** What was said, for one line: the words, or what somebody did. */
export const coreOf = ({ body }: Card): string => {
  const fields = bodyFields(body)
  return fields.find(([field]) => field === firstField(bodyShapeOf(body)))?.[1] || fields.map(([, text]) => text).find(Boolean) || ''
}

/** Where a line leads inside the desk; null where there is nothing to see. */
export function pathOf(item: InboxItem): string | null {
  if (item.card) return `/feedback/${item.card.id}`
  if (item.subject) return pathsBySubject[item.subject.kind](item.subject.id)
  if (item.handle) return '/settings'
  return item.kind.startsWith('address.') ? '/settings/data' : /^(account|signIn)\./.test(item.kind) ? '/settings' : null
}

/** A question that only the person can answer: it stays until they have. */
export const waits = (item: InboxItem): boolean => item.kind === 'handle.proposed' && item.handle?.status === 'proposed'

/** Somebody asks the viewer, or reminds them. */
export const isAsked = (item: InboxItem): boolean => item.kind === 'request.asked' || item.kind === 'request.reminded'

/** A stone has reached the person, and they have not thanked for it. */
export const thankable = (item: InboxItem): boolean => item.kind === 'feedback.received' && item.card?.mine === 'recipient' && !item.card.reactions.mine.includes('thanks')

/** The viewer has thanked for it. */
export const thanksOf = (card: Card): boolean => card.reactions.mine.includes('thanks')
