/** Goals: what somebody wants to reach, for whom to see, and what of it is done. Source: domain.md section 6. */
import * as z from 'zod/mini'
import { AudienceSaid } from './audience'
import { Key } from './audience.keys'
import { CheckIn, NewCheckIn, Reading } from './check-ins'
import { Day } from './days'
import { endpoint } from './endpoint'
import { CardArtifact } from './cards'
import { ArtifactIdText, Id } from './ids'
import { KeyResult, MoveRule, NewKeyResult } from './key-results'
import { After, Page } from './page'
import { PersonRef } from './people'
import { goalVisibilities } from './progress'
import { line, words } from './text'

export const goalScopes = ['company', 'department', 'team', 'person'] as const
export type GoalScope = (typeof goalScopes)[number]
export const goalKinds = ['performance', 'development'] as const
export const goalStates = ['draft', 'active', 'closed'] as const
export const goalOutcomes = ['achieved', 'partially_achieved', 'missed', 'dropped'] as const

/** A goal speaks to at most so many sentences of what is expected of its owner. */
export const mostExpectations = 3

/** A goal in a list. Readers of a list see it, or it is not in there. */
export const GoalListed = z.object({
  id: Id,
  seq: z.string(),
  title: z.string(),
  scope: z.enum(goalScopes),
  kind: z.enum(goalKinds),
  state: z.enum(goalStates),
  outcome: z.nullable(z.enum(goalOutcomes)),
  visibility: z.enum(goalVisibilities),
  owner: PersonRef,
  team: z.nullable(z.object({ id: Id, name: z.string() })),
  start: z.string(),
  end: z.string(),
  /** 0 to 1; null with nothing to measure. */
  progress: z.nullable(z.number()),
  /** `hidden`: there is one, and the reader may not see it. */
  parent: z.nullable(z.union([z.object({ hidden: z.literal(false), id: Id, title: z.string() }), z.object({ hidden: z.literal(true) })])),
  priority: z.nullable(z.object({ id: Id, title: z.string() })),
  /** Sentences of what is expected of its owner that it speaks to; absent = none. */
  expectations: z.optional(z.array(Id)),
  /** Aligned to it, as far as they count: seen by everybody who sees this one. */
  children: z.number(),
  openNeeds: z.number(),
  /** From this day one of its key results is stale; null = never. */
  staleFrom: z.nullable(z.string()),
  keyResults: z.array(KeyResult),
  mine: z.enum(['owner', 'co_owner', 'manager', 'reader']),
  version: z.number(),
})
export type GoalListed = z.infer<typeof GoalListed>

/** Work that a goal or one of its key results lists. */
export const GoalLink = z.object({ artifact: CardArtifact, keyResult: z.nullable(Id), by: PersonRef, at: z.string(), state: z.nullable(z.string()), seenBy: z.nullable(PersonRef), reached: z.boolean() })
export type GoalLink = z.infer<typeof GoalLink>

export const GoalChange = z.object({ kind: z.string(), by: z.nullable(PersonRef), at: z.string() })

/** A goal on its own page. */
export const Goal = z.object({
  ...GoalListed.shape,
  why: z.string(),
  /** The sentence with which it was closed. */
  closing: z.nullable(z.string()),
  coOwners: z.array(PersonRef),
  /** Who sees it, by name. */
  audience: AudienceSaid,
  /** Aligned to it and seen by the reader, newest first, at most 50. */
  aligned: z.array(GoalListed),
  /** The goals above it, nearest first, hidden ones as hidden. */
  path: z.array(GoalListed.shape.parent),
  /** The priority that it serves, else that which the nearest above it does. */
  serves: GoalListed.shape.priority,
  /** Its owner has left, nobody shares it, and the reader may hand it on. */
  handOn: z.boolean(),
  links: z.array(GoalLink),
  checkIns: z.array(CheckIn),
  /** Needs of it, and of what is aligned to it, that wait for an answer: as far as the reader sees those. */
  needs: z.array(CheckIn),
  changes: z.array(GoalChange),
})
export type Goal = z.infer<typeof Goal>

