import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { sha256 } from '../../shared/artifacts'
import { randomId } from '../../shared/ids'
import { api, citation, makeOrganisation, type Organisation, tokenFor } from './support'

const names = (page: { items: { name: string }[] }) => page.items.map(({ name }) => name)
const handle = (org: Organisation, of: string, name: string, proposer = '') =>
  env.DB.prepare(`insert into handles values (?, 'github', 'github.com', ?, ?, ?, ?, ?, 1)`).bind(org.id, name.toLowerCase(), proposer, randomId(), name, org.person(of).id).run()

describe('me', () => {
  it('is one call: the person, the organisation, what may be picked from', async () => {
    const org = await makeOrganisation({
      people: [{ name: 'Ada', role: 'admin', manager: 'Gus', teams: ['Co / Payments', 'Guild'] }, { name: 'Gus' }], values: ['Say it kindly'], settings: { domains: ['example.test'], includesContractors: true },
    })
    await handle(org, 'Ada', 'ada-okafor')
    const { json, d1 } = await api(await tokenFor(org, 'Ada')).get('/api/v1/me')
    expect(d1.calls).toBe(1)
    expect(json).toMatchObject({
      person: { name: 'Ada', role: 'admin', manager: { name: 'Gus' }, teams: [{ name: 'Payments', size: 1 }, { name: 'Guild' }], inOrg: true, handles: [{ handle: 'ada-okafor' }], away: null },
      settings: { language: null, theme: 'system', ceiling: 'organization', emails: true },
      organisation: { id: org.id, size: 2, includesContractors: true, domains: ['example.test'], demo: true, visibilities: { recognition: ['organization', 'team', 'recipients'] } },
      values: [{ name: 'Say it kindly' }],
    })
  })

  it('answers 304 until something changes', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Ada' }] })
    const ada = api(await tokenFor(org, 'Ada'))
    const etag = (await ada.get('/api/v1/me')).headers.get('etag')!
    expect((await ada.get('/api/v1/me', { 'if-none-match': etag })).status).toBe(304)
    await env.DB.prepare(`update people set title = 'Engineer' where org_id = ?`).bind(org.id).run()
    expect((await ada.get('/api/v1/me', { 'if-none-match': etag })).status).toBe(200)
  })
})

describe('the directory', () => {
  it('finds by the beginning of any word, without case or accents, in the order of names', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Zoë Ångström' }, { name: 'Ángel Zamora' }, { name: 'محمد علي' }, { name: 'Angela Merz' }, { name: 'Zora Angus', status: 'deactivated' }, { name: 'Eli', role: 'admin' }] })
    const angela = api(await tokenFor(org, 'Angela Merz'))
    const find = async (q: string, who = angela, more = '') => names((await who.get(`/api/v1/people?q=${encodeURIComponent(q)}${more}`)).json)
    expect(await find('ang')).toEqual(['Ángel Zamora', 'Angela Merz', 'Zoë Ångström'])
    expect(await find('ZO an')).toEqual(['Zoë Ångström'])
    expect(await find('محمد')).toEqual(['محمد علي'])
    expect(await find('ngel')).toEqual([])
    expect(await find('%')).toHaveLength(5)
    expect(await find('')).toHaveLength(5)
    expect(await find('zora', angela, '&left=true')).toEqual([])
    expect(await find('zora', api(await tokenFor(org, 'Eli')), '&left=true')).toEqual(['Zora Angus'])
  })

  it('pages by keyset without gap or double, also among people of one name', async () => {
    const org = await makeOrganisation({ people: Array.from({ length: 55 }, (_, index) => ({ name: index % 2 ? `Kim Lee` : `Kim ${String(index).padStart(2, '0')}`, email: `k${index}@x.test` })) })
    const kim = api(await tokenFor(org, 'Kim 00'))
    for (const q of ['', 'kim']) {
      const seen: string[] = []
      let after: string | null = null
      do {
        const page: any = (await kim.get(`/api/v1/people?q=${q}${after ? `&after=${after}` : ''}`)).json
        expect(page.items.length).toBeLessThanOrEqual(20)
        seen.push(...page.items.map(({ id }: { id: string }) => id))
        after = page.after
      } while (after)
      expect([seen.length, new Set(seen).size]).toEqual([55, 55])
    }
  })
})

describe('matching the people of a page', () => {
  it('prefers what is confirmed, then the own proposal, then the e-mail, then a name that only one has', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Ada' }, { name: 'Ben Ode', email: 'ben@x.test' }, { name: 'Chi Tran' }, { name: 'Kim Lee', email: 'k1@x.test' }, { name: 'Kim  Lee', email: 'k2@x.test' }, { name: 'Kai Moss', status: 'deactivated', email: 'kai@x.test' }] })
    const [ada, chi] = [api(await tokenFor(org, 'Ada')), api(await tokenFor(org, 'Chi Tran'))]
    await handle(org, 'Ben Ode', 'Ben-Ode')
    await handle(org, 'Chi Tran', 'c', org.person('Ada').id)
    await handle(org, 'Kai Moss', 'kai')
    const hash = await sha256('ben@x.test')
    const people = [
      { handle: 'BEN-ODE', name: 'Chi Tran', role: 'author' }, { handle: 'c', name: 'Ben Ode', email: hash, role: 'reviewer' }, { handle: 'x', email: hash, role: 'assignee' }, { handle: 'y', name: 'chi  TRAN', role: 'participant' },
      { handle: 'z', name: 'Kim Lee', role: 'participant' }, { handle: 'kai', name: 'Kai Moss', email: await sha256('kai@x.test'), role: 'participant' }, { handle: 'nobody', role: 'participant' }, { handle: 'w', name: 'Ada', role: 'author' },
    ]
    const open = async (who: typeof ada) => (await who.post('/api/v1/artifacts/open', { artifact: citation().ref, people })).json.people.map((match: any) => [match.handle, match.person?.name ?? null, match.by, match.self])
    expect(await open(ada)).toEqual([
      ['BEN-ODE', 'Ben Ode', 'confirmed', false], ['c', 'Chi Tran', 'proposed', false], ['x', 'Ben Ode', 'email', false], ['y', 'Chi Tran', 'name', false],
      ['z', null, null, false], ['kai', null, null, false], ['nobody', null, null, false], ['w', 'Ada', 'name', true],
    ])
    expect((await open(chi))[1]).toEqual(['c', 'Ben Ode', 'email', false])
  })
})
