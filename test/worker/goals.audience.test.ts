/** Who sees a goal: relation x visibility x kind, the pure function against the door; random organisations; a new manager; what is rolled up. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { canSee, personKey } from '../../shared/audience.keys'
import { goalKeys } from '../../shared/goals.audience'
import { newId, randomId } from '../../shared/ids'
import { type GoalVisibility, goalVisibilities } from '../../shared/progress'
import { dbFor } from '../../worker/db'
import { refollow } from '../../worker/goals/statements'
import { api, makeOrganisation, type Organisation, type PersonWish, tokenFor } from './support'

const wishes: PersonWish[] = [
  { name: 'Gus', teams: ['Co'] }, { name: 'Ada', manager: 'Gus', teams: ['Co / Payments'] }, { name: 'Ben', manager: 'Ada', teams: ['Co / Payments'] }, { name: 'Chi', manager: 'Ada', teams: ['Co / Payments'] },
  { name: 'Rob', manager: 'Ben', teams: ['Co / Payments'] }, { name: 'Dee', teams: ['Co / Maps'] }, { name: 'Eli', role: 'admin' }, { name: 'Hedy', role: 'hr' }, { name: 'Kim', kind: 'contractor', manager: 'Ada', teams: ['Co / Payments'] },
]
const chainOf = (people: PersonWish[], name: string): string[] => {
  const chain: string[] = []
  for (let at = people.find((one) => one.name === name)?.manager; at && chain.length < 12; at = people.find((one) => one.name === at)?.manager) chain.push(at)
  return chain
}
const isIn = (one: PersonWish) => (one.kind ?? 'employee') === 'employee'
function keysIn(org: Organisation, people: PersonWish[], owner: string, visibility: GoalVisibility, kind: 'performance' | 'development', coOwners: string[]) {
  const holder = (name: string) => ({ id: org.person(name).id, inOrg: isIn(people.find((one) => one.name === name)!) })
  const unit = people.find((one) => one.name === owner)!.teams?.[0]
  return goalKeys({ visibility, kind, owner: holder(owner), coOwners: coOwners.map(holder), team: unit ? org.team(unit) : null, chain: chainOf(people, owner).map((name) => org.person(name).id) })
}
const goal = (org: Organisation, more: object) => ({
  id: newId(), title: 'Retries that end well', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [] as string[], parent: null, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'],
  keyResults: [{ id: newId(), title: 'Ten', measure: 'number', baseline: 0, target: 10, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule: null }], draft: false, ...more,
})
const storedKeys = async (org: Organisation, id: string) => JSON.parse((await env.DB.prepare('select keys from goals where org_id = ? and id = ?').bind(org.id, id).first<{ keys: string }>())!.keys) as string[]

/** Sets a goal and asks everybody for it in every way; with the keys of the pure function. */
async function setAndLook(org: Organisation, people: PersonWish[], owner: string, visibility: GoalVisibility, kind: 'performance' | 'development', coOwners: string[] = []) {
  const keys = keysIn(org, people, owner, visibility, kind, coOwners)
  const body = goal(org, { visibility, kind, keys, coOwners: coOwners.map((name) => org.person(name).id) })
  const as = api(await tokenFor(org, owner))
  const refused = await as.post('/api/v1/goals', { ...body, keys: [personKey(randomId())] })
  expect([refused.status, refused.json.type, [...refused.json.audience.keys].sort()], refused.text).toEqual([409, '/problems/audience-changed', keys])
  const made = await as.post('/api/v1/goals', body)
  expect(made.status, made.text).toBe(201)
  expect(await storedKeys(org, body.id)).toEqual(keys)
  for (const { name, status } of people) {
    if (status === 'deactivated') continue
    const their = api(await tokenFor(org, name))
    const [item, nobodys, ofPerson, own, found] = await Promise.all([
      their.get(`/api/v1/goals/${body.id}`), their.get(`/api/v1/goals/${randomId()}`), their.get(`/api/v1/people/${org.person(owner).id}/goals`), their.get('/api/v1/me/goals'), their.get('/api/v1/goals')])
    const sees = canSee(keys, org.person(name).keys)
    const said = `${name} ${visibility} ${kind} of ${owner}`
    expect([said, item.status]).toEqual([said, sees ? 200 : 404])
    if (!sees) expect([item.text, [...item.headers.keys()].sort()]).toEqual([nobodys.text, [...nobodys.headers.keys()].sort()])
    const holds = (page: { json: any }) => page.json.items.some((one: { id: string }) => one.id === body.id)
    expect([said, holds(ofPerson), holds(found)]).toEqual([said, sees, sees])
    expect([said, holds(own)]).toEqual([said, name === owner || coOwners.includes(name)])
    if (!sees) for (const page of [ofPerson, own, found]) expect(page.text).not.toContain(body.id)
  }
  return { body, keys, made }
}

