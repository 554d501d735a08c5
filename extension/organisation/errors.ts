import type { Refusal } from '../../shared/problem'
import type { Word } from '../../shared/words/index'
import { fieldWord } from './field'

/** The words for what is wrong with one field of a form, by its JSON pointer (`/domains` also answers for `/domains/2`). */
export function errorAt(problem: Refusal | null, pointer: string): Word | null {
  const found = problem?.more.errors?.find((one) => one.pointer === pointer || one.pointer.startsWith(`${pointer}/`))
  return found ? fieldWord(found) : null
}
