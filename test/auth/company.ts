/** A fresh organisation on a real local backend, made over HTTP, with its people's browsers. */
import { startBackend } from '../../scripts/lib/backend.mjs'

const setUpToken = 'a-set-up-token-for-tests-only'

/** A browser with one cookie jar a host; follows nothing by itself. */
export class Browser {
  private readonly jars = new Map<string, Map<string, string>>()

  async ask(address: string, init: RequestInit & { headers?: Record<string, string> } = {}): Promise<Response> {
    const { host } = new URL(address)
    const jar = this.jars.get(host) ?? new Map<string, string>()
    this.jars.set(host, jar)
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
    const answer = await fetch(address, { redirect: 'manual', ...init, headers: { ...(cookie ? { cookie } : {}), ...init.headers } })
    for (const line of answer.headers.getSetCookie()) {
      const [, name, value] = /^([^=]+)=([^;]*)/.exec(line)!
      if (/max-age=0(?:;|$)|expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name!)
      else jar.set(name!, value!)
    }
    return answer
  }
  post = (address: string, fields: Record<string, string>) =>
    this.ask(address, { method: 'POST', headers: { origin: new URL(address).origin, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }, body: new URLSearchParams(fields).toString() })
  /** Goes where it is sent, until somewhere answers or `until` is reached. */
  async follow(address: string, until: (address: string) => boolean = () => false): Promise<{ address: string; answer: Response | null }> {
    for (let at = address, hops = 0; hops < 12; hops += 1) {
      if (until(at)) return { address: at, answer: null }
      const answer = await this.ask(at)
      const to = answer.headers.get('location')
      if (!to) return { address: at, answer }
      at = new URL(to, at).href
    }
    throw new Error('Sent around in circles')
  }
}

/** Northwind of Eli (admin), Ada, Ben, and Kai who left; `n.test` is its domain. */
export async function company() {
  const backend = await startBackend({ demo: false, env: { ALLOW_LOOPBACK_ISSUERS: 'true', SETUP_TOKEN: setUpToken } })
  const eli = new Browser()
  const made = await eli.post(`${backend.url}/setup`, { token: setUpToken, organisation: 'Northwind', name: 'Eli Marsh', email: 'eli@n.test', domains: 'n.test' })
  if (made.status !== 303) throw new Error(`Not set up: ${made.status}`)
  const api = async (browser: Browser, method: string, path: string, body?: unknown): Promise<{ status: number; json: any }> => {
    const answer = await browser.ask(backend.url + path, { method, headers: { origin: backend.url, 'sec-fetch-site': 'same-origin', 'content-type': 'application/json' }, ...(body === undefined ? {} : { body: JSON.stringify(body) }) })
    const text = await answer.text()
    return { status: answer.status, json: text ? JSON.parse(text) : null }
  }
  const csv = 'email,name,status\nada@n.test,Ada Okafor,\nben@n.test,Ben Ode,\nkai@n.test,Kai Moss,deactivated\neve@other.test,Eve of another domain,'
  const imported = await api(eli, 'POST', '/api/v1/people/import', { csv, whole: false, commit: true })
  if (imported.status !== 200) throw new Error(`Not imported: ${JSON.stringify(imported)}`)
  const { json: me } = await api(eli, 'GET', '/api/v1/me')
  const configure = (settings: object) => api(eli, 'PUT', '/api/v1/organisation/sign-in', { issuer: null, clientId: null, domains: ['n.test'], email: true, ...settings })
  const nameOf = async (browser: Browser): Promise<string | null> => {
    const answer = await api(browser, 'GET', '/api/v1/me')
    return answer.status === 200 ? answer.json.person.name : null
  }
  return { ...backend, org: me.organisation.id as string, eli, api, configure, nameOf, start: `${backend.url}/auth/oidc/start?org=${me.organisation.id}`, callback: `${backend.url}/auth/oidc/callback` }
}
export type Company = Awaited<ReturnType<typeof company>>
