/** People of an organisation: the directory, handles, invitations, import. */
import * as z from 'zod/mini'
import { siteIds } from './artifacts'
import { ceilings, TeamFacts, TeamRecipient } from './audience'
import { Day } from './days'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { TeamFound } from './matches'
import { Page, After } from './page'
import { ImportPreview } from './people-import'
import { accessRoles, isTimeZone, Person, personKinds, PersonRef, Profile, relationKinds, themes } from './person'
import { Email, line } from './text'
import { languages } from './words/locale'

export { languages }
export * from './matches'
export * from './people-import'
export * from './person'

/** The signed-in person, their organisation, and what they may pick from. */
export const Me = z.object({
  person: Profile,
  settings: z.object({
    language: z.nullable(z.enum(languages)), theme: z.enum(themes), ceiling: z.enum(ceilings), emails: z.boolean(),
    timeZone: z.optional(z.string()),
    /** ISO numbers of the days they work, Monday 1: `12345`. */
    workingDays: z.optional(z.string()),
  }),
  organisation: z.object({
    id: Id,
    name: z.string(),
    size: z.number(),
    includesContractors: z.boolean(),
    /** Domains whose addresses may be invited. */
    domains: z.array(z.string()),
    /** Per kind, the visibilities that the organisation has left on, default first. */
    visibilities: z.record(z.string(), z.array(z.string())),
    demo: z.boolean(),
    /** Whether a send may carry how reading its page went. */
    counters: z.boolean(),
    /** First month of the fiscal year; absent = January. */
    fiscalStart: z.optional(z.number()),
  }),
  /** Since their address was changed and until that is confirmed: what was private before this moment is shut to them. */
  shutBefore: z.optional(z.string()),
  values: z.array(z.object({ id: Id, name: z.string(), looksLike: z.string(), looksNotLike: z.string() })),
})
export type Me = z.infer<typeof Me>

export const Handle = z.object({
  id: Id,
  site: z.enum(siteIds),
  instance: z.string(),
  handle: z.string(),
  status: z.enum(['proposed', 'confirmed']),
  proposedBy: z.nullable(PersonRef),
})
export type Handle = z.infer<typeof Handle>

export { handleFits } from './handles'

/** The same in the list that admins mend: whose it is, or is said to be. */
export const HandleListed = z.object({ ...Handle.shape, person: PersonRef })
export type HandleListed = z.infer<typeof HandleListed>

const HandleBody = z.strictObject({
  id: Id,
  site: z.enum(siteIds),
  instance: z.string().check(z.minLength(1), z.maxLength(255)),
  handle: line(200),
  /** Whose it is; oneself = confirmed at once. */
  person: Id,
})

const PersonParams = z.object({ id: Id })

/** A person as an admin edits them: to whom they stand in which relation, and where they belong. `until`: the last day, inclusive. */
export const PersonFile = z.object({
  person: Profile,
  timeZone: z.string(),
  relations: z.array(z.object({ kind: z.enum(relationKinds), person: PersonRef, since: z.string(), until: z.nullable(z.string()) })),
  memberships: z.array(z.object({ ...TeamFacts.shape, main: z.boolean() })),
})
export type PersonFile = z.infer<typeof PersonFile>

