/** Feedback: one thing said by one author to one or more recipients, of a kind, with an audience. */
import * as z from 'zod/mini'
import { ArtifactRef, artifactTypes, ReadingWent, siteIds } from './artifacts'
import { AudienceSaid, Key, visibilities } from './audience'
import { actionStates } from './action-items'
import { Day } from './days'
import { endpoint } from './endpoint'
import { ArtifactIdText, Id } from './ids'
import { type BodyShape, type Kind, kindNames, ruleOf } from './kinds'
import { After, Page } from './page'
import { Match, PageHumanRef, PageTeamRef, PersonRef, TeamMatch } from './people'
import { clean, Email, graphemes, line, words } from './text'

/** What was said. `text` for recognition; situation, behaviour, impact, next step for feedback. */
export const TextBody = z.strictObject({ text: words(2_000) })
export const SbiBody = z.strictObject({ situation: words(4_000), behaviour: words(4_000), impact: words(4_000), next: z.optional(words(4_000)) })
/** Goal, reality, options, will: prompts for coaching, each optional, one of them at least. */
export const GrowBody = z.strictObject({ goal: words(4_000), reality: words(4_000), options: words(4_000), will: words(4_000) })
export const FeedbackBody = z.union([TextBody, SbiBody, GrowBody])
export type FeedbackBody = z.infer<typeof FeedbackBody>

export const bodyShapeOf = (body: FeedbackBody): BodyShape => ('text' in body ? 'text' : 'goal' in body ? 'grow' : 'sbi')
/** TABLE: the fields of each shape in the order in which they are read; those that may not be empty. */
export const bodyShapes = {
  text: { fields: ['text'], needed: [] },
  sbi: { fields: ['situation', 'behaviour', 'impact', 'next'], needed: ['behaviour', 'impact'] },
  grow: { fields: ['goal', 'reality', 'options', 'will'], needed: [] },
} as const satisfies Record<BodyShape, { fields: readonly string[]; needed: readonly string[] }>
/** The field in which one begins to write, and beside which what is wrong with the whole is said. */
export const firstField = (shape: BodyShape): string => (shape === 'sbi' ? 'behaviour' : bodyShapes[shape].fields[0])
/** The fields of a body in the order in which they are read. */
export const bodyFields = (body: FeedbackBody): [field: string, text: string][] =>
  bodyShapes[bodyShapeOf(body)].fields.flatMap((field) => {
    const text = (body as Record<string, string | undefined>)[field]
    return text === undefined || (field === 'next' && text === '') ? [] : [[field, text] as [string, string]]
  })

/** What is wrong with a body for its kind: the composer and the server ask the same. */
export function bodyErrors(kind: Kind, body: FeedbackBody): { pointer: string; code: string; params?: Record<string, number> }[] {
  const rule = ruleOf(kind)
  const shape = bodyShapeOf(body)
  if (!rule.bodies.includes(shape)) return [{ pointer: '/body', code: 'wrong-shape' }]
  const [min, max] = rule.length
  const needed: readonly string[] = bodyShapes[shape].needed
  const empty = bodyFields(body).filter(([field, text]) => needed.includes(field) && clean(text) === '')
  if (empty.length > 0) return empty.map(([field]) => ({ pointer: `/body/${field}`, code: 'needed' }))
  const length = graphemes(bodyFields(body).map(([, text]) => clean(text)).join('\n').trim())
  const pointer = `/body/${firstField(shape)}`
  if (length < min) return [{ pointer, code: 'too-short', params: { min, length } }]
  if (length > max) return [{ pointer, code: 'too-long', params: { max, length } }]
  return []
}

/** The work as it was when cited. `showTitle` is the author's choice to show a private place to the whole audience. */
export const Citation = z.strictObject({
  ref: ArtifactRef,
  title: z.nullable(line(250)),
  state: z.nullable(line(40)),
  visibility: z.enum(['public', 'private']),
  showTitle: z.boolean(),
})
export type Citation = z.infer<typeof Citation>

/** Whether a kind may speak to competencies: what helps its recipient to grow. */
export const citesCompetencies = (kind: Kind): boolean => kind === 'feedback' || kind === 'coaching'

