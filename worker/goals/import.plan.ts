/** A table of goals, as it would be: which goals with which key results, and every error by line and column. Pure. */
import { csvRows } from '../../shared/csv'
import { Day } from '../../shared/days'
import { type GoalColumn, goalColumns, type GoalImportError, mostGoalLines, numberIn, unescapeCell } from '../../shared/goal-import'
import { quarterOf } from '../../shared/progress'
import { clean, cut } from '../../shared/text'

export interface ImportLine { line: number; cell: (column: GoalColumn) => string }
export interface ReadTable { decimal: '.' | ','; lines: ImportLine[]; errors: GoalImportError[]; ignored: string[] }

/** Beyond so many rows, empty ones too, nothing is read. */
const mostRows = 20_000

/** The lines of a table by the names of its columns, which stand in its first line in any order. */
export function readTable(csv: string): ReadTable {
  const text = csv.replace(/^\ufeff/, '')
  const header = text.slice(0, text.search(/\r|\n|$/))
  const delimiter = [';', '\t'].find((one) => header.split(one).length > header.split(',').length) ?? ','
  const all = csvRows(text, delimiter, mostRows)
  const errors: GoalImportError[] = all.filter(({ torn }) => torn).map(({ line }) => ({ line, column: '', code: 'quotes' }))
  const [head, ...body] = all.filter(({ cells }) => cells.some((cell) => cell.trim() !== ''))
  if (!head || body.length === 0) return { decimal: '.', lines: [], errors: [{ line: 1, column: 'objective', code: 'empty' }], ignored: [] }
  const columns = head.cells.map((cell) => cell.trim().toLowerCase().replace(/[\s-]+/g, '_'))
  if (!columns.includes('objective')) errors.push({ line: 1, column: 'objective', code: 'missing_column' })
  for (const column of goalColumns) if (columns.filter((one) => one === column).length > 1) errors.push({ line: 1, column, code: 'duplicate_column' })
  if (body.length > mostGoalLines || all.length >= mostRows) errors.push({ line: mostGoalLines + 2, column: '', code: 'too_many_lines' })
  const cellOf = (cells: readonly string[], column: GoalColumn): string => (columns.includes(column) ? clean(unescapeCell(cells[columns.indexOf(column)] ?? '')) : '')
  return {
    // Spreadsheets that write a comma in numbers put semicolons between cells.
    decimal: delimiter === ';' ? ',' : '.',
    // Cells are text, whatever they begin with: nothing here is ever reckoned.
    lines: errors.length > 0 ? [] : body.map(({ line, cells }) => ({ line, cell: (column) => cellOf(cells, column) })), errors,
    ignored: head.cells.map((cell) => cut(clean(cell), 60)).filter((cell, index) => cell !== '' && !goalColumns.some((column) => column === columns[index])).slice(0, 20),
  }
}

export interface Owner { id: string; name: string }
/** What the table speaks of, found before: owners by e-mail or name, teams and goals to serve by name. A list of several is none. */
export interface ImportFacts {
  me: Owner
  admin: boolean
  owners: ReadonlyMap<string, readonly Owner[]>
  teams: ReadonlyMap<string, readonly { id: string; name: string }[]>
  parents: ReadonlyMap<string, readonly string[]>
  today: Day
  /** Of the fiscal year. */
  firstMonth?: number | undefined
}

export interface PlannedKeyResult { title: string; measure: 'number' | 'percent' | 'currency'; baseline: number; target: number; current: number | null; unit: string | null }
export interface PlannedGoal {
  line: number; title: string; owner: Owner; team: string | null; start: Day; end: Day; keyResults: PlannedKeyResult[]
  /** One of the table by its place, or one that stands by its id. */
  parent: { at: number } | { id: string } | null
  parentTitle: string | null
}

/** With the words of its parent, and its own title as titles are compared. */
type Planned = PlannedGoal & { wanted: string; key: string }

/** As names are compared: an owner, a team, an objective. */
export const nameKey = (text: string): string => text.trim().toLowerCase().replace(/\s+/g, ' ')
const mostKeyResults = 8

