/** A card: one thing that was said, as one viewer may see it. */
import * as z from 'zod/mini'
import { artifactTypes, siteIds } from './artifacts'
import { AudienceSaid } from './audience'
import { actionStates } from './action-items'
import { ArtifactIdText, Id } from './ids'
import { kindNames } from './kinds'
import { PersonRef } from './people'
import { FeedbackBody } from './bodies'

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
