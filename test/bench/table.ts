/** What the benchmark says: rows of a table on stdout, and the same as JSON. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { inRoot } from '../../scripts/lib/paths.mjs'

export type Cell = string | number | null
export type Row = Record<string, Cell>
export interface Section { title: string; notes: string[]; rows: Row[] }

/** A number as people read it: three digits that count. */
export const short = (value: number): string => (value === 0 ? '0' : value >= 100 ? value.toFixed(0) : value >= 10 ? value.toFixed(1) : value.toFixed(2))
export const median = (values: readonly number[]): number => quantile(values, 0.5)
export function quantile(values: readonly number[], q: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted.length === 0 ? Number.NaN : sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]!
}

/** `MISS` for an exact count above its floor. Never for a time. */
export const verdict = (value: number, most: number | null): string => (most === null ? '' : value <= most ? 'ok' : 'MISS')

const text = (cell: Cell | undefined): string => (cell === null || cell === undefined ? '' : typeof cell === 'number' ? String(Math.round(cell * 1_000) / 1_000) : cell)

export function print({ title, notes, rows }: Section): void {
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const widths = columns.map((column) => Math.max(column.length, ...rows.map((row) => text(row[column]).length)))
  const isNumber = (column: string) => rows.every((row) => row[column] === null || row[column] === undefined || typeof row[column] === 'number')
  const line = (cells: string[]) => cells.map((cell, index) => (isNumber(columns[index]!) ? cell.padStart(widths[index]!) : cell.padEnd(widths[index]!))).join('  ').trimEnd()
  console.log([`\n== ${title}`, ...notes, ...(rows.length > 0 ? [line(columns), line(widths.map((width) => '-'.repeat(width))), ...rows.map((row) => line(columns.map((column) => text(row[column]))))] : [])].join('\n'))
}

/** Writes what was measured and answers where. */
export function save(measured: Record<string, unknown>): string {
  const path = inRoot('test-results/bench.json')
  mkdirSync(inRoot('test-results'), { recursive: true })
  writeFileSync(path, `${JSON.stringify(measured, null, 1)}\n`)
  return path
}
