/** The organisation: set-up, sign-in configuration. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { PersonRef } from './people'
import { line } from './text'

/** How an organisation's people sign in with its identity provider. The secret goes in and never comes out. */
export const SignInSettings = z.object({
  issuer: z.nullable(z.string()),
  clientId: z.nullable(z.string()),
  hasSecret: z.boolean(),
  domains: z.array(z.string()),
  email: z.boolean(),
  /** To be registered with the provider. */
  redirectUri: z.string(),
})
export type SignInSettings = z.infer<typeof SignInSettings>

/** A domain of e-mail addresses, in lower case. */
export const Domain = z.string().check(z.maxLength(253), z.regex(/^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)+$/))

/** What a test of a provider looks at, in this order; what depends on a failed one is not looked at. */
export const signInChecks = ['address', 'answers', 'issuer', 'endpoints', 'code', 'keys', 'algorithm'] as const
export const SignInTest = z.object({ checks: z.array(z.object({ check: z.enum(signInChecks), ok: z.boolean() })), ok: z.boolean() })
export type SignInTest = z.infer<typeof SignInTest>

export const organisationEndpoints = {
  rename: endpoint({
    id: 'organisations.rename', method: 'PATCH', path: '/api/v1/organisation', who: 'admin', summary: 'Change the organisation’s name',
    body: z.strictObject({ name: line(120) }), reply: z.object({ name: z.string() }),
  }),
  testSignIn: endpoint({
    id: 'organisations.testSignIn', method: 'POST', path: '/api/v1/organisation/sign-in/test', who: 'admin', summary: 'Whether an identity provider could be used: its description and keys are fetched, nothing is sent and nothing kept',
    body: z.strictObject({ issuer: z.string().check(z.minLength(1), z.maxLength(500)) }), reply: SignInTest,
  }),
  signIn: endpoint({ id: 'organisations.signIn', method: 'GET', path: '/api/v1/organisation/sign-in', who: 'admin', summary: 'How people sign in', reply: SignInSettings }),
  configureSignIn: endpoint({
    id: 'organisations.configureSignIn', method: 'PUT', path: '/api/v1/organisation/sign-in', who: 'admin', summary: 'Set the identity provider and e-mail sign-in',
    body: z.strictObject({
      issuer: z.nullable(z.url({ protocol: /^https?$/ }).check(z.maxLength(500))),
      clientId: z.nullable(line(300)),
      clientSecret: z.optional(z.nullable(z.string().check(z.maxLength(1_000)))),
      domains: z.array(Domain).check(z.maxLength(20)),
      email: z.boolean(),
    }),
    reply: SignInSettings,
  }),
  handlers: endpoint({ id: 'organisations.handlers', method: 'GET', path: '/api/v1/organisation/handlers', who: 'admin', summary: 'Who looks at reports', reply: z.object({ people: z.array(PersonRef) }) }),
  setHandlers: endpoint({
    id: 'organisations.setHandlers', method: 'PUT', path: '/api/v1/organisation/handlers', who: 'admin', summary: 'Name two or more people who look at reports; the first two who are not concerned get each one',
    body: z.strictObject({ people: z.array(Id).check(z.maxLength(20)) }), reply: z.object({ people: z.array(PersonRef) }), problems: ['conflict'],
  }),
} as const
