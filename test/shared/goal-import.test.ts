import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRows } from '../../shared/csv'
import { escapeCell, goalColumns, goalsToCsv, numberIn, unescapeCell } from '../../shared/goal-import'
import { readTable } from '../../worker/goals/import.plan'

test.each([['17', 17], ['48,5', 48.5], ['1 200', 1200], ['1,200', 1200], ['1.200', 1.2], ['1.200.000', 1_200_000], ['1,2,3.4.5', null], ['1,200,000', 1_200_000], ['1.200,50', 1200.5], ['1,200.50', 1200.5], ['−4', -4], ['٤٨٫٥', 48.5], ['', null], ['much', null], ['1e3', null], ['--1', null]] as const)('%s is %s', (text, value) => {
  expect(numberIn(text)).toBe(value)
})

test('one sign before three digits is what the language means by it', () => {
  expect([numberIn('1,200', ','), numberIn('1.200', ',')]).toEqual([1.2, 1200])
})

test('no cell that is written can be reckoned with, and each comes back as it was', () => {
  fc.assert(fc.property(fc.string({ maxLength: 30 }), (text) => {
    const cell = escapeCell(text)
    expect(/^[=+\-@]/.test(cell) && numberIn(cell) === null).toBe(false)
    if (!/^'[=+\-@\t\r]/.test(text)) expect(unescapeCell(cell)).toBe(text.trim() === text ? text : unescapeCell(cell))
  }))
})

test('a title of any signs comes back through the table', () => {
  fc.assert(fc.property(fc.string({ minLength: 1, maxLength: 40 }).filter((text) => text.trim() === text && !text.startsWith('\'') && /[a-z]/.test(text) && !/[\p{C}]/u.test(text)), (title) => {
    const goal = { title, owner: { id: '', name: 'Ben' }, team: null, scope: 'person' as const, parent: null, start: '2026-10-01', end: '2026-12-31', keyResults: [] }
    const csv = goalsToCsv([goal])
    expect(csvRows(csv, ',').map(({ cells }) => cells.length)).toEqual([goalColumns.length, goalColumns.length])
    expect(readTable(csv).lines.map(({ cell }) => cell('objective'))).toEqual([title])
  }))
})
