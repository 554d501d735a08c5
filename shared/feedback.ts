/** Feedback: one thing said by one author to one or more recipients, of a kind, with an audience. */
import * as z from 'zod/mini'
import { ArtifactRef, ReadingWent } from './artifacts'
import { Key, visibilities } from './audience.keys'
import { FeedbackBody } from './bodies'
import { Card, reactions } from './cards'
import { Day } from './days'
import { endpoint } from './endpoint'
import { ArtifactIdText, Id } from './ids'
import { type Kind, kindNames, ruleOf } from './kinds'
import { After, Page } from './page'
import { Match, PageHumanRef, PageTeamRef, TeamMatch } from './people'
import { Email, line } from './text'

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

/** When something of a kind that was said at a moment goes by itself, in milliseconds; null = it does not. */
export const expiryOf = (kind: Kind, at: number): number | null => {
  const { expiresDays } = ruleOf(kind)
  return expiresDays === null ? null : at + expiresDays * 86_400_000
}
/** Its author is told this many days before. */
export const expiryNoticeDays = 14

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
