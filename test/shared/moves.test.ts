import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { MoveRule } from '../../shared/key-results'
import { belongs, canMove, type Heard, plainReading, reaches, readingOf, saysMore, shiftOf, stateShown, tally, type Work, workStates } from '../../shared/moves'
import { keyResultProgress } from '../../shared/progress'

const heard = fc.record({ from: fc.constantFrom<Heard['from']>('work', 'seen'), at: fc.nat(5), known: fc.boolean(), reached: fc.boolean() }).map((one): Heard => ({ ...one, reached: one.known && one.reached }))
/** Deliveries of a few works, as they may come. */
const deliveries = fc.array(fc.record({ work: fc.constantFrom('a', 'b', 'c'), heard }), { maxLength: 30 })
const measure = fc.constantFrom('number', 'percent', 'milestone')
const whole = fc.integer({ min: -50, max: 50 })

/** Hears one after the other, from what was kept. */
function hear(list: readonly { work: string; heard: Heard }[], kept = new Map<string, Heard>()): Map<string, Heard> {
  for (const one of list) if (saysMore(one.heard, kept.get(one.work) ?? null)) kept.set(one.work, one.heard)
  return kept
}

describe('what is heard of work', () => {
  it('comes to the same in every order', () => fc.assert(fc.property(deliveries.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))), ([list, shuffled]) => {
    expect([...hear(shuffled)].sort()).toEqual([...hear(list)].sort())
  })))

  it('comes to the same however often it is delivered, and after a restart', () => fc.assert(fc.property(deliveries, fc.nat(30), (list, at) => {
    const once = hear(list)
    expect([...hear([...list, ...list])].sort()).toEqual([...once].sort())
    const kept = new Map(JSON.parse(JSON.stringify([...hear(list.slice(0, at))])) as [string, Heard][])
    expect([...hear(list.slice(Math.max(0, at - 3)), kept)].sort()).toEqual([...once].sort())
  })))

  it('is a webhook’s word before a page’s, whenever it came', () => fc.assert(fc.property(heard, heard, (a, b) => {
    if (a.from === 'work' && b.from === 'seen') expect([saysMore(b, a), saysMore(a, b)]).toEqual([false, true])
    expect([saysMore(a, a), saysMore(a, null)]).toEqual([false, true])
    if (JSON.stringify(a) !== JSON.stringify(b)) expect(saysMore(a, b)).toBe(!saysMore(b, a))
  })))
})

describe('a reading', () => {
  it('goes from the baseline towards the target', () => {
    const sum = { known: 12, reached: 3 }
    expect(plainReading({ measure: 'number', baseline: 0, target: 12 }, sum)).toBe(3)
    expect(plainReading({ measure: 'number', baseline: 20, target: 5 }, sum)).toBe(17)
    expect(plainReading({ measure: 'percent', baseline: 0, target: 100 }, sum)).toBe(25)
    expect(plainReading({ measure: 'percent', baseline: 80, target: 40 }, sum)).toBe(70)
    expect(plainReading({ measure: 'milestone', baseline: 0, target: 1 }, sum)).toBe(0)
    expect(plainReading({ measure: 'milestone', baseline: 0, target: 1 }, { known: 2, reached: 2 })).toBe(1)
    expect(plainReading({ measure: 'percent', baseline: 10, target: 100 }, { known: 0, reached: 0 })).toBe(10)
  })

  it('never loses progress by one more that is done', () => fc.assert(fc.property(measure, whole, whole, fc.nat(20), fc.nat(20), (of, baseline, target, reached, open) => {
    fc.pre(target !== baseline)
    const at = (done: number) => keyResultProgress({ baseline, target, current: plainReading({ measure: of, baseline, target }, { known: reached + open + 1, reached: done }) })
    expect(at(reached + 1)).toBeGreaterThanOrEqual(at(reached) - 1e-9)
    expect(at(0)).toBe(0)
  })))

  it('goes on from what a person said', () => fc.assert(fc.property(whole, whole, fc.nat(20), fc.nat(20), whole, (baseline, target, before, more, said) => {
    const key = { measure: 'number', baseline, target }
    const sum = { known: 50, reached: before }
    const shift = shiftOf(key, sum, said)
    expect(readingOf(key, sum, shift)).toBe(said)
    expect(readingOf(key, { known: 50, reached: before + more }, shift)).toBe(said + (target < baseline ? -more : more))
  })))

  it('of a share stays between baseline and target', () => fc.assert(fc.property(fc.constantFrom('percent', 'milestone'), whole, whole, fc.nat(9), whole, (of, baseline, target, reached, shift) => {
    const read = readingOf({ measure: of, baseline, target }, { known: 9, reached }, shift)
    const wanted = plainReading({ measure: of, baseline, target }, { known: 9, reached }) + shift
    const [least, most] = [Math.min(baseline, target), Math.max(baseline, target)]
    expect(read).toBe(wanted < least ? least : wanted > most ? most : wanted)
  })))

  it('counts what is known and what is reached', () => {
    expect(tally([{ from: 'work', at: 1, known: true, reached: true }, { from: 'seen', at: 2, known: true, reached: false }, { from: 'work', at: 3, known: false, reached: false }])).toEqual({ known: 2, reached: 1 })
  })
})

