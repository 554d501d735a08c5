/** A loop closed: "did it help?", asked of the giver once, heard by the recipient alone. Source: domain.md section 3. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { helpAnswers } from './cards'
import { Id } from './ids'

/** Days after it was said in which one is asked whether it helped. */
export const loopDays = 90

const Params = z.object({ id: Id })
const at = '/api/v1/feedback/:id/helped'

export const loopEndpoints = {
  helped: endpoint({
    id: 'loops.helped', method: 'POST', path: at, who: 'person', summary: '"Did it help?", answered once by the giver; only the recipient hears the answer',
    params: Params, body: z.strictObject({ answer: z.enum(helpAnswers) }), problems: ['not-allowed', 'conflict'],
  }),
  notNow: endpoint({ id: 'loops.notNow', method: 'POST', path: `${at}/not-now`, who: 'person', summary: 'I was asked whether it helped and would rather not say: never asked again', params: Params, problems: ['not-allowed'] }),
} as const
