import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Audience, audienceOf, AudienceSaid, ceilings, namedIn, PersonFacts, sayAudience, TeamRecipient } from '../../shared/audience'
import { canSee, Key, keysOf, orgKey, personKey, sameKeys, teamKey, visibilities } from '../../shared/audience.keys'
import { newId } from '../../shared/ids'
import { sayWho } from '../../shared/saying'

const team = (name: string) => ({ id: `team-${name}`, name, size: 3 })
const person = (name: string, more: Partial<PersonFacts> = {}): PersonFacts => ({ id: name.toLowerCase(), name, manager: null, teams: [], ceiling: 'organization', inOrg: true, ...more })
const resolve = (...[draft]: Parameters<typeof audienceOf>): Audience => {
  const audience = audienceOf(draft)
  if (typeof audience === 'string') throw new Error(audience)
  return audience
}

const ada = person('Ada', { teams: [team('Payments')] })
const ben = person('Ben', { manager: { id: 'ada', name: 'Ada' }, teams: [team('Payments'), team('Guild')] })
const dee = person('Dee', { manager: { id: 'gus', name: 'Gus' }, teams: [team('Maps')] })
const hal = person('Hal', { inOrg: false, teams: [team('Payments')] })

describe('the keys of a draft', () => {
  it('are the author’s alone for the author', () => {
    expect(resolve({ visibility: 'author', author: ada, recipients: [ben] }).keys).toEqual([personKey('ada')])
  })

  it('are those named for recipients', () => {
    expect(resolve({ visibility: 'recipients', author: dee, recipients: [ben] }).keys).toEqual(['person:ben', 'person:dee'])
  })

  it('bring the manager of each, by name; an author who is the manager is not said twice', () => {
    expect(resolve({ visibility: 'recipients_and_managers', author: dee, recipients: [ben] })).toMatchObject({ keys: ['person:ada', 'person:ben', 'person:dee'], managers: [{ name: 'Ada', of: 'Ben' }], withoutManager: [] })
    expect(resolve({ visibility: 'recipients_and_managers', author: ada, recipients: [ben] })).toMatchObject({ keys: ['person:ada', 'person:ben'], managers: [] })
    expect(resolve({ visibility: 'recipients_and_managers', author: ben, recipients: [ada] })).toMatchObject({ keys: ['person:ada', 'person:ben'], withoutManager: ['Ada'] })
  })

  it('are the primary unit’s, unless another of theirs is chosen; nobody else’s team', () => {
    expect(resolve({ visibility: 'team', author: dee, recipients: [ben] })).toMatchObject({ keys: ['person:ben', 'person:dee', 'team:team-Payments'], team: { name: 'Payments' } })
    expect(resolve({ visibility: 'team', author: dee, recipients: [ben], team: 'team-Guild' }).team).toMatchObject({ name: 'Guild' })
    expect(audienceOf({ visibility: 'team', author: dee, recipients: [ben], team: 'team-Maps' })).toBe('not-their-team')
    expect(audienceOf({ visibility: 'team', author: dee, recipients: [person('Jun')] })).toBe('no-team')
    expect(audienceOf({ visibility: 'team', author: dee, recipients: [] })).toBe('no-team')
  })

  it('say nothing that was not asked for: no manager, no team, nobody who narrowed it', () => {
    const nothing = { team: null, managers: [], withoutManager: [], narrowedBy: [] }
    expect(resolve({ visibility: 'author', author: dee, recipients: [ben] })).toEqual({ visibility: 'author', keys: ['person:dee'], ...nothing })
    expect(resolve({ visibility: 'recipients', author: dee, recipients: [ada] })).toEqual({ visibility: 'recipients', keys: ['person:ada', 'person:dee'], ...nothing })
    expect(resolve({ visibility: 'organization', author: dee, recipients: [ben] })).toEqual({ visibility: 'organization', keys: [orgKey], ...nothing })
    expect(resolve({ visibility: 'team', author: dee, recipients: [ben] })).toEqual({ ...nothing, visibility: 'team', keys: ['person:ben', 'person:dee', 'team:team-Payments'], team: team('Payments') })
    expect(resolve({ visibility: 'recipients_and_managers', author: dee, recipients: [ben] })).toEqual({ ...nothing, visibility: 'recipients_and_managers', keys: ['person:ada', 'person:ben', 'person:dee'], managers: [{ id: 'ada', name: 'Ada', of: 'Ben' }] })
  })

  it('swallow in the organisation’s key whoever holds it, and name who does not', () => {
    expect(resolve({ visibility: 'organization', author: ada, recipients: [ben, dee] }).keys).toEqual([orgKey])
    expect(resolve({ visibility: 'organization', author: hal, recipients: [ben] }).keys).toEqual([orgKey, 'person:hal'])
  })

  it('narrow to the lowest ceiling, and say whose', () => {
    const shy = person('Lea', { ceiling: 'recipients', teams: [team('Maps')] })
    const near = person('Ivy', { ceiling: 'team', teams: [team('Maps')] })
    expect(resolve({ visibility: 'organization', author: ada, recipients: [shy, ben] })).toMatchObject({ visibility: 'recipients', narrowedBy: ['Lea'], keys: ['person:ada', 'person:ben', 'person:lea'] })
    expect(resolve({ visibility: 'organization', author: ada, recipients: [ben, near] })).toMatchObject({ visibility: 'team', team: { name: 'Maps' }, narrowedBy: ['Ivy'] })
    expect(resolve({ visibility: 'team', author: ada, recipients: [near] })).toMatchObject({ visibility: 'team', narrowedBy: [] })
    expect(resolve({ visibility: 'organization', author: ada, recipients: [near, person('Moe', { ceiling: 'team', teams: [team('Huts')] })] })).toMatchObject({ visibility: 'recipients', narrowedBy: ['Ivy', 'Moe'] })
    expect(resolve({ visibility: 'organization', author: ada, recipients: [person('Jun', { ceiling: 'team' })] })).toMatchObject({ visibility: 'recipients', narrowedBy: ['Jun'] })
  })
})

