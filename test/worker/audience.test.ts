import { env } from 'cloudflare:workers'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { artifactId } from '../../shared/artifacts'
import { type Audience, audienceOf, type PersonFacts } from '../../shared/audience'
import { canSee, personKey, type Visibility, visibilities } from '../../shared/audience.keys'
import { type Kind, kindNames, kinds } from '../../shared/kinds'
import { newId } from '../../shared/ids'
import { type Answered, api, citation, makeOrganisation, type Organisation, type PersonWish, tokenFor } from './support'

/** The facts of a person as the wish says them: the pure side of the comparison. */
function factsFrom(org: Organisation, wishes: PersonWish[], name: string): PersonFacts {
  const wish = wishes.find((one) => one.name === name)!
  const boss = wish.acting ?? wish.manager
  const sizeOf = (path: string) => wishes.filter((one) => one.teams?.some((team) => team === path || team.startsWith(`${path} / `))).length
  const [first, ...rest] = wish.teams ?? []
  return {
    id: org.person(name).id, name, ceiling: wish.ceiling ?? 'organization', inOrg: (wish.kind ?? 'employee') === 'employee',
    manager: boss && wishes.find((one) => one.name === boss)!.status !== 'deactivated' ? { id: org.person(boss).id, name: boss } : null,
    teams: [...(first ? [first] : []), ...rest.sort((a, b) => (a.split(' / ').at(-1)! < b.split(' / ').at(-1)! ? -1 : 1))].map((path) => ({ id: org.team(path), name: path.split(' / ').at(-1)!, size: sizeOf(path) })),
  }
}

const bodies = { text: { text: 'You asked before you changed it, and nobody had to guess.' }, sbi: { situation: '', behaviour: 'You asked before you changed it.', impact: 'Nobody had to guess.' }, grow: { goal: 'Nobody has to guess.', reality: '', options: '', will: '' } }
const draftOf = (org: Organisation, kind: Kind, visibility: Visibility, to: string[], keys: string[], more: object = {}) =>
  ({ id: newId(), kind, visibility, recipients: to.map((name) => org.person(name).id), keys, body: bodies[kinds[kind].bodies[0]], values: [], artifact: citation(), ...more })

const tokens = new Map<string, Promise<string>>()
const tokenOf = (org: Organisation, name: string): Promise<string> => {
  const key = org.person(name).id
  const token = tokens.get(key) ?? tokenFor(org, name)
  tokens.set(key, token)
  return token
}

/** Gives, then asks as everybody: who gets it by its id and who finds it on the work must be exactly those whose keys meet. */
async function giveAndLook(org: Organisation, wishes: PersonWish[], author: string, to: string[], kind: Kind, visibility: Visibility): Promise<{ given: Answered; expected: Audience | string; seenBy: string[] }> {
  const facts = to.map((name) => factsFrom(org, wishes, name))
  const expected = audienceOf({ visibility, author: factsFrom(org, wishes, author), recipients: facts })
  const draft = draftOf(org, kind, visibility, to, typeof expected === 'string' ? ['org'] : expected.keys)
  const given = await api(await tokenOf(org, author)).post('/api/v1/feedback', draft)
  const seenBy: string[] = []
  const artifact = await artifactId(citation().ref as never)
  for (const { name, status } of wishes) {
    if (status === 'deactivated' || status === 'invited') continue
    const viewer = api(await tokenOf(org, name))
    const [item, page] = await Promise.all([viewer.get(`/api/v1/feedback/${draft.id}`), viewer.get(`/api/v1/artifacts/${artifact}/feedback`)])
    const found = page.json.items.some((card: { id: string }) => card.id === draft.id)
    expect(found, `${name}: feed and item agree`).toBe(item.status === 200)
    if (found) seenBy.push(name)
    else expect(item.text).toBe('{"type":"/problems/not-found","title":"not found","status":404}')
  }
  return { given, expected, seenBy }
}