/** Whether a kind may carry goals that it served. */
export const citesGoals = (kind: Kind): boolean => kind === 'recognition' || kind === 'feedback'

/** Somebody who is not in the directory, invited by work e-mail. */
export const Invitee = z.strictObject({ email: Email, name: line(120) })

export const Draft = z.strictObject({
  id: Id,
  kind: z.enum(kindNames),
  visibility: z.enum(visibilities),
  team: z.optional(z.nullable(Id)),
  recipients: z.array(Id).check(z.maxLength(10)),
  /** Said to a team: no other recipients; its members are looked up at sending. */
  toTeam: z.optional(z.nullable(Id)),
  invite: z.optional(Invitee),
  /** The keys that the author was shown. */
  keys: z.array(Key).check(z.maxLength(50)),
  body: FeedbackBody,
  values: z.array(Id).check(z.maxLength(3)),
  /** Feedback and coaching: competencies that it speaks to. */
  competencies: z.optional(z.array(Id).check(z.maxLength(3))),
  /** Recognition and feedback: goals that it served, such as everyone may see. */
  goals: z.optional(z.array(Id).check(z.maxLength(3))),
  artifact: z.nullable(Citation),
  /** A note about somebody who reports to the author; a request's answer about somebody who is not told. */
  about: z.optional(z.nullable(Id)),
  /** Coaching: something for its recipient to do. Its id is made by the client too. */
  action: z.optional(z.nullable(z.strictObject({ id: Id, text: line(300), due: z.nullable(Day) }))),
  /** It answers this request, which fixed who will see it. */
  request: z.optional(z.nullable(Id)),
  /** For the counters of what still works on a site; left out where the organisation has switched them off, and for a page of no known site. */
  reading: z.optional(ReadingWent),
})
export type Draft = z.infer<typeof Draft>

/** The cited work on a card. A guarded one shows neither title, key nor address to whoever is neither author nor recipient. */
export const CardArtifact = z.union([
  z.object({
    guarded: z.literal(false), id: ArtifactIdText, site: z.enum(siteIds), type: z.enum(artifactTypes), instance: z.string(), key: z.string(), url: z.string(),
    title: z.nullable(z.string()), state: z.nullable(z.string()),
    /** Hidden from others of the audience; what the author or a recipient may change. */
    hiddenFromOthers: z.boolean(),
    private: z.boolean(),
  }),
  z.object({ guarded: z.literal(true), site: z.enum(siteIds), type: z.enum(artifactTypes) }),
])
export type CardArtifact = z.infer<typeof CardArtifact>

/** When something of a kind that was said at a moment goes by itself, in milliseconds; null = it does not. */
export const expiryOf = (kind: Kind, at: number): number | null => {
  const { expiresDays } = ruleOf(kind)
  return expiresDays === null ? null : at + expiresDays * 86_400_000
}
/** Its author is told this many days before. */
export const expiryNoticeDays = 14

/** "Did it help?", asked of the giver once; the answer goes to the recipient alone. */
export const helpAnswers = ['yes', 'not_yet', 'cant_tell'] as const
export type HelpAnswer = (typeof helpAnswers)[number]

/** Reactions: a small set, as a table. */
export const reactions = ['thanks', 'helpful', 'seen_it_too'] as const
export type Reaction = (typeof reactions)[number]