export const NewGoal = z.strictObject({
  id: Id,
  title: line(250),
  why: words(2_000),
  scope: z.enum(goalScopes),
  kind: z.enum(goalKinds),
  team: z.nullable(Id),
  /** Null = oneself. A manager may set one for a report: a draft until they take it. */
  owner: z.nullable(Id),
  coOwners: z.array(Id).check(z.maxLength(5)),
  parent: z.nullable(Id),
  priority: z.nullable(Id),
  start: Day,
  end: Day,
  visibility: z.enum(goalVisibilities),
  /** As the writer was shown them. */
  keys: z.array(Key).check(z.maxLength(50)),
  keyResults: z.array(NewKeyResult).check(z.maxLength(8)),
  /** Of what is expected of its owner today; named by the owner or their manager. */
  expectations: z.optional(z.array(Id).check(z.maxLength(mostExpectations))),
  draft: z.boolean(),
})
export type NewGoal = z.infer<typeof NewGoal>

/** What the background keeps of its person's goals: the popup, and the chips on work that serves one of them. */
export const OwnGoals = z.object({
  items: z.array(GoalListed),
  links: z.array(z.object({ artifact: ArtifactIdText, goal: Id, keyResult: z.nullable(Id) })),
})
export type OwnGoals = z.infer<typeof OwnGoals>

export const Priority = z.object({ id: Id, title: z.string(), why: z.string(), team: z.nullable(z.object({ id: Id, name: z.string() })), from: z.string(), to: z.string(), /** Of its newest goals, at most 20 (the map: 4), those that the reader sees: how many, and their mean. */ goals: z.number(), progress: z.nullable(z.number()), version: z.number() })
export type Priority = z.infer<typeof Priority>
const NewPriority = z.strictObject({ id: Id, title: line(120), why: words(1_000), team: z.nullable(Id), from: Day, to: Day })

const Params = z.object({ id: Id })
const KeyResultParams = z.object({ id: Id, keyResult: Id })
const List = z.object({ items: z.array(GoalListed) })

