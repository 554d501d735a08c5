/** Webhooks of GitHub and Jira, through which work moves key results. Source: domain.md section 6. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { line } from './text'

export const hookSites = ['github', 'jira'] as const
/** Why a delivery was refused, as an admin reads it: not signed with our secret; not what the site says it sends; of another instance. */
export const hookFailures = ['forged', 'unread', 'elsewhere'] as const

export const Hook = z.object({
  id: Id,
  site: z.enum(hookSites),
  /** The host, with its path where it has one: `github.com`. */
  instance: z.string(),
  name: z.string(),
  /** The secret stands in the address: for a Jira that signs nothing. */
  inPath: z.boolean(),
  /** Where it is delivered; without the secret. */
  url: z.string(),
  /** The last delivery that was good, to the minute (ISO 8601). */
  lastAt: z.nullable(z.string()),
  failedAt: z.nullable(z.string()),
  failures: z.object({ forged: z.number(), unread: z.number(), elsewhere: z.number() }),
})
export type Hook = z.infer<typeof Hook>

/** With the secret, which is shown this once; and the address, which holds it where the site cannot sign. */
export const NewHook = z.object({ hook: Hook, secret: z.nullable(z.string()), url: z.string() })
export type NewHook = z.infer<typeof NewHook>

const params = z.object({ id: Id })
const Delivered = { org: Id, hook: Id }
const delivery = { method: 'POST', who: 'anyone', raw: true, bodyLimit: 1024 * 1024, status: 202, problems: ['bad-request', 'too-large'] } as const

export const hookEndpoints = {
  list: endpoint({ id: 'hooks.list', method: 'GET', path: '/api/v1/organisation/hooks', who: 'admin', summary: 'Webhooks through which work moves key results', reply: z.object({ hooks: z.array(Hook) }) }),
  add: endpoint({
    id: 'hooks.add', method: 'POST', path: '/api/v1/organisation/hooks', who: 'admin', status: 201, summary: 'Make one; its secret is answered once',
    body: z.strictObject({ id: Id, site: z.enum(hookSites), instance: z.string().check(z.maxLength(255), z.regex(/^[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?::\d{1,5})?(?:\/[\w.-]+)*$/)), name: line(80), inPath: z.boolean() }), reply: NewHook, problems: ['id-taken', 'conflict'],
  }),
  rotate: endpoint({ id: 'hooks.rotate', method: 'POST', path: '/api/v1/organisation/hooks/:id/rotate', who: 'admin', summary: 'Give it another secret, once for each id; the one before is good no more', params, body: z.strictObject({ renewal: Id }), reply: NewHook }),
  drop: endpoint({ id: 'hooks.drop', method: 'DELETE', path: '/api/v1/organisation/hooks/:id', who: 'admin', summary: 'Take it away; what moved stays', params }),
  deliver: endpoint({ ...delivery, id: 'hooks.deliver', path: '/api/v1/hooks/:org/:hook', summary: 'What GitHub or Jira delivers, signed over its bytes', params: z.object(Delivered) }),
  deliverAt: endpoint({ ...delivery, id: 'hooks.deliverAt', path: '/api/v1/hooks/:org/:hook/:secret', summary: 'What a Jira that cannot sign delivers to an address that only it knows', params: z.object({ ...Delivered, secret: z.string().check(z.maxLength(100)) }) }),
} as const