const wishes: PersonWish[] = [
  { name: 'Ada', teams: ['Co / Payments'], manager: 'Gus' }, { name: 'Ben', teams: ['Co / Payments', 'Guild'], manager: 'Ada' }, { name: 'Chi', teams: ['Co / Payments'], manager: 'Ada', acting: 'Dee' },
  { name: 'Dee', teams: ['Co / Maps'], manager: 'Gus' }, { name: 'Gus', teams: ['Co'] }, { name: 'Eli', teams: ['People'], role: 'admin' }, { name: 'Mo', teams: ['People'], role: 'hr' },
  { name: 'Hal', kind: 'contractor', teams: ['Co / Payments'], manager: 'Ada' }, { name: 'Lea', ceiling: 'recipients', teams: ['Co / Maps'] }, { name: 'Ivy', ceiling: 'team', teams: ['Co / Maps'], status: 'away' },
  { name: 'Kai', status: 'deactivated', teams: ['Co / Maps'] }, { name: 'Jun', manager: 'Kai' },
]
/** Author and recipient by what they are to each other. */
const pairs: [relation: string, author: string, to: string][] = [
  ['manager to report', 'Ada', 'Ben'], ['report to manager', 'Ben', 'Ada'], ['peer in another team', 'Dee', 'Ben'], ['to somebody with an acting manager', 'Ben', 'Chi'], ['to a contractor', 'Ben', 'Hal'],
  ['from a contractor', 'Hal', 'Ben'], ['to a low ceiling', 'Dee', 'Lea'], ['to a team ceiling', 'Ben', 'Ivy'], ['to somebody whose manager left', 'Dee', 'Jun'], ['to HR', 'Ada', 'Mo'], ['from an admin', 'Eli', 'Gus'], ['over a manager’s head', 'Gus', 'Ben'], ['an acting manager', 'Dee', 'Chi'], ['the manager whom somebody acts for', 'Ada', 'Chi'],
]
/** Whether one is in another's chain: the acting manager in a manager's place. */
const leads = (author: string, of: string): boolean => {
  const { acting, manager } = wishes.find(({ name }) => name === of)!
  const boss = acting ?? manager
  return boss !== undefined && (boss === author || leads(author, boss))
}

describe('audience matrix', () => {
  it.each(pairs)('%s: %s to %s, every visibility of every kind', async (_, author, to) => {
    const org = await makeOrganisation({ people: wishes })
    for (const kind of kindNames) for (const visibility of visibilities) {
      const { given, expected, seenBy } = await giveAndLook(org, wishes, author, kinds[kind].recipients[1] === 0 ? [] : [to], kind, visibility)
      const said = (kinds[kind].visibilities as readonly Visibility[]).includes(visibility) && typeof expected !== 'string'
      const may = said && (kinds[kind].giver !== 'coach' || leads(author, to))
      expect(given.status, `${kind} ${visibility}: ${given.text}`).toBe(may ? 201 : said ? 403 : 422)
      expect(seenBy, `${kind} ${visibility}`).toEqual(!may ? [] : wishes.filter(({ name, status }) => status !== 'deactivated' && canSee((expected as Audience).keys, org.person(name).keys)).map(({ name }) => name))
      // No role reads private words.
      if (kind !== 'recognition') expect(seenBy.filter((name) => ['Eli', 'Mo'].includes(name) && name !== author && name !== to)).toEqual([])
    }
  })

  it('agrees with the pure function on random organisations', async () => {
    const teams = ['Co', 'Co / A', 'Co / B', 'Guild', 'Club']
    const names = ['P0', 'P1', 'P2', 'P3', 'P4', 'P5']
    const wish = fc.record({
      kind: fc.constantFrom('employee', 'employee', 'contractor', 'guest'), ceiling: fc.constantFrom('organization', 'organization', 'team', 'recipients'),
      teams: fc.uniqueArray(fc.constantFrom(...teams), { maxLength: 3 }), manager: fc.option(fc.nat(5)), acting: fc.option(fc.nat(5), { freq: 4 }),
    })
    await fc.assert(fc.asyncProperty(
      fc.array(wish, { minLength: 6, maxLength: 6 }), fc.shuffledSubarray(names, { minLength: 2, maxLength: 4 }), fc.constantFrom(...kinds.recognition.visibilities),
      async (people, [author, ...to], visibility) => {
        const random: PersonWish[] = people.map(({ manager, acting, ...one }, index) => ({
          ...one, kind: one.kind as 'employee', ceiling: one.ceiling as 'team', name: names[index]!,
          ...(manager !== null && manager !== index ? { manager: names[manager]! } : {}), ...(acting !== null && acting !== index ? { acting: names[acting]! } : {}),
        }))
        const org = await makeOrganisation({ people: random })
        const { given, expected, seenBy } = await giveAndLook(org, random, author!, to, 'recognition', visibility)
        expect(given.status, given.text).toBe(typeof expected === 'string' ? 422 : 201)
        expect(seenBy).toEqual(typeof expected === 'string' ? [] : names.filter((name) => canSee(expected.keys, org.person(name).keys)))
      },
    ), { numRuns: 15 })
  })
})

