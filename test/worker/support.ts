/** Small fixtures by direct SQL: each test makes its own organisation and speaks HTTP with it. */
import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test'
import { env } from 'cloudflare:workers'
import { keysOf } from '../../shared/audience.keys'
import { sha256 } from '../../shared/artifacts'
import { newId, randomId } from '../../shared/ids'
import type { AccessRole, PersonStatus } from '../../shared/people'
import { fold } from '../../shared/text'
import worker from '../../worker/demo'

export interface PersonWish {
  name: string
  email?: string
  kind?: 'employee' | 'contractor' | 'guest'
  status?: PersonStatus
  role?: AccessRole
  ceiling?: 'organization' | 'team' | 'recipients'
  /** The name of their manager among the people wished for. */
  manager?: string
  acting?: string
  /** Names of teams, the primary unit first. Teams nest by ` / `. */
  teams?: string[]
}
export interface Organisation {
  id: string
  name: string
  person(name: string): { id: string; name: string; email: string; keys: string[] }
  team(name: string): string
  value(name: string): string
}

/** An organisation with people, teams and core values, as the directory would have left it. */
export async function makeOrganisation(wish: { name?: string; people: PersonWish[]; values?: string[]; settings?: Record<string, unknown> }): Promise<Organisation> {
  const org = randomId()
  const includesContractors = wish.settings?.includesContractors === true
  const people = wish.people.map((one) => ({ ...one, id: randomId(), email: one.email ?? `${fold(one.name).replaceAll(' ', '.')}@${org.slice(0, 8)}.test`, inOrg: includesContractors || (one.kind ?? 'employee') === 'employee' }))
  const idOf = (name: string): string => people.find((one) => one.name === name)?.id ?? missing(name)
  const teams = new Map<string, string>()
  for (const path of people.flatMap((one) => one.teams ?? [])) {
    const parts = path.split(' / ')
    parts.forEach((_, index) => teams.set(parts.slice(0, index + 1).join(' / '), teams.get(parts.slice(0, index + 1).join(' / ')) ?? randomId()))
  }
  const values = (wish.values ?? []).map((name) => ({ id: randomId(), name }))
  const run = (query: string, ...bound: unknown[]) => env.DB.prepare(query).bind(...bound)
  const ancestors = (path: string): string[] => path.split(' / ').map((_, index, parts) => parts.slice(0, parts.length - index).join(' / '))
  const sizeOf = (path: string): number => people.filter((one) => one.teams?.some((team) => team === path || team.startsWith(`${path} / `))).length
  const keys = new Map(people.map((one) => [one.id, keysOf({
    id: one.id, inOrg: one.inOrg,
    units: one.teams?.[0] ? ancestors(one.teams[0]).map((path) => teams.get(path)!) : [],
    memberships: (one.teams ?? []).slice(1).map((path) => teams.get(path)!),
  })]))
  await env.DB.batch([
    run('insert into organisations (id, name, settings, size, created_at) values (?, ?, ?, ?, ?)', org, wish.name ?? 'Northwind Trails', JSON.stringify(wish.settings ?? {}), people.filter((one) => one.inOrg).length, Date.now()),
    ...[...teams].sort((a, b) => a[0].length - b[0].length).map(([path, id]) => run('insert into teams (org_id, id, name, name_key, kind, parent_id, size) values (?, ?, ?, ?, ?, ?, ?)', org, id, path.split(' / ').at(-1), fold(path.split(' / ').at(-1)!), 'unit', teams.get(path.split(' / ').slice(0, -1).join(' / ')) ?? null, sizeOf(path))),
    ...await Promise.all(people.map(async (one) => run(
      `insert into people (org_id, id, name, name_key, email, email_hash, kind, status, role, ceiling, manager_id, unit_id, in_org, keys, created_at, notify) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, '{"hours":null}')`,
      org, one.id, one.name, fold(one.name), one.email, await sha256(one.email), one.kind ?? 'employee', one.status ?? 'active', one.role ?? 'member', one.ceiling ?? 'organization',
      one.manager ? idOf(one.manager) : null, one.teams?.[0] ? teams.get(one.teams[0]) : null, one.inOrg ? 1 : 0, JSON.stringify(keys.get(one.id)), Date.now()))),
    ...people.flatMap((one) => [...new Set(fold(one.name).split(' '))].map((term) => run('insert into people_terms (org_id, term, person_id) values (?, ?, ?)', org, term, one.id))),
    ...people.flatMap((one) => (one.manager ? [run(`insert into relations (org_id, person_id, kind, other_id, from_at) values (?, ?, 'manager', ?, 1)`, org, one.id, idOf(one.manager))] : [])),
    ...people.flatMap((one) => (one.acting ? [run(`insert into relations (org_id, person_id, kind, other_id, from_at) values (?, ?, 'acting', ?, 1)`, org, one.id, idOf(one.acting))] : [])),
    ...people.flatMap((one) => (one.teams ?? []).map((path, index) => run('insert into memberships (org_id, person_id, team_id, main, from_at) values (?, ?, ?, ?, 1)', org, one.id, teams.get(path), index === 0 ? 1 : 0))),
    ...values.map((value, index) => run('insert into core_values (org_id, id, name, position) values (?, ?, ?, ?)', org, value.id, value.name, index)),
  ])
  return {
    id: org, name: wish.name ?? 'Northwind Trails',
    person: (name) => ({ id: idOf(name), name, email: people.find((one) => one.name === name)!.email, keys: keys.get(idOf(name))! }),
    team: (path) => teams.get(path) ?? missing(path),
    value: (name) => values.find((one) => one.name === name)?.id ?? missing(name),
  }
}

