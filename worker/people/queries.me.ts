/** The viewer's own page with what they may pick from: one statement each, for one call. */
import { kindNames, ruleOf, type Kind } from '../../shared/kinds'
import type { Visibility } from '../../shared/audience.keys'
import type { Me } from '../../shared/people'
import type { Db } from '../db'
import type { Env } from '../env'
import type { OrganisationSettings, Viewer, ViewerSql } from '../http/session'
import { sql } from '../sql'
import { type ProfileRow, profileOf, profileQuery } from './queries'

interface ValueRow { id: string; name: string; looks_like: string; looks_not_like: string }

/** The two statements that `meOf` needs, for `enter`. */
export const meQueries = (db: Db, me: ViewerSql, now: number) => [
  profileQuery(db, me.id, now),
  db.q.all<ValueRow>(sql`select id, name, looks_like, looks_not_like from core_values where org_id = ${db.org} and archived_at is null order by position, id`),
] as const

/** The visibilities of a kind that the organisation has left on, default first. */
export function visibilitiesOf(kind: Kind, settings: OrganisationSettings): Visibility[] {
  const left = settings.visibilities?.[kind]
  return ruleOf(kind).visibilities.filter((one) => !left || left.includes(one))
}

/** @throws Error when the rows are not the viewer's */
export function meOf(env: Env, viewer: Viewer, [profiles, values]: readonly [ProfileRow[], ValueRow[]]): Me {
  const row = profiles[0]
  if (!row || row.id !== viewer.id) throw new Error('Not the viewer’s row')
  const { name, size, settings } = viewer.organisation
  return {
    person: profileOf(row),
    settings: { language: row.language, theme: row.theme, ceiling: row.ceiling, emails: row.emails === 1, timeZone: row.time_zone, workingDays: row.working_days },
    organisation: {
      id: viewer.org, name, size, includesContractors: settings.includesContractors ?? false, domains: settings.domains ?? [],
      visibilities: Object.fromEntries(kindNames.map((kind) => [kind, visibilitiesOf(kind, settings)])),
      demo: env.DEMO === 'true',
      counters: settings.counters !== false,
      fiscalStart: settings.fiscalStart ?? 1,
    },
    ...(viewer.shutBefore !== null && { shutBefore: new Date(viewer.shutBefore).toISOString() }),
    values: values.map((value) => ({ id: value.id, name: value.name, looksLike: value.looks_like, looksNotLike: value.looks_not_like })),
  }
}
