/** Goals as a table: read from CSV with a preview and an undo, written to CSV and JSON. Source: domain.md section 6. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { type Goal, GoalListed } from './goals'
import type { KeyResult } from './key-results'
import { Id } from './ids'
import { After, Page } from './page'

/** One line a key result; lines of one objective and owner are one goal. */
export const goalColumns = ['objective', 'key_result', 'owner', 'team', 'baseline', 'target', 'current', 'unit', 'parent', 'start', 'end'] as const
export type GoalColumn = (typeof goalColumns)[number]
/** At most so many lines in one import. */
export const mostGoalLines = 1_000

export const goalImportErrors = ['empty', 'missing_column', 'duplicate_column', 'too_many_lines', 'quotes', 'needed', 'too_long', 'number', 'day', 'order', 'unknown', 'several', 'not_yours', 'too_many', 'loop'] as const
export const GoalImportError = z.object({ line: z.number(), column: z.string(), code: z.enum(goalImportErrors) })
export type GoalImportError = z.infer<typeof GoalImportError>

export const GoalImportPreview = z.object({
  /** What would be set, at most 200 of them. */
  goals: z.array(z.object({ line: z.number(), title: z.string(), owner: z.string(), parent: z.nullable(z.string()), keyResults: z.number() })),
  errors: z.array(GoalImportError),
  counts: z.object({ goals: z.number(), keyResults: z.number(), errors: z.number() }),
  /** Columns that mean nothing here. */
  ignored: z.array(z.string()),
  committed: z.boolean(),
})
export type GoalImportPreview = z.infer<typeof GoalImportPreview>

export const GoalImportUndone = z.object({
  /** So many goals are gone again. */
  taken: z.number(),
  /** What stays because somebody has worked with it, at most 200 of it; a title is null where the reader does not see the goal any more. */
  kept: z.array(z.object({ id: Id, title: z.nullable(z.string()) })),
})
export type GoalImportUndone = z.infer<typeof GoalImportUndone>

export const goalImportEndpoints = {
  import: endpoint({
    id: 'goals.import', method: 'POST', path: '/api/v1/goal-imports', who: 'person', bodyLimit: 1024 * 1024, summary: 'Set goals from CSV: a preview, or all of it. Everybody’s for admins, one’s own for everybody. The same id writes once',
    body: z.strictObject({ id: Id, csv: z.string().check(z.maxLength(1024 * 1024)), commit: z.boolean() }), reply: GoalImportPreview, problems: ['id-taken', 'conflict'],
  }),
  undo: endpoint({ id: 'goals.undoImport', method: 'POST', path: '/api/v1/goal-imports/:id/undo', who: 'person', summary: 'Take my import back: of what it set that with which nobody has worked since. The rest stays, with what it serves, and is named', params: z.object({ id: Id }),
    reply: GoalImportUndone, problems: ['conflict', 'not-found'] }),
  export: endpoint({ id: 'goals.export', method: 'GET', path: '/api/v1/goal-exports', who: 'person', summary: 'Every goal that I may see with its key results, in pages', query: z.object({ after: After }), reply: Page(GoalListed) }),
} as const

/**
 * A number as people type it: a comma or a point, Arabic digits, blanks between thousands, marks of direction around a sign. Null: none.
 * @param decimal the sign that is meant where one stands before three digits: `1,200`
 */
export function numberIn(text: string, decimal: '.' | ',' = '.'): number | null {
  const plain = text.trim().replace(/[٠-٩]/g, (digit) => String(digit.charCodeAt(0) - 0x660)).replace(/[۰-۹]/g, (digit) => String(digit.charCodeAt(0) - 0x6f0)).replace(/[\s\u00a0\u202f٬’'\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '').replace(/٫/g, '.').replace(/^−/, '-')
  const signs = plain.match(/[.,]/g) ?? []
  const last = signs.at(-1)
  // Of both the last is the decimal one; several alike stand between thousands, and so does one before three digits that is not the language's own.
  const grouped = last !== undefined && new Set(signs).size === 1 && (signs.length > 1 || (last !== decimal && /^-?\d{1,3}[.,]\d{3}$/.test(plain)))
  if (last !== undefined && signs.filter((sign) => sign === last).length > 1 && new Set(signs).size > 1) return null
  const one = grouped ? plain.replace(/[.,]/g, '') : last === undefined ? plain : plain.replaceAll(last === '.' ? ',' : '.', '').replace(last, '.')
  return /^-?\d+(\.\d+)?$/.test(one) ? Number(one) : null
}

/** What a spreadsheet would reckon with is marked as text; a number stays one. */
export const escapeCell = (text: string): string => (/^[=+\-@\t\r]/.test(text) && numberIn(text) === null ? `'${text}` : text)
/** The text of a cell, without that mark. */
export const unescapeCell = (cell: string): string => cell.trim().replace(/^'(?=[=+\-@\t\r])/, '')

const quoted = (cell: string): string => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
const unitOf = ({ measure, unit }: Pick<KeyResult, 'measure' | 'unit'>): string => (measure === 'percent' ? '%' : (unit ?? ''))

/** Goals as CSV, in the columns that an import reads; a goal without key results is one line. */
export function goalsToCsv(goals: readonly Pick<Goal, 'title' | 'owner' | 'team' | 'scope' | 'parent' | 'start' | 'end' | 'keyResults'>[]): string {
  const lines = goals.flatMap((goal) => {
    const cells = (one: KeyResult | null): string[] => [
      goal.title, one?.title ?? '', goal.owner.name ?? '', goal.scope === 'person' ? '' : (goal.team?.name ?? ''), ...(one ? [String(one.baseline), String(one.target), one.current === null ? '' : String(one.current), unitOf(one)] : ['', '', '', '']),
      goal.parent?.hidden === false ? goal.parent.title : '', goal.start, goal.end,
    ]
    const open = goal.keyResults.filter((one) => !one.dropped)
    return open.length === 0 ? [cells(null)] : open.map(cells)
  })
  return [[...goalColumns], ...lines].map((cells) => cells.map((cell) => quoted(escapeCell(cell))).join(',')).join('\r\n') + '\r\n'
}
