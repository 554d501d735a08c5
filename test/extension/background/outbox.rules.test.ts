import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as rules from '../../../extension/background/outbox.rules'
import type { OutboxItem } from '../../../extension/bridge/messages'
import { problemStatus, type ProblemCode, Refusal } from '../../../shared/problem'
import { ben, ownerOf, sayingOf } from './cast'
import { Device } from './device'
import { FakeServer } from './server'

const device = new Device(new FakeServer())
const { draft, preview, kept } = sayingOf(device)
const now = device.now
const held = rules.hold(ownerOf(ben), draft, preview, kept, now)
const sending: OutboxItem = { ...held, state: 'sending' }
const codes = Object.keys(problemStatus) as ProblemCode[]

describe('outbox rules', () => {
  it('wait with growing patience, never longer than a quarter of an hour and its chance', () => {
    fc.assert(fc.property(fc.nat(1_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, random) => {
      const wait = rules.backoff(tries, random)
      expect(wait).toBeGreaterThanOrEqual(1_000)
      expect(wait).toBeLessThanOrEqual(15 * 60_000 * 1.5)
      expect(rules.backoff(tries + 1, random)).toBeGreaterThanOrEqual(wait)
    }))
  })

  it('never send a held item before its time, and always after it', () => {
    fc.assert(fc.property(fc.integer({ min: -1e9, max: 1e9 }), (ms) => {
      expect(rules.begin(held, now + ms) !== null).toBe(ms >= 6_000)
    }))
  })

  it('let no item wait longer than it can have been meant, however the clock was set', () => {
    fc.assert(fc.property(fc.integer({ min: -1e10, max: 1e10 }), fc.nat(20), (ms, tries) => {
      const at = now + ms
      const put = rules.rebase(held, at) ?? held
      expect(put.heldUntil - at).toBeLessThanOrEqual(6_000)
      const failed = { ...sending, nextTry: now + rules.backoff(tries, 0.5) }
      expect((rules.rebase(failed, at) ?? failed).nextTry - at).toBeLessThanOrEqual(15 * 60_000 * 1.5)
    }))
  })

  it.each(codes)('keep the words after %s', (code) => {
    const change = rules.settleSend(sending, { refusal: new Refusal(code) }, now, 0.5, 'fresh')
    const waits = ['offline', 'bad-reply', 'unavailable', 'internal', 'too-many', 'sign-in-needed', 'session-ended', 'account-closed'].includes(code)
    expect(change).toMatchObject({ put: { state: waits ? 'sending' : 'parked', id: draft.id, draft, problem: { type: `/problems/${code}` } } })
    const back = rules.settleSend({ ...sending, retracting: true }, { refusal: new Refusal(code) }, now, 0.5, 'fresh')
    if (waits) expect(back).toMatchObject({ put: { state: 'sending', retracting: true } })
    else expect(back).toEqual({ drop: true, draft: { ...kept, id: 'fresh' } })
  })

  it('let a retraction that comes too late stand as sent, with the reason', () => {
    expect(rules.settleRetract({ ...sending, retracting: true }, new Refusal('retract-too-late'), now, 0.5, 'fresh'))
      .toMatchObject({ put: { state: 'sent', retracting: false, problem: { type: '/problems/retract-too-late' } } })
  })

  it('send what has waited longest first', () => {
    const items = [{ ...sending, id: 'late', nextTry: now - 1 }, { ...held, id: 'held', heldUntil: now - 5 }, { ...held, id: 'not yet', heldUntil: now + 1 }, { ...held, id: 'parked', state: 'parked' as const }]
    expect(rules.pick(items, now)?.id).toBe('held')
    expect(rules.pick(items.slice(2), now)).toBeUndefined()
  })
})
