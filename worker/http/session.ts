/** Reads who is calling: the token, and the one row that gives person, role, organisation and status. */
import { sha256 } from '../../shared/artifacts'
import type { SettingValues } from '../../shared/agreement'
import type { AccessRole, PersonStatus } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import type { Language } from '../../shared/words/locale'
import type { Env } from '../env'
import { sql, type SQL } from '../sql'

/** `cairn_<organisation>_<random>`: the organisation stands in the token, so that its database is known before any read. */
const tokenForm = /^cairn_([0-9a-f-]{36})_([A-Za-z0-9_-]{20,100})$/

export interface Credentials { org: string; hash: string; from: 'bearer' | 'cookie' }

/** The cookie of the desk: host-bound over https; a plain name on loopback http, where `__Host-` is refused. */
export const cookieName = (baseUrl: string): string => (baseUrl.startsWith('https:') ? '__Host-cairn' : 'cairn')

/** Stands while the extension's sign-in window is open, and says what it came for. */
export const windowCookie = (env: Pick<Env, 'BASE_URL'>): string => `${cookieName(env.BASE_URL)}-window`

/** What the request says about its caller; null without a token. A bearer token wins over a cookie. */
export async function credentialsOf(request: Request, baseUrl: string): Promise<Credentials | null> {
  const header = request.headers.get('authorization')
  const bearer = header && /^Bearer (\S+)$/i.exec(header)?.[1]
  if (header && !bearer) return null
  const token = bearer ?? cookie(request, cookieName(baseUrl))
  const org = token ? tokenForm.exec(token)?.[1] : undefined
  if (!token || !org) return null
  return { org, hash: await sha256(token), from: bearer ? 'bearer' : 'cookie' }
}

export function cookie(request: Request, name: string): string | undefined {
  for (const part of (request.headers.get('cookie') ?? '').split(';')) {
    const [key, ...rest] = part.trim().split('=')
    if (key === name) return rest.join('=')
  }
  return undefined
}

/** The session's row with its person and organisation, flat, as one statement. */
export interface SessionRow {
  session_id: string
  session_kind: 'desk' | 'extension' | 'script'
  opened_at: number
  seen_at: number
  expires_at: number
  ended_at: number | null
  person_id: string
  name: string
  email: string
  role: AccessRole
  status: PersonStatus
  person_kind: 'employee' | 'contractor' | 'guest'
  language: Language | null
  theme: 'system' | 'light' | 'dark'
  time_zone: string
  in_org: number
  unit_id: string | null
  keys: string
  unread: number
  shut_before: number | null
  organisation: string
  settings: string
  size: number
}

export const sessionQuery = (org: string, hash: string): SQL => sql`
  select s.id as session_id, s.kind as session_kind, s.opened_at, s.seen_at, s.expires_at, s.ended_at, p.id as person_id, p.name, p.email, p.role, p.status,
    p.kind as person_kind, p.language, p.theme, p.time_zone, p.in_org, p.unit_id, p.keys, p.unread, p.shut_before, o.name as organisation, o.settings, o.size
  from sessions s
  join people p on p.org_id = s.org_id and p.id = s.person_id
  join organisations o on o.id = s.org_id
  where s.org_id = ${org} and s.token_hash = ${hash}`

/** Who the viewer is, from the same call that reads their data. */
export interface Viewer {
  org: string
  id: string
  name: string
  email: string
  role: AccessRole
  kind: 'employee' | 'contractor' | 'guest'
  language: Language | null
  theme: 'system' | 'light' | 'dark'
  timeZone: string
  inOrg: boolean
  unit: string | null
  keys: string[]
  unread: number
  /** Until their new address is confirmed: private words from before this moment are shut to them. */
  shutBefore: number | null
  session: { id: string; kind: SessionRow['session_kind']; hash: string; openedAt: number; seenAt: number }
  organisation: { name: string; size: number; settings: OrganisationSettings }
}

/** What matters to co-determination is changed by `changeSetting` alone (shared/agreement.ts). */
export interface OrganisationSettings extends Partial<Omit<SettingValues, 'visibilities'>> {
  includesContractors?: boolean
  /** Domains whose addresses may be invited, and whose verified addresses may be linked. */
  domains?: string[]
  /** Per kind, what the organisation left on; absent = all that the kind allows. */
  visibilities?: Record<string, string[]>
  /** Who looks at reports: ids, in the order in which they are asked. */
  handlers?: string[]
  /** Handles from an import count as confirmed. */
  trustsImport?: boolean
  /** E-mail sign-in; on unless switched off. */
  emailSignIn?: boolean
}

/** @throws Refusal when the session is unknown, over, or its person may not come in any more */
export function viewerOf(credentials: Credentials, row: SessionRow | undefined, now: number): Viewer {
  if (!row) throw new Refusal('sign-in-needed')
  if (row.status === 'deactivated' || row.status === 'invited') throw new Refusal('account-closed')
  if (row.ended_at !== null || row.expires_at <= now) throw new Refusal('session-ended')
  return {
    org: credentials.org, id: row.person_id, name: row.name, email: row.email, role: row.role, kind: row.person_kind, language: row.language, theme: row.theme,
    timeZone: row.time_zone, inOrg: row.in_org === 1, unit: row.unit_id, keys: JSON.parse(row.keys) as string[], unread: row.unread, shutBefore: row.shut_before,
    session: { id: row.session_id, kind: row.session_kind, hash: credentials.hash, openedAt: row.opened_at, seenAt: row.seen_at },
    organisation: { name: row.organisation, size: row.size, settings: JSON.parse(row.settings) as OrganisationSettings },
  }
}

/**
 * The viewer as SQL, for statements that travel in the same batch as the session's: each is a scalar subquery, because a viewer
 * joined in from a CTE makes SQLite scan the feed (backend.md section 7).
 */
export interface ViewerSql {
  id: SQL
  /** The viewer's n-th key, null beyond the last. */
  key: (n: number) => SQL
}
export const viewerSql = (org: string, hash: string): ViewerSql => {
  const id = sql`(select person_id from sessions where org_id = ${org} and token_hash = ${hash})`
  return { id, key: (n) => sql`(select json_extract(keys, ${`$[${n}]`}) from people where org_id = ${org} and id = ${id})` }
}
