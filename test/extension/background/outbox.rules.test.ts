import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as rules from '../../../extension/background/outbox.rules'
import type { OutboxItem, OutboxState } from '../../../extension/bridge/kept'
import type { Card } from '../../../shared/cards'
import { kindNames, ruleOf } from '../../../shared/kinds'
import { problemOf, problemStatus, type ProblemCode, Refusal } from '../../../shared/problem'
import { ben, ownerOf, sayingOf } from './cast'
import { Device } from './device'
import { FakeServer } from './server'

const device = new Device(new FakeServer())
const { draft, preview, kept } = sayingOf(device)
const now = device.now
const held = rules.hold(ownerOf(ben), draft, preview, kept, now)
const sending: OutboxItem = { ...held, state: 'sending' }
const codes = Object.keys(problemStatus) as ProblemCode[]
const states: readonly OutboxState[] = ['held', 'sending', 'sent', 'parked']
/** Failures that go by themselves, and those that somebody's sign-in ends. */
const transient: readonly ProblemCode[] = ['offline', 'bad-reply', 'unavailable', 'internal', 'too-many']
const signIn: readonly ProblemCode[] = ['sign-in-needed', 'session-ended', 'account-closed']
const card = { id: draft.id } as Card
const parked = (code: ProblemCode): OutboxItem => ({ ...sending, state: 'parked', problem: problemOf(new Refusal(code)), tries: 3, nextTry: 9 })

