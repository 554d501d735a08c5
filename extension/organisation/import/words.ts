import type { ImportLine } from '../../../shared/people'
import type { Word, WordKey } from '../../../shared/words/index'
import { fieldWord } from '../field'

type ImportCode = Extract<WordKey, `import.error.${string}`> extends `import.error.${infer Code}` ? Code : never

/** Every code that only an import has. A record, so that a new word is missed by the compiler. */
const known: Record<ImportCode, true> = {
  'empty': true, 'missing-column': true, 'duplicate-column': true, 'too-many-lines': true, 'too-many-cells': true, 'quotes': true,
  'duplicate': true, 'not-one-of': true, 'time-zone': true, 'wrong-form': true,
  'unknown-manager': true, 'own-manager': true, 'manager-loop': true, 'own-account': true, 'team-path': true,
}

/** The words for one thing wrong with a line: the import's own, else those of any field. */
export function importError({ code, params }: Pick<ImportLine['errors'][number], 'code' | 'params'>): Word {
  return Object.hasOwn(known, code) ? { key: `import.error.${code as ImportCode}`, ...(params && { values: params }) } : fieldWord({ code, ...(params && { params }) })
}
