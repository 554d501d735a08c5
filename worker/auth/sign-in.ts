/** The page of signing in: by address, by the organisation's provider, in demo mode as one of the cast. */
import { Email } from '../../shared/text'
import { Refusal } from '../../shared/problem'
import { directoryDb } from '../db'
import { checkDemo } from '../http/guards'
import { nextIn } from '../http/next'
import { type PageCall, type PageRoute, hidden, seeOther } from '../http/pages'
import { escape, page } from '../http/page'
import { sql } from '../sql'
import { sendCode } from './email'
import { enterAs, visitor } from './enter'
import { peopleBehind, providersOf } from './lookup'

export const signInPages: PageRoute[] = [
  { method: 'GET', path: '/sign-in', id: 'signIn.page', handle: show },
  { method: 'POST', path: '/sign-in', id: 'signIn.address', handle: byAddress },
  { method: 'POST', path: '/auth/demo/desk', id: 'signIn.demo', demo: true, handle: asCast },
]

async function show(call: PageCall): Promise<Response> {
  const { env, query } = call
  const next = nextIn(query.get('next'), env)
  if (!query.has('other') && (await visitor(call))) return seeOther(next)
  return form(call, next)
}

async function form(call: PageCall, next: string, wrong?: { email: string }): Promise<Response> {
  const { env, words, language } = call
  const error = wrong ? `<p class="error" id="wrong" role="alert">${escape(words.t('field.email'))}</p>` : ''
  return page(env, {
    language, title: words.t('common.signIn'), status: wrong ? 422 : 200,
    body: `<h1>${escape(words.t('common.signIn'))}</h1><p>${escape(words.t('server.signIn.text'))}</p>
<form method="post" action="/sign-in">${hidden('next', next)}<label for="email">${escape(words.t('server.signIn.email'))}</label>
<input id="email" name="email" type="email" autocomplete="email" required maxlength="254" dir="ltr" value="${escape(wrong?.email ?? '')}"${wrong ? ' aria-invalid="true" aria-describedby="wrong"' : ''}>${error}
<button>${escape(words.t('server.signIn.continue'))}</button></form>${await cast(call, next)}`,
  })
}

async function byAddress(call: PageCall): Promise<Response> {
  const { env, form: sent, words, language, meter } = call
  const next = nextIn(sent.get('next'), env)
  const email = Email.safeParse(sent.get('email') ?? '')
  if (!email.success) return form(call, next, { email: (sent.get('email') ?? '').slice(0, 254) })
  const providers = sent.get('way') === 'code' ? [] : await providersOf(env, email.data.slice(email.data.lastIndexOf('@') + 1), meter)
  if (providers.length === 0) return sendCode(call, email.data, next)
  // A page between, not a redirect: the policy of forms would have to name every provider there is.
  const links = providers.map(({ org, organisation }) => ({ href: `/auth/oidc/start?${new URLSearchParams({ org, next })}`, organisation }))
  return page(env, {
    language, title: words.t('common.signIn'), ...(links.length === 1 ? { headers: { refresh: `0; url=${links[0]!.href}` } } : {}),
    body: `<h1>${escape(words.t('common.signIn'))}</h1>${links.map(({ href, organisation }) => `<p><a class="button" href="${escape(href)}">${escape(words.t('server.signIn.provider', { organisation }))}</a></p>`).join('')}
<form method="post" action="/sign-in">${hidden('next', next)}${hidden('email', email.data)}${hidden('way', 'code')}<button class="plain">${escape(words.t('server.signIn.code'))}</button></form>`,
  })
}

/** Demo mode on loopback: everybody of the demo, as buttons. Elsewhere nothing. */
async function cast({ env, request, url, words, meter }: PageCall, next: string): Promise<string> {
  try {
    checkDemo(request, env, url)
  } catch {
    return ''
  }
  const directory = directoryDb(env, meter)
  const [people] = await directory.batch(directory.q.all<{ email: string; name: string; title: string | null; organisation: string }>(sql`
    select p.email, p.name, p.title, o.name as organisation from organisations o join people p on p.org_id = o.id where p.status in ('active', 'away') order by o.id, p.name_key limit 40`))
  const organisations = [...new Set(people.map((one) => one.organisation))]
  const button = (one: (typeof people)[number]) => `<li><button name="email" value="${escape(one.email)}"><bdi>${escape(one.name)}</bdi> <small>${escape(one.title ?? '')}</small></button></li>`
  return organisations.map((organisation) => `<h2>${escape(words.t('server.signIn.demo', { organisation }))}</h2><form method="post" action="/auth/demo/desk">${hidden('next', next)}<ul class="people">${people.filter((one) => one.organisation === organisation).map(button).join('')}</ul></form>`).join('')
}

async function asCast(call: PageCall): Promise<Response> {
  const [person] = await peopleBehind(call.env, call.form.get('email') ?? '', call.meter)
  if (!person) throw new Refusal('sign-in-failed')
  return enterAs(call, person, 'demo', call.form.get('next') ?? '/')
}