describe('a rule', () => {
  const rule: MoveRule = { site: 'github', instance: 'github.com', of: 'label', name: 'Perf', within: 'Acme/API', state: 'merged' }
  const work: Work = { site: 'github', instance: 'github.com', place: 'acme/api', labels: ['perf', 'bug'], epics: [], state: 'merged' }
  it('names work by label, repository and epic of its own instance', () => {
    expect(belongs(rule, work)).toBe(true)
    expect(belongs({ ...rule, within: null }, { ...work, place: 'acme/web' })).toBe(true)
    expect(belongs(rule, { ...work, place: 'acme/web' })).toBe(false)
    expect(belongs(rule, { ...work, labels: ['bug'] })).toBe(false)
    expect(belongs(rule, { ...work, instance: 'git.acme.test' })).toBe(false)
    expect(belongs({ ...rule, of: 'repository', name: 'acme/api', within: null }, work)).toBe(true)
    expect(belongs({ ...rule, of: 'repository', name: 'acme/web', within: null }, work)).toBe(false)
    expect(belongs({ ...rule, instance: 'GitHub.com' }, work)).toBe(true)
    // Linked by people, whatever it is called; and of another site it is never.
    expect(['', 'acme/api', 'perf'].map((name) => belongs({ ...rule, of: 'linked', name, within: null }, work))).toEqual([false, false, false])
    for (const of of ['label', 'repository', 'epic'] as const) expect(belongs({ ...rule, of, name: 'acme/api', within: null }, { ...work, site: 'jira', labels: ['acme/api'], epics: ['acme/api'] })).toBe(false)
    const jira: Work = { site: 'jira', instance: 'acme.atlassian.net', place: 'PAY', labels: ['Perf'], epics: ['PAY-9'], state: 'done' }
    const epic: MoveRule = { site: 'jira', instance: 'acme.atlassian.net', of: 'epic', name: 'PAY-9', within: null, state: 'done' }
    expect(belongs(epic, jira)).toBe(true)
    expect(belongs(epic, { ...jira, epics: ['PAY-1', 'PAY-9'] })).toBe(true)
    expect(belongs({ ...epic, name: 'PAY-90' }, jira)).toBe(false)
    expect(belongs({ ...epic, of: 'label', name: 'perf', within: 'PAY' }, jira)).toBe(false)
  })

  it('takes merged work for done and closed, and none that is open', () => {
    expect(workStates.map((state) => (['merged', 'done', 'closed'] as const).map((wanted) => reaches({ state: wanted }, state)))).toEqual([[false, false, false], [false, false, true], [false, true, true], [true, true, true]])
    expect(['number', 'percent', 'milestone', 'currency', 'qualitative'].map(canMove)).toEqual([true, true, true, false, false])
  })

  it('takes a page’s word only where it knows it', () => {
    const words = { merged: ['merged', 'zusammengeführt', 'مدموج'], done: ['resolved', 'completed', 'fertig', 'abgeschlossen', 'gelöst', 'تم', 'منجز', 'مكتمل'], closed: ['closed', 'geschlossen'], open: ['opened', 'to do', 'in progress', 'in review', 'offen', 'in Arbeit', 'قيد التنفيذ'] }
    for (const [state, all] of Object.entries(words)) for (const word of all) {
      expect([word, stateShown(word), stateShown(`${word} by Ben`), stateShown(`not ${word}`), stateShown(`un${word}`), stateShown(`${word}ish`)]).toEqual([word, state, null, null, null, null])
    }
    expect(['Merged', 'DONE', ' Erledigt ', 'مغلق', 'draft', 'Waiting for Ben'].map(stateShown)).toEqual(['merged', 'done', 'done', 'closed', 'open', null])
  })
})
