/** Pure rules of expectations, growth and indicators, held by properties; starter sets and files as they come. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { starterNames, starterOf } from '../../extension/expectations/starters'
import { numberIn, readingsIn } from '../../extension/indicators/readings'
import { changesBetween, type Expectation, type JobRole, type Competency, type Standards, standingOn, Written } from '../../shared/expectations'
import { broughtBy, namedFrom } from '../../shared/expectations.import'
import { gapsOf } from '../../shared/growth'
import { newId } from '../../shared/ids'
import { isHealthy } from '../../shared/indicators'

const nothing: Standards = { roles: [], competencies: [], coming: [], imported: null }
/** What stands after it was written. */
const after = (brought: ReturnType<typeof broughtBy>['brought']): Standards => {
  const all = brought.map(({ version, written }) => ({ ...written, version: version + 1, from: '2026-01-01' }) as JobRole | Competency)
  return { ...nothing, roles: all.filter((one) => one.kind === 'role'), competencies: all.filter((one) => one.kind === 'competency') }
}
const sentences = fc.uniqueArray(fc.record({ id: fc.uuid(), kind: fc.constantFrom('responsibility' as const, 'skill' as const, 'behaviour' as const), text: fc.string(), measure: fc.option(fc.string()) }), { selector: ({ id }) => id })
const versions = fc.uniqueArray(fc.record({ version: fc.integer({ min: 1, max: 50 }), from: fc.constantFrom('2026-01-01', '2026-06-01', '2027-01-01') }), { selector: ({ version }) => version })

describe('versions', () => {
  it('stand in no order but their own: the highest whose day has come', () => fc.assert(fc.property(versions, fc.constantFrom('2025-01-01', '2026-03-01', '2026-12-01', '2027-02-01'), (all, day) => {
    const found = standingOn(all, day)
    expect(standingOn(all.toReversed(), day)).toEqual(found)
    for (const one of all) expect(one.from > day || one.version <= found!.version).toBe(true)
    if (found) expect(found.from <= day).toBe(true)
  })))

  it('differ in what was added, changed and gone, and in nothing else', () => fc.assert(fc.property(sentences, sentences, (before, next) => {
    const { added, changed, gone } = changesBetween(before, next)
    const kept = before.filter((one) => !gone.includes(one)).map((one) => changed.find((change) => change.before === one)?.after ?? one)
    const order = (all: readonly Expectation[]) => [...all].sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(order([...kept, ...added])).toEqual(order(next))
    expect(changesBetween(next, next)).toEqual({ added: [], changed: [], gone: [] })
  })))
})

describe('a skills gap', () => {
  it('names every competency once and gives each side its own level', () => {
    const levels = fc.uniqueArray(fc.record({ competency: fc.constantFrom('a', 'b', 'c', 'd'), level: fc.integer({ min: 1, max: 6 }) }), { selector: ({ competency }) => competency })
    fc.assert(fc.property(levels, levels, levels, (expected, self, manager) => {
      const gaps = gapsOf(expected.map(({ competency: id, level }) => ({ id, level })), self, manager)
      expect(new Set(gaps.map(({ competency }) => competency)).size).toBe(gaps.length)
      for (const [side, all] of [['expected', expected], ['self', self], ['manager', manager]] as const) {
        expect(gaps.filter((gap) => gap[side] !== null).map((gap) => ({ competency: gap.competency, level: gap[side] })).sort((a, b) => (a.competency < b.competency ? -1 : 1))).toEqual(all.toSorted((a, b) => (a.competency < b.competency ? -1 : 1)))
      }
    }))
  })
})

describe('starter sets', () => {
  it.each(starterNames.flatMap((name) => ['en', 'de', 'ar'].map((language) => [name, language] as const)))('%s in %s is valid, and brings nothing the second time', (name, language) => {
    const set = starterOf(name, language)
    const { brought, faults } = broughtBy(set, nothing, newId)
    expect(faults).toEqual([])
    expect(set.roles[0]!.levels).toHaveLength(name === 'engineering' ? 5 : 4)
    for (const { written } of brought) expect(Written.safeParse(written).success).toBe(true)
    expect(broughtBy(set, after(brought), newId)).toEqual({ brought: [], faults: [] })
  })

  it('share their competencies', () => {
    const standing = after(broughtBy(starterOf('engineering', 'en'), nothing, newId).brought)
    expect(broughtBy(starterOf('general', 'en'), standing, newId).brought.map(({ written }) => written.kind)).toEqual(['role'])
  })
})

describe('a file', () => {
  const csv = 'role,level,kind,text,measure\nWriting,1,competency,Asks,\nWriting,2,competency,Explains,\nEngineer,One,skill,"Writes tests, and reads them",\nEngineer,One,expected,Writing,2\n'
  it('brings roles and competencies; the same sentence keeps its id', () => {
    const { set, faults } = namedFrom(csv)
    expect(faults).toEqual([])
    const standing = after(broughtBy(set, nothing, newId).brought)
    const { brought } = broughtBy(namedFrom(`${csv}Engineer,One,behaviour,Asks early,\n`).set, standing, newId)
    expect(brought).toMatchObject([{ version: 1, is: 'changed', written: { id: standing.roles[0]!.id } }])
    const [role] = brought.map(({ written }) => written) as JobRole[]
    expect(changesBetween(standing.roles[0]!.levels[0]!.expectations, role!.levels[0]!.expectations)).toMatchObject({ added: [{ text: 'Asks early' }], changed: [], gone: [] })
    expect(broughtBy(namedFrom(JSON.stringify(set)).set, standing, newId)).toEqual({ brought: [], faults: [] })
  })

  it.each([
    ['name,what\n', { line: 1, what: 'columns' }], ['role,level,kind,text\nA,B,wish,C', { line: 2, what: 'kind' }], ['role,level,kind,text\nA,,skill,C', { line: 2, what: 'needed' }],
    ['role,level,kind,text\n\nA,9,competency,C', { line: 3, what: 'level' }], ['role,level,kind,text\nA,2,competency,C', { line: 2, what: 'level' }], ['role;level;kind;text\nA;B;skill;"C', { line: 2, what: 'torn' }],
    [`role,level,kind,text\nA,B,skill,${'x'.repeat(401)}`, { line: 2, what: 'long' }], ['{', { line: 1, what: 'json' }], ['{"roles":[{"name":1}]}', { line: 1, what: 'json' }],
  ])('says what is wrong in which line: %j', (text, fault) => expect(namedFrom(text).faults).toEqual([fault]))

  it('names competencies that are nowhere described', () => {
    expect(broughtBy(namedFrom('role,level,kind,text,measure\nA,B,expected,Nowhere,2').set, nothing, newId).faults).toEqual([{ line: 1, what: 'competency' }])
  })
})

describe('indicators', () => {
  it('are healthy within their range, open ends included', () => fc.assert(fc.property(fc.option(fc.integer()), fc.option(fc.integer()), fc.integer(), (low, high, value) => {
    expect(isHealthy({ low, high }, value)).toBe(!(low !== null && value < low) && !(high !== null && value > high))
  })))

  it.each([['4', 4], ['4,5', 4.5], ['', null], ['four', undefined]])('read %j', (text, number) => expect(numberIn(text)).toBe(number))
  it('come from lines of a day and a number, a heading left out', () => {
    expect(readingsIn('day,hours\n2026-11-01,4\n2026-11-02,5.5\n')).toEqual({ readings: [{ day: '2026-11-01', value: 4 }, { day: '2026-11-02', value: 5.5 }], bad: null })
    expect(readingsIn('2026-11-01;4,5\n2026-13-01;4').bad).toBe(2)
  })
})
