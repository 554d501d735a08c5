/** A new organisation with its people. Seeds and set-up use nothing else. */
import { newId } from '../../shared/ids'
import { type Db, type Statement, dbFor } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import type { OrganisationSettings } from '../http/session'
import { sql } from '../sql'
import { each, field } from './directory.rows'
import { directoryStatements } from './directory.statements'
import { planDirectory } from './plan'
import { type DirectoryState, type PersonEntry, type TeamEntry, type TeamState, emptyDirectory } from './plan.shapes'

export type { PersonEntry, TeamEntry } from './plan.shapes'

export interface NewOrganisation {
  id: string
  name: string
  settings?: OrganisationSettings
  people: PersonEntry[]
  teams?: TeamEntry[]
  values?: { id?: string; name: string; looksLike?: string; looksNotLike?: string }[]
  now?: number
  /** Written in the same batch: the row that a set-up consumes. */
  also?: (db: Db) => Statement[]
}

/**
 * A new organisation with its first people, in one batch.
 * @returns the ids of people by e-mail address and of teams by path
 */
export async function makeOrganisation(env: Env, organisation: NewOrganisation): Promise<{ people: Map<string, string>; teams: Map<string, string> }> {
  const { id, name, settings = {}, people, teams = [], values = [], now = Date.now(), also } = organisation
  const db = dbFor(env, id)
  const plan = planDirectory(emptyDirectory(), { people, teams, includesContractors: settings.includesContractors ?? false, now })
  if (plan.errors.length > 0) throw new Error(`The directory of ${name} does not hold: ${JSON.stringify(plan.errors.slice(0, 5))}`)
  const coreValues = values.map((value, position) => ({ id: newId(now), looksLike: '', looksNotLike: '', ...value, position }))
  await record(db, {
    statements: [
      db.q.run(sql`insert into organisations (id, name, settings, created_at) values (${id}, ${name}, ${JSON.stringify(settings)}, ${now})`),
      ...(also?.(db) ?? []),
      ...each(db, settings.domains ?? [], (list) => sql`insert into directory_domains (domain, org_id) select value, ${id} from ${list}`),
      ...each(db, coreValues, (list) => sql`insert into core_values (org_id, id, name, looks_like, looks_not_like, position)
        select ${id}, ${field('id')}, ${field('name')}, ${field('looksLike')}, ${field('looksNotLike')}, ${field('position')} from ${list}`),
      ...(await directoryStatements(db, plan)),
    ],
    event: { kind: 'organisation.created' }, actor: null, at: now,
  })
  return { people: new Map([...plan.after.people.values()].map((person) => [person.email, person.id])), teams: pathsOf(plan.after) }
}

function pathsOf({ teams }: DirectoryState): Map<string, string> {
  const pathOf = (team: TeamState): string => (team.parent ? `${pathOf(teams.get(team.parent)!)} / ${team.name}` : team.name)
  return new Map([...teams.values()].map((team) => [pathOf(team), team.id]))
}
