/** Who sees a goal: a table of every visibility and kind, properties over any facts, and how it is said. The worker's matrix holds the same at the door. */
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canSee, keysOf, orgKey, personKey, teamKey } from '../../shared/audience.keys'
import { type GoalAudience, type GoalFacts, goalKeys, longestChain, sayGoal } from '../../shared/goals.audience'
import { goalVisibilities } from '../../shared/progress'

const facts = (more: Partial<GoalFacts> = {}): GoalFacts => ({
  visibility: 'private', kind: 'performance', owner: { id: 'ben', inOrg: true }, coOwners: [{ id: 'chi', inOrg: true }, { id: 'hal', inOrg: false }], team: 'payments', chain: ['ada', 'gus', 'lea'], ...more,
})
const own = ['person:ben', 'person:chi', 'person:hal']

describe('the keys of a goal', () => {
  it.each([
    ['organization', 'performance', ['org', 'person:hal']], ['organization', 'development', ['org', 'person:hal']],
    ['team', 'performance', ['person:ada', ...own, 'team:payments']], ['team', 'development', ['person:ada', ...own, 'team:payments']],
    ['chain', 'performance', ['person:ada', ...own, 'person:gus', 'person:lea']], ['chain', 'development', ['person:ada', ...own, 'person:gus', 'person:lea']],
    ['private', 'performance', ['person:ada', ...own]], ['private', 'development', own],
  ] as const)('%s, %s', (visibility, kind, keys) => expect(goalKeys(facts({ visibility, kind }))).toEqual([...keys].sort()))

  it('have no team where the goal has none, and an owner without the organisation’s key stays in by name', () => {
    expect(goalKeys(facts({ visibility: 'team', team: null, coOwners: [] }))).toEqual(['person:ada', 'person:ben'])
    expect(goalKeys(facts({ visibility: 'organization', owner: { id: 'kim', inOrg: false }, coOwners: [] }))).toEqual([orgKey, 'person:kim'])
  })

  it('look no further up than twelve', () => {
    const chain = Array.from({ length: 14 }, (_, index) => `m${index}`)
    expect(longestChain).toBe(12)
    expect(goalKeys(facts({ visibility: 'chain', coOwners: [], chain }))).toEqual([personKey('ben'), ...chain.slice(0, 12).map(personKey)].sort())
  })

  const holder = fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd'), inOrg: fc.boolean() })
  const any = fc.record({
    visibility: fc.constantFrom(...goalVisibilities), kind: fc.constantFrom('performance' as const, 'development' as const), owner: holder, coOwners: fc.array(holder, { maxLength: 3 }),
    team: fc.constantFrom('t1', 't2', null), chain: fc.uniqueArray(fc.constantFrom('a', 'b', 'x', 'y', 'z'), { maxLength: 5 }),
  })

  it('are sorted, each once, and let in everybody whose goal it is', () => fc.assert(fc.property(any, (goal) => {
    const keys = goalKeys(goal)
    expect(keys).toEqual([...new Set(keys)].sort())
    for (const { id, inOrg } of [goal.owner, ...goal.coOwners]) expect(canSee(keys, keysOf({ id, inOrg, units: [], memberships: [] }))).toBe(true)
  })))

  it('are the team’s for a team’s goal alone, the organisation’s for the organisation’s alone, and nobody’s who is neither owner nor above them', () => fc.assert(fc.property(any, (goal) => {
    const keys = goalKeys(goal)
    expect(keys.includes(orgKey)).toBe(goal.visibility === 'organization')
    expect(keys.filter((key) => key.startsWith('team:'))).toEqual(goal.visibility === 'team' && goal.team ? [teamKey(goal.team)] : [])
    const owners = [goal.owner, ...goal.coOwners].map(({ id }) => personKey(id))
    const above = keys.filter((key) => key.startsWith('person:') && !owners.includes(key))
    const wanted = { organization: 0, team: 1, chain: goal.chain.length, private: goal.kind === 'development' ? 0 : 1 }[goal.visibility]
    expect(above).toEqual(goal.chain.slice(0, wanted).map(personKey).filter((key) => !owners.includes(key)).sort())
  })))
})

describe('a goal’s audience, said', () => {
  const organisation = { name: 'Northwind Trails', size: 14, includesContractors: false }
  const team = { id: 'payments', name: 'Payments', size: 5 }
  const people = [{ id: 'ben', name: 'Ben' }, { id: 'chi', name: 'Chi' }, { id: 'ada', name: 'Ada' }, { id: 'gus', name: 'Gus' }]
  const say = (more: Partial<GoalAudience> = {}) => sayGoal({ visibility: 'chain', keys: ['person:ada', 'person:ben', 'person:chi'], owner: { id: 'ben', name: 'Ben' }, coOwners: ['chi'], people, team, organisation, ...more })

  it('names whoever is in by name and nobody else; those above the owner as theirs', () => {
    expect(say()).toEqual({
      visibility: 'recipients', keys: ['person:ada', 'person:ben', 'person:chi'], people: people.slice(0, 3), managers: [{ id: 'ada', name: 'Ada', of: 'Ben' }], team: null, organisation: null, withoutManager: [], narrowedBy: [],
    })
    expect(say({ owner: { id: 'ben', name: null } }).managers).toEqual([{ id: 'ada', name: 'Ada', of: '' }])
  })

  it('names team or organisation where they see it', () => {
    expect(say({ visibility: 'team' })).toMatchObject({ visibility: 'team', team, organisation: null })
    expect(say({ visibility: 'organization', keys: ['org'] })).toMatchObject({ visibility: 'organization', people: [], managers: [], team: null, organisation, withoutManager: [] })
  })

  it('is the owner’s alone with one key', () => {
    expect(say({ visibility: 'private', keys: ['person:ben'], coOwners: [] })).toMatchObject({ visibility: 'author', people: [people[0]] })
    expect(say({ visibility: 'private', keys: ['person:ben', 'person:chi'] })).toMatchObject({ visibility: 'recipients' })
  })

  it('says whose manager is missing, unless the organisation sees it or the owner has no name any more', () => {
    const alone = { keys: ['person:ben', 'person:chi'] }
    expect([say(alone), say({ ...alone, visibility: 'team' }), say({ ...alone, visibility: 'private' })].map(({ withoutManager }) => withoutManager)).toEqual([['Ben'], ['Ben'], ['Ben']])
    expect([say({ ...alone, visibility: 'organization' }), say({ ...alone, owner: { id: 'ben', name: null } }), say()].map(({ withoutManager }) => withoutManager)).toEqual([[], [], []])
  })
})
