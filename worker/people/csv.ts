/** A directory as CSV: read into entries, with every error named by line and column. Pure. */
import { defaultInstance, handleFits } from '../../shared/handles'
import { accessRoles, importColumns, isTimeZone, languages, personKinds } from '../../shared/people'
import { csvRows } from '../../shared/csv'
import { clean, cut, Email, line } from '../../shared/text'
import type { PersonEntry } from './plan.shapes'

export interface CsvError { line: number; column: string; code: string; params?: Record<string, string | number> }
export interface CsvLine { line: number; email: string; name: string; entry: PersonEntry }
export const maxLines = 10_000

type Column = (typeof importColumns)[number]
const statuses = ['active', 'deactivated'] as const

/** @returns the lines that hold, and the errors of those that do not */
export function readCsv(csv: string): { lines: CsvLine[]; errors: CsvError[]; told: Map<number, { email: string; name: string }>; ignored: string[] } {
  const text = csv.replace(/^\ufeff/, '')
  const { rows, errors } = rowsIn(text)
  const told = new Map<number, { email: string; name: string }>()
  const [head, ...body] = rows
  if (!head) return { lines: [], errors: [{ line: 1, column: 'email', code: 'empty' }], told, ignored: [] }
  const columns = head.cells.map((cell) => cell.trim().toLowerCase().replace(/[\s-]+/g, '_'))
  const ignored = head.cells.map((cell) => cut(clean(cell), 60)).filter((cell, index) => cell !== '' && !importColumns.some((column) => column === columns[index])).slice(0, 20)
  for (const column of ['email', 'name']) if (!columns.includes(column)) errors.push({ line: 1, column, code: 'missing-column' })
  for (const column of importColumns) if (columns.filter((one) => one === column).length > 1) errors.push({ line: 1, column, code: 'duplicate-column' })
  if (body.length > maxLines) errors.push({ line: maxLines + 2, column: 'email', code: 'too-many-lines', params: { max: maxLines } })
  if (errors.length > 0) return { lines: [], errors, told, ignored }

  const first = new Map<string, number>()
  const lines = body.flatMap(({ line: number, cells }) => {
    const wrong = (column: string, code: string, params?: CsvError['params']) => errors.push({ line: number, column, code, ...(params ? { params } : {}) })
    const before = errors.length
    // Cells are text, whatever they begin with: nothing here is ever reckoned.
    const cellOf = (column: Column): string | undefined => (columns.includes(column) ? (cells[columns.indexOf(column)] ?? '').trim() : undefined)
    if (cells.length > columns.length && cells.slice(columns.length).some((cell) => cell.trim() !== '')) wrong('', 'too-many-cells', { max: columns.length })
    const entry = entryOf(cellOf, wrong)
    told.set(number, { email: entry.email, name: entry.name ?? '' })
    const earlier = first.get(entry.email)
    if (earlier !== undefined && entry.email) wrong('email', 'duplicate', { line: earlier })
    else first.set(entry.email, number)
    return errors.length === before ? [{ line: number, email: entry.email, name: entry.name ?? '', entry }] : []
  })
  return { lines, errors, told, ignored }
}

/** Rows with the number of the line on which each begins: a quoted cell may hold line ends. Blank rows are left out. */
function rowsIn(text: string): { rows: { line: number; cells: string[] }[]; errors: CsvError[] } {
  const header = text.slice(0, text.search(/\r|\n|$/))
  const delimiter = [';', '\t'].find((one) => header.split(one).length > header.split(',').length) ?? ','
  const all = csvRows(text, delimiter)
  return {
    rows: all.filter(({ cells }) => cells.some((cell) => cell.trim() !== '')).map(({ line: at, cells }) => ({ line: at, cells })),
    errors: all.filter(({ torn }) => torn).map(({ line: at }) => ({ line: at, column: '', code: 'quotes' })),
  }
}

function entryOf(cellOf: (column: Column) => string | undefined, wrong: (column: string, code: string, params?: CsvError['params']) => void): PersonEntry {
  const address = (column: Column, text: string): string => {
    const parsed = Email.safeParse(text)
    if (!parsed.success) wrong(column, text === '' ? 'needed' : 'email')
    return parsed.data ?? text.toLowerCase().slice(0, 254)
  }
  const text = (column: Column, max: number): string | undefined => {
    const cell = cellOf(column)
    if (!cell) return undefined
    const parsed = line(max).safeParse(cell)
    if (!parsed.success) wrong(column, 'too-long', { max })
    return parsed.data
  }
  const oneOf = <Value extends string>(column: Column, values: readonly Value[]): Value | undefined => {
    const cell = cellOf(column)?.toLowerCase()
    if (!cell) return undefined
    const found = values.find((one) => one === cell)
    if (!found) wrong(column, 'not-one-of', { values: values.join(', ') })
    return found
  }
  const name = text('name', 120)
  if (!name && !cellOf('name')) wrong('name', 'needed')
  const entry: PersonEntry = { email: address('email', cellOf('email') ?? '') }
  if (name) entry.name = name
  if (cellOf('title') !== undefined) entry.title = text('title', 200) ?? null
  const kind = oneOf('kind', personKinds)
  if (kind) entry.kind = kind
  const role = oneOf('role', accessRoles)
  if (role) entry.role = role
  const status = oneOf('status', statuses)
  if (status) entry.status = status
  if (cellOf('language') !== undefined) { const language = oneOf('language', languages); if (language) entry.language = language }
  const manager = cellOf('manager')
  if (manager !== undefined) entry.manager = manager ? address('manager', manager) : null
  const team = cellOf('team')
  if (team !== undefined) entry.team = team ? team.slice(0, 1_000) : null
  const zone = cellOf('time_zone')
  if (zone) { if (isTimeZone(zone)) entry.timeZone = zone; else wrong('time_zone', 'time-zone') }
  for (const site of ['github', 'gitlab', 'jira'] as const) {
    const handle = cellOf(site)?.replace(/^@/, '')
    if (!handle) continue
    if (handle.length <= 200 && handleFits(site, handle)) entry.handles = [...(entry.handles ?? []), { site, instance: defaultInstance[site]!, handle }]
    else wrong(site, 'wrong-form')
  }
  return entry
}
