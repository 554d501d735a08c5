/** A server by hand that keeps its word: one row by id, retracted ones never revived; and that can be told to fail. */
import type { Draft } from '../../../shared/feedback'
import type { Card } from '../../../shared/cards'
import { problemOf, type ProblemCode, Refusal } from '../../../shared/problem'
import { ben, dee, organisation } from './cast'

/** How the server fails: not reached; cut off before or after the commit; with a problem. */
export type Fault = 'offline' | 'lost-answer' | 'no-json' | ProblemCode

export class FakeServer {
  rows = new Map<string, { draft: Draft; by: string; retracted: boolean }>()
  /** How often each id was stored: never more than once. */
  commits = new Map<string, number>()
  /** For the next calls of the API, one after the other; then all is well. */
  faults: Fault[] = []
  access = new Map<string, typeof ben>()
  refresh = new Map<string, typeof ben>()
  calls: { method: string; path: string; token: string | null; ifNoneMatch: string | null }[] = []
  inbox: { etag: string; body: unknown } = { etag: '"1"', body: { items: [], after: null, unread: 0 } }
  waiting: { etag: string; body: unknown } = { etag: '"1"', body: { requests: [], loops: [], items: [], meetings: [], nudge: null } }
  goals: { etag: string; body: unknown } = { etag: '"1"', body: { items: [], links: [] } }
  /** Check-ins by their id. */
  checkIns = new Map<string, object>()
  pack: { etag: string; envelope: unknown } = { etag: '"0"', envelope: null }
  #tokens = 0

  async answer(url: string, init: RequestInit): Promise<Response> {
    const { pathname } = new URL(url)
    const headers = new Headers(init.headers)
    const token = headers.get('authorization')?.slice('Bearer '.length) ?? null
    this.calls.push({ method: init.method ?? 'GET', path: pathname, token, ifNoneMatch: headers.get('if-none-match') })
    const body = init.body ? (JSON.parse(String(init.body)) as Record<string, string>) : {}
    const fault = pathname.startsWith('/api/') ? this.faults.shift() : undefined
    if (fault === 'offline') throw new TypeError('fetch failed')
    if (fault === 'no-json') return new Response('<h1>Sign in to this network</h1>', { status: 200 })
    if (pathname === '/oauth/token') return this.#token(body)
    if (pathname === '/oauth/revoke') return this.#revoke(body['token'] ?? '')
    if (pathname === '/api/v1/selectors') return this.pack.etag === headers.get('if-none-match') ? new Response(null, { status: 304 }) : json({ envelope: this.pack.envelope }, 200, { etag: this.pack.etag })
    const person = token ? this.access.get(token) : undefined
    if (!person) return refuse('sign-in-needed')
    if (fault === 'sign-in-needed') this.access.delete(token!)
    const retracted = /^\/api\/v1\/feedback\/([^/]+)\/retract$/.exec(pathname)?.[1]
    const known = this.rows.has(retracted ?? (pathname === '/api/v1/feedback' ? (body['id'] ?? '') : ''))
    // A refusal of the content comes only for what is not there yet; a broken server refuses all.
    if (fault && fault !== 'lost-answer' && (!known || problemOf(new Refusal(fault)).status >= 500 || fault === 'sign-in-needed')) return refuse(fault)
    const answer = this.#api(init.method ?? 'GET', pathname, person, body, headers)
    if (fault === 'lost-answer') throw new DOMException('timed out', 'TimeoutError')
    return answer
  }

  /** Hands out tokens for somebody. */
  issue(person: typeof ben): Record<string, unknown> {
    const access = `access-${++this.#tokens}`
    const refresh = `refresh-${this.#tokens}`
    this.access.set(access, person)
    this.refresh.set(refresh, person)
    return { access_token: access, token_type: 'Bearer', expires_in: 8 * 3600, refresh_token: refresh, organisation, person }
  }

  #token(body: Record<string, string>): Response {
    if (body['grant_type'] === 'authorization_code') return body['code'] === 'code-of-ben' ? json(this.issue(ben)) : body['code'] === 'code-of-dee' ? json(this.issue(dee)) : refuse('sign-in-failed')
    const person = this.refresh.get(body['refresh_token'] ?? '')
    return person ? json(this.issue(person)) : refuse('session-ended')
  }

  #revoke(token: string): Response {
    const person = this.refresh.get(token)
    for (const [all, key] of [[this.access, person], [this.refresh, person]] as const) for (const [one, whose] of all) if (whose === key) all.delete(one)
    return new Response(null, { status: 204 })
  }

  #api(method: string, path: string, person: typeof ben, body: object, headers: Headers): Response {
    const retracts = /^\/api\/v1\/feedback\/([^/]+)\/retract$/.exec(path)?.[1]
    if (retracts) {
      const row = this.rows.get(retracts)
      if (!row || row.by !== person.id) return refuse('not-found')
      row.retracted = true
      return new Response(null, { status: 204 })
    }
    if (path === '/api/v1/inbox') {
      if (headers.get('if-none-match') === this.inbox.etag) return new Response(null, { status: 304 })
      return json(this.inbox.body, 200, { etag: this.inbox.etag })
    }
    if (path === '/api/v1/me/waiting') {
      if (headers.get('if-none-match') === this.waiting.etag) return new Response(null, { status: 304 })
      return json(this.waiting.body, 200, { etag: this.waiting.etag })
    }
    if (path === '/api/v1/me/goals') {
      if (headers.get('if-none-match') === this.goals.etag) return new Response(null, { status: 304 })
      return json(this.goals.body, 200, { etag: this.goals.etag })
    }
    if (method === 'POST' && path.endsWith('/check-ins')) {
      const id = (body as { id: string }).id
      this.checkIns.set(id, body)
      return json({ checkIn: checkInOf(id, path, body, person), goal: (this.goals.body as { items: object[] }).items[0] }, 201)
    }
    if (method !== 'POST' || path !== '/api/v1/feedback') return refuse('not-found')
    const draft = body as Draft
    const row = this.rows.get(draft.id)
    if (row?.retracted) return refuse('gone')
    if (row && (row.by !== person.id || JSON.stringify(row.draft.body) !== JSON.stringify(draft.body))) return refuse('id-taken')
    if (!row) {
      this.rows.set(draft.id, { draft, by: person.id, retracted: false })
      this.commits.set(draft.id, (this.commits.get(draft.id) ?? 0) + 1)
    }
    return json(cardOf(draft, person), 201)
  }
}

const checkInOf = (id: string, path: string, body: object, by: object) => ({ seq: '1', keyResult: path.split('/').at(-2), source: 'person', artifact: null, at: '2026-11-19T09:00:00Z', corrected: false, ...body, id, by, need: null })

const json = (value: unknown, status = 200, headers: Record<string, string> = {}) => new Response(JSON.stringify(value), { status, headers })
const refuse = (code: ProblemCode) => json(problemOf(new Refusal(code)), problemOf(new Refusal(code)).status || 500)

const cardOf = (draft: Draft, author: typeof ben): Card => ({
  id: draft.id, seq: draft.id, kind: draft.kind, author, recipients: [dee], more: 0, body: draft.body, values: [], artifact: null, at: '2026-11-19T09:00:00Z',
  audience: { visibility: draft.visibility, people: [], team: null, organisation: null, managers: [], withoutManager: [], narrowedBy: [] },
  mine: 'author', reactions: { thanks: 0, helpful: 0, seen_it_too: 0, mine: [] }, retractUntil: null, waitsFor: null, changes: [],
})
