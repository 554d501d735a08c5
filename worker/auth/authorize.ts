/** `/oauth/authorize`: the signed-in person connects this browser's extension (RFC 6749 section 4.1, PKCE S256 only). */
import { extensionClientId } from '../../shared/auth'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import { dbFor } from '../db'
import { record } from '../events/record'
import { type PageCall, type PageRoute, hidden, seeOther, windowOf } from '../http/pages'
import { escape, page } from '../http/page'
import { sql } from '../sql'
import { visitor } from './enter'
import { clearCookie, setCookie } from './cookies'
import { redirectsOf } from './redirects'
import { deviceOf, endStatements } from './sessions'
import { newToken } from './tokens'

const codeSeconds = 60
const windowSeconds = 10 * 60

export const authorizePages: PageRoute[] = [
  { method: 'GET', path: '/oauth/authorize', id: 'oauth.authorize', handle: ask },
  { method: 'POST', path: '/oauth/authorize', id: 'oauth.grant', handle: grant },
]

interface Asked { redirect: string; challenge: string; state: string }

/** What the extension asks for. A wrong client or address is never redirected to. @throws Refusal `bad-request` */
async function askedIn(call: PageCall, from: URLSearchParams): Promise<Asked> {
  const one = (name: string): string => {
    const all = from.getAll(name)
    if (all.length > 1) throw new Refusal('bad-request')
    return all[0] ?? ''
  }
  const redirect = one('redirect_uri')
  const challenge = one('code_challenge')
  const state = one('state')
  const fine = one('response_type') === 'code' && one('client_id') === extensionClientId && (await redirectsOf(call.env)).includes(redirect)
    && one('code_challenge_method') === 'S256' && /^[A-Za-z0-9_-]{43}$/.test(challenge) && state.length > 0 && state.length <= 500
  if (!fine) throw new Refusal('bad-request')
  return { redirect, challenge, state }
}

async function ask(call: PageCall): Promise<Response> {
  const { env, words, language, query, url, request, now } = call
  const asked = await askedIn(call, query)
  const person = await visitor(call)
  const next = encodeURIComponent(url.pathname + url.search)
  const window = setCookie(env, 'window', `${windowOf(env, request)?.since ?? now}.${next}`, windowSeconds)
  if (!person) return seeOther(`/sign-in?next=${next}`, [window])
  const fields = [['response_type', 'code'], ['client_id', extensionClientId], ['code_challenge_method', 'S256'], ['redirect_uri', asked.redirect], ['code_challenge', asked.challenge], ['state', asked.state]] as const
  return page(env, {
    language, title: words.t('server.connect.title'), formTargets: [new URL(asked.redirect).origin], headers: { 'set-cookie': window },
    body: `<h1>${escape(words.t('server.connect.title'))}</h1><p>${escape(words.t('server.connect.text', { name: person.name, organisation: person.organisation }))}</p>
<form method="post" action="/oauth/authorize">${fields.map(([name, value]) => hidden(name, value)).join('')}<button autofocus>${escape(words.t('server.connect.button', { name: person.name }))}</button></form>
<p><a href="/sign-in?other=1&amp;next=${escape(next)}">${escape(words.t('server.connect.other'))}</a></p>`,
  })
}

async function grant(call: PageCall): Promise<Response> {
  const { env, form, now, request, meter } = call
  const asked = await askedIn(call, form)
  const person = await visitor(call)
  if (!person) throw new Refusal('sign-in-needed')
  const db = dbFor(env, person.org, meter)
  const { token, hash } = await newToken(person.org)
  const code = db.q.run(sql`insert into authorisation_codes (org_id, code_hash, person_id, client_id, redirect_uri, challenge, device, expires_at, session_id)
    values (${person.org}, ${hash}, ${person.id}, ${extensionClientId}, ${asked.redirect}, ${asked.challenge}, ${deviceOf(request)}, ${now + codeSeconds * 1_000}, ${newId(now)})`)
  // Whoever signed in for the extension alone leaves nothing behind: signed out there, the next one must prove who they are.
  const since = windowOf(env, request)?.since
  const { id: session, openedAt } = person.session
  const forThis = since !== undefined && openedAt >= since
  if (forThis) await record(db, { statements: [code, ...endStatements(db, { person: person.id, session, now })], event: { kind: 'session.closed', session }, actor: person.id, at: now })
  else await db.batch(code)
  const to = new URL(asked.redirect)
  to.searchParams.set('code', token)
  to.searchParams.set('state', asked.state)
  return seeOther(to.href, [clearCookie(env, 'window'), ...(forThis ? [clearCookie(env, 'session')] : [])])
}
