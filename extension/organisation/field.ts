import type { FieldError } from '../../shared/problem'
import type { Word, WordKey } from '../../shared/words/index'

type FieldCode = Extract<WordKey, `field.${string}`> extends `field.${infer Code}` ? Code : never

/** Every code that has words. A record, so that a new word is missed by the compiler; not the catalogue, which would bring three languages along. */
const known: Record<FieldCode, true> = {
  'needed': true, 'invalid': true, 'unknown': true, 'wrong-shape': true, 'too-short': true, 'too-long': true,
  'too-few': true, 'too-many': true, 'too-small': true, 'too-big': true, 'email': true, 'address': true,
}

/** The words for one thing wrong with a field; `field.invalid` for a code that this version does not know. */
export function fieldWord({ code, params }: Pick<FieldError, 'code' | 'params'>): Word {
  return { key: Object.hasOwn(known, code) ? `field.${code as FieldCode}` : 'field.invalid', ...(params && { values: params }) }
}
