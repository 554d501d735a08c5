/** The organisation: set-up, sign-in configuration. */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
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

export const organisationEndpoints = {
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
} as const
