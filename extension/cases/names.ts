/** How a case names people: somebody who was erased has no name any more. */
import type { PersonRef } from '../../shared/people'
import type { Words } from '../ui'

export const nameIn = ({ name }: PersonRef, { t }: Pick<Words, 't'>): string => name ?? t('people.former')