/** The members of a team as the wishes say them: whoever belongs to it or to a smaller team of it. */
const membersOf = (people: PersonWish[], team: string, author: string) => people.filter(({ name, status, teams = [] }) => {
  const [main, ...others] = teams
  return name !== author && (status === undefined || status === 'active' || status === 'away') && (main === team || main?.startsWith(`${team} / `) === true || others.includes(team))
})

/** Says it to a team, then asks as everybody. What is expected is reckoned from the wishes alone. */
async function giveToTeamAndLook(org: Organisation, people: PersonWish[], author: string, team: string, visibility: Visibility) {
  const members = membersOf(people, team, author)
  const outside = members.some(({ kind }) => kind !== undefined && kind !== 'employee')
  const within = members.some(({ ceiling }) => ceiling !== undefined && ceiling !== 'organization')
  const asked = await api(await tokenOf(org, author)).get(`/api/v1/teams/${org.team(team)}`)
  expect(asked.json).toMatchObject({ id: org.team(team), members: members.length, outside, within })
  const expected = audienceOf({ visibility, author: factsFrom(org, people, author), recipients: [], toTeam: asked.json })
  const draft = { ...draftOf(org, 'recognition', visibility, [], typeof expected === 'string' ? ['org'] : expected.keys), toTeam: org.team(team) }
  const given = await api(await tokenOf(org, author)).post('/api/v1/feedback', draft)
  const artifact = await artifactId(citation().ref as never)
  const seenBy: string[] = []
  const receivedBy: string[] = []
  const told: string[] = []
  for (const { name, status } of people) {
    if (status === 'deactivated' || status === 'invited') continue
    const viewer = api(await tokenOf(org, name))
    const [item, page, received, inbox] = await Promise.all(['/api/v1/feedback/' + draft.id, `/api/v1/artifacts/${artifact}/feedback`, '/api/v1/me/received', '/api/v1/inbox'].map((path) => viewer.get(path)))
    const holds = (answer: Answered) => answer.json.items.some((card: { id: string }) => card.id === draft.id)
    expect(holds(page!), `${name}: feed and item agree`).toBe(item!.status === 200)
    if (holds(page!)) seenBy.push(name)
    if (holds(received!)) receivedBy.push(name)
    if (inbox!.json.items.some((line: { card: { id: string } | null }) => line.card?.id === draft.id)) told.push(name)
  }
  return { members, expected, given, draft, seenBy, receivedBy, told }
}

/** Who may be named: a ceiling of `team` holds for those who belong to it directly, one of `recipients` never. */
const nameable = (members: PersonWish[], team: string) =>
  members.filter(({ ceiling = 'organization', teams = [] }) => ceiling === 'organization' || (ceiling === 'team' && teams.includes(team))).map(({ name }) => name)
const seers = (org: Organisation, people: PersonWish[], keys: string[]) => people.filter(({ name, status }) => status !== 'deactivated' && canSee(keys, org.person(name).keys)).map(({ name }) => name)