/** One piece of feedback as one viewer may see it. */
export const Card = z.object({
  id: Id,
  seq: z.string(),
  kind: z.enum(kindNames),
  author: PersonRef,
  /** Those who did not step back; a page names at most 50 distinct people, `more` counts the rest. */
  recipients: z.array(PersonRef),
  more: z.number(),
  /** Said to this team as a whole; then `recipients` are a few of those named, the viewer among them first. */
  toTeam: z.optional(z.nullable(z.object({ id: Id, name: z.string() }))),
  body: FeedbackBody,
  values: z.array(z.object({ id: Id, name: z.string() })),
  /** Competencies that it speaks to, by their names of then. */
  competencies: z.optional(z.array(z.object({ id: Id, name: z.string() }))),
  /** Goals that it served, by their titles of then. */
  goals: z.optional(z.array(z.object({ id: Id, title: z.string() }))),
  artifact: z.nullable(CardArtifact),
  /** ISO 8601, when it was recorded. */
  at: z.string(),
  audience: AudienceSaid,
  /** What the viewer is to it. */
  mine: z.enum(['author', 'recipient', 'none']),
  reactions: z.object({ thanks: z.number(), helpful: z.number(), seen_it_too: z.number(), mine: z.array(z.enum(reactions)) }),
  /** Until when the author may retract it (ISO 8601); null = not the viewer's, or too late. */
  retractUntil: z.nullable(z.string()),
  /** The author's own wait for somebody who was invited. */
  waitsFor: z.nullable(z.object({ name: z.string(), until: z.string() })),
  /** What happened to its audience, seen by author and recipients. */
  changes: z.array(z.object({ kind: z.enum(['stepped_back', 'title_shown', 'title_hidden', 'narrowed', 'passed_on', 'widened']), by: PersonRef, at: z.string(), to: z.optional(z.array(PersonRef)) })),
  /** Somebody whom it is about without being among its recipients. */
  about: z.optional(z.nullable(PersonRef)),
  /** What those it was said to say about it themselves: shown wherever it is cited. */
  views: z.optional(z.array(z.object({ by: PersonRef, text: z.string(), at: z.string() }))),
  /** Replies in its thread. Null for somebody to whom it was passed on: not all of them may be theirs to see. */
  replies: z.optional(z.nullable(z.number())),
  /** Coaching: what its author gave its recipient to do. Shown to both. */
  action: z.optional(z.nullable(z.object({ id: Id, text: z.string(), due: z.nullable(z.string()), state: z.enum(actionStates) }))),
  /** Its recipient tries it: the action item made from it. Shown to author and recipient. */
  trying: z.optional(z.nullable(z.object({ item: Id, state: z.enum(actionStates) }))),
  /** Whether it helped, by its author: shown to its recipient and its author. */
  helped: z.optional(z.nullable(z.enum(helpAnswers))),
  /** The request that it answers: shown to author and recipient. */
  request: z.optional(z.nullable(Id)),
  /** When a note goes unless it is kept (ISO 8601); null = it is kept, or of a kind that does not expire by itself. */
  expiresAt: z.optional(z.nullable(z.string())),
  /** It was reported and is looked at: nobody but its author and two handlers sees it meanwhile. */
  held: z.optional(z.boolean()),
})
export type Card = z.infer<typeof Card>

/** By what somebody may coach another, the nearest first: the first three lead them, and may keep a note about them. */
export const coachedBy = ['manager', 'acting', 'chain', 'coach', 'mentor', 'dotted', 'asked'] as const
/** Days after their answer for which somebody may still coach who asked them about themselves. */
export const askedDays = 90
/** Whether somebody who was asked may coach who asked: while their part is open, and so long after they answered it. The SQL of the same: worker/requests/queries. */
export const coachesAsAsked = ({ state, endedAt }: { state: 'open' | 'answered' | 'declined' | 'expired' | 'withdrawn'; endedAt: number | null }, now: number): boolean =>
  state === 'open' || (state === 'answered' && endedAt !== null && endedAt > now - askedDays * 86_400_000)
export const leadsBy = (by: (typeof coachedBy)[number]): boolean => coachedBy.indexOf(by) < 3
/** Somebody whom the viewer may coach. */
export const Coached = z.object({ id: Id, name: z.string(), by: z.enum(coachedBy) })
export type Coached = z.infer<typeof Coached>

const ItemParams = z.object({ id: Id })
const ArtifactParams = z.object({ id: ArtifactIdText })
const Feed = Page(Card)

