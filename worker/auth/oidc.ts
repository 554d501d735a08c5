/** Signing in with the organisation's OpenID provider: code flow with state, nonce and PKCE, each used once and bound to the browser. */
import * as oauth from 'oauth4webapi'
import { sha256 } from '../../shared/artifacts'
import { Refusal } from '../../shared/problem'
import { Email } from '../../shared/text'
import { type Meter, dbFor } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import { nextIn } from '../http/next'
import { type PageCall, type PageRoute, seeOther, signInOf } from '../http/pages'
import { escape, page } from '../http/page'
import { sql } from '../sql'
import { readCookie, setCookie } from './cookies'
import { enterAs } from './enter'
import { type Known, personByEmail, personIn } from './lookup'
import { callbackOf, discover, providerOf, requestsOf, type Provider } from './provider'
import { algorithms, isGoogle, isVerified } from './provider.rules'
import { chance, challengeOf } from './tokens'

const minutes = 10

export const oidcPages: PageRoute[] = [
  { method: 'GET', path: '/auth/oidc/start', id: 'oidc.start', handle: start },
  { method: 'GET', path: '/auth/oidc/callback', id: 'oidc.callback', handle: callback },
]

const orgForm = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/

async function start({ env, query, now, meter, request }: PageCall): Promise<Response> {
  const org = query.get('org') ?? ''
  if (!orgForm.test(org)) throw new Refusal('not-found')
  const next = nextIn(query.get('next'), env)
  // A stranger's page that leads here would sign its visitor in as somebody of the stranger's choice.
  const site = request.headers.get('sec-fetch-site')
  if (site === 'cross-site' || site === 'same-site') return seeOther(`/sign-in?${new URLSearchParams({ next })}`)
  const provider = await providerOf(env, org, meter)
  const server = await discover(env, provider.issuer)
  const [state, browser, nonce, verifier] = [`${org}.${chance()}`, chance(), chance(), chance()]
  const db = dbFor(env, org, meter)
  await db.batch(
    db.q.run(sql`delete from provider_sign_ins where org_id = ${org} and expires_at < ${now}`),
    db.q.run(sql`insert into provider_sign_ins (org_id, state_hash, browser_hash, issuer, nonce, verifier, next, expires_at)
      values (${org}, ${await sha256(state)}, ${await sha256(browser)}, ${provider.issuer}, ${nonce}, ${verifier}, ${next}, ${now + minutes * 60_000})`),
  )
  const to = new URL(server.authorization_endpoint!)
  const asked = {
    client_id: provider.clientId, redirect_uri: callbackOf(env), response_type: 'code', scope: 'openid email profile', state, nonce,
    code_challenge: await challengeOf(verifier), code_challenge_method: 'S256', ...(isGoogle(provider.issuer) && provider.settings.domains?.length === 1 ? { hd: provider.settings.domains[0]! } : {}),
  }
  for (const [name, value] of Object.entries(asked)) to.searchParams.set(name, value)
  return seeOther(to.href, [setCookie(env, 'proof', `oidc.${browser}`, minutes * 60)])
}

interface Begun { browser_hash: string; issuer: string; nonce: string; verifier: string; next: string; expires_at: number }

async function callback(call: PageCall): Promise<Response> {
  const { env, query, url, now, meter, request } = call
  const state = query.get('state') ?? ''
  const org = state.slice(0, 36)
  if (!orgForm.test(org)) throw new Refusal('sign-in-failed')
  const db = dbFor(env, org, meter)
  const [, browser] = (readCookie(env, 'proof', request) ?? '').split('.')
  // Gone with the first look, whatever comes of it: nothing here is good twice.
  const [[begun]] = await db.batch(db.q.all<Begun>(sql`delete from provider_sign_ins where org_id = ${org} and state_hash = ${await sha256(state)} returning browser_hash, issuer, nonce, verifier, next, expires_at`))
  if (!begun || begun.expires_at <= now || !browser || begun.browser_hash !== (await sha256(browser))) throw new Refusal('sign-in-failed')
  const provider = await providerOf(env, org, meter)
  if (provider.issuer !== begun.issuer) throw new Refusal('sign-in-failed')
  const claims = await claimsOf(env, provider, url, state, begun)
  const person = await linked(env, provider, claims, now, meter)
  if (!person) return noAccount(call)
  return enterAs(call, person, 'oidc', begun.next)
}

