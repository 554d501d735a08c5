/** Writes to the directory: how it stands, and the statements that make it as planned. Seeds, set-up and import use nothing else. */
import { sql, type SQL } from 'drizzle-orm'
import { sha256 } from '../../shared/artifacts'
import { keysOf } from '../../shared/audience'
import { newId } from '../../shared/ids'
import { fold, termsOf } from '../../shared/text'
import { type Db, type Statement, dbFor } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import type { OrganisationSettings } from '../http/session'
import { type DirectoryPlan, type DirectoryState, type PersonEntry, type PersonState, type TeamEntry, type TeamState, emptyDirectory, isHere, planDirectory } from './plan'

export { planDirectory, type DirectoryChange, type PersonEntry, type TeamEntry } from './plan'

/** D1 refuses a parameter over 2 MB: rows travel as JSON in pieces below that. */
const pieceSize = 500_000

function pieces(rows: unknown[]): string[] {
  const out: string[] = []
  let current: string[] = []
  let size = 0
  for (const row of rows) {
    const text = JSON.stringify(row)
    if (size + text.length > pieceSize && current.length > 0) {
      out.push(`[${current.join()}]`)
      current = []
      size = 0
    }
    current.push(text)
    size += text.length
  }
  if (current.length > 0) out.push(`[${current.join()}]`)
  return out
}

/** One statement for every piece of rows. */
const each = (db: Db, rows: unknown[], statement: (json: SQL) => SQL): Statement[] => pieces(rows).map((json) => db.q.run(statement(sql`json_each(${json})`)))
const field = (name: string): SQL => sql`json_extract(value, ${`$.${name}`})`

/** How often the directory was written, in one number: a plan made from another state is refused. */
export const directoryVersion = (org: string): SQL => sql`(select count(*) || '-' || coalesce(sum(version), 0) from people where org_id = ${org})`

interface HandleRow { site: string; instance: string; key: string; proposer: string }

/** The whole directory of an organisation, in one call. For imports; nobody's ordinary path. */
export async function loadDirectory(db: Db): Promise<{ state: DirectoryState; version: string; handles: HandleRow[] }> {
  const at = sql`org_id = ${db.org}`
  const [people, teams, relations, memberships, organisation, handles] = await db.batch(
    db.q.all<Omit<PersonState, 'relations' | 'memberships' | 'inOrg' | 'keys' | 'emails'> & { inOrg: number; keys: string; emails: number }>(sql`select id, email, name, title, kind, status, role, away_from as awayFrom, away_to as awayTo, language, theme,
      ceiling, emails, time_zone as timeZone, entity, created_at as createdAt, manager_id as manager, unit_id as unit, in_org as inOrg, keys from people where ${at}`),
    db.q.all<TeamState>(sql`select id, name, kind, parent_id as parent, lead_id as lead, size from teams where ${at} and closed_at is null`),
    db.q.all<{ person: string } & PersonState['relations'][number]>(sql`select person_id as person, kind, other_id as other from relations where ${at} and to_at is null`),
    db.q.all<{ person: string; team: string; main: number }>(sql`select person_id as person, team_id as team, main from memberships where ${at} and to_at is null order by person_id, main desc, from_at`),
    db.q.all<{ size: number; version: string }>(sql`select size, ${directoryVersion(db.org)} as version from organisations where id = ${db.org}`),
    db.q.all<HandleRow>(sql`select site, instance, handle_key as key, proposer_id as proposer from handles where ${at}`),
  )
  const state: DirectoryState = {
    people: new Map(people.map((row) => [row.id, { ...row, inOrg: row.inOrg === 1, emails: row.emails === 1, keys: JSON.parse(row.keys) as string[], relations: [], memberships: [] }])),
    teams: new Map(teams.map((team) => [team.id, team])),
    size: organisation[0]?.size ?? 0,
  }
  for (const { person, kind, other } of relations) state.people.get(person)?.relations.push({ kind, other })
  for (const { person, team, main } of memberships) state.people.get(person)?.memberships.push({ team, main: main === 1 })
  return { state, version: organisation[0]?.version ?? '0-0', handles }
}

/**
 * The statements of a plan, in an order that foreign keys and unique indexes accept; unchanged rows are not written.
 * @param proposer who proposes the handles; '' = they are confirmed by the change itself
 */
