import { type FieldCode, fieldCodes, type FieldError } from '../../shared/problem'
import type { Word } from '../../shared/words/index'

/** The words for one thing wrong with a field; `field.invalid` for a code that this version does not know. */
export function fieldWord({ code, params }: Pick<FieldError, 'code' | 'params'>): Word {
  return { key: fieldCodes.includes(code as FieldCode) ? `field.${code as FieldCode}` : 'field.invalid', ...(params && { values: params }) }
}