describe('what is said to a team', () => {
  const payments = { id: 'team-Payments', name: 'Payments', size: 14, members: 13, outside: false, within: false }
  const to = (more: Partial<typeof payments>, visibility: 'organization' | 'team' | 'recipients' = 'organization', author = dee) => audienceOf({ visibility, author, recipients: [], toTeam: { ...payments, ...more } })

  it('holds the team’s key, never one of a member', () => {
    const said = { team: { id: 'team-Payments', name: 'Payments', size: 14 }, managers: [], withoutManager: [], narrowedBy: [], toTeam: true }
    expect(to({}, 'team')).toEqual({ ...said, visibility: 'team', keys: ['person:dee', 'team:team-Payments'] })
    expect(to({})).toEqual({ ...said, visibility: 'organization', keys: [orgKey] })
  })

  it('brings the team’s key beside the organisation’s where a member does not hold that, and the author’s where they do not', () => {
    expect(to({ outside: true })).toMatchObject({ keys: [orgKey, 'team:team-Payments'] })
    expect(to({}, 'organization', hal)).toMatchObject({ keys: [orgKey, 'person:hal'] })
  })

  it('stays in the team for all when one member asked for less', () => {
    expect(to({ within: true, outside: true })).toMatchObject({ visibility: 'team', keys: ['person:dee', 'team:team-Payments'], narrowedBy: ['Payments'] })
    expect(to({ within: true }, 'team')).toMatchObject({ visibility: 'team', narrowedBy: [] })
  })

  it('is for the team or the organisation only', () => {
    expect(to({}, 'recipients')).toBe('not-for-a-team')
  })

  it('names whoever’s ceiling lets it', () => {
    expect([namedIn('organization', false), namedIn('team', true), namedIn('team', false), namedIn('recipients', true)]).toEqual([true, true, false, false])
  })

  it('is said in words, by the team’s name', () => {
    const said = (more: Partial<typeof payments>, visibility: 'organization' | 'team', viewer = 'dee') => {
      const audience = to(more, visibility) as Audience
      return sayWho(sayAudience(audience, dee, [], { name: 'Northwind Trails', size: 11, includesContractors: false }), viewer).map((word) => [word.key, word.values?.team ?? word.values?.organisation ?? word.values?.names])
    }
    expect(said({}, 'team')).toEqual([['audience.wholeTeamAndYou', 'Payments']])
    expect(said({}, 'team', 'ben')).toEqual([['audience.wholeTeamAnd', 'Payments']])
    expect(said({}, 'organization')).toEqual([['audience.organisation', 'Northwind Trails']])
    expect(said({ outside: true }, 'organization')).toEqual([['audience.organisation', 'Northwind Trails'], ['audience.teamToo', 'Payments']])
    expect(said({ within: true }, 'organization')).toEqual([['audience.wholeTeamAndYou', 'Payments'], ['audience.narrowedTeam', ['Payments']]])
  })
})

