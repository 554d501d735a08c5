/** Progress, what counts, staleness and quarters: held by properties. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, daysBetween, isWorkday } from '../../shared/days'
import { goalKeys } from '../../shared/goals.audience'
import { counts, type Seen, goalProgress, goalVisibilities, keyResultProgress, meanOf, quarterAfter, quarterOf, staleFrom } from '../../shared/progress'

const reading = fc.double({ min: -1e6, max: 1e6, noNaN: true })
const weighed = fc.record({ weight: fc.nat(1_000).map((tenths) => tenths / 10), progress: fc.double({ min: 0, max: 1, noNaN: true }) })
const day = fc.date({ min: new Date('2020-01-01'), max: new Date('2035-12-31'), noInvalidDate: true }).map((date) => date.toISOString().slice(0, 10))

describe('a key result', () => {
  it('is 0 at its baseline, 1 at its target, between them in between, whichever way it goes', () => {
    fc.assert(fc.property(reading, reading, fc.double({ min: 0, max: 1, noNaN: true }), (baseline, target, part) => {
      fc.pre(Math.abs(target - baseline) > 1e-3)
      expect(keyResultProgress({ baseline, target, current: baseline })).toBe(0)
      expect(keyResultProgress({ baseline, target, current: target })).toBe(1)
      expect(keyResultProgress({ baseline, target, current: baseline + part * (target - baseline) })).toBeCloseTo(part, 5)
      expect(keyResultProgress({ baseline, target, current: target + (target - baseline) })).toBe(1)
    }))
  })
  it('stays within 0 and 1, and grows with what was read towards the target', () => {
    fc.assert(fc.property(reading, reading, reading, reading, (baseline, target, a, b) => {
      const [one, other] = [a, b].map((current) => keyResultProgress({ baseline, target, current })) as [number, number]
      for (const value of [one, other]) expect(value >= 0 && value <= 1).toBe(true)
      if (target !== baseline && (a - b) * Math.sign(target - baseline) >= 0) expect(one).toBeGreaterThanOrEqual(other)
    }))
  })
  it('is 0 before anything was read, and met or not where target and baseline are one', () => {
    for (const current of [null, NaN, Infinity, -Infinity]) expect([keyResultProgress({ baseline: 0, target: 10, current }), keyResultProgress({ baseline: 10, target: 0, current }), keyResultProgress({ baseline: 3, target: 3, current })]).toEqual([0, 0, 0])
    expect([keyResultProgress({ baseline: 3, target: 3, current: 3 }), keyResultProgress({ baseline: 3, target: 3, current: 4 })]).toEqual([1, 0])
  })
})

describe('a goal', () => {
  it('is the same in any order, within 0 and 1, and never beyond its best and worst', () => {
    fc.assert(fc.property(fc.array(weighed, { maxLength: 8 }), (parts) => {
      const mean = meanOf(parts)
      const turned = meanOf([...parts].reverse())
      if (mean === null) {
        expect(turned).toBeNull()
        return
      }
      expect(turned).toBeCloseTo(mean, 9)
      const known = parts.filter(({ weight }) => weight > 0).map(({ progress }) => progress)
      expect(mean).toBeGreaterThanOrEqual(Math.min(...known) - 1e-9)
      expect(mean).toBeLessThanOrEqual(Math.max(...known) + 1e-9)
    }))
  })
  it('takes what is aligned to it only where nothing of its own is measured', () => {
    expect([goalProgress([{ weight: 1, progress: 0.2 }], [1]), goalProgress([], [1, 0]), goalProgress([{ weight: 0, progress: 1 }], []), goalProgress([], [])]).toEqual([0.2, 0.5, null, null])
  })
})

const people = ['a', 'b', 'c', 'd'].map((id, index) => ({ id, inOrg: index > 0 }))
const seen = fc.record({
  visibility: fc.constantFrom(...goalVisibilities), kind: fc.constantFrom('performance' as const, 'development' as const), team: fc.constantFrom('t1', 't2', null), owner: fc.constantFrom(...people),
  coOwners: fc.uniqueArray(fc.constantFrom(...people), { maxLength: 2, selector: ({ id }) => id }),
})
it('what counts in a goal is seen by everybody who sees it, or by the whole organisation, whoever leads whom', () => {
  fc.assert(fc.property(seen, seen, fc.dictionary(fc.constantFrom('a', 'b', 'c', 'd'), fc.uniqueArray(fc.constantFrom('x', 'y', 'z'))), (child, parent, chains) => {
    const flat = (one: typeof child) => ({ ...one, owner: one.owner.id, coOwners: one.coOwners.map(({ id }) => id) })
    if (!counts(flat(child), flat(parent)) || child.visibility === 'organization') return
    const keysOf = (one: typeof child) => goalKeys({ ...one, chain: chains[one.owner.id] ?? [] })
    expect(keysOf(child)).toEqual(keysOf(parent))
  }), { numRuns: 2_000 })
})

describe('what counts', () => {
  const parent: Seen = { visibility: 'team', kind: 'performance', team: 't1', owner: 'a', coOwners: ['b', 'c'] }
  it('is what the organisation sees, or what the same people see by the same rule', () => {
    for (const visibility of goalVisibilities) {
      expect(counts({ visibility: 'organization', kind: 'development', team: null, owner: 'x', coOwners: [] }, { ...parent, visibility }), visibility).toBe(true)
      expect(counts({ ...parent, visibility, coOwners: ['c', 'b'] }, { ...parent, visibility }), visibility).toBe(true)
      expect(counts({ ...parent, visibility }, { ...parent, visibility, coOwners: ['c', 'b'] }), visibility).toBe(true)
    }
  })
  it.each<[string, Partial<Seen>]>([
    ['visibility', { visibility: 'chain' }], ['kind', { kind: 'development' }], ['team', { team: 't2' }], ['owner', { owner: 'x' }], ['owner beside them', { coOwners: ['b'] }], ['co-owner', { coOwners: ['b', 'x'] }],
  ])('is nothing with another %s', (_, other) => expect(counts({ ...parent, ...other }, parent)).toBe(false))
})

describe('staleness', () => {
  const rhythm = fc.record({ timeZone: fc.constantFrom('UTC', 'Asia/Dubai', 'America/Los_Angeles'), days: fc.constantFrom('12345', '71234', '123', '1'), away: fc.array(fc.tuple(day, fc.nat(40)).map(([from, length]) => ({ from, to: addDays(from, length) })), { maxLength: 2 }) })
  it('comes on a working day after two weeks’ worth of them, never while they are away', () => {
    fc.assert(fc.property(day, rhythm, (last, of) => {
      const stale = staleFrom(Date.parse(`${last}T12:00:00Z`), of)
      if (stale === null) return
      expect(isWorkday(stale, of)).toBe(true)
      let worked = 0
      for (let at = addDays(last, 1); at < stale; at = addDays(at, 1)) worked += Number(isWorkday(at, of))
      expect(worked).toBeGreaterThanOrEqual(9)
      expect(worked).toBeLessThanOrEqual(11)
    }))
  })
})

describe('fiscal quarters', () => {
  it('hold their day, are three months long, and follow one another', () => {
    fc.assert(fc.property(day, fc.integer({ min: 1, max: 12 }), (of, first) => {
      const { from, to, number } = quarterOf(of, first)
      expect(from <= of && of <= to).toBe(true)
      expect(from.endsWith('-01')).toBe(true)
      expect(daysBetween(from, to)).toBeGreaterThanOrEqual(88)
      expect(daysBetween(from, to)).toBeLessThanOrEqual(91)
      expect((Number(from.slice(5, 7)) - first + 12) % 3).toBe(0)
      const next = quarterOf(addDays(to, 1), first)
      expect([next.from, next.number]).toEqual([addDays(to, 1), (number % 4) + 1])
      expect(quarterOf(from, first)).toEqual(quarterOf(to, first))
    }))
  })

  it('a goal goes over into the one after its own, or after today’s where it is overdue', () => {
    expect(quarterAfter('2027-03-15', '2027-02-01')).toMatchObject({ from: '2027-04-01', to: '2027-06-30' })
    expect(quarterAfter('2026-09-30', '2027-02-01')).toMatchObject({ from: '2027-04-01' })
    expect(quarterAfter('2027-09-30', '2027-02-01')).toMatchObject({ from: '2027-10-01', to: '2027-12-31' })
    expect(quarterAfter('2027-04-30', '2027-03-01', 2)).toMatchObject({ from: '2027-05-01', to: '2027-07-31', number: 2 })
  })
})
