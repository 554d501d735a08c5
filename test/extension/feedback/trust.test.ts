// Send in a framed panel arms after typing alone: a click on a ticked box, a choice or a filled form may be a click on something that covers it.
import { describe, expect, it } from 'vitest'
import { isTyping } from '../../../extension/feedback/trust'

describe('typing', () => {
  it.each(['insertText', 'insertCompositionText', 'insertFromPaste', 'insertLineBreak', 'deleteContentBackward'])('is %s', (inputType) => {
    expect(isTyping({ isTrusted: true, inputType })).toBe(true)
    expect(isTyping({ isTrusted: false, inputType })).toBe(false)
  })
  it.each([undefined, '', 'insertFromDrop', 'deleteByDrag', 'insertReplacementText'])('is not %s: a box, a choice, an autofill, a drop', (inputType) => {
    expect(isTyping({ isTrusted: true, ...(inputType !== undefined && { inputType }) })).toBe(false)
  })
})
