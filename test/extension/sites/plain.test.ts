// What a page says as plain text: the contract takes nothing more away.
import { expect, test } from 'vitest'
import { plain } from '../../../extension/sites/reading'
import { clean } from '../../../shared/text'

test('no character survives that the API would take away', () => {
  const changed: number[] = []
  for (let point = 0; point <= 0x10ffff; point += 1) {
    const text = plain(`a${String.fromCodePoint(point)}b`)!
    if (clean(text) !== text) changed.push(point)
  }
  expect(changed).toEqual([])
})

test.each(['\u3164', '\uffa0 \u115f', ' \u2028\u202e'])('a title of nothing that is seen is none: %j', (text) => expect(plain(text)).toBeNull())
