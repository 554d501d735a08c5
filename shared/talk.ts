/** Talk under a piece of feedback: replies, one's own view of it, passing it on. Source: domain.md sections 2 and 3. */
import * as z from 'zod/mini'
import { AudienceSaid } from './audience'
import { Key } from './audience.keys'
import { endpoint } from './endpoint'
import { Card } from './cards'
import { Id } from './ids'
import { PersonRef } from './people'
import { words } from './text'

/** `addendum`: by the author, once it can no longer be retracted. */
export const replyKinds = ['reply', 'addendum'] as const
/** Minutes for which a reply can be taken back. */
export const replyRetractMinutes = 15
/** To how many people feedback may be passed on, in all. */
export const mostPassedOn = 5

export const Reply = z.object({
  id: Id,
  seq: z.string(),
  kind: z.enum(replyKinds),
  author: PersonRef,
  text: z.string(),
  at: z.string(),
  mine: z.boolean(),
  retractUntil: z.nullable(z.string()),
  /** Written before it was passed on, and not seen by those to whom it was; its author may let it go along. */
  staysBehind: z.boolean(),
})
export type Reply = z.infer<typeof Reply>

/** A thread, oldest first (at most 200), as far as the viewer may see it; `audience` = who will see what they write now. */
export const Thread = z.object({ items: z.array(Reply), audience: AudienceSaid })
export type Thread = z.infer<typeof Thread>

const Params = z.object({ id: Id })
const ReplyParams = z.object({ id: Id, reply: Id })
const at = '/api/v1/feedback/:id'

export const talkEndpoints = {
  thread: endpoint({ id: 'talk.thread', method: 'GET', path: `${at}/replies`, who: 'person', summary: 'What was replied to it', params: Params, reply: Thread }),
  reply: endpoint({
    id: 'talk.reply', method: 'POST', path: `${at}/replies`, who: 'person', status: 201, summary: 'Reply to those who see it. `keys`: those that the writer was shown',
    params: Params, body: z.strictObject({ id: Id, text: words(2_000), keys: z.array(Key).check(z.maxLength(50)) }), reply: Reply, problems: ['id-taken', 'gone', 'audience-changed', 'conflict'],
  }),
  retractReply: endpoint({ id: 'talk.retractReply', method: 'POST', path: `${at}/replies/:reply/retract`, who: 'person', summary: 'Take my reply back', params: ReplyParams, problems: ['retract-too-late', 'not-allowed', 'conflict'] }),
  letAlong: endpoint({ id: 'talk.letAlong', method: 'POST', path: `${at}/replies/:reply/let-along`, who: 'person', summary: 'Those to whom it was passed on may read my reply too', params: ReplyParams, reply: Reply, problems: ['not-allowed', 'conflict'] }),
  view: endpoint({
    id: 'talk.view', method: 'PUT', path: `${at}/view`, who: 'person', summary: 'My own view of what was said to me, shown wherever it is cited; empty takes it off',
    params: Params, body: z.strictObject({ text: words(1_000), keys: z.array(Key).check(z.maxLength(50)) }), reply: Card, problems: ['not-allowed', 'audience-changed', 'conflict'],
  }),
  passOn: endpoint({
    id: 'talk.passOn', method: 'POST', path: `${at}/pass-on`, who: 'person', summary: 'Pass feedback or coaching on to named people, at most five in all (its recipient). Author and recipients see that',
    params: Params, body: z.strictObject({ people: z.array(Id).check(z.minLength(1), z.maxLength(5)) }), reply: Card, problems: ['not-allowed', 'recipient-unknown', 'recipient-left', 'reported', 'conflict'],
  }),
  widen: endpoint({
    id: 'talk.widen', method: 'POST', path: `${at}/widen`, who: 'person', summary: 'Agree that a recognition be seen by the team or everyone: it is once every recipient has, within every ceiling',
    params: Params, body: z.strictObject({ visibility: z.enum(['team', 'organization']) }), reply: Card, problems: ['not-allowed', 'visibility-not-allowed', 'reported', 'conflict'],
  }),
} as const