describe('audience of goals', () => {
  it.each(goalVisibilities)('%s: pure and SQL agree for everybody, for both kinds', async (visibility) => {
    const org = await makeOrganisation({ people: wishes })
    for (const kind of ['performance', 'development'] as const) for (const owner of ['Ben', 'Kim', 'Gus']) await setAndLook(org, wishes, owner, visibility, kind)
    await setAndLook(org, wishes, 'Ben', visibility, 'performance', ['Kim', 'Dee'])
  })

  it('private and chain leave HR and admins out; a private development goal everybody', async () => {
    const org = await makeOrganisation({ people: wishes })
    const seers = async (visibility: GoalVisibility, kind: 'performance' | 'development') => {
      const { keys } = await setAndLook(org, wishes, 'Ben', visibility, kind)
      return wishes.filter(({ name }) => canSee(keys, org.person(name).keys)).map(({ name }) => name)
    }
    expect(await seers('private', 'performance')).toEqual(['Ada', 'Ben'])
    expect(await seers('private', 'development')).toEqual(['Ben'])
    expect(await seers('chain', 'development')).toEqual(['Gus', 'Ada', 'Ben'])
  })

  it('agrees on random organisations', async () => {
    const names = ['P0', 'P1', 'P2', 'P3', 'P4']
    const wish = fc.record({ kind: fc.constantFrom('employee', 'employee', 'contractor', 'guest'), teams: fc.uniqueArray(fc.constantFrom('Co', 'Co / A', 'Co / B', 'Guild'), { minLength: 1, maxLength: 3 }), above: fc.nat(9) })
    await fc.assert(fc.asyncProperty(fc.array(wish, { minLength: 5, maxLength: 5 }), fc.nat(4), fc.constantFrom(...goalVisibilities), fc.constantFrom('performance' as const, 'development' as const), fc.uniqueArray(fc.nat(4), { maxLength: 2 }), async (random, at, visibility, kind, co) => {
      // Whoever is above stands earlier in the list: no loops.
      const people = random.map(({ above, ...one }, index) => ({ ...one, name: names[index]!, ...(above < index && { manager: names[above]! }) })) as PersonWish[]
      const org = await makeOrganisation({ people })
      await setAndLook(org, people, names[at]!, visibility, kind, co.filter((one) => one !== at).map((one) => names[one]!))
    }), { numRuns: 12 })
  })

  it('follows the new manager, in the batch that names them', async () => {
    const org = await makeOrganisation({ people: wishes })
    const goals = await Promise.all((['private', 'chain', 'team', 'organization'] as const).map(async (visibility) => (await setAndLook(org, wishes, 'Rob', visibility, 'performance')).body.id))
    const [privateGoal, chain] = goals as [string, string]
    const eli = api(await tokenFor(org, 'Eli'))
    const seen = async (name: string, id: string) => (await api(await tokenFor(org, name)).get(`/api/v1/goals/${id}`)).status
    expect([await seen('Ada', privateGoal), await seen('Ben', privateGoal), await seen('Gus', chain), await seen('Dee', chain)]).toEqual([404, 200, 200, 404])
    // Ben, who leads Rob, reports to Dee from now on.
    const moved = await eli.patch(`/api/v1/people/${org.person('Ben').id}`, { relations: [{ kind: 'manager', person: org.person('Dee').id, until: null }] })
    expect(moved.status, moved.text).toBeLessThan(300)
    expect([await seen('Gus', chain), await seen('Ada', chain), await seen('Dee', chain), await seen('Ben', privateGoal)]).toEqual([404, 404, 200, 200])
    // Ben leaves: nobody leads Rob.
    expect((await eli.post(`/api/v1/people/${org.person('Ben').id}/deactivate`)).status).toBeLessThan(300)
    expect(await storedKeys(org, privateGoal)).toEqual([personKey(org.person('Rob').id)])
    expect(await storedKeys(org, chain)).toEqual([personKey(org.person('Rob').id)])
    // What was made anew is what the SQL form makes of everything.
    const before = await env.DB.prepare('select id, keys from goals where org_id = ? order by id').bind(org.id).all()
    const db = dbFor(env as never, org.id)
    await db.batch(refollow(db, wishes.map(({ name }) => org.person(name).id)))
    expect((await env.DB.prepare('select id, keys from goals where org_id = ? order by id').bind(org.id).all()).results).toEqual(before.results)
  })
})
