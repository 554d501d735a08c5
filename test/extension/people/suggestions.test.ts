import { describe, expect, it } from 'vitest'
import { humansOf, suggestionsOf } from '../../../extension/people/suggestions'
import { sha256, type PageHuman } from '../../../shared/artifacts'
import type { Match, Person } from '../../../shared/people'

const human = (handle: string, role: PageHuman['role'], more: Partial<PageHuman> = {}): PageHuman => ({ handle, role, kind: 'user', ...more })
const person = (name: string, status: Person['status'] = 'active'): Person => ({ id: name, name, status, title: null, kind: 'employee', manager: null, teams: [], ceiling: 'organization', inOrg: true })
const match = (handle: string, role: Match['role'], who: Person | null, more: Partial<Match> = {}): Match => ({ handle, role, person: who, by: who ? 'confirmed' : null, self: false, ...more })

describe('whom a page suggests', () => {
  it('is asked of the server: reviewers first, each once, no bots, no teams, no address as it stands', async () => {
    const page = [human('ben', 'author'), human('gate[bot]', 'reviewer', { kind: 'bot' }), human('payments', 'reviewer', { kind: 'team' }), human('dee', 'reviewer', { email: 'Dee@acme.example' }), human('Ben', 'assignee'), human('chi', 'assignee')]
    expect(await humansOf(page)).toEqual([{ handle: 'dee', role: 'reviewer', email: await sha256('dee@acme.example') }, { handle: 'ben', role: 'author' }, { handle: 'chi', role: 'assignee' }])
    expect(await humansOf(Array.from({ length: 500 }, (_, n) => human(`person-${n}`, 'participant')))).toHaveLength(50)
  })

  it('leaves out the reader, and keeps a mere name and a stranger apart', () => {
    const found = [match('ben', 'author', person('Ben'), { self: true }), match('chi', 'assignee', person('Chi'), { by: 'name' }), match('octocat', 'assignee', null), match('dee', 'reviewer', person('Dee')), match('dee-2', 'assignee', person('Dee'))]
    const { sure, maybe, unknown } = suggestionsOf(found, 'Ben')
    expect([sure, maybe, unknown].map((list) => list.map(({ handle }) => handle))).toEqual([['dee'], ['chi'], ['octocat']])
  })
})