describe('the keys of a viewer', () => {
  it('are at most ten, each once', () => {
    const many = Array.from({ length: 9 }, (_, index) => `t${index}`)
    expect(keysOf({ id: 'ada', inOrg: true, units: many, memberships: many })).toHaveLength(6)
    expect(keysOf({ id: 'ada', inOrg: true, units: ['a', 'b', 'c', 'd', 'e'], memberships: ['f', 'g', 'h', 'i', 'j'] })).toEqual(['person:ada', 'org', ...['a', 'b', 'c', 'd', 'f', 'g', 'h', 'i'].map(teamKey)])
    expect(keysOf({ id: 'hal', inOrg: false, units: [], memberships: [] })).toEqual(['person:hal'])
  })
})

describe('saying it', () => {
  const organisation = { name: 'Northwind Trails', size: 14, includesContractors: false }
  it('names everybody in a private one, and only those who stand outside in a wide one', () => {
    const said = (visibility: Audience['visibility'], recipients: PersonFacts[]) => sayAudience(resolve({ visibility, author: dee, recipients }), { id: 'dee', name: 'Dee' }, recipients, organisation)
    expect(said('recipients_and_managers', [ben])).toMatchObject({ people: [{ name: 'Ben' }, { name: 'Ada' }, { name: 'Dee' }], managers: [{ name: 'Ada', of: 'Ben' }], organisation: null })
    expect(said('organization', [ben])).toMatchObject({ people: [], organisation })
    expect(said('organization', [ben, hal])).toMatchObject({ people: [{ name: 'Hal' }] })
    expect(said('author', [ben])).toMatchObject({ people: [{ name: 'Dee' }] })
  })
})

describe('whatever the facts', () => {
  const names = ['p0', 'p1', 'p2', 'p3', 'p4']
  const teams = ['t0', 't1', 't2']
  const facts = (id: string) => fc.record({
    manager: fc.option(fc.constantFrom(...names.filter((name) => name !== id)).map((name) => ({ id: name, name }))),
    teams: fc.shuffledSubarray(teams).map((ids) => ids.map(team).map((one, index) => ({ ...one, id: ids[index]! }))), ceiling: fc.constantFrom(...ceilings), inOrg: fc.boolean(),
  }).map((more): PersonFacts => ({ id, name: id, ...more }))
  const world = fc.tuple(...names.map(facts))
  const draft = fc.tuple(world, fc.shuffledSubarray(names, { minLength: 2 }), fc.constantFrom(...visibilities)).map(([people, [author, ...to], visibility]) => {
    const find = (id: string) => people.find((one) => one.id === id)!
    return { people, visibility, author: find(author!), recipients: to.map(find) }
  })
  const viewerKeys = (one: PersonFacts) => keysOf({ id: one.id, inOrg: one.inOrg, units: one.teams.slice(0, 1).map(({ id }) => id), memberships: one.teams.slice(1).map(({ id }) => id) })
  const check = (property: (it: { people: PersonFacts[]; visibility: Audience['visibility']; author: PersonFacts; recipients: PersonFacts[]; audience: Audience }) => void) =>
    fc.assert(fc.property(draft, (it) => {
      const audience = audienceOf(it)
      if (typeof audience !== 'string') property({ ...it, audience })
      else expect(it.visibility).toBe('team')
    }), { numRuns: 500 })

  it('the author always sees it, and every recipient unless it is for the author alone', () => check(({ author, recipients, visibility, audience }) => {
    expect(canSee(audience.keys, viewerKeys(author))).toBe(true)
    for (const one of recipients) expect(canSee(audience.keys, viewerKeys(one))).toBe(visibility !== 'author')
  }))

  it('a private one is seen by those named and nobody else', () => check(({ people, author, recipients, audience }) => {
    if (audience.visibility === 'team' || audience.visibility === 'organization') return
    const named = new Set([author.id, ...(audience.visibility === 'author' ? [] : recipients.map(({ id }) => id)), ...(audience.visibility === 'recipients_and_managers' ? recipients.flatMap(({ manager }) => (manager ? [manager.id] : [])) : [])])
    for (const one of people) expect(canSee(audience.keys, viewerKeys(one))).toBe(named.has(one.id))
  }))

  it('is never wider than asked, nor than any recipient’s ceiling', () => check(({ visibility, recipients, audience }) => {
    expect(visibilities.indexOf(audience.visibility)).toBeLessThanOrEqual(visibilities.indexOf(visibility))
    for (const { ceiling } of recipients) {
      if (ceiling === 'recipients') expect(audience.keys.every((key) => key.startsWith('person:'))).toBe(true)
      if (ceiling === 'team') expect(audience.keys).not.toContain(orgKey)
    }
    for (const { id, teams: theirs, ceiling } of recipients) if (ceiling === 'team' && audience.team) expect(theirs.map((one) => one.id), id).toContain(audience.team.id)
  }))

  it('its keys are minimal, sorted, each once, and do not depend on the order of recipients when everybody is asked', () => check(({ visibility, author, recipients, audience }) => {
    expect(audience.keys).toEqual([...new Set(audience.keys)].sort())
    if (audience.visibility === 'organization') expect(audience.keys.filter((key) => key !== orgKey)).toEqual([...new Set([author, ...recipients].filter(({ inOrg }) => !inOrg).map(({ id }) => personKey(id)))].sort())
    if (visibility !== 'team') expect(sameKeys((audienceOf({ visibility, author, recipients: [...recipients].reverse() }) as Audience).keys, audience.keys)).toBe(true)
  }))

  it('says by name exactly those whom it lets in by name', () => check(({ author, recipients, audience }) => {
    const said = sayAudience(audience, author, recipients, { name: 'N', size: 5, includesContractors: false })
    expect(said.people.map(({ id }) => personKey(id)).sort()).toEqual(audience.keys.filter((key) => key.startsWith('person:')))
    expect(said.team?.id ?? null).toBe(audience.keys.find((key) => key.startsWith('team:'))?.slice(5) ?? null)
    expect(said.organisation !== null).toBe(audience.keys.includes(orgKey))
  }))
})

