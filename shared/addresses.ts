/** A person's work e-mail: who changes it, who confirms the change, what is shut until then (domain.md section 2). */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { PersonRef } from './people'
import { Email } from './text'

/** How long the old address may confirm by its link. A second admin may later too. */
export const addressLinkDays = 14
/** How long a code to a wished address is good for, and how often it may be asked for in that time. */
export const addressCode = { minutes: 10, tries: 5, asked: 5 } as const

/** How somebody's address stands. */
export const Address = z.object({
  email: z.string(),
  /** The change that nobody confirmed yet; null when there is none. `from` is the last address that was proven. */
  change: z.nullable(z.object({ from: z.string(), by: PersonRef, at: z.string(), mayConfirm: z.boolean() })),
  /** What the person wants it to be. Unproven ones are shown to the person alone. */
  wish: z.nullable(z.object({ email: z.string(), proven: z.boolean() })),
})
export type Address = z.infer<typeof Address>

const Params = z.object({ id: Id })

export const addressEndpoints = {
  own: endpoint({ id: 'people.ownAddress', method: 'GET', path: '/api/v1/me/address', who: 'person', summary: 'My work e-mail, what I want it to be, and a change that is not confirmed yet', reply: Address }),
  wish: endpoint({
    id: 'people.wishAddress', method: 'POST', path: '/api/v1/me/address', who: 'person', summary: 'Want another work e-mail: a code goes to it, and once it is proven an admin makes the change',
    body: z.strictObject({ id: Id, email: Email }), reply: Address, problems: ['invite-domain', 'too-many'],
  }),
  prove: endpoint({
    id: 'people.proveAddress', method: 'POST', path: '/api/v1/me/address/code', who: 'person', summary: 'Prove the wished address by the code that was sent to it',
    body: z.strictObject({ code: z.string().check(z.regex(/^[\d\s-]{8,20}$/)) }), reply: Address, problems: ['code-wrong', 'code-expired'],
  }),
  unwish: endpoint({ id: 'people.unwishAddress', method: 'DELETE', path: '/api/v1/me/address', who: 'person', summary: 'Leave my work e-mail as it is', reply: Address }),
  of: endpoint({ id: 'people.address', method: 'GET', path: '/api/v1/people/:id/address', who: 'admin', summary: 'Somebody’s work e-mail, what they want it to be, and a change that is not confirmed yet', params: Params, reply: Address }),
  change: endpoint({
    id: 'people.changeAddress', method: 'POST', path: '/api/v1/people/:id/address', who: 'admin',
    summary: 'Change somebody’s work e-mail: told at both addresses, sessions end, older private words stay shut to them until the old address or a second admin confirms',
    params: Params, body: z.strictObject({ id: Id, email: Email }), reply: Address, problems: ['invite-domain', 'conflict', 'id-taken'],
  }),
  confirm: endpoint({
    id: 'people.confirmAddress', method: 'POST', path: '/api/v1/people/:id/address/confirm', who: 'admin', summary: 'Confirm a change of address that another admin made: older private words open again',
    params: Params, reply: Address, problems: ['conflict'],
  }),
} as const