export const feedbackEndpoints = {
  give: endpoint({
    id: 'feedback.give', method: 'POST', path: '/api/v1/feedback', who: 'person', status: 201, summary: 'Say something to somebody, once',
    body: Draft, reply: Card,
    problems: ['id-taken', 'gone', 'request-closed', 'audience-changed', 'recipient-unknown', 'recipient-self', 'recipient-left', 'visibility-not-allowed', 'invite-domain', 'conflict'],
  }),
  item: endpoint({ id: 'feedback.item', method: 'GET', path: '/api/v1/feedback/:id', who: 'person', summary: 'One item', params: ItemParams, reply: Card }),
  received: endpoint({ id: 'feedback.received', method: 'GET', path: '/api/v1/me/received', who: 'person', summary: 'What reached me, newest first', query: z.object({ after: After }), reply: Feed }),
  given: endpoint({ id: 'feedback.given', method: 'GET', path: '/api/v1/me/given', who: 'person', summary: 'What I said, newest first', query: z.object({ after: After }), reply: Feed }),
  ofPerson: endpoint({ id: 'feedback.ofPerson', method: 'GET', path: '/api/v1/people/:id/received', who: 'person', summary: 'What reached somebody, as far as I may see it', params: ItemParams, query: z.object({ after: After }), reply: Feed }),
  citing: endpoint({ id: 'feedback.citing', method: 'GET', path: '/api/v1/people/:id/citing', who: 'person', summary: 'What was said to somebody that speaks to a competency, as far as I may see it: the newest 50', params: ItemParams, reply: z.object({ items: z.array(Card) }) }),
  onGoal: endpoint({ id: 'feedback.onGoal', method: 'GET', path: '/api/v1/goals/:id/feedback', who: 'person', summary: 'What was said that served a goal, as far as I may see it', params: ItemParams, query: z.object({ after: After }), reply: Feed }),
  onArtifact: endpoint({ id: 'feedback.onArtifact', method: 'GET', path: '/api/v1/artifacts/:id/feedback', who: 'person', summary: 'What was said on a piece of work, as far as I may see it', params: ArtifactParams, query: z.object({ after: After }), reply: Feed }),
  open: endpoint({
    id: 'feedback.open', method: 'POST', path: '/api/v1/artifacts/open', who: 'person', summary: 'Open the panel on a piece of work: find the people it names, and what was said on it. Stores nothing.',
    body: z.strictObject({ artifact: ArtifactRef, people: z.array(PageHumanRef).check(z.maxLength(50)), teams: z.optional(z.array(PageTeamRef).check(z.maxLength(20))) }),
    reply: z.object({ people: z.array(Match), teams: z.optional(z.array(TeamMatch)), said: Feed }),
  }),
  coached: endpoint({
    id: 'feedback.coached', method: 'GET', path: '/api/v1/me/coached', who: 'person', summary: 'Whom I may coach, nearest first, at most 500; `more`: ask for one by name with `person`',
    query: z.object({ person: z.optional(Id) }), reply: z.object({ people: z.array(Coached), more: z.boolean() }),
  }),
  retract: endpoint({ id: 'feedback.retract', method: 'POST', path: '/api/v1/feedback/:id/retract', who: 'person', summary: 'Take back what I said', params: ItemParams, problems: ['retract-too-late', 'not-allowed', 'conflict'] }),
  keep: endpoint({
    id: 'feedback.keep', method: 'PUT', path: '/api/v1/feedback/:id/kept', who: 'person', summary: 'Keep my note beyond its time, or let it expire again',
    params: ItemParams, body: z.strictObject({ kept: z.boolean() }), reply: Card, problems: ['not-allowed', 'conflict'],
  }),
  stepBack: endpoint({ id: 'feedback.stepBack', method: 'POST', path: '/api/v1/feedback/:id/step-back', who: 'person', summary: 'Take myself off a public recognition', params: ItemParams, reply: Card, problems: ['not-allowed', 'conflict'] }),
  showTitle: endpoint({
    id: 'feedback.showTitle', method: 'PUT', path: '/api/v1/feedback/:id/title', who: 'person', summary: 'Show or hide the title of a private place (show: author; hide: author or recipient)',
    params: ItemParams, body: z.strictObject({ shown: z.boolean() }), reply: Card, problems: ['not-allowed', 'conflict'],
  }),
  react: endpoint({ id: 'feedback.react', method: 'PUT', path: '/api/v1/feedback/:id/reactions/:reaction', who: 'person', summary: 'Thank, or react', params: z.object({ id: Id, reaction: z.enum(reactions) }), reply: Card }),
  unreact: endpoint({ id: 'feedback.unreact', method: 'DELETE', path: '/api/v1/feedback/:id/reactions/:reaction', who: 'person', summary: 'Take a reaction back', params: z.object({ id: Id, reaction: z.enum(reactions) }), reply: Card }),
} as const
