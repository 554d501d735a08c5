/** Teams, relations and values edited by hand: keys and sizes as computed afresh, races refused, nothing of another organisation. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids'
import { dbFor } from '../../../worker/db'
import { loadDirectory } from '../../../worker/people/directory.load'
import { keepFacts } from '../../../worker/people/plan.facts'
import { copyOf } from '../../../worker/people/plan.shapes'
import { api, makeOrganisation, type Organisation, recognition, tokenFor } from '../support'

const cast = [
  { name: 'Ada Okafor', teams: ['Northwind / Product / Payments'] }, { name: 'Ben Ode', manager: 'Ada Okafor', teams: ['Northwind / Product / Payments'] },
  { name: 'Chi Tran', manager: 'Ada Okafor', teams: ['Northwind / Product / Maps', 'Northwind / Product / Payments'] }, { name: 'Dee Alvarez', teams: ['Northwind / Design'] },
  { name: 'Eli Marsh', role: 'admin' as const, teams: ['Northwind'] }, { name: 'Hal Brandt', kind: 'contractor' as const, teams: ['Northwind / Product / Payments'] }, { name: 'Jun Ito', teams: ['Northwind / Design'] },
]

async function northwind() {
  const org = await makeOrganisation({ people: cast, values: ['Say it early', 'Leave it better'] })
  const eli = api(await tokenFor(org, 'Eli Marsh'))
  await eli.post(`/api/v1/people/${org.person('Jun Ito').id}/deactivate`)
  return { org, eli, ben: api(await tokenFor(org, 'Ben Ode')), id: (name: string) => org.person(name).id }
}

/** What is kept beside people and teams, and what would be kept if it were computed anew from relations and memberships. */
async function kept(org: Organisation) {
  const { state } = await loadDirectory(dbFor(env, org.id))
  const after = copyOf(state)
  keepFacts({ before: state, after, outcomes: [], left: [], handles: [], errors: [], now: Date.now() }, false)
  const facts = ({ people, teams, size }: typeof state) => ({
    people: [...people.values()].map(({ id, manager, unit, inOrg, keys }) => ({ id, manager, unit, inOrg, keys: [...keys].sort() })).sort((a, b) => (a.id < b.id ? -1 : 1)),
    teams: [...teams.values()].map(({ id, size: members }) => ({ id, members })).sort((a, b) => (a.id < b.id ? -1 : 1)), size,
  })
  return { stored: facts(state), anew: facts(after), state }
}
const events = async (org: Organisation, kind: string) => (await env.DB.prepare('select data, actor_id from events where org_id = ? and kind = ? order by seq').bind(org.id, kind).all<{ data: string; actor_id: string }>()).results
const keysOf = async (org: Organisation, name: string) => JSON.parse((await env.DB.prepare('select keys from people where org_id = ? and id = ?').bind(org.id, org.person(name).id).first<{ keys: string }>())!.keys) as string[]

