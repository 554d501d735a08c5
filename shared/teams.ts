/** Teams: units as a tree of at most four levels, and projects. Source: domain.md sections 1 and 2. */
import * as z from 'zod/mini'
import { TeamFacts } from './audience'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { After, Page } from './page'
import { Person, PersonRef } from './people'
import { line } from './text'

export const teamKinds = ['unit', 'project'] as const
/** A unit stands at most this deep. */
export const maxLevels = 4
/** The list of teams holds at most this many. */
export const mostTeams = 2_000

export const TeamListed = z.object({ ...TeamFacts.shape, kind: z.enum(teamKinds), parent: z.nullable(Id), lead: z.nullable(PersonRef) })
export type TeamListed = z.infer<typeof TeamListed>

/** A team on its own page. `path`: the units above it, the highest first. */
export const TeamPage = z.object({
  ...TeamListed.shape,
  path: z.array(TeamFacts),
  children: z.array(TeamFacts),
  /** The viewer holds its key. */
  mine: z.boolean(),
})
export type TeamPage = z.infer<typeof TeamPage>

const TeamParams = z.object({ id: Id })
const MemberParams = z.object({ id: Id, person: Id })
const List = z.object({ items: z.array(TeamListed) })

export const teamEndpoints = {
  all: endpoint({ id: 'teams.all', method: 'GET', path: '/api/v1/organisation/teams', who: 'person', etag: true, summary: 'Every team, by name; at most 2,000', reply: List }),
  page: endpoint({ id: 'teams.page', method: 'GET', path: '/api/v1/teams/:id/page', who: 'person', summary: 'One team: lead, where it stands, what stands under it', params: TeamParams, reply: TeamPage }),
  members: endpoint({ id: 'teams.members', method: 'GET', path: '/api/v1/teams/:id/members', who: 'person', summary: 'Who is in a team itself, in the order of names', params: TeamParams, query: z.object({ after: After }), reply: Page(Person) }),
  create: endpoint({
    id: 'teams.create', method: 'POST', path: '/api/v1/teams', who: 'admin', status: 201, summary: 'Make a team. The same id again is the same team',
    body: z.strictObject({ id: Id, name: line(120), kind: z.enum(teamKinds), parent: z.nullable(Id), lead: z.nullable(Id) }), reply: TeamPage, problems: ['conflict', 'id-taken'],
  }),
  change: endpoint({
    id: 'teams.change', method: 'PATCH', path: '/api/v1/teams/:id', who: 'admin', summary: 'Name, lead, and under which unit it stands: its members hold the keys of the units above it from then on',
    params: TeamParams, body: z.strictObject({ name: z.optional(line(120)), parent: z.optional(z.nullable(Id)), lead: z.optional(z.nullable(Id)) }), reply: TeamPage, problems: ['conflict'],
  }),
  close: endpoint({
    id: 'teams.close', method: 'POST', path: '/api/v1/teams/:id/close', who: 'admin', status: 204,
    summary: 'Close a team, or merge it into another. Its key is nobody’s from then on: what was said to it as a whole opens to no one new',
    params: TeamParams, body: z.strictObject({ into: z.nullable(Id) }), problems: ['conflict'],
  }),
  join: endpoint({ id: 'teams.join', method: 'PUT', path: '/api/v1/teams/:id/members/:person', who: 'admin', summary: 'Somebody belongs to a team: as their one primary unit, or beside it (at most 4)', params: MemberParams, body: z.strictObject({ main: z.boolean() }), reply: TeamPage, problems: ['conflict'] }),
  leave: endpoint({ id: 'teams.leave', method: 'DELETE', path: '/api/v1/teams/:id/members/:person', who: 'admin', summary: 'Somebody belongs to a team no more', params: MemberParams, reply: TeamPage, problems: ['conflict'] }),
} as const
