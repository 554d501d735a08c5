import type { ImportLine } from '../../../shared/people'
import type { Word, WordKey } from '../../../shared/words/index'
import { desk } from '../../../shared/words/parts/desk'
import { fieldWord } from '../field'

/** The words for one thing wrong with a line: the import's own, else those of any field. */
export function importError({ code, params }: Pick<ImportLine['errors'][number], 'code' | 'params'>): Word {
  const key = `import.error.${code}`
  return key in desk.en ? { key: key as WordKey, ...(params && { values: params }) } : fieldWord({ code, ...(params && { params }) })
}