export const peopleEndpoints = {
  me: endpoint({ id: 'people.me', method: 'GET', path: '/api/v1/me', who: 'person', etag: true, summary: 'The signed-in person and their organisation', reply: Me }),
  settings: endpoint({
    id: 'people.settings', method: 'PATCH', path: '/api/v1/me/settings', who: 'person', summary: 'Change own language, theme, ceiling for public praise, e-mails, time zone, working days, when away',
    body: z.strictObject({
      language: z.optional(z.nullable(z.enum(languages))), theme: z.optional(z.enum(themes)), ceiling: z.optional(z.enum(ceilings)), emails: z.optional(z.boolean()),
      timeZone: z.optional(z.string().check(z.minLength(1), z.maxLength(64), z.refine(isTimeZone))),
      workingDays: z.optional(z.string().check(z.regex(/^1?2?3?4?5?6?7?$/), z.minLength(1))),
      /** From and to, both inclusive, without a reason. */
      away: z.optional(z.nullable(z.strictObject({ from: Day, to: z.nullable(Day) }))),
    }),
    reply: Me,
  }),
  search: endpoint({
    id: 'people.search', method: 'GET', path: '/api/v1/people', who: 'person', summary: 'The directory by name, in the order of names',
    query: z.object({ q: z.optional(z.string().check(z.maxLength(100))), after: After, left: z.optional(z.enum(['true'])) }), reply: Page(Person),
  }),
  teams: endpoint({
    id: 'people.teams', method: 'GET', path: '/api/v1/teams', who: 'person', summary: 'Teams by name, at most 20',
    query: z.object({ q: z.optional(z.string().check(z.maxLength(100))) }), reply: z.object({ items: z.array(TeamFound) }),
  }),
  team: endpoint({
    id: 'people.team', method: 'GET', path: '/api/v1/teams/:id', who: 'person', params: PersonParams, reply: TeamRecipient,
    summary: 'One team, with what says who would see something said to it. With more members than can be thanked at once, it is said to have none',
  }),
  profile: endpoint({ id: 'people.profile', method: 'GET', path: '/api/v1/people/:id', who: 'person', summary: 'One person', params: PersonParams, reply: Profile }),
  handles: endpoint({ id: 'people.handles', method: 'GET', path: '/api/v1/me/handles', who: 'person', summary: 'Handles that are mine or said to be', reply: z.object({ items: z.array(Handle) }) }),
  proposeHandle: endpoint({
    id: 'people.proposeHandle', method: 'POST', path: '/api/v1/handles', who: 'person', status: 201,
    summary: 'Say whose handle this is: works for the proposer alone until that person confirms it', body: HandleBody, reply: Handle, problems: ['recipient-unknown', 'conflict'],
  }),
  confirmHandle: endpoint({ id: 'people.confirmHandle', method: 'POST', path: '/api/v1/handles/:id/confirm', who: 'person', summary: 'This handle is mine', params: PersonParams, reply: Handle, problems: ['conflict'] }),
  refuseHandle: endpoint({ id: 'people.refuseHandle', method: 'POST', path: '/api/v1/handles/:id/refuse', who: 'person', summary: 'This handle is not mine (also takes back an own proposal or confirmation)', params: PersonParams }),
  allHandles: endpoint({
    id: 'people.allHandles', method: 'GET', path: '/api/v1/handles', who: 'admin', summary: 'Every handle of the organisation, by site',
    query: z.object({ site: z.optional(z.enum(siteIds)), q: z.optional(z.string().check(z.maxLength(100))), after: After }), reply: Page(HandleListed),
  }),
  moveHandle: endpoint({
    id: 'people.moveHandle', method: 'POST', path: '/api/v1/handles/:id/move', who: 'admin', summary: 'This handle is somebody else’s: a proposal that this person alone confirms. Both hear of it',
    params: PersonParams, body: z.strictObject({ person: Id }), reply: HandleListed, problems: ['recipient-unknown', 'conflict'],
  }),
  dropHandle: endpoint({ id: 'people.dropHandle', method: 'POST', path: '/api/v1/handles/:id/drop', who: 'admin', summary: 'This handle is nobody’s. The person hears of it', params: PersonParams }),
  invite: endpoint({
    id: 'people.invite', method: 'POST', path: '/api/v1/invitations', who: 'admin', status: 201, summary: 'Invite somebody by work e-mail',
    body: z.strictObject({ id: Id, email: Email, name: line(120) }), reply: Person, problems: ['invite-domain', 'conflict'],
  }),
  import: endpoint({
    id: 'people.import', method: 'POST', path: '/api/v1/people/import', who: 'admin', bodyLimit: 5 * 1024 * 1024, summary: 'Import the directory from CSV: preview of end states, or commit',
    body: z.strictObject({
      csv: z.string().check(z.maxLength(5 * 1024 * 1024)),
      /** People who are not in the file are deactivated. */
      whole: z.boolean(),
      commit: z.boolean(),
      /** Said after a preview with `needsConfirmation`. */
      confirmed: z.optional(z.boolean()),
    }),
    reply: ImportPreview, problems: ['import-lines', 'import-confirm', 'conflict'],
  }),
  file: endpoint({ id: 'people.file', method: 'GET', path: '/api/v1/people/:id/file', who: 'admin', summary: 'A person with their relations and memberships, to be edited', params: PersonParams, reply: PersonFile }),
  change: endpoint({
    id: 'people.change', method: 'PATCH', path: '/api/v1/people/:id', who: 'admin', summary: 'Change a person: what is left out stays. Whose manager or role changes hears of it at once',
    params: PersonParams,
    body: z.strictObject({
      name: z.optional(line(120)), title: z.optional(z.nullable(line(200))), kind: z.optional(z.enum(personKinds)), role: z.optional(z.enum(accessRoles)),
      /** All of them as they are to be: at most one manager and one acting, no loops of managers. */
      relations: z.optional(z.array(z.strictObject({ kind: z.enum(relationKinds), person: Id, until: z.nullable(Day) })).check(z.maxLength(30))),
      /** The primary unit. */
      unit: z.optional(z.nullable(Id)),
      /** Other memberships. */
      others: z.optional(z.array(Id).check(z.maxLength(4))),
    }),
    reply: PersonFile, problems: ['conflict'],
  }),
  deactivate: endpoint({ id: 'people.deactivate', method: 'POST', path: '/api/v1/people/:id/deactivate', who: 'admin', summary: 'End somebody’s access at once', params: PersonParams, reply: Profile, problems: ['conflict'] }),
  reactivate: endpoint({ id: 'people.reactivate', method: 'POST', path: '/api/v1/people/:id/reactivate', who: 'admin', summary: 'Let somebody in again', params: PersonParams, reply: Profile, problems: ['gone'] }),
} as const