/** Exchanges the code, and checks the ID token: signature, issuer, audience, nonce, times. @throws Refusal `sign-in-failed`, `unavailable` */
async function claimsOf(env: Env, provider: Provider, url: URL, state: string, { nonce, verifier }: Begun): Promise<oauth.IDToken> {
  const found = await discover(env, provider.issuer)
  const server = { ...found, id_token_signing_alg_values_supported: (found.id_token_signing_alg_values_supported ?? ['RS256']).filter((one) => algorithms.includes(one)) }
  const client: oauth.Client = { client_id: provider.clientId, [oauth.clockTolerance]: 30 }
  const methods = found.token_endpoint_auth_methods_supported ?? ['client_secret_basic']
  const authentication = provider.secret === null ? oauth.None() : methods.includes('client_secret_basic') ? oauth.ClientSecretBasic(provider.secret) : oauth.ClientSecretPost(provider.secret)
  try {
    const parameters = oauth.validateAuthResponse(server, client, url, state)
    const answer = await oauth.authorizationCodeGrantRequest(server, client, authentication, parameters, callbackOf(env), verifier, requestsOf(env))
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer, { expectedNonce: nonce, requireIdToken: true })
    await oauth.validateApplicationLevelSignature(server, answer, requestsOf(env))
    const claims = oauth.getValidatedIdTokenClaims(tokens)!
    return claims.email === undefined && found.userinfo_endpoint ? { ...claims, ...(await emailFrom(env, server, client, tokens.access_token, claims.sub)) } : claims
  } catch (error) {
    // The kind of failure for whoever runs this; never what was in the token.
    console.error(JSON.stringify({ level: 'warn', route: 'oidc.callback', org: provider.org, name: error instanceof Error ? error.name : 'unknown', code: (error as { code?: unknown }).code }))
    throw error instanceof Refusal ? error : new Refusal('sign-in-failed')
  }
}

/** Many providers tell the address only here (OpenID Connect Core, section 5.4); the subject must be the ID token's. */
async function emailFrom(env: Env, server: oauth.AuthorizationServer, client: oauth.Client, token: string, subject: string) {
  const answer = await oauth.userInfoRequest(server, client, token, requestsOf(env))
  const { email, email_verified } = await oauth.processUserInfoResponse(server, client, subject, answer)
  return { email, email_verified }
}

/**
 * The person keyed by issuer and subject. A first sign-in is linked by e-mail, if the provider verified it and the domain is the organisation's,
 * and only to a person whom nobody of this provider is linked to yet: an address that was given to somebody new opens no old account.
 */
async function linked(env: Env, { org, issuer, settings }: Provider, claims: oauth.IDToken, now: number, meter: Meter): Promise<Known | null> {
  const domains = settings.domains ?? []
  if (isGoogle(issuer) && !(typeof claims.hd === 'string' && domains.includes(claims.hd.toLowerCase()))) return null
  const db = dbFor(env, org, meter)
  const [[identity]] = await db.batch(db.q.all<{ person_id: string }>(sql`select person_id from identities where org_id = ${org} and issuer = ${issuer} and subject = ${claims.sub}`))
  if (identity) return personIn(env, org, identity.person_id, meter)

  const email = Email.safeParse(claims.email)
  if (!email.success || !isVerified(issuer, claims) || !domains.includes(email.data.slice(email.data.lastIndexOf('@') + 1))) return null
  const person = await personByEmail(env, org, email.data, meter)
  if (!person || person.status === 'deactivated') return person
  const [[before]] = await db.batch(db.q.all<{ n: number }>(sql`select count(*) as n from (select 1 from sessions where org_id = ${org} and person_id = ${person.id} limit 1)`))
  const linking = record(db, {
    guards: [{ bad: sql`exists (select 1 from identities where org_id = ${org} and issuer = ${issuer} and (person_id = ${person.id} or subject = ${claims.sub}))`, refuse: 'conflict' }],
    statements: [db.q.run(sql`insert into identities (org_id, issuer, subject, person_id, linked_at) values (${org}, ${issuer}, ${claims.sub}, ${person.id}, ${now})`)],
    event: { kind: 'signIn.linked', person: person.id, told: before!.n > 0 ? [person.id] : [] }, actor: null, at: now,
  })
  return linking.then(() => person, (error: unknown) => {
    if (error instanceof Refusal && error.code === 'conflict') return null
    throw error
  })
}

const noAccount = ({ env, words, language, request }: PageCall): Promise<Response> =>
  page(env, { language, status: 403, title: words.t('server.noAccount.title'), body: `<h1>${escape(words.t('server.noAccount.title'))}</h1><p role="alert">${escape(words.t('server.noAccount.text'))}</p><p><a href="${escape(signInOf(env, request))}">${escape(words.t('server.toSignIn'))}</a></p>` })
