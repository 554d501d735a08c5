/** Comma-separated values as RFC 4180 has them: a test holds this against a parser of the field. Small, because the Worker carries it. */

export interface CsvRow {
  /** The line on which it begins, from 1. */
  line: number
  cells: string[]
  /** A quote of it is not closed, or words stand behind one that is. */
  torn: boolean
}

/** @param delimiter one character @param most rows: what comes behind them is not read */
export function csvRows(text: string, delimiter: string, most = Infinity): CsvRow[] {
  const rows: CsvRow[] = []
  let at = 0
  let line = 1
  const endOfPlain = new RegExp(`[${delimiter === '\t' ? '\\t' : delimiter}\\r\\n]|$`, 'g')
  while (at < text.length && rows.length < most) {
    const row: CsvRow = { line, cells: [], torn: false }
    for (;;) {
      let cell = ''
      const quoted = text[at] === '"'
      if (quoted) {
        const from = at + 1
        for (at = from; at < text.length && (text[at] !== '"' || text[at + 1] === '"'); at += 1) if (text[at] === '"') at += 1
        row.torn ||= at >= text.length
        cell = text.slice(from, at).replaceAll('""', '"')
        line += cell.match(/\r\n|\r|\n/g)?.length ?? 0
        at += 1
      }
      endOfPlain.lastIndex = at
      const end = Math.max(at, endOfPlain.exec(text)?.index ?? text.length)
      const rest = text.slice(at, end)
      // Blanks behind a quote are nobody's words.
      if (!quoted) cell = rest
      else row.torn ||= rest.trim() !== ''
      row.cells.push(cell)
      at = end + 1
      if (text[end] !== delimiter) break
    }
    if (text[at - 1] === '\r' && text[at] === '\n') at += 1
    line += 1
    rows.push(row)
  }
  return rows
}
