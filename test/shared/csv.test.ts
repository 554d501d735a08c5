import * as fc from 'fast-check'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { csvRows } from '../../shared/csv'

const cell = fc.string({ unit: fc.constantFrom('a', 'é', 'ش', ' ', ',', ';', '"', '\n', '\r\n', '\t', '=') , maxLength: 6 })
const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 6 })

describe('comma-separated values', () => {
  it.each([',', ';', '\t'])('are read as they were written, parted by %j', (delimiter) => {
    fc.assert(fc.property(table, fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, newline, quotes) => {
      const text = Papa.unparse(rows, { delimiter, newline, quotes })
      fc.pre(text !== '')
      const read = csvRows(text, delimiter)
      // A last row of one empty cell cannot be told from the end of the line before.
      expect(read.map(({ cells }) => cells)).toEqual(text.endsWith(newline) && !quotes ? rows.slice(0, -1) : rows)
      expect(read.every(({ torn }) => !torn)).toBe(true)
    }))
  })

  it('agree with the parser of the field on any text without a torn quote', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', 'b', ',', '"', '\n', ' '), maxLength: 30 }), (text) => {
      const theirs = Papa.parse<string[]>(text, { delimiter: ',', newline: '\n' })
      const ours = csvRows(text, ',')
      fc.pre(text !== '' && theirs.errors.length === 0 && ours.every(({ torn }) => !torn))
      expect(ours.map(({ cells }) => cells)).toEqual(text.endsWith('\n') ? theirs.data.slice(0, -1) : theirs.data)
    }), { numRuns: 1_000 })
  })

  it('never miss a quote that is not closed', () => {
    fc.assert(fc.property(fc.string({ unit: fc.constantFrom('a', ',', '\n'), maxLength: 20 }), (text) => {
      expect(csvRows(`x,"${text}`, ',').some(({ torn }) => torn)).toBe(true)
    }))
  })

  it.each([
    ['a,b\nc,d', [1, 2]], ['"a\nb",c\nd', [1, 3]], ['"a\r\nb\r\n",c\r\nd\r\n', [1, 4]], ['a\n\nb', [1, 2, 3]],
  ])('%j: rows begin on lines %j', (text, lines) => expect(csvRows(text, ',').map(({ line }) => line)).toEqual(lines))

  it.each([['"a"b,c', true], ['a"b,c', false], ['"",c', false], ['""x,c', true], ['"a""b"', false]])('%s is torn: %s', (text, torn) => expect(csvRows(text, ',')[0]!.torn).toBe(torn))
})
