import type { FieldError } from '../../shared/problem'
import { problems } from '../../shared/words/parts/problems'
import type { Word, WordKey } from '../../shared/words/index'

/** The words for one thing wrong with a field; `field.invalid` for a code that this version does not know. */
export function fieldWord({ code, params }: Pick<FieldError, 'code' | 'params'>): Word {
  const key = `field.${code}`
  return { key: (key in problems.en ? key : 'field.invalid') as WordKey, ...(params && { values: params }) }
}
