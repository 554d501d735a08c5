import { expect, test } from 'vitest'
import { initialsOf } from '../../../extension/ui/Avatar'
import { keyNames, keyText } from '../../../extension/ui/keys'
import { keysOf } from '../../../extension/ui/useKeys'

const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }

test.for([
  [{ key: 'Enter', ctrlKey: true }, 'Ctrl+Enter'],
  [{ key: 'Enter', metaKey: true }, 'Ctrl+Enter'],
  [{ key: 'k', altKey: true }, 'Alt+K'],
  [{ key: '?', shiftKey: true }, '?'],
  [{ key: 'Enter', shiftKey: true }, 'Shift+Enter'],
  [{ key: 't' }, 'T'],
] as const)('%o is %s', ([event, keys]) => {
  expect(keysOf({ ...none, ...event })).toBe(keys)
})

test('keys are written for eyes and for assistive technology', () => {
  expect(keyText('Ctrl+Enter')).toBe('Ctrl ↵')
  expect(keyNames('Ctrl+Enter')).toBe('Control+Enter')
  expect(keyText('Escape')).toBe('Esc')
})

test.for([['Ada Okafor', 'AO'], ['Chi', 'C'], ['  Jean-Luc  de la Tour ', 'JT'], ['فاطمة الزهراء', 'فا'], ['🚀 Élan', 'É'], ['', '']])('%s has the initials %s', ([name, initials]) => {
  expect(initialsOf(name!)).toBe(initials)
})