describe('sameKeys', () => {
  const keys = fc.array(fc.constantFrom(orgKey, ...['a', 'b', 'c'].map(personKey)), { maxLength: 5 })
  it('knows no order and no double, and every other key', () => fc.assert(fc.property(keys, keys, (left, right) => {
    const within = (some: string[], all: string[]) => some.every((key) => all.includes(key))
    expect(sameKeys(left, right)).toBe(within(left, right) && within(right, left))
    expect(sameKeys(left, [...left, ...left].reverse())).toBe(true)
  })))
})

describe('on the way', () => {
  const id = newId()
  it('a key is the organisation’s, a person’s or a team’s, whole', () => {
    expect([orgKey, personKey(id), teamKey(id)].map((key) => Key.safeParse(key).success)).toEqual([true, true, true])
    for (const key of ['', 'organisation', `${orgKey} `, id, 'person:', 'person:a', `place:${id}`, personKey(id.slice(1)), `${personKey(id)}0`, `a${personKey(id)}`, personKey(id.toUpperCase()), personKey('z'.repeat(36))]) expect(Key.safeParse(key).success, key).toBe(false)
  })

  it('nothing of facts or audience is lost', () => {
    const payments = { id: newId(), name: 'Payments', size: 3 }
    const kim: PersonFacts = { id: newId(), name: 'Kim', manager: { id: newId(), name: 'Ada' }, teams: [payments], ceiling: 'team', inOrg: false }
    const author = { ...kim, id: newId(), name: 'Dee', manager: null }
    const wholeTeam = { ...payments, members: 2, outside: true, within: false }
    expect([PersonFacts.parse(kim), PersonFacts.parse(author), TeamRecipient.parse(wholeTeam)]).toEqual([kim, author, wholeTeam])
    for (const visibility of visibilities) {
      const audience = resolve({ visibility, author, recipients: [kim] })
      const said = sayAudience(audience, author, [kim], { name: 'Northwind', size: 9, includesContractors: true })
      expect(AudienceSaid.parse(said)).toEqual(said)
      expect(said).toMatchObject({ visibility: audience.visibility, keys: audience.keys, managers: audience.managers, narrowedBy: audience.narrowedBy })
      expect('toTeam' in said).toBe(false)
    }
    const toTeam = sayAudience(resolve({ visibility: 'organization', author, recipients: [], toTeam: wholeTeam }), author, [], { name: 'Northwind', size: 9, includesContractors: true })
    expect(toTeam).toMatchObject({ toTeam: true, team: payments, people: [{ id: author.id, name: 'Dee' }] })
    expect(AudienceSaid.parse(toTeam)).toEqual(toTeam)
  })
})