describe('audience of what is said to a team', () => {
  const cases: [what: string, author: string, team: string][] = [
    ['from outside it', 'Dee', 'Co / Payments'], ['from inside it', 'Ben', 'Co / Payments'], ['from a contractor outside', 'Hal', 'Co / Maps'], ['with low ceilings in it', 'Ben', 'Co / Maps'],
    ['to a unit above', 'Eli', 'Co'], ['to a project', 'Ada', 'Guild'], ['from its contractor', 'Hal', 'Co / Payments'],
  ]
  it.each(cases)('%s: %s to %s, every visibility', async (_, author, team) => {
    const org = await makeOrganisation({ people: wishes })
    for (const visibility of visibilities) {
      const { members, expected, given, seenBy, receivedBy, told } = await giveToTeamAndLook(org, wishes, author, team, visibility)
      if (visibility !== 'organization' && visibility !== 'team') {
        expect([given.status, given.json.type, seenBy]).toEqual([422, '/problems/visibility-not-allowed', []])
        continue
      }
      expect(given.status, given.text).toBe(201)
      const { keys } = expected as Audience
      // The team's key stands for its members: nobody but the author is in by name.
      expect(keys.filter((key) => key.startsWith('person:') && key !== personKey(org.person(author).id))).toEqual([])
      expect(seenBy).toEqual(seers(org, wishes, keys))
      expect(seenBy).toEqual(expect.arrayContaining(members.map(({ name }) => name)))
      expect(told).toEqual(members.map(({ name }) => name))
      expect(receivedBy).toEqual(nameable(members, team))
      expect([given.json.recipients.length + given.json.more, given.json.toTeam.name]).toEqual([nameable(members, team).length, team.split(' / ').at(-1)])
      expect(JSON.stringify(given.json)).not.toContain('Lea')
    }
  })

  it('agrees with the pure function on random organisations', async () => {
    const teams = ['Co', 'Co / A', 'Co / B', 'Guild']
    const names = ['P0', 'P1', 'P2', 'P3', 'P4']
    const wish = fc.record({
      kind: fc.constantFrom('employee', 'employee', 'contractor', 'guest'), ceiling: fc.constantFrom('organization', 'organization', 'organization', 'team', 'recipients'),
      teams: fc.uniqueArray(fc.constantFrom(...teams), { minLength: 1, maxLength: 3 }), status: fc.constantFrom('active', 'active', 'away', 'deactivated'),
    })
    await fc.assert(fc.asyncProperty(fc.array(wish, { minLength: 5, maxLength: 5 }), fc.nat(4), fc.constantFrom('organization' as const, 'team' as const), async (random, at, visibility) => {
      const people = random.map((one, index) => ({ ...one, name: names[index]!, ...(index === at ? { status: 'active' } : {}) })) as PersonWish[]
      const team = random[(at + 1) % 5]!.teams[0]!
      const org = await makeOrganisation({ people })
      const { members, expected, given, seenBy, receivedBy, told } = await giveToTeamAndLook(org, people, names[at]!, team, visibility)
      expect(given.status, given.text).toBe(members.length === 0 ? 422 : 201)
      if (members.length === 0) return
      expect(seenBy).toEqual(seers(org, people, (expected as Audience).keys))
      expect(told).toEqual(members.map(({ name }) => name))
      expect(receivedBy).toEqual(nameable(members, team))
    }), { numRuns: 12 })
  })
})

