/** Numbers and days as people write and paste them. */
import { csvRows } from '../../shared/csv'
import { Day } from '../../shared/days'

/** A number with point or comma; null for an empty text, undefined for none at all. */
export function numberIn(text: string): number | null | undefined {
  const plain = text.trim().replace(',', '.')
  if (plain === '') return null
  const number = Number(plain)
  return Number.isFinite(number) && Math.abs(number) <= 1e12 ? number : undefined
}

/** Lines of a day and a number, a heading left out. @returns the readings, and the first line that is neither */
export function readingsIn(text: string): { readings: { day: string; value: number }[]; bad: number | null } {
  const delimiter = ['\t', ';', ','].find((one) => text.includes(one)) ?? ','
  const readings: { day: string; value: number }[] = []
  for (const { line, cells } of csvRows(text, delimiter)) {
    if (cells.every((cell) => cell.trim() === '')) continue
    const day = Day.safeParse(cells[0]?.trim())
    const value = numberIn(cells[1] ?? '')
    if (day.success && typeof value === 'number') readings.push({ day: day.data, value })
    else if (line > 1 || readings.length > 0 || /\d/.test(cells.join(''))) return { readings, bad: line }
  }
  return { readings, bad: null }
}
