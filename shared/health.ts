/** Is it there, and does its database answer? */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'

export const healthEndpoints = {
  health: endpoint({ id: 'health.check', method: 'GET', path: '/api/health', who: 'anyone', summary: 'The worker and its database answer', reply: z.object({ ok: z.boolean() }), problems: ['unavailable'] }),
} as const