describe('a changed audience', () => {
  const three = [{ name: 'Ada', teams: ['Payments'] }, { name: 'Ben', teams: ['Payments'], manager: 'Ada' }, { name: 'Dee', teams: ['Maps'] }, { name: 'Gus', teams: ['Payments'] }] as PersonWish[]
  const person = (org: Organisation, name: string) => personKey(org.person(name).id)
  const set = (org: Organisation, name: string, column: string, value: unknown) =>
    env.DB.prepare(`update people set ${column} = ?, version = version + 1 where org_id = ? and id = ?`).bind(value, org.id, org.person(name).id).run()
  const stored = async (org: Organisation) => (await env.DB.prepare('select (select count(*) from feedback where org_id = ?1) + (select count(*) from events where org_id = ?1) + (select count(*) from feed where org_id = ?1) n').bind(org.id).first<{ n: number }>())!.n

  it('by a new manager is told with the new names, and stores nothing; confirmed, it goes', async () => {
    const org = await makeOrganisation({ people: three })
    const dee = api(await tokenFor(org, 'Dee'))
    const draft = draftOf(org, 'feedback', 'recipients_and_managers', ['Ben'], ['Ada', 'Ben', 'Dee'].map((name) => person(org, name)))
    await set(org, 'Ben', 'manager_id', org.person('Gus').id)
    const refused = await dee.post('/api/v1/feedback', draft)
    expect([refused.status, refused.json.type]).toEqual([409, '/problems/audience-changed'])
    expect(refused.json.audience).toMatchObject({ managers: [{ name: 'Gus', of: 'Ben' }], keys: ['Ben', 'Dee', 'Gus'].map((name) => person(org, name)).sort() })
    expect(await stored(org)).toBe(0)
    const sent = await dee.post('/api/v1/feedback', { ...draft, keys: refused.json.audience.keys })
    expect([sent.status, sent.json.audience.managers]).toEqual([201, [{ id: org.person('Gus').id, name: 'Gus', of: 'Ben' }]])
    expect((await api(await tokenFor(org, 'Ada')).get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
  })

  it('by an acting manager, a lowered ceiling, another team, an end of employment', async () => {
    const org = await makeOrganisation({ people: three })
    const dee = api(await tokenFor(org, 'Dee'))
    const refusal = async (visibility: Visibility, keys: string[], kind: Kind = 'recognition') => {
      const { json } = await dee.post('/api/v1/feedback', draftOf(org, kind, visibility, ['Ben'], keys))
      return json.audience && [json.type, json.audience.visibility, json.audience.narrowedBy]
    }
    await env.DB.prepare(`insert into relations values (?, ?, 'acting', ?, 1, null)`).bind(org.id, org.person('Ben').id, org.person('Gus').id).run()
    expect(await refusal('recipients_and_managers', ['Ada', 'Ben', 'Dee'].map((name) => person(org, name)), 'feedback')).toEqual(['/problems/audience-changed', 'recipients_and_managers', []])
    await set(org, 'Ben', 'ceiling', 'team')
    expect(await refusal('organization', ['org'])).toEqual(['/problems/audience-changed', 'team', ['Ben']])
    await set(org, 'Ben', 'ceiling', 'recipients')
    expect(await refusal('organization', ['org'])).toEqual(['/problems/audience-changed', 'recipients', ['Ben']])
    await set(org, 'Ben', 'ceiling', 'organization')
    await set(org, 'Ben', 'in_org', 0)
    expect(await refusal('organization', ['org'])).toEqual(['/problems/audience-changed', 'organization', []])
    await env.DB.prepare('update memberships set team_id = ? where org_id = ? and person_id = ?').bind(org.team('Maps'), org.id, org.person('Ben').id).run()
    expect(await refusal('team', [`team:${org.team('Payments')}`, person(org, 'Ben'), person(org, 'Dee')].sort())).toEqual(['/problems/audience-changed', 'team', []])
    expect(await stored(org)).toBe(0)
  })

  it('never lets a send through under a manager who changed in between, however often they race', async () => {
    const org = await makeOrganisation({ people: three })
    const dee = api(await tokenFor(org, 'Dee'))
    const managers = ['Ada', 'Gus']
    await Promise.all(Array.from({ length: 20 }, async (_, index) => {
      const boss = managers[index % 2]!
      await Promise.all([
        set(org, 'Ben', 'manager_id', org.person(boss).id),
        dee.post('/api/v1/feedback', draftOf(org, 'feedback', 'recipients_and_managers', ['Ben'], [boss, 'Ben', 'Dee'].map((name) => person(org, name)))).then(({ status }) => expect([201, 409]).toContain(status)),
      ])
    }))
    const { results } = await env.DB.prepare(`select f.keys, f.managers from feedback f where org_id = ?`).bind(org.id).all<{ keys: string; managers: string }>()
    for (const row of results) expect(JSON.parse(row.keys)).toContain(personKey(JSON.parse(row.managers)[0].id))
  })
})
