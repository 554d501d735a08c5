/** The standing cast on one pull request, as Ada sees it. */
import type { AudienceSaid } from '../../../shared/audience'
import type { Card } from '../../../shared/cards'
import type { Match, Me, Person, TeamFound } from '../../../shared/people'
import type { Opening } from '../../../extension/bridge/messages'

const id = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`
export const team = { payments: { id: id(901), name: 'Payments', size: 14 }, trails: { id: id(902), name: 'Trails', size: 9 } }

const person = (n: number, name: string, title: string, manager: Person['manager'], teams: Person['teams']): Person =>
  ({ id: id(n), name, title, manager, teams, ceiling: 'organization', inOrg: true, status: 'active', kind: 'employee' })

const gus = person(5, 'Gus Lind', 'Head of product', null, [])
export const ada = person(1, 'Ada Okafor', 'Engineering manager', { id: gus.id, name: gus.name }, [team.trails])
const byAda = { id: ada.id, name: ada.name }
export const ben = person(2, 'Ben Ode', 'Engineer', byAda, [team.trails])
export const chi = person(3, 'Chi Tran', 'Engineer', byAda, [team.trails])
export const dee = person(4, 'Dee Alvarez', 'Engineer', { id: gus.id, name: gus.name }, [team.payments, team.trails])
export const jun = person(6, 'Jun Park', 'Principal engineer', { id: gus.id, name: gus.name }, [team.payments])
export const everyone = [ada, ben, chi, dee, gus, jun]

const value = (n: number, name: string) => ({ id: id(n), name, looksLike: '', looksNotLike: '' })
export const me: Me = {
  person: { ...ada, email: 'ada@demo.cairn.test', role: 'member', away: null, handles: [] },
  settings: { language: null, theme: 'system', ceiling: 'organization', emails: true },
  organisation: {
    id: id(800), name: 'Northwind Trails', size: 142, includesContractors: false, domains: ['demo.cairn.test'], demo: true, counters: true,
    visibilities: { recognition: ['organization', 'team', 'recipients'], feedback: ['recipients', 'recipients_and_managers'] },
  },
  values: [value(701, 'Say it early'), value(702, 'Carry it together'), value(703, 'Leave it better')],
}

export const payments: TeamFound = { id: id(90), name: 'Payments', size: 14, parent: 'Product' }

const artifactId = 'a'.repeat(64)
export const opening: Opening = {
  nonce: 'good', artifactId, moved: false, hostTheme: null, found: null,
  artifact: { site: 'github', instance: 'github.com', type: 'pull_request', key: 'northwind/trail-pay#482', url: 'https://github.com/northwind/trail-pay/pull/482' },
  details: {
    title: 'Retry payments after a timeout', state: 'merged', visibility: 'private', via: {},
    people: [
      { handle: 'ben-ode', role: 'author', kind: 'user' }, { handle: 'dee-alvarez', role: 'reviewer', kind: 'user' }, { handle: 'chi-tran', role: 'reviewer', kind: 'user' },
      { handle: 'renovate', role: 'author', kind: 'bot' }, { handle: 'northwind/payments', role: 'reviewer', kind: 'team' }, { handle: 'ada-okafor', role: 'participant', kind: 'user' },
    ],
  },
}

const match = (handle: string, role: Match['role'], who: Person | null, by: Match['by'] = who && 'confirmed'): Match => ({ handle, role, person: who, by, self: who?.id === ada.id })
export const matches: Match[] = [match('ben-ode', 'author', ben), match('dee-alvarez', 'reviewer', dee), match('chi-tran', 'reviewer', chi, 'email'), match('ada-okafor', 'participant', ada)]
export const octocat = match('octocat', 'reviewer', null)
export const maybeJun = match('jpark', 'assignee', jun, 'name')

const ref = ({ id: of, name }: Person) => ({ id: of, name })
export const everybody: AudienceSaid = { visibility: 'organization', people: [], team: null, organisation: { name: 'Northwind Trails', size: 142, includesContractors: false }, managers: [], withoutManager: [], narrowedBy: [] }
const between = (...people: Person[]): AudienceSaid => ({ ...everybody, visibility: 'recipients', organisation: null, people: people.map(ref) })

const daysAgo = (days: number) => new Date(Date.now() - days * 86_400_000).toISOString()
const card = (n: number, part: Partial<Card>): Card => ({
  id: id(n), seq: id(n), kind: 'recognition', author: ref(ben), recipients: [ref(chi)], more: 0, body: { text: '' }, values: [], artifact: null, at: daysAgo(2), audience: everybody, mine: 'none',
  reactions: { thanks: 0, helpful: 0, seen_it_too: 0, mine: [] }, retractUntil: null, waitsFor: null, changes: [], ...part,
})
export const said: Card[] = [
  card(501, { body: { text: 'Stayed on the call until the staging gateway answered. I would have merged blind.' }, reactions: { thanks: 3, helpful: 0, seen_it_too: 1, mine: [] } }),
  card(502, {
    kind: 'feedback', author: ref(chi), recipients: [ref(ada)], mine: 'recipient', at: daysAgo(3), audience: between(chi, ada),
    body: { situation: 'northwind/trail-pay #482', behaviour: 'You answered every question within the hour.', impact: 'We could merge before the freeze.' },
  }),
  card(503, { author: ref(ada), recipients: [ref(ben)], mine: 'author', at: daysAgo(8), values: [{ id: id(701), name: 'Say it early' }], body: { text: 'Split the migration from the retry, so each can go back alone.' }, reactions: { thanks: 1, helpful: 0, seen_it_too: 0, mine: [] } }),
]
export const cardOf = card
