/** What must hold in the table of kinds, whatever is added to it. */
import { describe, expect, it } from 'vitest'
import { kindNames, kinds, mostThanked, ruleOf } from '../../shared/kinds'

describe('every kind', () => {
  it.each(kindNames)('%s', (kind) => {
    const rule = ruleOf(kind)
    expect(rule).toBe(kinds[kind])
    expect([rule.recipients, rule.length].every(([min, max]) => min <= max)).toBe(true)
    expect([new Set(rule.visibilities).size, new Set(rule.bodies).size]).toEqual([rule.visibilities.length, rule.bodies.length])
    // Only praise is ever public, and only what is public can be stepped back from, be said to a team or wait for somebody invited.
    const open = rule.visibilities.some((one) => one === 'organization' || one === 'team')
    expect(open).toBe(kind === 'recognition')
    expect([rule.stepBack, rule.invites, rule.teamOf > 0]).toEqual([open, open, open])
    // What is for nobody else waits for nothing, can be taken back at any time, and goes by itself.
    const alone = rule.recipients[1] === 0
    expect(rule.giver === 'self').toBe(alone)
    expect([rule.undoSeconds === 0, rule.retractMinutes === null, rule.expiresDays !== null]).toEqual([alone, alone, alone])
    if (alone) expect([rule.visibilities, rule.passesOn, rule.action, rule.answers]).toEqual([['author'], false, false, false])
    // Public words are not passed on: they can be pointed at.
    if (open) expect(rule.passesOn).toBe(false)
  })

  it('that can be said to a team can be said to at most two hundred', () => expect(mostThanked).toBe(200))
})
