import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids'
import { dbFor } from '../../../worker/db'
import { makeOrganisation } from '../../../worker/people/directory'
import { loadDirectory } from '../../../worker/people/directory.load'
import { directoryStatements } from '../../../worker/people/directory.statements'
import { newcomerStatements, statusStatements } from '../../../worker/people/directory.status'
import { planDirectory } from '../../../worker/people/plan'

const cast = [
  { email: 'gus@n.test', name: 'Gus Lind', team: 'Northwind / Product' },
  { email: 'ada@n.test', name: 'Ada Ökafor', manager: 'gus@n.test', team: 'Northwind / Product / Payments' },
  { email: 'ben@n.test', name: 'Ben Ode', manager: 'ada@n.test', team: 'Northwind / Product / Payments', otherTeams: ['Guild'], handles: [{ site: 'github' as const, instance: 'github.com', handle: 'Ben-Ode' }] },
  { email: 'hal@n.test', name: 'Hal Brandt', kind: 'contractor' as const, manager: 'ada@n.test', team: 'Northwind / Product / Payments' },
]

async function northwind(more: object = {}) {
  const id = newId()
  const made = await makeOrganisation(env, { id, name: 'Northwind', settings: { domains: ['n.test'] }, teams: [{ path: 'Guild', kind: 'project', lead: 'ada@n.test' }], people: cast, values: [{ name: 'Care' }], ...more })
  const db = dbFor(env, id)
  return { id, db, ...made, of: (email: string) => made.people.get(email)! }
}
const person = (org: string, id: string) => env.DB.prepare('select * from people where org_id = ? and id = ?').bind(org, id).first<Record<string, unknown>>()
const sizes = async (org: string) => {
  const { results } = await env.DB.prepare("select name, size from teams where org_id = ?1 union all select 'all', size from organisations where id = ?1").bind(org).all<{ name: string; size: number }>()
  return Object.fromEntries(results.map((row) => [row.name, row.size]))
}

describe('a new organisation', () => {
  it('has its people with the facts that reads need', async () => {
    const { id, of, teams } = await northwind()
    const ben = await person(id, of('ben@n.test'))
    const payments = teams.get('Northwind / Product / Payments')!
    expect(ben).toMatchObject({ manager_id: of('ada@n.test'), unit_id: payments, in_org: 1, name_key: 'ben ode' })
    expect(JSON.parse(ben!.keys as string)).toEqual([`person:${of('ben@n.test')}`, 'org', `team:${payments}`, `team:${teams.get('Northwind / Product')}`, `team:${teams.get('Northwind')}`, `team:${teams.get('Guild')}`])
    expect(JSON.parse((await person(id, of('hal@n.test')))!.keys as string)).not.toContain('org')
    expect(await sizes(id)).toEqual({ all: 3, Northwind: 4, Product: 4, Payments: 3, Guild: 1 })
    const { results } = await env.DB.prepare("select term from people_terms where org_id = ? and person_id = ? order by term").bind(id, of('ada@n.test')).all()
    expect(results.map(({ term }) => term)).toEqual(['ada', 'okafor'])
    expect(await env.DB.prepare('select handle_key, proposer_id from handles where org_id = ?').bind(id).first()).toEqual({ handle_key: 'ben-ode', proposer_id: '' })
  })

  it('is refused with a loop of managers, and nothing of it is there', async () => {
    const id = newId()
    await expect(makeOrganisation(env, { id, name: 'Loop', people: [{ email: 'a@l.test', manager: 'b@l.test' }, { email: 'b@l.test', manager: 'a@l.test' }] })).rejects.toThrow('manager-loop')
    expect(await env.DB.prepare('select id from organisations where id = ?').bind(id).first()).toBeNull()
  })
})