export async function directoryStatements(db: Db, plan: DirectoryPlan, proposer = ''): Promise<Statement[]> {
  const { before, after, now } = plan
  const teams = [...after.teams.values()].filter((team) => !same(before.teams.get(team.id), team))
  const people = [...after.people.values()].filter((person) => !same(rowOf(before.people.get(person.id)), rowOf(person)))
  const rows = await Promise.all(people.map(async (person) => ({ ...rowOf(person), nameKey: fold(person.name), hash: await sha256(person.email), keys: JSON.stringify(person.keys) })))
  const added = people.filter((person) => !before.people.has(person.id))
  const renamed = people.filter((person) => before.people.get(person.id)?.name !== person.name)
  const termsIn = (list: (PersonState | undefined)[]) => list.flatMap((person) => (person ? termsOf(person.name).map((term) => ({ term, person: person.id })) : []))
  const relations = difference(before, after, (person) => person.relations.map(({ kind, other }) => ({ person: person.id, kind, other })))
  const memberships = difference(before, after, (person) => person.memberships.map(({ team, main }) => ({ person: person.id, team, main: main ? 1 : 0 })))
  const org = db.org

  return [
    ...each(db, teams, (list) => sql`insert into teams (org_id, id, name, kind, parent_id, lead_id, size)
      select ${org}, ${field('id')}, ${field('name')}, ${field('kind')}, ${field('parent')}, ${field('lead')}, ${field('size')} from ${list} where true
      on conflict (org_id, id) do update set name = excluded.name, kind = excluded.kind, lead_id = excluded.lead_id, size = excluded.size`),
    ...each(db, rows, (list) => sql`insert into people (org_id, id, name, name_key, email, email_hash, title, kind, status, away_from, away_to, role, language, theme, ceiling,
        emails, time_zone, entity, manager_id, unit_id, in_org, keys, created_at)
      select ${org}, ${field('id')}, ${field('name')}, ${field('nameKey')}, ${field('email')}, ${field('hash')}, ${field('title')}, ${field('kind')}, ${field('status')},
        ${field('awayFrom')}, ${field('awayTo')}, ${field('role')}, ${field('language')}, ${field('theme')}, ${field('ceiling')}, ${field('emails')}, ${field('timeZone')},
        ${field('entity')}, ${field('manager')}, ${field('unit')}, ${field('inOrg')}, ${field('keys')}, ${field('createdAt')} from ${list} where true
      on conflict (org_id, id) do update set name = excluded.name, name_key = excluded.name_key, title = excluded.title, kind = excluded.kind, status = excluded.status,
        away_from = excluded.away_from, away_to = excluded.away_to, role = excluded.role, language = excluded.language, theme = excluded.theme, ceiling = excluded.ceiling,
        emails = excluded.emails, time_zone = excluded.time_zone, entity = excluded.entity, manager_id = excluded.manager_id, unit_id = excluded.unit_id,
        in_org = excluded.in_org, keys = excluded.keys, version = version + 1`),
    ...each(db, added, (list) => sql`insert into directory_people (email, org_id, person_id) select ${field('email')}, ${org}, ${field('id')} from ${list} where true on conflict do nothing`),
    ...each(db, termsIn(renamed.map((person) => before.people.get(person.id))), (list) => sql`delete from people_terms where org_id = ${org} and (term, person_id) in (select ${field('term')}, ${field('person')} from ${list})`),
    ...each(db, termsIn(renamed), (list) => sql`insert into people_terms (org_id, term, person_id) select ${org}, ${field('term')}, ${field('person')} from ${list} where true on conflict do nothing`),
    ...each(db, relations.gone, (list) => sql`update relations set to_at = ${now} where org_id = ${org} and to_at is null
      and (person_id, kind, other_id) in (select ${field('person')}, ${field('kind')}, ${field('other')} from ${list})`),
    ...each(db, relations.come, (list) => sql`insert into relations (org_id, person_id, kind, other_id, from_at) select ${org}, ${field('person')}, ${field('kind')}, ${field('other')}, ${now} from ${list}`),
    ...each(db, memberships.gone, (list) => sql`update memberships set to_at = ${now} where org_id = ${org} and (person_id, team_id) in (select ${field('person')}, ${field('team')} from ${list})`),
    ...each(db, memberships.come, (list) => sql`insert into memberships (org_id, person_id, team_id, main, from_at) select ${org}, ${field('person')}, ${field('team')}, ${field('main')}, ${now} from ${list} where true
      on conflict (org_id, person_id, team_id) do update set main = excluded.main, from_at = excluded.from_at, to_at = null`),
    ...handleStatements(db, plan, proposer),
    ...(after.size === before.size ? [] : [db.q.run(sql`update organisations set size = ${after.size} where id = ${org}`)]),
  ]
}