export const goalEndpoints = {
  own: endpoint({ id: 'goals.own', method: 'GET', path: '/api/v1/me/goals', who: 'person', etag: true, summary: 'My open goals with their key results, and the work that serves them', reply: OwnGoals }),
  ofPerson: endpoint({ id: 'goals.ofPerson', method: 'GET', path: '/api/v1/people/:id/goals', who: 'person', summary: 'Somebody’s goals, as far as I may see them', params: Params, query: z.object({ state: z.optional(z.enum(goalStates)) }), reply: List }),
  ofTeam: endpoint({ id: 'goals.ofTeam', method: 'GET', path: '/api/v1/teams/:id/goals', who: 'person', summary: 'A team’s goals, as far as I may see them', params: Params, reply: List }),
  find: endpoint({ id: 'goals.find', method: 'GET', path: '/api/v1/goals', who: 'person', summary: 'Open goals that I may see, newest first: to align to. `q`: words of their titles, looked for among the newest 200, without key results', query: z.object({ scope: z.optional(z.enum(goalScopes)), q: z.optional(z.string().check(z.maxLength(100))), after: After }), reply: Page(GoalListed) }),
  map: endpoint({
    id: 'goals.map', method: 'GET', path: '/api/v1/goals/map', who: 'person', summary: 'The alignment map: priorities and what serves them; or, of one goal, what is aligned to it',
    query: z.object({ of: z.optional(Id) }), reply: z.object({ priorities: z.array(Priority), goals: z.array(GoalListed), more: z.boolean() }), problems: ['not-found'],
  }),
  item: endpoint({ id: 'goals.item', method: 'GET', path: '/api/v1/goals/:id', who: 'person', summary: 'One goal', params: Params, reply: Goal }),
  history: endpoint({ id: 'goals.history', method: 'GET', path: '/api/v1/goals/:id/key-results/:keyResult/check-ins', who: 'person', summary: 'How a key result went, newest first', params: KeyResultParams, query: z.object({ after: After }), reply: Page(CheckIn) }),
  set: endpoint({
    id: 'goals.set', method: 'POST', path: '/api/v1/goals', who: 'person', status: 201, summary: 'Set a goal, with its key results', body: NewGoal, reply: Goal,
    problems: ['id-taken', 'audience-changed', 'recipient-unknown', 'not-allowed', 'conflict'],
  }),
  change: endpoint({
    id: 'goals.change', method: 'PATCH', path: '/api/v1/goals/:id', who: 'person', summary: 'Change a goal: words, dates, owners, alignment, visibility; take a draft up',
    params: Params,
    body: z.strictObject({
      title: z.optional(line(250)), why: z.optional(words(2_000)), start: z.optional(Day), end: z.optional(Day), owner: z.optional(Id), coOwners: z.optional(z.array(Id).check(z.maxLength(5))), parent: z.optional(z.nullable(Id)),
      priority: z.optional(z.nullable(Id)), visibility: z.optional(z.enum(goalVisibilities)), keys: z.optional(z.array(Key).check(z.maxLength(50))), expectations: z.optional(z.array(Id).check(z.maxLength(mostExpectations))), activate: z.optional(z.literal(true)), version: z.number(),
    }),
    reply: Goal, problems: ['changed-meanwhile', 'audience-changed', 'not-allowed', 'recipient-unknown', 'conflict'],
  }),
  close: endpoint({
    id: 'goals.close', method: 'POST', path: '/api/v1/goals/:id/close', who: 'person', summary: 'Close it with a sentence; `carry`: the same goal in the next quarter, from where it stands',
    params: Params, body: z.strictObject({ outcome: z.enum(goalOutcomes), closing: words(1_000), carry: z.nullable(Id), version: z.number() }), reply: Goal, problems: ['changed-meanwhile', 'not-allowed', 'id-taken', 'conflict'],
  }),
  reopen: endpoint({ id: 'goals.reopen', method: 'POST', path: '/api/v1/goals/:id/reopen', who: 'person', summary: 'Open it again', params: Params, reply: Goal, problems: ['not-allowed', 'conflict'] }),
  addKeyResult: endpoint({ id: 'goals.addKeyResult', method: 'POST', path: '/api/v1/goals/:id/key-results', who: 'person', status: 201, summary: 'One more key result, at most 8', params: Params, body: NewKeyResult, reply: Goal, problems: ['id-taken', 'not-allowed', 'recipient-unknown', 'conflict'] }),
  changeKeyResult: endpoint({
    id: 'goals.changeKeyResult', method: 'PATCH', path: '/api/v1/goals/:id/key-results/:keyResult', who: 'person', summary: 'Change a key result, drop it or take it up again', params: KeyResultParams,
    body: z.strictObject({ title: z.optional(line(250)), baseline: z.optional(Reading), target: z.optional(Reading), stretch: z.optional(z.nullable(Reading)), weight: z.optional(z.number().check(z.minimum(0), z.maximum(100))), owner: z.optional(Id), rule: z.optional(z.nullable(MoveRule)), dropped: z.optional(z.boolean()), version: z.number() }),
    reply: Goal, problems: ['changed-meanwhile', 'not-allowed', 'recipient-unknown', 'conflict'],
  }),
  checkIn: endpoint({
    id: 'goals.checkIn', method: 'POST', path: '/api/v1/goals/:id/key-results/:keyResult/check-ins', who: 'person', status: 201, summary: 'How it goes: reading, confidence, status, a line, a need', params: KeyResultParams, body: NewCheckIn,
    reply: z.object({ checkIn: CheckIn, goal: GoalListed }), problems: ['id-taken', 'not-allowed', 'recipient-unknown', 'conflict'],
  }),
  answerNeed: endpoint({ id: 'goals.answerNeed', method: 'POST', path: '/api/v1/goals/:id/key-results/:keyResult/check-ins/:checkIn/answer', who: 'person', summary: 'A need is answered', params: z.object({ ...KeyResultParams.shape, checkIn: Id }), problems: ['not-allowed', 'conflict'] }),
  priorities: endpoint({ id: 'goals.priorities', method: 'GET', path: '/api/v1/priorities', who: 'person', summary: 'The priorities of today, in their order', reply: z.object({ items: z.array(Priority) }) }),
  addPriority: endpoint({ id: 'goals.addPriority', method: 'POST', path: '/api/v1/priorities', who: 'person', status: 201, summary: 'A priority of the company (admins), or of a unit (its lead)', body: NewPriority, reply: z.object({ items: z.array(Priority) }), problems: ['not-allowed', 'id-taken'] }),
  changePriority: endpoint({
    id: 'goals.changePriority', method: 'PATCH', path: '/api/v1/priorities/:id', who: 'person', summary: 'Change it, move it, let it go', params: Params,
    body: z.strictObject({ title: z.optional(line(120)), why: z.optional(words(1_000)), from: z.optional(Day), to: z.optional(Day), position: z.optional(z.int().check(z.minimum(0), z.maximum(50))), archived: z.optional(z.boolean()), version: z.number() }),
    reply: z.object({ items: z.array(Priority) }), problems: ['not-allowed', 'changed-meanwhile'],
  }),
} as const
