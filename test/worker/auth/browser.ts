/** A browser as the worker sees one: a cookie jar, forms with their Origin, no redirect followed by itself. */
import { env, exports } from 'cloudflare:workers'
import { newId } from '../../../shared/ids'
import type { OrganisationSettings } from '../../../worker/http/session'
import { makeOrganisation, type PersonEntry } from '../../../worker/people/directory'

export const base = 'http://localhost:8787'

export class Browser {
  readonly jar = new Map<string, string>()

  async ask(path: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const request = new Request(new URL(path, base), { redirect: 'manual', ...init, headers: { ...(cookie ? { cookie } : {}), ...init.headers } })
    const response = await exports.default.fetch(request)
    for (const line of response.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (/Max-Age=0(?:;|$)/.test(line)) this.jar.delete(name!)
      else this.jar.set(name!, value!)
    }
    return response
  }
  get = (path: string, headers: Record<string, string> = {}) => this.ask(path, { headers })
  /** A form of our own pages. */
  post = (path: string, fields: Record<string, string>, headers: Record<string, string> = {}) =>
    this.ask(path, { method: 'POST', headers: { origin: base, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: new URLSearchParams(fields).toString() })
  async signedInAs(): Promise<string | null> {
    const answer = await this.get('/api/v1/me')
    return answer.status === 200 ? ((await answer.json()) as { person: { name: string } }).person.name : null
  }
}

/** An organisation as seeds and set-up make it. */
export async function company(people: PersonEntry[], settings: OrganisationSettings = {}, name = 'Northwind Trails') {
  const id = newId()
  const made = await makeOrganisation(env, { id, name, settings, people })
  return { id, of: (email: string) => made.people.get(email)! }
}

/** An address that no other test uses. */
export const fresh = (name: string, domain = 'example.test'): string => `${name}-${newId().slice(-12)}@${domain}`

/** Signs a browser in as the cast of a demo does. */
export async function signedIn(email: string): Promise<Browser> {
  const browser = new Browser()
  const answer = await browser.post('/auth/demo/desk', { email, next: '/' })
  if (answer.status !== 303) throw new Error(`Not signed in: ${answer.status}`)
  return browser
}

/** A token for scripts. */
export async function tokenOf(email: string): Promise<string> {
  const answer = await exports.default.fetch(new Request(`${base}/auth/demo`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ email }) }))
  return ((await answer.json()) as { access_token: string }).access_token
}

export async function problemOf(response: Response): Promise<string> {
  return ((await response.json()) as { type: string }).type.replace('/problems/', '')
}

export interface Mail { id: string; to: string; subject: string; text: string; html: string }
/** The mails that an address got, newest first; waits for what is sent after an answer. */
export async function mailsTo(address: string, wanted = 1): Promise<Mail[]> {
  for (let tries = 0; ; tries += 1) {
    const mails = ((await (await env.MAILBOX.fetch('http://mailbox/')).json()) as Mail[]).filter((mail) => mail.to === address)
    if (mails.length >= wanted || tries === 40) return mails
    await new Promise((resolve) => setTimeout(resolve, 25))
  }
}
