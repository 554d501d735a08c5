/** What a job role at a level is expected to do, have and be; competencies by level; who confirmed what. Pure rules beside the contract. Source: domain.md section 7. */
import * as z from 'zod/mini'
import { Day } from './days'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { PersonRef } from './people'
import { line, words } from './text'

export const expectationKinds = ['responsibility', 'skill', 'behaviour'] as const
export type ExpectationKind = (typeof expectationKinds)[number]
/** A competency is described for at most so many levels. */
export const mostSteps = 6

const Step = z.int().check(z.minimum(1), z.maximum(mostSteps))
const Expected = z.strictObject({ id: Id, level: Step })

/** What an admin writes of a job role: its levels from the first, each with what is expected there. */
export const RoleWritten = z.strictObject({
  kind: z.literal('role'), id: Id, name: line(80), archived: z.boolean(),
  levels: z.array(z.strictObject({
    id: Id, name: line(60),
    expectations: z.array(z.strictObject({ id: Id, kind: z.enum(expectationKinds), text: line(400), measure: z.nullable(line(200)) })).check(z.maxLength(40)),
    /** Competencies, and the level of each that is expected. */
    competencies: z.array(Expected).check(z.maxLength(20)),
  })).check(z.minLength(1), z.maxLength(12)),
})
/** What an admin writes of a competency: a sentence for each level, from the first. */
export const CompetencyWritten = z.strictObject({ kind: z.literal('competency'), id: Id, name: line(80), archived: z.boolean(), about: words(500), levels: z.array(line(400)).check(z.minLength(2), z.maxLength(mostSteps)) })
export const Written = z.union([RoleWritten, CompetencyWritten])
export type RoleWritten = z.infer<typeof RoleWritten>
export type CompetencyWritten = z.infer<typeof CompetencyWritten>
export type Written = z.infer<typeof Written>

const Stood = { id: Id, name: z.string(), archived: z.boolean(), version: z.number(), from: z.string() }
export const Expectation = z.object({ id: Id, kind: z.enum(expectationKinds), text: z.string(), measure: z.nullable(z.string()) })
export type Expectation = z.infer<typeof Expectation>
const Level = z.object({ id: Id, name: z.string(), expectations: z.array(Expectation), competencies: z.array(z.object({ id: Id, level: z.number() })) })
export type Level = z.infer<typeof Level>
export const JobRole = z.object({ kind: z.literal('role'), ...Stood, levels: z.array(Level) })
export type JobRole = z.infer<typeof JobRole>
export const Competency = z.object({ kind: z.literal('competency'), ...Stood, about: z.string(), levels: z.array(z.string()) })
export type Competency = z.infer<typeof Competency>
export type Standard = JobRole | Competency

/** All that stands on a day. `coming`: versions whose day has not come; `imported`: the last import that can be undone. */
export const Standards = z.object({
  roles: z.array(JobRole), competencies: z.array(Competency), coming: z.array(z.union([JobRole, Competency])),
  imported: z.nullable(z.object({ id: Id, at: z.string(), count: z.number() })),
})
export type Standards = z.infer<typeof Standards>

/** What is expected of one person today, and what they confirmed last. */
export const PersonExpectations = z.object({
  person: PersonRef,
  /** Null: nobody has set it. */
  role: z.nullable(z.object({ id: Id, name: z.string() })),
  level: z.nullable(z.object({ id: Id, name: z.string() })),
  version: z.number(),
  from: z.nullable(z.string()),
  since: z.nullable(z.string()),
  expectations: z.array(Expectation),
  competencies: z.array(z.object({ id: Id, level: z.number() })),
  confirmed: z.nullable(z.object({ version: z.number(), at: z.string(), role: Id, level: Id, name: z.string(), expectations: z.array(Expectation) })),
  mine: z.boolean(),
})
export type PersonExpectations = z.infer<typeof PersonExpectations>

/** The version that stands on a day: the highest whose day has come. */
export const standingOn = <V extends { version: number; from: string }>(versions: readonly V[], day: string): V | null =>
  versions.reduce<V | null>((best, one) => (one.from <= day && one.version > (best?.version ?? 0) ? one : best), null)

export interface Changes { added: Expectation[]; changed: { before: Expectation; after: Expectation }[]; gone: Expectation[] }
/** What is otherwise than before, by the id of each sentence. */
export function changesBetween(before: readonly Expectation[], after: readonly Expectation[]): Changes {
  const by = new Map(before.map((one) => [one.id, one]))
  const now = new Set(after.map(({ id }) => id))
  const same = (one: Expectation, other: Expectation) => one.kind === other.kind && one.text === other.text && one.measure === other.measure
  return {
    added: after.filter(({ id }) => !by.has(id)),
    changed: after.flatMap((one) => (by.has(one.id) && !same(by.get(one.id)!, one) ? [{ before: by.get(one.id)!, after: one }] : [])),
    gone: before.filter(({ id }) => !now.has(id)),
  }
}

/** One import writes at most so many roles and competencies. */
export const mostImported = 100
const Params = z.object({ id: Id })
const version = z.int().check(z.minimum(0))

export const expectationEndpoints = {
  all: endpoint({ id: 'expectations.all', method: 'GET', path: '/api/v1/expectations', who: 'person', summary: 'Job roles with what is expected at each level, and competencies, as they stand today', reply: Standards }),
  write: endpoint({
    id: 'expectations.write', method: 'POST', path: '/api/v1/expectations', who: 'person', status: 201, bodyLimit: 1024 * 1024,
    summary: 'New versions of roles and competencies, from a day on (admin or HR). `import`: an id under which all of them can be undone',
    body: z.strictObject({ import: z.nullable(Id), from: Day, items: z.array(z.strictObject({ version, written: Written })).check(z.minLength(1), z.maxLength(mostImported)) }),
    reply: Standards, problems: ['not-allowed', 'changed-meanwhile', 'id-taken'],
  }),
  undo: endpoint({ id: 'expectations.undo', method: 'POST', path: '/api/v1/expectations/imports/:id/undo', who: 'person', summary: 'Undo the last import (admin or HR), while nothing was built on it', params: Params, reply: Standards, problems: ['not-allowed', 'conflict'] }),
  ofPerson: endpoint({ id: 'expectations.ofPerson', method: 'GET', path: '/api/v1/people/:id/expectations', who: 'person', summary: 'What is expected of somebody today: for themselves, their manager, HR and admins', params: Params, reply: PersonExpectations }),
  place: endpoint({
    id: 'expectations.place', method: 'PUT', path: '/api/v1/people/:id/role', who: 'person', summary: 'Set somebody’s job role and level (admin or HR, not their own and not those above them). They hear of it at once',
    params: Params, body: z.strictObject({ role: z.nullable(Id), level: z.nullable(Id) }), reply: PersonExpectations, problems: ['not-allowed'],
  }),
  confirm: endpoint({
    id: 'expectations.confirm', method: 'POST', path: '/api/v1/me/expectations/confirm', who: 'person', summary: 'I have read what is expected of me, in this version',
    body: z.strictObject({ role: Id, level: Id, version: z.int() }), reply: PersonExpectations, problems: ['changed-meanwhile'],
  }),
} as const