const same = (left: unknown, right: unknown): boolean => JSON.stringify(left) === JSON.stringify(right)

/** The columns of a person's own row. */
function rowOf(person: PersonState | undefined) {
  if (!person) return undefined
  const { relations: _r, memberships: _m, ...row } = person
  return { ...row, emails: row.emails ? 1 : 0, inOrg: row.inOrg ? 1 : 0 }
}

function difference<Row>(before: DirectoryState, after: DirectoryState, rowsOf: (person: PersonState) => Row[]): { gone: Row[]; come: Row[] } {
  const textsIn = (state: DirectoryState) => new Set([...state.people.values()].flatMap(rowsOf).map((row) => JSON.stringify(row)))
  const had = textsIn(before)
  const has = textsIn(after)
  const parse = (texts: string[]) => texts.map((text) => JSON.parse(text) as Row)
  return { gone: parse([...had].filter((text) => !has.has(text))), come: parse([...has].filter((text) => !had.has(text))) }
}

/** A confirmed handle is nobody else's: a second claim is left out, for its people to settle. */
function handleStatements(db: Db, { handles, now }: DirectoryPlan, proposer: string): Statement[] {
  const rows = handles.map((handle) => ({ ...handle, id: newId(now) }))
  return each(db, rows, (list) => sql`insert into handles (org_id, site, instance, handle_key, proposer_id, id, handle, person_id, created_at)
    select ${db.org}, ${field('site')}, ${field('instance')}, ${field('key')}, ${proposer}, ${field('id')}, ${field('handle')}, ${field('person')}, ${now} from ${list} l
    where not exists (select 1 from handles h where h.org_id = ${db.org} and h.site = ${field('site')} and h.instance = ${field('instance')} and h.handle_key = ${field('key')} and h.proposer_id in ('', ${proposer}))
    on conflict do nothing`)
}

/** The row of one new person who has neither manager nor team yet: somebody who was invited. */
export async function newcomerStatements(db: Db, { id, email, name, inOrg, now }: { id: string; email: string; name: string; inOrg: boolean; now: number }): Promise<Statement[]> {
  const keys = JSON.stringify(keysOf({ id, inOrg, units: [], memberships: [] }))
  return [
    db.q.run(sql`insert into people (org_id, id, name, name_key, email, email_hash, kind, status, in_org, keys, created_at)
      values (${db.org}, ${id}, ${name}, ${fold(name)}, ${email}, ${await sha256(email)}, 'employee', 'invited', ${inOrg ? 1 : 0}, ${keys}, ${now})`),
    db.q.run(sql`insert into people_terms (org_id, term, person_id) select ${db.org}, value, ${id} from json_each(${JSON.stringify(termsOf(name))})`),
    db.q.run(sql`insert into directory_people (email, org_id, person_id) values (${email}, ${db.org}, ${id})`),
  ]
}

/**
 * A person comes in or leaves: status, the sizes of the organisation and of the teams whose key they hold, and the manager of those who report to them.
 * Reads what is there inside the transaction, so that doing it twice changes nothing.
 */
export function statusStatements(db: Db, person: string, status: 'active' | 'deactivated'): Statement[] {
  const org = db.org
  const step = status === 'active' ? 1 : -1
  const changes = sql`exists (select 1 from people p where p.org_id = ${org} and p.id = ${person} and (p.status in ('active', 'away')) = ${status === 'active' ? 0 : 1})`
  return [
    db.q.run(sql`update organisations set size = size + ${step} where id = ${org} and ${changes} and (select in_org from people where org_id = ${org} and id = ${person}) = 1`),
    db.q.run(sql`update teams set size = size + ${step} where org_id = ${org} and ${changes}
      and id in (select substr(k.value, 6) from people p, json_each(p.keys) k where p.org_id = ${org} and p.id = ${person} and substr(k.value, 1, 5) = 'team:')`),
    db.q.run(sql`update people set status = ${status}, version = version + 1 where org_id = ${org} and id = ${person} and status <> ${status}`),
    db.q.run(sql`update people set manager_id = (
        select r.other_id from relations r join people m on m.org_id = r.org_id and m.id = r.other_id
        where r.org_id = people.org_id and r.person_id = people.id and r.kind in ('acting', 'manager') and r.to_at is null and m.status in ('active', 'away') order by r.kind limit 1), version = version + 1
      where org_id = ${org} and id in (select person_id from relations where org_id = ${org} and other_id = ${person} and kind in ('acting', 'manager') and to_at is null)`),
  ]
}

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

export { isHere }
