/** The audit trail: that something happened, to whom it concerns. Ids and names, never words. Source: domain.md section 17. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { After, Page } from './page'
import { PersonRef } from './people'

/** Kinds that have a sentence of their own (`audit.<kind>`, its dot a dash); what has none is said by its noun, `audit.of.<noun>`. */
export const auditKinds = [
  'feedback.given', 'feedback.retracted', 'feedback.steppedBack', 'feedback.titleShown', 'feedback.titleHidden', 'feedback.reacted', 'feedback.unreacted', 'feedback.dropped', 'feedback.arrived', 'feedback.expired',
  'handle.proposed', 'handle.confirmed', 'handle.refused', 'handle.moved', 'handle.dropped',
  'person.invited', 'person.joined', 'person.changed', 'person.deactivated', 'person.reactivated', 'person.addressChanged', 'person.addressConfirmed', 'person.addressWished', 'signIn.linked', 'people.imported',
  'session.opened', 'session.closed', 'organisation.created', 'signIn.configured',
  'setting.changed', 'setting.proposed', 'setting.decided', 'hold.set', 'hold.confirmed', 'hold.ended',
  'disclosure.asked', 'disclosure.agreed', 'disclosure.refused', 'disclosure.produced', 'disclosure.read', 'disclosure.told', 'handover.offered', 'handover.closed',
] as const
export type AuditKind = (typeof auditKinds)[number]

export const AuditEntry = z.object({
  seq: z.string(),
  kind: z.string(),
  at: z.string(),
  /** Who did it; null where nobody in particular did, and where it must not be said. */
  actor: z.nullable(PersonRef),
  /** Whom it was done to, where it was done to a person. */
  person: z.nullable(PersonRef),
  /** The item it was done to: to be looked up by whoever may see it. */
  feedback: z.nullable(Id),
  /** Which settings or fields, by name. */
  fields: z.array(z.string()),
})
export type AuditEntry = z.infer<typeof AuditEntry>

export const auditEndpoints = {
  mine: endpoint({ id: 'audit.mine', method: 'GET', path: '/api/v1/me/audit', who: 'person', summary: 'What happened to me and to what is mine, newest first', query: z.object({ after: After }), reply: Page(AuditEntry) }),
  all: endpoint({
    id: 'audit.all', method: 'GET', path: '/api/v1/audit', who: 'auditor', summary: 'That something happened in the organisation, newest first. A page looks through a thousand events: it may be short, or empty, and go on',
    query: z.object({ kind: z.optional(z.string().check(z.maxLength(60), z.regex(/^[a-zA-Z.]+$/))), person: z.optional(Id), after: After }), reply: Page(AuditEntry),
  }),
} as const
