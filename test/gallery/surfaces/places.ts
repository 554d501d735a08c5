/** Teams, core values, files of people and what waits, as a made-up server would hold them. */
import { settingDefaults } from '../../../shared/agreement'
import type { FeedbackRequest } from '../../../shared/requests'
import type { PersonFile } from '../../../shared/people'
import { Refusal } from '../../../shared/problem'
import type { TeamListed, TeamPage } from '../../../shared/teams'
import type { CoreValue } from '../../../shared/values'
import type { Waiting } from '../../../shared/waiting'
import { ada, ben, chi, dee, everyone, fromGus, gus, me, profileOf } from './cast'

const id = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ref = ({ id: one, name }: { id: string; name: string }) => ({ id: one, name })

const listed = (n: number, name: string, size: number, part: Partial<TeamListed> = {}): TeamListed => ({ id: id(n), name, size, kind: 'unit', parent: null, lead: null, ...part })
const start: TeamListed[] = [
  listed(92, 'Northwind Trails', 142, { lead: ref(gus) }), listed(93, 'Product', 23, { parent: id(92), lead: ref(gus) }), listed(90, 'Payments', 14, { parent: id(93), lead: ref(ada) }), listed(91, 'Maps', 9, { parent: id(93) }),
  listed(94, 'Accessibility guild', 5, { kind: 'project', lead: ref(dee) }),
]

const request: FeedbackRequest = {
  id: id(500), seq: id(500), asker: ref(chi), subject: ref(chi), told: true, artifact: fromGus.artifact, questions: ['What should I keep doing?', 'What would have helped you?'],
  audience: { visibility: 'recipients', people: [ref(ada), ref(chi)], team: null, organisation: null, managers: [], withoutManager: [], narrowedBy: [] },
  at: new Date(Date.now() - 3 * 86_400_000).toISOString(), expiresAt: new Date(Date.now() + 27 * 86_400_000).toISOString(), mine: 'asked', state: 'open', asked: [{ person: ref(ada), state: 'open', feedback: null }],
}
export const nothingWaits: Waiting = { requests: [], loops: [], items: [], meetings: [], nudge: null }

/** A day as Ada finds it. */
export const waiting = (): Waiting => {
  const today = new Date()
  today.setUTCHours(14, 0, 0, 0)
  return {
    requests: [request],
    loops: [{ feedback: id(201), recipient: ref(dee), site: 'github', instance: 'github.com', place: 'northwind/trail-pay', artifact: 'a'.repeat(64), until: id(1) } as Waiting['loops'][number]],
    items: [{ id: id(510), seq: id(510), text: 'Share the on-call rota with Dee', owner: ref(ada), other: ref(gus), due: today.toISOString().slice(0, 10), state: 'open', why: null, source: { kind: 'meeting', id: null }, at: today.toISOString(), closedAt: null, mine: 'owner', version: 1 }],
    meetings: [{ id: id(520), person: ref(ben), team: null, next: today.toISOString(), lastHeld: null, points: 2, first: ['Timeouts: what staging told us', 'Who watches the Oslo gateway'] }],
    nudge: null,
  }
}

interface Called { params?: { id?: string; person?: string }; body?: Record<string, unknown> }

/** What the made-up server answers about places. */
export function placesOf(): Record<string, (input: Called) => unknown> {
  let teams = [...start]
  let values: CoreValue[] = me().values.map((value) => ({ ...value, archived: false }))
  const teamOf = (one: string | undefined): TeamListed => {
    const found = teams.find((team) => team.id === one)
    if (!found) throw new Refusal('not-found')
    return found
  }
  const page = (one: string | undefined): TeamPage => {
    const team = teamOf(one)
    const above = (at: string | null): TeamListed[] => (at ? [...above(teamOf(at).parent), teamOf(at)] : [])
    return { ...team, path: above(team.parent), children: teams.filter((other) => other.parent === team.id), mine: team.id === id(90) }
  }
  const fileOf = (one: string | undefined): PersonFile => {
    const person = everyone.find((other) => other.id === one)
    if (!person) throw new Refusal('not-found')
    return {
      person: profileOf(person), timeZone: 'Europe/Berlin', memberships: person.teams.map((team, index) => ({ ...team, main: index === 0 })),
      relations: [...(person.manager ? [{ kind: 'manager' as const, person: person.manager, since: fromGus.at, until: null }] : []), { kind: 'mentor', person: ref(gus), since: fromGus.at, until: '2027-01-31' }],
    }
  }
  return {
    'teams.all': () => ({ items: teams }),
    'teams.page': ({ params }) => page(params?.id),
    'teams.members': ({ params }) => ({ items: everyone.filter((one) => one.teams.some((team) => team.id === params?.id)), after: null }),
    'teams.create': ({ body }) => {
      if (teams.some((team) => team.name === body!['name'])) throw new Refusal('invalid', { errors: [{ pointer: '/name', code: 'taken' }] })
      teams = [...teams, { id: body!['id'] as string, name: body!['name'] as string, size: 0, kind: body!['kind'] as 'unit', parent: body!['parent'] as string | null, lead: null }]
      return page(body!['id'] as string)
    },
    'teams.change': ({ params, body }) => {
      teams = teams.map((team) => (team.id === params?.id ? { ...team, name: body!['name'] as string } : team))
      return page(params?.id)
    },
    'teams.close': ({ params }) => void (teams = teams.filter((team) => team.id !== params?.id)),
    'teams.join': ({ params }) => page(params?.id),
    'teams.leave': ({ params }) => page(params?.id),
    'values.all': () => ({ items: values }),
    'values.create': ({ body }) => ({ items: (values = [...values, { ...(body as unknown as CoreValue), archived: false }]) }),
    'values.change': ({ params, body }) => ({ items: (values = values.map((one) => (one.id === params?.id ? { ...one, ...body } : one)).toSorted((a, b) => Number(a.archived) - Number(b.archived))) }),
    'values.order': ({ body }) => ({ items: (values = (body!['ids'] as string[]).map((one) => values.find((value) => value.id === one)!)) }),
    'people.file': ({ params }) => fileOf(params?.id),
    'people.change': ({ params, body }) => {
      const relations = body!['relations'] as { kind: string; person: string }[]
      if (relations.some((one) => one.kind === 'manager' && one.person === id(3))) throw new Refusal('invalid', { errors: [{ pointer: '/relations', code: 'loop' }] })
      return { ...fileOf(params?.id), person: { ...fileOf(params?.id).person, title: body!['title'] } }
    },
    'organisations.settings': () => ({ values: settingDefaults, people: [], open: [], mayDecide: false }),
    'organisations.rename': ({ body }) => body,
    'organisations.testSignIn': ({ body }) => (body!['issuer'] === 'https://id.example.com'
      ? { ok: true, checks: ['address', 'answers', 'issuer', 'endpoints', 'code', 'keys', 'algorithm'].map((check) => ({ check, ok: true })) }
      : { ok: false, checks: [{ check: 'address', ok: true }, { check: 'answers', ok: false }] }),
    'feedback.coached': () => ({ people: [ref(ben), ref(chi)], more: false }),
  }
}
