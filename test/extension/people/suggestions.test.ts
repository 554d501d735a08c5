import { describe, expect, it } from 'vitest'
import { asNamed, askedOf, calledOn, isKept, suggestionsOf, teamsOn } from '../../../extension/people/suggestions'
import { sha256, type PageHuman } from '../../../shared/artifacts'
import type { Match, Person } from '../../../shared/people'

const human = (handle: string, role: PageHuman['role'], more: Partial<PageHuman> = {}): PageHuman => ({ handle, role, kind: 'user', ...more })
const person = (name: string, status: Person['status'] = 'active'): Person => ({ id: name, name, status, title: null, kind: 'employee', manager: null, teams: [], ceiling: 'organization', inOrg: true })
const match = (handle: string, role: Match['role'], who: Person | null, more: Partial<Match> = {}): Match => ({ handle, role, person: who, by: who ? 'confirmed' : null, self: false, ...more })

const humansOf = async (...page: Parameters<typeof askedOf>) => (await askedOf(...page)).map(({ ref }) => ref)

describe('whom a page suggests', () => {
  it('is asked of the server: reviewers first, each once, no bots, no teams, no address as it stands', async () => {
    const page = [human('ben', 'author'), human('gate[bot]', 'reviewer', { kind: 'bot' }), human('payments', 'reviewer', { kind: 'team' }), human('dee', 'reviewer', { email: 'Dee@acme.example' }), human('Ben', 'assignee'), human('chi', 'assignee')]
    expect(await humansOf(page)).toEqual([{ handle: 'dee', role: 'reviewer', email: await sha256('dee@acme.example') }, { handle: 'ben', role: 'author' }, { handle: 'chi', role: 'assignee' }])
    expect(await humansOf(Array.from({ length: 500 }, (_, n) => human(`person-${n}`, 'participant')))).toHaveLength(50)
  })

  it('asks about an address by its hash, also where it is the handle, and names it again in the answer', async () => {
    const asked = await askedOf([human('Ben@gmail.example', 'author', { name: 'Ben Ode' })], 'google-docs')
    const hash = await sha256('ben@gmail.example')
    expect(asked.map(({ ref }) => ref)).toEqual([{ handle: hash, role: 'author', name: 'Ben Ode', email: hash }])
    expect(asNamed([match(hash, 'author', null)], asked)[0]!.handle).toBe('Ben@gmail.example')
  })

  it('takes what is no handle on its site for a name', async () => {
    expect(await humansOf([human('Ben Ode', 'author'), human('Chi', 'participant')], 'notion')).toEqual([{ handle: 'Ben Ode', role: 'author', name: 'Ben Ode' }, { handle: 'Chi', role: 'participant', name: 'Chi' }])
    expect(await humansOf([human('ben-ode', 'author')], 'github')).toEqual([{ handle: 'ben-ode', role: 'author' }])
  })

  it('keeps an answer only where the page shows a handle, and calls nobody by a number', () => {
    const kept = ([site, handle, name = null]: [Parameters<typeof isKept>[0], string, (string | null)?]) => isKept(site, { handle, name })
    expect(([['github', 'ben', 'ben'], ['gitlab', 'ben.ode'], ['jira', '712020:5f1b2c3d-aaaa-bbbb-cccc-000000000001', 'Ben Ode'], ['jira', 'bode'], ['linear', 'ben'], ['google-docs', 'ben@gmail.example', 'ben@gmail.example'], ['notion', '7f00aa12-0000-0000-0000-000000000001', 'Ben Ode']] as const).map((one) => kept([...one]))).toEqual(Array(7).fill(true))
    expect(([['notion', 'Ben'], ['google-docs', 'Ben Ode'], ['jira', 'Ben Ode'], ['jira', 'Ben', 'Ben'], ['linear', 'ben', 'ben'], ['figma', 'Ben', 'Ben Ode'], ['github', 'Ben Ode']] as const).map((one) => kept([...one]))).toEqual(Array(7).fill(false))
    expect([calledOn('jira', { handle: '712020:5f1b2c3d-aaaa-bbbb-cccc-000000000001', name: 'Ben Ode' }), calledOn('jira', { handle: '557058:9', name: 'Zoe Lind' }), calledOn('github', { handle: 'ben-ode', name: 'Ben Ode' }), calledOn('notion', { handle: 'Ben', name: null }), calledOn('openproject', { handle: '42', name: 'Ben Ode' })]).toEqual(['Ben Ode', 'Zoe Lind', '@ben-ode', 'Ben', 'Ben Ode'])
  })

  it('asks about teams as teams, each once', () => {
    expect(teamsOn([human('acme/devs', 'reviewer', { kind: 'team', name: 'Devs' }), human('ACME/devs', 'reviewer', { kind: 'team' }), human('ben', 'author')])).toEqual([{ handle: 'acme/devs', name: 'Devs' }])
  })

  it('leaves out the reader, and keeps a mere name and a stranger apart', () => {
    const found = [match('ben', 'author', person('Ben'), { self: true }), match('chi', 'assignee', person('Chi'), { by: 'name' }), match('octocat', 'assignee', null), match('dee', 'reviewer', person('Dee')), match('dee-2', 'assignee', person('Dee'))]
    const { sure, maybe, unknown } = suggestionsOf(found, 'Ben')
    expect([sure, maybe, unknown].map((list) => list.map(({ handle }) => handle))).toEqual([['dee'], ['chi'], ['octocat']])
  })
})
