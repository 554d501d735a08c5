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

/** A handle as people write it. An e-mail address stays as it is. */
export const handleText = (handle: string): string => (handle.includes('@') || handle.includes(' ') ? handle : `@${handle}`)
