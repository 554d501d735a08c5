/** Signing in: sessions, the extension's code + PKCE grant (RFC 6749, 7636, 7009), demo sign-in. Pages of sign-in are the worker's own HTML. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { Email } from './text'

export const sessionKinds = ['desk', 'extension', 'script'] as const

export const Session = z.object({ id: Id, kind: z.enum(sessionKinds), device: z.string(), openedAt: z.string(), seenAt: z.string(), current: z.boolean() })
export type Session = z.infer<typeof Session>

/** RFC 6749 section 5.1. `expires_in` in seconds. */
export const Tokens = z.object({
  access_token: z.string(),
  token_type: z.literal('Bearer'),
  expires_in: z.number(),
  refresh_token: z.optional(z.string()),
  /** Whose they are, so that drafts and the outbox stay with their person. */
  organisation: z.object({ id: Id, name: z.string() }),
  person: z.object({ id: Id, name: z.string() }),
})
export type Tokens = z.infer<typeof Tokens>

/** The extension is a public client with this id; its redirect addresses are configuration. */
export const extensionClientId = 'cairn-extension'

export const authEndpoints = {
  demo: endpoint({ id: 'auth.demo', method: 'POST', path: '/auth/demo', who: 'demo', summary: 'Demo mode: a token for one of the cast', body: z.strictObject({ email: Email }), reply: Tokens, problems: ['sign-in-failed', 'account-closed'] }),
  token: endpoint({
    id: 'auth.token', method: 'POST', path: '/oauth/token', who: 'anyone', summary: 'Exchange a code (with PKCE) or a refresh token; JSON or form body',
    body: z.object({
      grant_type: z.enum(['authorization_code', 'refresh_token']), client_id: z.literal(extensionClientId),
      code: z.optional(z.string().check(z.maxLength(300))), code_verifier: z.optional(z.string().check(z.minLength(43), z.maxLength(128))),
      redirect_uri: z.optional(z.string().check(z.maxLength(300))), refresh_token: z.optional(z.string().check(z.maxLength(300))),
    }),
    reply: Tokens, problems: ['sign-in-failed', 'session-ended', 'account-closed'],
  }),
  revoke: endpoint({ id: 'auth.revoke', method: 'POST', path: '/oauth/revoke', who: 'anyone', summary: 'End the session that a token belongs to', body: z.object({ token: z.string().check(z.maxLength(300)) }), status: 204 }),
  signOut: endpoint({ id: 'auth.signOut', method: 'POST', path: '/api/v1/me/sign-out', who: 'person', summary: 'End this session' }),
  sessions: endpoint({ id: 'auth.sessions', method: 'GET', path: '/api/v1/me/sessions', who: 'person', summary: 'Where I am signed in', reply: z.object({ items: z.array(Session) }) }),
  endSession: endpoint({ id: 'auth.endSession', method: 'DELETE', path: '/api/v1/me/sessions/:id', who: 'person', summary: 'End one of my sessions', params: z.object({ id: Id }) }),
} as const
