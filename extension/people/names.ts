/** People as they are called in sentences. */
import type { PersonRef } from '../../shared/people'
import type { Words } from '../ui'

/** The name of somebody on a card; "a former colleague" for somebody who was erased, "you" for the reader. */
export function nameOf(person: PersonRef, viewer: string, { t }: Words): string {
  if (person.id === viewer) return t('people.you')
  return person.name ?? t('people.former')
}

/** The name by which one asks: the first word where there are several in an alphabet that parts them. */
export const shortName = (name: string): string => /^\p{L}[\p{L}’'-]+/u.exec(name.trim())?.[0] ?? name

/** Whether a handle is an account's number, which nobody reads: `557058:9…`, `JIRAUSER10100`, `42`. */
export const isNumber = (handle: string): boolean => /^(?:\d+|qm|ug):|^[0-9a-f-]{16,}$|^JIRAUSER\d+$|^\d+$/i.test(handle)

/** A handle as people write it. An e-mail address and an account's number stay as they are. */
export const handleText = (handle: string): string => (handle.includes('@') || handle.includes(' ') || isNumber(handle) ? handle : `@${handle}`)
