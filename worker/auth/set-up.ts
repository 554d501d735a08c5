/** `/setup`: a fresh organisation and its first admin, once for each set-up token. Without the Worker's secret there is no such page. */
import { sha256 } from '../../shared/artifacts'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import { Email, line } from '../../shared/text'
import type { WordKey } from '../../shared/words'
import { directoryDb } from '../db'
import { Domain } from '../../shared/organisations'
import { type PageCall, type PageRoute } from '../http/pages'
import { escape, page } from '../http/page'
import { makeOrganisation } from '../people/directory'
import { sql } from '../sql'
import { enterAs } from './enter'
import { sameText } from './tokens'

export const setUpPages: PageRoute[] = [
  { method: 'GET', path: '/setup', id: 'setUp.page', handle: (call) => form(call) },
  { method: 'POST', path: '/setup', id: 'setUp.make', handle: make },
]

const fields = ['token', 'organisation', 'name', 'email', 'domains'] as const
type Field = (typeof fields)[number]
const shapes = { organisation: line(120), name: line(120), email: Email }

async function form(call: PageCall, wrong: Partial<Record<Field, WordKey>> = {}, status = 200): Promise<Response> {
  const { env, words, language, form: sent } = call
  if (!env.SETUP_TOKEN) throw new Refusal('not-found')
  const input = (name: Field): string => {
    const problem = wrong[name]
    const extra = name === 'token' ? ' type="password" autocomplete="off"' : name === 'email' ? ' type="email" autocomplete="email" dir="ltr"' : name === 'name' ? ' autocomplete="name" dir="auto"' : name === 'domains' ? ' dir="ltr"' : ' dir="auto"'
    return `<label for="${name}">${escape(words.t(`server.setUp.${name}`))}</label><input id="${name}" name="${name}" required maxlength="500"${extra} value="${name === 'token' ? '' : escape((sent.get(name) ?? '').slice(0, 500))}"${problem ? ` aria-invalid="true" aria-describedby="${name}-wrong"` : ''}>${problem ? `<p class="error" id="${name}-wrong" role="alert">${escape(words.t(problem))}</p>` : ''}`
  }
  return page(env, { language, status, title: words.t('server.setUp.title'), body: `<h1>${escape(words.t('server.setUp.title'))}</h1><p>${escape(words.t('server.setUp.text'))}</p><form method="post" action="/setup">${fields.map(input).join('')}<button>${escape(words.t('server.setUp.button'))}</button></form>` })
}

async function make(call: PageCall): Promise<Response> {
  const { env, form: sent, now, meter } = call
  if (!env.SETUP_TOKEN) throw new Refusal('not-found')
  const hash = await sha256(env.SETUP_TOKEN)
  if (!sameText(hash, await sha256((sent.get('token') ?? '').trim()))) return form(call, { token: 'server.setUp.wrongToken' }, 403)

  const wrong: Partial<Record<Field, WordKey>> = {}
  const read = (name: keyof typeof shapes): string => {
    const parsed = shapes[name].safeParse(sent.get(name) ?? '')
    if (!parsed.success) wrong[name] = name === 'email' ? 'field.email' : 'field.needed'
    return parsed.data ?? ''
  }
  const [name, person, email] = [read('organisation'), read('name'), read('email')]
  const domains = [...new Set((sent.get('domains') ?? '').toLowerCase().split(/[\s,;]+/).filter(Boolean))]
  if (domains.length === 0 || domains.length > 20 || domains.some((one) => !Domain.safeParse(one).success)) wrong.domains = 'server.setUp.wrongDomains'
  if (Object.keys(wrong).length > 0) return form(call, wrong, 422)

  const directory = directoryDb(env, meter)
  const used = () => directory.batch(directory.q.all(sql`select 1 from set_ups where token_hash = ${hash}`)).then(([rows]) => rows.length > 0)
  if (await used()) return form(call, { token: 'server.setUp.usedToken' }, 410)
  const id = newId(now)
  try {
    const { people } = await makeOrganisation(env, {
      id, name, settings: { domains }, people: [{ email, name: person, role: 'admin' }], now,
      also: (db) => [db.q.run(sql`insert into set_ups (token_hash, org_id, at) values (${hash}, ${id}, ${now})`)],
    })
    return enterAs(call, { org: id, id: people.get(email)!, status: 'active' }, 'setUp', '/')
  } catch (error) {
    // Two at once: the row's key lets one of them through.
    if (await used()) return form(call, { token: 'server.setUp.usedToken' }, 410)
    throw error
  }
}