describe('a team', () => {
  it('is made once, in two calls, and is found by everybody', async () => {
    const { org, eli, ben, id } = await northwind()
    const body = { id: newId(), name: 'Guild of tests', kind: 'project', parent: null, lead: id('Ben Ode') }
    const made = await eli.post('/api/v1/teams', body)
    expect([made.status, made.json, made.d1.calls]).toEqual([201, { id: body.id, name: 'Guild of tests', kind: 'project', parent: null, size: 0, lead: { id: id('Ben Ode'), name: 'Ben Ode' }, path: [], children: [], mine: false }, 2])
    expect((await eli.post('/api/v1/teams', body)).status).toBe(201)
    expect((await eli.post('/api/v1/teams', { ...body, name: 'Another' })).json.type).toMatch(/id-taken/)
    expect(await events(org, 'team.created')).toEqual([{ data: JSON.stringify({ team: body.id }), actor_id: id('Eli Marsh') }])
    const list = await ben.get('/api/v1/organisation/teams')
    expect([list.json.items.map((one: { name: string }) => one.name), list.d1.calls]).toEqual([['Design', 'Guild of tests', 'Maps', 'Northwind', 'Payments', 'Product'], 1])
    expect((await ben.post('/api/v1/teams', { ...body, id: newId() })).status).toBe(403)
  })

  it('stands at most four levels deep, not under itself, and under no name twice', async () => {
    const { org, eli } = await northwind()
    const [northwindTeam, product, payments, design] = ['Northwind', 'Northwind / Product', 'Northwind / Product / Payments', 'Northwind / Design'].map((path) => org.team(path))
    const wrong = async (path: string, body: object) => (await eli.patch(`/api/v1/teams/${path}`, body)).json.errors
    const fourth = (await eli.post('/api/v1/teams', { id: newId(), name: 'Refunds', kind: 'unit', parent: payments, lead: null })).json
    expect((await eli.post('/api/v1/teams', { id: newId(), name: 'Too deep', kind: 'unit', parent: fourth.id, lead: null })).json.errors).toEqual([{ pointer: '/parent', code: 'too-deep' }])
    expect(await wrong(product!, { parent: design })).toEqual([{ pointer: '/parent', code: 'too-deep' }])
    expect(await wrong(northwindTeam!, { parent: payments })).toEqual([{ pointer: '/parent', code: 'loop' }])
    expect(await wrong(org.team('Northwind / Product / Maps'), { name: 'PAYMENTS' })).toEqual([{ pointer: '/name', code: 'taken' }])
    expect(await wrong(payments!, { lead: newId() })).toEqual([{ pointer: '/lead', code: 'unknown' }])
    expect(await wrong(payments!, { parent: newId() })).toEqual([{ pointer: '/parent', code: 'unknown' }])
  })

  it('moves with the keys of its members, and their open sessions see by them at once', async () => {
    const { org, eli, id } = await northwind()
    const dee = api(await tokenFor(org, 'Dee Alvarez'))
    const draft = recognition(org, 'Dee Alvarez', ['Ben Ode'], { visibility: 'team', team: org.team('Northwind / Product / Payments'), keys: [...['Ben Ode', 'Dee Alvarez'].map((name) => `person:${id(name)}`), `team:${org.team('Northwind / Product / Payments')}`].sort() })
    expect((await dee.post('/api/v1/feedback', draft)).status).toBe(201)
    const chi = api(await tokenFor(org, 'Chi Tran'))
    expect((await chi.get(`/api/v1/feedback/${draft.id}`)).status).toBe(200)
    expect((await eli.delete(`/api/v1/teams/${org.team('Northwind / Product / Payments')}/members/${id('Chi Tran')}`)).status).toBe(200)
    expect((await chi.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    const moved = await eli.patch(`/api/v1/teams/${org.team('Northwind / Product / Payments')}`, { parent: org.team('Northwind / Design') })
    expect([moved.json.path.map((one: { name: string }) => one.name), moved.d1.calls]).toEqual([['Northwind', 'Design'], 2])
    expect(await keysOf(org, 'Ben Ode')).toEqual([`person:${id('Ben Ode')}`, 'org', ...['Northwind / Product / Payments', 'Northwind / Design', 'Northwind'].map((path) => `team:${org.team(path)}`)])
    const { stored, anew } = await kept(org)
    expect(stored).toEqual(anew)
  })

  it('closes with its last members: its key opens to nobody, in whatever it is merged', async () => {
    const { org, eli, id } = await northwind()
    const payments = org.team('Northwind / Product / Payments')
    const ada = api(await tokenFor(org, 'Ada Okafor'))
    const draft = recognition(org, 'Ada Okafor', ['Ben Ode'], { visibility: 'team', keys: [...['Ada Okafor', 'Ben Ode'].map((name) => `person:${id(name)}`), `team:${payments}`].sort() })
    expect((await ada.post('/api/v1/feedback', draft)).status).toBe(201)
    const maps = org.team('Northwind / Product / Maps')
    expect((await eli.post(`/api/v1/teams/${payments}/close`, { into: maps })).status).toBe(204)
    for (const name of cast.map((one) => one.name)) expect(await keysOf(org, name)).not.toContain(`team:${payments}`)
    expect(await keysOf(org, 'Ben Ode')).toContain(`team:${maps}`)
    // Those it was said by and to keep it; the team that took the others in does not get it.
    expect((await api(await tokenFor(org, 'Ben Ode')).get('/api/v1/me/received')).json.items.map((one: { id: string }) => one.id)).toEqual([draft.id])
    expect((await api(await tokenFor(org, 'Chi Tran')).get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    expect((await eli.get(`/api/v1/teams/${payments}/page`)).status).toBe(404)
    expect((await eli.put(`/api/v1/teams/${payments}/members/${id('Dee Alvarez')}`, { main: true })).status).toBe(404)
    expect((await eli.post('/api/v1/teams', { id: payments, name: 'Payments', kind: 'unit', parent: null, lead: null })).json.type).toMatch(/id-taken/)
    const { stored, anew } = await kept(org)
    expect(stored).toEqual(anew)
    expect(await events(org, 'team.closed')).toHaveLength(1)
  })

  it('takes in and lets go one person at a time; the primary unit is one', async () => {
    const { org, eli, id } = await northwind()
    const design = org.team('Northwind / Design')
    expect((await eli.put(`/api/v1/teams/${design}/members/${id('Ben Ode')}`, { main: true })).json.size).toBe(2)
    const ben = (await eli.get(`/api/v1/people/${id('Ben Ode')}/file`)).json
    expect(ben.memberships.map((one: { name: string; main: boolean }) => [one.name, one.main])).toEqual([['Design', true]])
    const members = await eli.get(`/api/v1/teams/${design}/members`)
    expect([members.json.items.map((one: { name: string }) => one.name), members.d1.calls]).toEqual([['Ben Ode', 'Dee Alvarez'], 1])
    expect((await eli.put(`/api/v1/teams/${design}/members/${id('Jun Ito')}`, { main: true })).status).toBe(409)
    const other = await makeOrganisation({ name: 'Fjord', people: [{ name: 'Fay Berg', role: 'admin' }] })
    const fay = api(await tokenFor(other, 'Fay Berg'))
    expect((await fay.put(`/api/v1/teams/${design}/members/${other.person('Fay Berg').id}`, { main: true })).status).toBe(404)
    expect((await eli.put(`/api/v1/teams/${design}/members/${other.person('Fay Berg').id}`, { main: true })).status).toBe(404)
  })

  it('is changed from the state that was read: of two at once that would make a circle, one is refused', async () => {
    const { org, eli } = await northwind()
    const make = async (name: string) => (await eli.post('/api/v1/teams', { id: newId(), name, kind: 'unit', parent: null, lead: null })).json.id as string
    for (let round = 0; round < 3; round += 1) {
      const [a, b] = [await make(`A ${round}`), await make(`B ${round}`)]
      const statuses = (await Promise.all([eli.patch(`/api/v1/teams/${a}`, { parent: b }), eli.patch(`/api/v1/teams/${b}`, { parent: a })])).map((one) => one.status).sort()
      expect([[200, 409], [200, 422]]).toContainEqual(statuses)
    }
    const { state } = await kept(org)
    for (const team of state.teams.values()) {
      const seen = new Set<string>()
      for (let at: string | null = team.id; at; at = state.teams.get(at)!.parent) { expect(seen.has(at)).toBe(false); seen.add(at) }
    }
  })
})

describe('whatever is done to teams and people', () => {
  it('keys, sizes and managers are as computed afresh', async () => {
    const names = ['Ada Okafor', 'Ben Ode', 'Chi Tran', 'Dee Alvarez', 'Hal Brandt']
    const step = fc.oneof(
      fc.record({ do: fc.constant('make' as const), name: fc.integer({ min: 0, max: 40 }), under: fc.nat(6), unit: fc.boolean() }),
      fc.record({ do: fc.constant('move' as const), team: fc.nat(6), under: fc.nat(6) }),
      fc.record({ do: fc.constant('close' as const), team: fc.nat(6), into: fc.option(fc.nat(6)) }),
      fc.record({ do: fc.constant('join' as const), team: fc.nat(6), who: fc.constantFrom(...names), main: fc.boolean() }),
      fc.record({ do: fc.constant('leave' as const), team: fc.nat(6), who: fc.constantFrom(...names) }),
      fc.record({ do: fc.constant('change' as const), who: fc.constantFrom(...names), manager: fc.option(fc.constantFrom(...names)), acting: fc.option(fc.constantFrom(...names)), kind: fc.constantFrom('employee', 'contractor') }),
      fc.record({ do: fc.constant('out' as const), who: fc.constantFrom(...names), back: fc.boolean() }),
    )
    await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
      const { org, eli, id } = await northwind()
      for (const one of steps) {
        const teams = (await eli.get('/api/v1/organisation/teams')).json.items as { id: string }[]
        const team = (n: number) => teams[n % teams.length]?.id ?? newId()
        if (one.do === 'make') await eli.post('/api/v1/teams', { id: newId(), name: `Team ${one.name}`, kind: one.unit ? 'unit' : 'project', parent: one.under === 0 ? null : team(one.under), lead: null })
        if (one.do === 'move') await eli.patch(`/api/v1/teams/${team(one.team)}`, { parent: one.under === 0 ? null : team(one.under) })
        if (one.do === 'close') await eli.post(`/api/v1/teams/${team(one.team)}/close`, { into: one.into === null ? null : team(one.into) })
        if (one.do === 'join') await eli.put(`/api/v1/teams/${team(one.team)}/members/${id(one.who)}`, { main: one.main })
        if (one.do === 'leave') await eli.delete(`/api/v1/teams/${team(one.team)}/members/${id(one.who)}`)
        if (one.do === 'change') await eli.patch(`/api/v1/people/${id(one.who)}`, { kind: one.kind, relations: [['manager', one.manager], ['acting', one.acting]].flatMap(([kind, name]) => (name ? [{ kind, person: id(name), until: null }] : [])) })
        if (one.do === 'out') await eli.post(`/api/v1/people/${id(one.who)}/${one.back ? 'reactivate' : 'deactivate'}`)
        const { stored, anew, state } = await kept(org)
        expect(stored, JSON.stringify(one)).toEqual(anew)
        for (const person of state.people.values()) {
          expect(person.keys.length).toBeLessThanOrEqual(10)
          for (const { team: held } of person.memberships) expect(state.teams.has(held)).toBe(true)
        }
      }
    }), { numRuns: 12 })
  }, 60_000)
})

describe('a person', () => {
  it('is changed in two calls, and told of what concerns their account', async () => {
    const { org, eli, ben, id } = await northwind()
    const relations = [{ kind: 'manager', person: id('Dee Alvarez'), until: null }, { kind: 'mentor', person: id('Ada Okafor'), until: '2099-12-31' }]
    const changed = await eli.patch(`/api/v1/people/${id('Ben Ode')}`, { title: 'Lead engineer', role: 'hr', relations })
    expect([changed.status, changed.d1.calls]).toEqual([200, 2])
    expect(changed.json).toMatchObject({ person: { title: 'Lead engineer', role: 'hr', manager: { name: 'Dee Alvarez' } }, relations: [{ kind: 'manager', until: null }, { kind: 'mentor', until: '2099-12-31' }] })
    expect((await ben.get('/api/v1/inbox')).json.items.map((one: { kind: string }) => one.kind)).toEqual(['account.changed'])
    expect((await events(org, 'person.changed')).map(({ data }) => JSON.parse(data))).toEqual([{ person: id('Ben Ode'), fields: ['title', 'role', 'manager', 'relations'] }])
    expect((await eli.patch(`/api/v1/people/${id('Ben Ode')}`, { title: 'Lead engineer', relations })).status).toBe(200)
    expect(await events(org, 'person.changed')).toHaveLength(1)
    await eli.patch(`/api/v1/people/${id('Chi Tran')}`, { title: 'Cartographer' })
    expect((await api(await tokenFor(org, 'Chi Tran')).get('/api/v1/inbox')).json.items).toEqual([])
    // Ada leads Ben no more: what she could say to him as his manager she cannot now; as his mentor she coaches.
    expect((await api(await tokenFor(org, 'Dee Alvarez')).get('/api/v1/me/coached')).json.people.map((one: { name: string }) => one.name)).toContain('Ben Ode')
  })

  it('has no manager in a circle, at most one, and is nobody’s own', async () => {
    const { eli, id } = await northwind()
    const wrong = async (name: string, relations: object[]) => (await eli.patch(`/api/v1/people/${id(name)}`, { relations })).json.errors
    const to = (kind: string, name: string, until: string | null = null) => ({ kind, person: id(name), until })
    expect(await wrong('Ada Okafor', [to('manager', 'Ben Ode')])).toEqual([{ pointer: '/relations', code: 'loop' }])
    expect(await wrong('Ben Ode', [to('manager', 'Ben Ode')])).toEqual([{ pointer: '/relations/0/person', code: 'loop' }])
    expect(await wrong('Ben Ode', [to('manager', 'Ada Okafor'), to('manager', 'Dee Alvarez')])).toEqual([{ pointer: '/relations/1/person', code: 'too-many' }])
    expect(await wrong('Ben Ode', [to('mentor', 'Jun Ito')])).toEqual([{ pointer: '/relations/0/person', code: 'unknown' }])
    expect(await wrong('Ben Ode', [to('acting', 'Dee Alvarez', '2020-01-01')])).toEqual([{ pointer: '/relations/0/until', code: 'invalid' }])
    expect((await eli.patch(`/api/v1/people/${id('Eli Marsh')}`, { role: 'member' })).json.errors).toEqual([{ pointer: '/role', code: 'own-account' }])
    const statuses = (await Promise.all([eli.patch(`/api/v1/people/${id('Dee Alvarez')}`, { relations: [to('manager', 'Ben Ode')] }), eli.patch(`/api/v1/people/${id('Ada Okafor')}`, { relations: [to('manager', 'Dee Alvarez')] })])).map((one) => one.status)
    expect(statuses.filter((one) => one === 200)).toHaveLength(1)
  })

  it('who acts until a day is the manager until then, and the manager is again after it', async () => {
    const { org, eli, id } = await northwind()
    const relations = [{ kind: 'manager', person: id('Ada Okafor'), until: null }, { kind: 'acting', person: id('Dee Alvarez'), until: '2099-12-31' }]
    expect((await eli.patch(`/api/v1/people/${id('Ben Ode')}`, { relations })).json.person.manager.name).toBe('Dee Alvarez')
    await env.DB.prepare("update relations set from_at = 1, to_at = 2 where org_id = ? and kind = 'acting'").bind(org.id).run()
    expect((await eli.get(`/api/v1/people/${id('Ben Ode')}`)).json.manager.name).toBe('Ada Okafor')
  })

  it('sets their own days, zone and time away; what never began was none', async () => {
    const { org, ben, id } = await northwind()
    const set = (body: object) => ben.patch('/api/v1/me/settings', body)
    expect((await set({ timeZone: 'Europe/Berlin', workingDays: '124' })).json.settings).toMatchObject({ timeZone: 'Europe/Berlin', workingDays: '124' })
    for (const body of [{ timeZone: 'Middle/Earth' }, { workingDays: '' }, { workingDays: '21' }, { workingDays: '8' }, { away: { from: '2026-02-30', to: null } }]) expect((await set(body)).status, JSON.stringify(body)).toBe(422)
    expect((await set({ away: { from: '2099-05-01', to: '2099-04-01' } })).json.errors).toEqual([{ pointer: '/away/to', code: 'too-small' }])
    const day = (n: number) => new Date(Date.now() + n * 86_400_000).toISOString().slice(0, 10)
    const away = (await set({ away: { from: day(-3), to: day(5) } })).json
    expect([away.person.away, away.person.status]).toEqual([{ from: day(-3), to: day(5) }, 'away'])
    const periods = async () => (await env.DB.prepare('select from_day, to_day from away_periods where org_id = ? and person_id = ?').bind(org.id, id('Ben Ode')).all()).results
    const back = (await set({ away: null })).json
    expect([back.person.away, back.person.status, await periods()]).toEqual([null, 'active', [{ from_day: day(-3), to_day: day(-1) }]])
    expect((await set({ away: { from: day(20), to: null } })).json.person.status).toBe('active')
    await set({ away: { from: day(30), to: day(31) } })
    expect((await periods()).map((one) => one['from_day'])).toEqual([day(-3), day(30)])
    expect((await events(org, 'person.changed')).map(({ data }) => JSON.parse(data).fields).at(-1)).toEqual(['away'])
  })
})

describe('core values', () => {
  it('are made, worded, ordered and archived; what is archived is not offered', async () => {
    const { org, eli, ben } = await northwind()
    const id = newId()
    const made = await eli.post('/api/v1/values', { id, name: 'Ask first', looksLike: 'A question', looksNotLike: 'A surprise' })
    expect([made.status, made.json.items.map((one: { name: string }) => one.name), made.d1.calls]).toEqual([201, ['Say it early', 'Leave it better', 'Ask first'], 2])
    expect((await eli.post('/api/v1/values', { id, name: 'Other', looksLike: '', looksNotLike: '' })).json.type).toMatch(/id-taken/)
    const [early, better] = ['Say it early', 'Leave it better'].map((name) => org.value(name))
    expect((await eli.put('/api/v1/values/order', { ids: [id, better, early] })).json.items.map((one: { name: string }) => one.name)).toEqual(['Ask first', 'Leave it better', 'Say it early'])
    expect((await eli.put('/api/v1/values/order', { ids: [id, better] })).status).toBe(409)
    await eli.patch(`/api/v1/values/${better}`, { archived: true, looksLike: 'Less code' })
    expect((await ben.get('/api/v1/me')).json.values.map((one: { name: string }) => one.name)).toEqual(['Ask first', 'Say it early'])
    expect((await ben.get('/api/v1/values')).json.items.at(-1)).toEqual({ id: better, name: 'Leave it better', looksLike: 'Less code', looksNotLike: '', archived: true })
    expect((await eli.patch(`/api/v1/values/${better}`, { archived: false })).json.items.map((one: { name: string }) => one.name)).toEqual(['Ask first', 'Say it early', 'Leave it better'])
    expect(await events(org, 'value.changed')).toHaveLength(3)
    expect((await ben.put('/api/v1/values/order', { ids: [] })).status).toBe(403)
    for (let n = 0; n < 17; n += 1) expect((await eli.post('/api/v1/values', { id: newId(), name: `Value ${n}`, looksLike: '', looksNotLike: '' })).status).toBe(201)
    expect((await eli.post('/api/v1/values', { id: newId(), name: 'One too many', looksLike: '', looksNotLike: '' })).status).toBe(409)
  })
})

describe('the organisation', () => {
  it('has a name that an admin changes', async () => {
    const { org, eli, ben } = await northwind()
    expect((await eli.patch('/api/v1/organisation', { name: '  Northwind   Paths ' })).json).toEqual({ name: 'Northwind Paths' })
    expect((await ben.get('/api/v1/me')).json.organisation.name).toBe('Northwind Paths')
    // A provider in an inner network, by number, or of everybody is not even asked; nothing is kept.
    for (const issuer of ['https://10.0.0.1/', 'https://idp.internal/', 'http://idp.example.com/', 'https://login.microsoftonline.com/common/v2.0', 'idp']) {
      expect([issuer, (await eli.post('/api/v1/organisation/sign-in/test', { issuer })).json]).toEqual([issuer, { ok: false, checks: [{ check: 'address', ok: false }] }])
    }
    expect((await ben.post('/api/v1/organisation/sign-in/test', { issuer: 'https://idp.example.com/' })).status).toBe(403)
    expect(await events(org, 'organisation.renamed')).toEqual([{ data: '{}', actor_id: org.person('Eli Marsh').id }])
  })
})
