/** Work that serves a goal: linked on the ticket or pull request, found again there, and what its state moves. Source: domain.md section 6. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Citation } from './feedback'
import { GoalLink, GoalListed } from './goals'
import { ArtifactIdText, Id } from './ids'
import { line } from './text'

const Params = z.object({ id: Id })

export const goalLinkEndpoints = {
  onArtifact: endpoint({ id: 'goals.onArtifact', method: 'GET', path: '/api/v1/artifacts/:id/goals', who: 'person', summary: 'The goals that a piece of work serves, as far as I may see them, each with its path upwards and the priority at its end', params: z.object({ id: ArtifactIdText }), reply: z.object({ items: z.array(z.object({ goal: GoalListed, keyResult: z.nullable(Id), path: z.array(GoalListed.shape.parent), priority: GoalListed.shape.priority })) }) }),
  link: endpoint({ id: 'goals.link', method: 'POST', path: '/api/v1/goals/:id/links', who: 'person', status: 201, summary: 'This work serves the goal, or one of its key results', params: Params, body: z.strictObject({ artifact: Citation, keyResult: z.nullable(Id) }), reply: GoalLink, problems: ['not-allowed', 'conflict'] }),
  unlink: endpoint({ id: 'goals.unlink', method: 'DELETE', path: '/api/v1/goals/:id/links/:artifact', who: 'person', summary: 'It does not serve it', params: z.object({ id: Id, artifact: ArtifactIdText }), problems: ['not-allowed'] }),
  seen: endpoint({
    id: 'goals.seen', method: 'POST', path: '/api/v1/goals/seen', who: 'person', summary: 'The state of linked work as my page shows it, at the click: moves what waits for it, marked as seen by me; never over a webhook',
    body: z.strictObject({ artifact: ArtifactIdText, state: line(40) }), reply: z.object({ moved: z.array(GoalListed) }),
  }),
} as const
