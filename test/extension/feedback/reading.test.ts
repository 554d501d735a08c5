import { describe, expect, it } from 'vitest'
import { audienceFor, blank, noWork, readingOf, sendable, type Work } from '../../../extension/feedback/composing'
import { ReadingWent } from '../../../shared/artifacts'
import { Draft } from '../../../shared/feedback'
import { dee, me, opening } from '../../gallery/feedback/fixtures'

const workOf = (via: Work['details']['via'], read = true): Work => ({ ...opening, read, details: { ...opening.details, via } })

describe('how reading went', () => {
  it('is where each field was found, people by whoever was found first, and nothing else', () => {
    const went = readingOf(workOf({ title: 'json', reviewer: 'css', author: 'testid' }))
    expect(went).toEqual({ title: 'json', state: 'none', people: 'testid', visibility: 'none' })
    expect(ReadingWent.parse(went)).toEqual(went)
    expect(readingOf(workOf({}))).toEqual({ title: 'none', state: 'none', people: 'none', visibility: 'none' })
  })

  it('is nothing without work, or where no reader has looked', () => {
    expect([readingOf(noWork), readingOf(workOf({ title: 'json' }, false)), readingOf({ ...noWork, read: true })]).toEqual([null, null, null])
  })

  it('travels only where the organisation counts', () => {
    const work = workOf({ title: 'json' })
    const draft = { ...blank(work, 'recognition', me, [dee]), body: { text: 'Dee found the race and wrote the test for it.' } }
    const said = audienceFor(draft, me)
    if (said === null || typeof said === 'string') throw new Error('nobody would see it')
    const on = sendable(draft, said, work, me)
    expect(on.reading).toEqual({ title: 'json', state: 'none', people: 'none', visibility: 'none' })
    expect(Draft.parse(on)).toEqual(on)
    expect('reading' in sendable(draft, said, work, { ...me, organisation: { ...me.organisation, counters: false } })).toBe(false)
  })
})