describe('a change of the directory', () => {
  it('moves a person, and writes only what changed', async () => {
    const { id, db, of, teams } = await northwind()
    const { state } = await loadDirectory(db)
    const plan = planDirectory(state, { people: [{ email: 'ben@n.test', name: 'Ben Oder', manager: 'gus@n.test', acting: 'ada@n.test', team: 'Northwind / Design' }], now: Date.now() })
    expect(plan.errors).toEqual([])
    expect(plan.outcomes[0]).toMatchObject({ change: 'changed' })
    await db.batch(...(await directoryStatements(db, plan)))
    const { state: now } = await loadDirectory(db)
    const ben = now.people.get(of('ben@n.test'))!
    expect(ben).toMatchObject({ name: 'Ben Oder', manager: of('ada@n.test') })
    expect(ben.keys).not.toContain(`team:${teams.get('Northwind / Product')}`)
    expect(await sizes(id)).toMatchObject({ all: 3, Northwind: 4, Product: 3, Payments: 2, Design: 1 })
    const again = planDirectory(now, { people: [{ email: 'ben@n.test', name: 'Ben Oder', manager: 'gus@n.test', acting: 'ada@n.test', team: 'Northwind / Design' }], now: Date.now() })
    expect(again.outcomes[0]!.change).toBe('same')
    expect(await directoryStatements(db, again)).toEqual([])
    await db.batch(...(await directoryStatements(db, planDirectory(now, { people: [{ email: 'ben@n.test', acting: null, team: 'Northwind / Product / Payments' }], now: Date.now() }))))
    expect((await loadDirectory(db)).state.people.get(of('ben@n.test'))).toMatchObject({ manager: of('gus@n.test'), unit: teams.get('Northwind / Product / Payments') })
    expect(await sizes(id)).toMatchObject({ Payments: 3, Design: 0 })
  })

  it('carries 10,000 people in few statements', async () => {
    const people = Array.from({ length: 10_000 }, (_, n) => ({ email: `p${n}@big.test`, name: `Person ${n}`, manager: n ? `p${Math.floor((n - 1) / 8)}@big.test` : null, team: `Big / Department ${n % 10} / Team ${n % 100}` }))
    const id = newId()
    const plan = planDirectory({ people: new Map(), teams: new Map(), size: 0 }, { people, now: 1 })
    expect((await directoryStatements(dbFor(env, id), plan)).length).toBeLessThan(60)
    await makeOrganisation(env, { id, name: 'Big', people })
    expect(await sizes(id)).toMatchObject({ all: 10_000, Big: 10_000, 'Department 3': 1_000, 'Team 42': 100 })
  })

  it.each([
    ['an unknown manager', { manager: 'nobody@n.test' }, 'unknown-manager'],
    ['oneself as manager', { manager: 'gus@n.test' }, 'own-manager'],
    ['a loop', { manager: 'ben@n.test' }, 'manager-loop'],
    ['five levels of teams', { team: 'A / B / C / D / E' }, 'team-path'],
    ['an empty level', { team: 'A // C' }, 'team-path'],
  ])('names %s', async (_, fields, code) => {
    const { db } = await northwind()
    const plan = planDirectory((await loadDirectory(db)).state, { people: [{ email: 'gus@n.test', ...fields }], now: Date.now() })
    expect(plan.errors.map((one) => one.code)).toEqual([code])
  })
})

describe('coming and leaving', () => {
  it('keeps sizes and managers right, also when done twice', async () => {
    const { id, db, of } = await northwind()
    const run = (who: string, status: 'active' | 'deactivated') => db.batch(...statusStatements(db, who, status))
    await run(of('ada@n.test'), 'deactivated')
    await run(of('ada@n.test'), 'deactivated')
    expect(await sizes(id)).toMatchObject({ all: 2, Northwind: 3, Payments: 2 })
    expect((await person(id, of('ben@n.test')))!.manager_id).toBeNull()
    await run(of('ada@n.test'), 'active')
    expect(await sizes(id)).toMatchObject({ all: 3, Northwind: 4, Payments: 3 })
    expect((await person(id, of('ben@n.test')))!.manager_id).toBe(of('ada@n.test'))
    const ivy = newId()
    await db.batch(...(await newcomerStatements(db, { id: ivy, email: 'ivy@n.test', name: 'Ivy Stone', inOrg: true, now: 1 })))
    expect(await sizes(id)).toMatchObject({ all: 3 })
    await run(ivy, 'active')
    expect(await sizes(id)).toMatchObject({ all: 4 })
    const { state } = await loadDirectory(db)
    expect(planDirectory(state, { people: [], now: 2 }).after).toEqual(state)
  })
})