describe('outbox rules', () => {
  it('wait with growing patience, never longer than a quarter of an hour and its chance', () => {
    fc.assert(fc.property(fc.nat(1_000), fc.double({ min: 0, max: 0.999, noNaN: true }), (tries, random) => {
      const wait = rules.backoff(tries, random)
      expect(wait).toBeGreaterThanOrEqual(1_000)
      expect(wait).toBeLessThanOrEqual(15 * 60_000 * 1.5)
      expect(rules.backoff(tries + 1, random)).toBeGreaterThanOrEqual(wait)
      expect(wait).toBe(Math.min(15 * 60_000, 2_000 * 2 ** tries) * (0.5 + random))
    }))
  })

  it.each(kindNames)('hold a new %s for the undo window of its kind', (kind) => {
    const heldSeconds = ruleOf(kind).undoSeconds
    const owner = ownerOf(ben)
    expect(rules.hold(owner, { ...draft, kind }, preview, kept, now)).toEqual({
      id: draft.id, owner, state: 'held', draft: { ...draft, kind }, preview, kept, heldUntil: now + heldSeconds * 1_000, heldSeconds, tries: 0, nextTry: 0, problem: null, retracting: false, at: now,
    })
  })

  it('wake a held item after its window and one on its way for its next try; the rest waits for nobody', () => {
    const at = { heldUntil: 20, nextTry: 30 }
    expect(states.map((state) => rules.wakeOf({ ...held, ...at, state }))).toEqual([20, 30, null, null])
    expect(states.map((state) => [19, 20, 29, 30].map((ms) => rules.isDue({ ...held, ...at, state }, ms)))).toEqual([[false, true, true, true], [false, false, false, true], [false, false, false, false], [false, false, false, false]])
    expect(states.map((state) => rules.begin({ ...held, ...at, state }, 30))).toEqual([{ ...held, ...at, state: 'sending' }, { ...sending, ...at }, null, null])
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

  it('leave a wait as it is that can be meant, and touch no other item', () => {
    const longest = 15 * 60_000 * 1.5
    expect([rules.rebase(held, now), rules.rebase(held, now - 1)]).toEqual([null, { ...held, heldUntil: now - 1 + 6_000 }])
    expect([rules.rebase({ ...sending, nextTry: now + longest }, now), rules.rebase({ ...sending, nextTry: now + longest + 1 }, now)]).toEqual([null, { ...sending, nextTry: now }])
    for (const state of ['sent', 'parked'] as const) expect(rules.rebase({ ...held, state, heldUntil: now * 2, nextTry: now * 2 }, now)).toBeNull()
    // Each by its own clock alone.
    expect([rules.rebase({ ...held, nextTry: now * 2 }, now), rules.rebase({ ...sending, heldUntil: now * 2 }, now)]).toEqual([null, null])
  })

  it('have it sent once it was accepted; or still on its way, until it is taken back', () => {
    const tried = { ...sending, tries: 2, nextTry: 5, problem: problemOf(new Refusal('offline')) }
    expect(rules.settleSend(tried, { card }, now, 0.5, 'fresh')).toEqual({ put: { ...tried, state: 'sent', card, problem: null, tries: 0, nextTry: now } })
    expect(rules.settleSend({ ...tried, retracting: true }, { card }, now, 0.5, 'fresh')).toEqual({ put: { ...tried, retracting: true, card } })
  })

  it('try again what goes by itself, later each time; after a sign-in at once', () => {
    expect(codes.filter(rules.isTransient).sort()).toEqual([...transient].sort())
    expect(codes.filter(rules.isSignIn).sort()).toEqual([...signIn].sort())
    fc.assert(fc.property(fc.constantFrom(...transient, ...signIn), fc.nat(30), fc.double({ min: 0, max: 0.999, noNaN: true }), fc.boolean(), (code, tries, random, retracting) => {
      const item = { ...sending, tries, retracting }
      const refusal = new Refusal(code)
      const put = { ...item, tries: tries + 1, nextTry: signIn.includes(code) ? 0 : now + rules.backoff(tries, random), problem: problemOf(refusal) }
      expect(rules.settleSend(item, { refusal }, now, random, 'fresh')).toEqual({ put })
      expect(rules.settleRetract(item, refusal, now, random, 'fresh')).toEqual({ put })
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

  it.each(codes)('bring the words back, or say why not, when taking back is answered by %s', (code) => {
    const item = { ...sending, retracting: true, card, tries: 4, nextTry: 7 }
    const refusal = new Refusal(code)
    const change = rules.settleRetract(item, refusal, now, 0.5, 'fresh')
    if (code === 'gone' || code === 'not-found') expect(change).toEqual({ drop: true, draft: { ...kept, id: 'fresh' } })
    else if (!transient.includes(code) && !signIn.includes(code)) expect(change).toEqual({ put: { ...item, state: 'sent', retracting: false, problem: problemOf(refusal), tries: 0, nextTry: now } })
  })
  it('bring the words back, under a fresh id, once it is taken back', () => expect(rules.settleRetract({ ...sending, retracting: true }, null, now, 0.5, 'fresh')).toEqual({ drop: true, draft: { ...kept, id: 'fresh' } }))

  it('undo at once what nobody has, and ask back what may have arrived', () => {
    expect(rules.undo(held, 'fresh')).toEqual({ drop: true, draft: kept })
    expect(rules.undo(parked('not-allowed'), 'fresh')).toEqual({ drop: true, draft: kept })
    for (const state of ['sending', 'sent'] as const) expect(rules.undo({ ...sending, state, tries: 3, nextTry: 9 }, 'fresh')).toEqual({ put: { ...sending, retracting: true, nextTry: 0, tries: 0 } })
  })

  it('let nothing be edited that is on its way', () => {
    expect(states.map((state) => rules.edit({ ...held, state }, 'fresh'))).toEqual([{ drop: true, draft: kept }, null, null, { drop: true, draft: kept }])
  })

  it.each(codes)('edit what was parked for %s under its own id, unless that is used up', (code) => {
    const id = code === 'id-taken' || code === 'gone' ? 'fresh' : kept.id
    for (const change of [rules.edit(parked(code), 'fresh'), rules.undo(parked(code), 'fresh')]) expect(change).toEqual({ drop: true, draft: { ...kept, id } })
  })

  it('make of an answer that came too late feedback of its own, to one', () => {
    const ada = { ...kept.recipients[0]!, id: 'ada' }
    const answer = { ...kept, key: 'work:answer:r1:feedback', recipients: [ada, { ...ada, id: 'chi' }], request: { id: 'r1', about: null } }
    const draftAfter = (code: ProblemCode, words: typeof kept = answer) => (rules.edit({ ...parked(code), kept: words }, 'fresh') as { draft: object }).draft
    const { request: _, ...own } = answer
    expect(draftAfter('request-closed')).toEqual({ ...own, key: 'work:feedback', recipients: [ada] })
    expect(draftAfter('not-allowed')).toEqual(answer)
    expect(rules.edit({ ...held, kept: answer }, 'fresh')).toEqual({ drop: true, draft: answer })
    expect(draftAfter('id-taken')).toEqual({ ...answer, id: 'fresh' })
    expect(draftAfter('request-closed', { ...kept, recipients: answer.recipients })).toEqual({ ...kept, recipients: answer.recipients })
  })

  it('try once more what is parked, with what the person confirmed; sooner what is on its way; nothing else', () => {
    const item = parked('audience-changed')
    const renewed = { ...item, state: 'held', heldUntil: now, tries: 0, nextTry: 0, problem: null }
    const audience = { ...preview.audience, visibility: 'recipients' as const }
    expect(rules.again(item, now)).toEqual(renewed)
    expect(rules.again(item, now, ['person:a'], audience)).toEqual({ ...renewed, draft: { ...draft, keys: ['person:a'] }, preview: { ...preview, audience } })
    expect(rules.again({ ...sending, nextTry: now + 5 }, now, ['person:a'], audience)).toEqual({ ...sending, nextTry: 0 })
    expect([rules.again(held, now), rules.again({ ...sending, state: 'sent' }, now)]).toEqual([null, null])
  })

  it('send what has waited longest first; of two alike the older', () => {
    const alike = [{ ...sending, id: 'younger', nextTry: now, at: 2 }, { ...sending, id: 'older', nextTry: now, at: 1 }]
    expect([rules.pick(alike, now)?.id, rules.pick([...alike].reverse(), now)?.id]).toEqual(['older', 'older'])
    const items = [{ ...sending, id: 'late', nextTry: now - 1 }, { ...held, id: 'held', heldUntil: now - 5 }, { ...held, id: 'not yet', heldUntil: now + 1 }, { ...held, id: 'parked', state: 'parked' as const }]
    expect(rules.pick(items, now)?.id).toBe('held')
    expect(rules.pick(items.slice(2), now)).toBeUndefined()
  })
})
