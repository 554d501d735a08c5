import { importColumns, type ImportLine } from '../../../shared/people'
import type { WordKey } from '../../../shared/words/index'
import { useWords, type Words } from '../../ui'
import { importError } from './words'

/** Every line that changes somebody, errors first: what it makes of whom, and what is wrong with it. */
export function ImportTable({ lines }: { lines: readonly ImportLine[] }) {
  const words = useWords()
  const { t, number } = words
  return (
    <div class="import-scroll" role="region" aria-label={t('import.would')} tabIndex={0}>
      <table class="table">
        <thead>
          <tr>
            <th scope="col" class="table-number">{t('import.line')}</th>
            <th scope="col">{t('import.person')}</th>
            <th scope="col">{t('import.after')}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={`${line.line} ${line.email}`} class={`import-${line.change}`}>
              <td class="table-number figures">{line.line > 0 ? number(line.line) : t('import.notInFile')}</td>
              <th scope="row">
                <span dir="auto">{line.name || t('import.noName')}</span>
                <span class="tiny soft" dir="ltr">{line.email}</span>
              </th>
              <td>
                <strong>{t(`import.change.${line.change}`)}</strong>
                {line.errors.map((error) => (
                  <p key={`${error.column} ${error.code}`} class="field-error">{t('import.errorAt', { column: columnName(error.column, words) })} {words.word(importError(error))}</p>
                ))}
                {line.changes.map((change) => <Change key={change.field} {...change} />)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Change({ field, from, to }: ImportLine['changes'][number]) {
  const words = useWords()
  const { t } = words
  const values = { field: columnName(field, words), from: from ?? '', to: to ?? '' }
  return <p class="tiny soft">{t(from === null ? 'import.set' : to === null ? 'import.cleared' : 'import.changed', values)}</p>
}

function columnName(column: string, { t }: Words): string {
  if (column === '') return t('import.wholeLine')
  return importColumns.some((one) => one === column) ? t(`import.column.${column}` as WordKey) : column
}