export function planGoals({ lines, errors: before, decimal }: Pick<ReadTable, 'lines' | 'errors' | 'decimal'>, facts: ImportFacts): { goals: PlannedGoal[]; errors: GoalImportError[] } {
  const errors = [...before]
  const byKey = new Map<string, Planned>()
  const quarter = quarterOf(facts.today, facts.firstMonth)
  for (const { line, cell } of lines) {
    const wrong = (column: GoalColumn, code: GoalImportError['code']): null => (errors.push({ line, column, code }), null)
    const one = <T>(column: GoalColumn, found: readonly T[] | undefined): T | null => (!found || found.length === 0 ? wrong(column, 'unknown') : found.length > 1 ? wrong(column, 'several') : found[0]!)
    const title = cell('objective')
    if (title === '') wrong('objective', 'needed')
    if (title.length > 250) wrong('objective', 'too_long')
    const said = cell('owner')
    const owner = said === '' ? facts.me : one('owner', facts.owners.get(nameKey(said)))
    if (owner && owner.id !== facts.me.id && !facts.admin) wrong('owner', 'not_yours')
    const team = cell('team') === '' ? null : one('team', facts.teams.get(nameKey(cell('team'))))
    if (cell('team') !== '' && !facts.admin) wrong('team', 'not_yours')
    const day = (column: 'start' | 'end', otherwise: Day): Day => {
      const text = cell(column).replace(/^(\d{1,2})\.(\d{1,2})\.(\d{4})$/, (_, d: string, m: string, y: string) => `${y}-${m.padStart(2, '0')}-${d.padStart(2, '0')}`)
      if (text === '') return otherwise
      if (Day.safeParse(text).success) return text
      wrong(column, 'day')
      return ''
    }
    const [start, end] = [day('start', quarter.from), day('end', quarter.to)]
    if (start && end && end < start) wrong('end', 'order')
    const keyResult = keyResultOf(cell, decimal, wrong)
    if (!owner) continue
    const key = nameKey(title)
    let goal = byKey.get(`${owner.id} ${key}`)
    if (!goal) byKey.set(`${owner.id} ${key}`, (goal = { line, title, owner, team: team?.id ?? null, start, end, keyResults: [], parent: null, parentTitle: null, wanted: cell('parent'), key }))
    if (keyResult && goal.keyResults.push(keyResult) > mostKeyResults) wrong('key_result', 'too_many')
  }
  const goals = [...byKey.values()]
  const named = Map.groupBy(goals.keys(), (at) => goals[at]!.key)
  for (const goal of goals) align(goal, goals, named, facts, errors)
  goals.forEach((goal, index) => { if (loops(goals, index)) errors.push({ line: goal.line, column: 'parent', code: 'loop' }) })
  return { goals: goals.map(({ wanted: _, key: __, ...goal }) => goal), errors: errors.toSorted((a, b) => a.line - b.line) }
}

function keyResultOf(cell: ImportLine['cell'], decimal: '.' | ',', wrong: (column: GoalColumn, code: GoalImportError['code']) => null): PlannedKeyResult | null {
  const title = cell('key_result')
  if (title === '') return null
  if (title.length > 250) wrong('key_result', 'too_long')
  const unit = cell('unit')
  if (unit.length > 20) wrong('unit', 'too_long')
  const percent = unit === '%' || cell('target').endsWith('%')
  const read = (column: 'baseline' | 'target' | 'current', otherwise: number | null): number | null => {
    const text = cell(column).replace(/%$/, '').trimEnd()
    if (text === '') return otherwise
    const value = numberIn(text, decimal)
    return value === null || Math.abs(value) > 1e12 ? wrong(column, 'number') : value
  }
  const target = read('target', null)
  if (cell('target') === '') wrong('target', 'needed')
  return { title, measure: percent ? 'percent' : /^[A-Z]{3}$/.test(unit) ? 'currency' : 'number', baseline: read('baseline', 0) ?? 0, target: target ?? 0, current: read('current', null), unit: percent ? null : unit || null }
}

/** A parent stands in the table, or is a goal that the writer sees. */
function align(goal: Planned, goals: readonly Planned[], named: ReadonlyMap<string, readonly number[]>, facts: ImportFacts, errors: GoalImportError[]): void {
  if (goal.wanted === '') return
  goal.parentTitle = goal.wanted
  const here = (named.get(nameKey(goal.wanted)) ?? []).filter((at) => goals[at] !== goal)
  const there = facts.parents.get(nameKey(goal.wanted)) ?? []
  const wrong = (code: GoalImportError['code']) => void errors.push({ line: goal.line, column: 'parent', code })
  if (here.length === 1) {
    // What a team serves is not one person's.
    if (goal.team !== null && goals[here[0]!]!.team === null) return wrong('order')
    goal.parent = { at: here[0]! }
  } else if (here.length === 0 && there.length === 1) goal.parent = { id: there[0]! }
  else wrong(here.length + there.length === 0 ? 'unknown' : 'several')
}

function loops(goals: readonly PlannedGoal[], from: number): boolean {
  const seen = new Set<number>()
  for (let at: number | null = from; at !== null;) {
    if (seen.has(at)) return at === from
    seen.add(at)
    const parent: PlannedGoal['parent'] = goals[at]!.parent
    at = parent && 'at' in parent ? parent.at : null
  }
  return false
}

/** The places of the goals with each after the one that it serves. */
export function inOrder(goals: readonly PlannedGoal[]): number[] {
  const done = new Set<number>()
  const visit = (at: number): void => {
    if (done.has(at)) return
    const { parent } = goals[at]!
    if (parent && 'at' in parent) visit(parent.at)
    done.add(at)
  }
  goals.forEach((_, at) => visit(at))
  return [...done]
}
