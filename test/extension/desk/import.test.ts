import { expect, test } from 'vitest'
import { decoded } from '../../../extension/organisation/import/importing'

const bytesOf = (...bytes: number[]): ArrayBuffer => new Uint8Array(bytes).buffer

test('a table keeps its letters, from UTF-8 with and without a mark and from a spreadsheet on Windows', () => {
  expect(decoded(bytesOf(0x4b, 0xc3, 0xb6))).toBe('Kö')
  expect(decoded(bytesOf(0xef, 0xbb, 0xbf, 0x4b, 0xc3, 0xb6))).toBe('Kö')
  expect(decoded(bytesOf(0x4b, 0xf6))).toBe('Kö')
})