const missing = (name: string): never => {
  throw new Error(`No ${name} in this organisation`)
}

/** A session's token for a person, as signing in would have made it. */
export async function tokenFor(org: Organisation, name: string): Promise<string> {
  const token = `cairn_${org.id}_${randomId().replaceAll('-', '')}`
  const now = Date.now()
  await env.DB.prepare(`insert into sessions (org_id, token_hash, id, person_id, kind, opened_at, seen_at, expires_at) values (?, ?, ?, ?, 'script', ?, ?, ?)`)
    .bind(org.id, await sha256(token), randomId(), org.person(name).id, now, now, now + 3_600_000).run()
  return token
}

export interface Answered {
  status: number
  headers: Headers
  text: string
  json: any
  /** What it cost, from the demo's header. */
  d1: { calls: number; read: number; written: number }
}

/** The worker's door, with its work after the answer done. `exports.default.fetch` of the rig slows down with every call it has made. */
export async function ask(request: Request): Promise<Response> {
  const context = createExecutionContext()
  const response = await worker.fetch(request, env as never, context)
  await waitOnExecutionContext(context)
  return response
}

/** Speaks HTTP with the worker as whoever holds the token. */
export function api(token?: string) {
  const send = async (method: string, path: string, body?: unknown, headers: Record<string, string> = {}): Promise<Answered> => {
    const response = await ask(new Request(`http://localhost:8787${path}`, {
      method,
      headers: { ...(token ? { authorization: `Bearer ${token}` } : {}), ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }))
    const text = await response.text()
    const d1 = Object.fromEntries((response.headers.get('x-d1') ?? '').split(' ').map((part) => [part.split('=')[0], Number(part.split('=')[1])]))
    return { status: response.status, headers: response.headers, text, json: text && /json/.test(response.headers.get('content-type') ?? '') ? JSON.parse(text) : undefined, d1: d1 as Answered['d1'] }
  }
  return {
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    post: (path: string, body?: unknown, headers?: Record<string, string>) => send('POST', path, body, headers),
    put: (path: string, body?: unknown, headers?: Record<string, string>) => send('PUT', path, body, headers),
    patch: (path: string, body?: unknown, headers?: Record<string, string>) => send('PATCH', path, body, headers),
    delete: (path: string, headers?: Record<string, string>) => send('DELETE', path, undefined, headers),
  }
}

/** A draft of recognition by an author to people, with the keys that its visibility gives when nobody is special. */
export function recognition(org: Organisation, author: string, to: string[], more: Record<string, unknown> = {}) {
  return {
    id: newId(), kind: 'recognition', visibility: 'organization', recipients: to.map((name) => org.person(name).id), keys: ['org'],
    body: { text: 'You found the race in the retry and wrote the test for it.' }, values: [], artifact: null as unknown, ...more,
  }
}

/** A citation of a pull request on a made-up host. */
export const citation = (key = 'northwind/trail-pay#482', more: Record<string, unknown> = {}) => ({
  ref: { site: 'github', instance: 'github.com', type: 'pull_request', key, url: `https://github.com/${key.replace('#', '/pull/')}` },
  title: 'Retry payments after a timeout', state: 'open', visibility: 'public', showTitle: true, ...more,
})
