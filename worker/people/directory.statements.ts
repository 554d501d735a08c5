/** The statements that make a directory as planned. */
import { sha256 } from '../../shared/artifacts'
import { storedKey } from '../../shared/handles'
import { newId } from '../../shared/ids'
import { fold, termsOf } from '../../shared/text'
import type { Db, Statement } from '../db'
import { sql } from '../sql'
import { refollow } from '../goals/statements'
import { each, field } from './directory.rows'
import type { DirectoryPlan, DirectoryState, PersonState } from './plan.shapes'

/**
 * The statements of a plan, in an order that foreign keys and unique indexes accept; unchanged rows are not written.
 * @param proposer who proposes the handles; '' = they are confirmed by the change itself
 */
export async function directoryStatements(db: Db, plan: DirectoryPlan, proposer = ''): Promise<Statement[]> {
  const { before, after, now } = plan
  const teams = [...after.teams.values()].filter((team) => !same(before.teams.get(team.id), team))
  // Whoever's relations or memberships change is written too: their version says so to a plan that was made meanwhile.
  const people = [...after.people.values()].filter((person) => !same(wholeOf(before.people.get(person.id)), wholeOf(person)))
  const rows = await Promise.all(people.map(async (person) => ({ ...rowOf(person), nameKey: fold(person.name), hash: await sha256(person.email), keys: JSON.stringify(person.keys) })))
  const added = people.filter((person) => !before.people.has(person.id))
  const renamed = people.filter((person) => before.people.get(person.id)?.name !== person.name)
  const termsIn = (list: (PersonState | undefined)[]) => list.flatMap((person) => (person ? termsOf(person.name).map((term) => ({ term, person: person.id })) : []))
  const relations = difference(before, after, (person) => person.relations.map(({ kind, other, until }) => ({ person: person.id, kind, other, until: until ?? null })))
  const memberships = difference(before, after, (person) => person.memberships.map(({ team, main }) => ({ person: person.id, team, main: main ? 1 : 0 })))
  const org = db.org
  const moved = people.filter(({ id, manager, inOrg }) => before.people.has(id) && !same([before.people.get(id)!.manager, before.people.get(id)!.inOrg], [manager, inOrg])).map(({ id }) => id)

  return [
    ...each(db, teams.map((team) => ({ ...team, key: fold(team.name) })), (list) => sql`insert into teams (org_id, id, name, name_key, kind, parent_id, lead_id, size, closed_at)
      select ${org}, ${field('id')}, ${field('name')}, ${field('key')}, ${field('kind')}, ${field('parent')}, ${field('lead')}, ${field('size')}, ${field('closedAt')} from ${list} where true
      on conflict (org_id, id) do update set name = excluded.name, name_key = excluded.name_key, kind = excluded.kind, parent_id = excluded.parent_id, lead_id = excluded.lead_id, size = excluded.size,
        closed_at = excluded.closed_at, version = version + 1`),
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
    ...each(db, relations.gone, (list) => sql`update relations set to_at = ${now} where org_id = ${org} and coalesce(to_at, ${now} + 1) > ${now}
      and (person_id, kind, other_id) in (select ${field('person')}, ${field('kind')}, ${field('other')} from ${list})`),
    ...each(db, relations.come, (list) => sql`insert into relations (org_id, person_id, kind, other_id, from_at, to_at) select ${org}, ${field('person')}, ${field('kind')}, ${field('other')}, ${now}, ${field('until')} from ${list} where true
      on conflict do update set to_at = excluded.to_at`),
    ...each(db, memberships.gone, (list) => sql`update memberships set to_at = ${now} where org_id = ${org} and (person_id, team_id) in (select ${field('person')}, ${field('team')} from ${list})`),
    ...each(db, memberships.come, (list) => sql`insert into memberships (org_id, person_id, team_id, main, from_at) select ${org}, ${field('person')}, ${field('team')}, ${field('main')}, ${now} from ${list} where true
      on conflict (org_id, person_id, team_id) do update set main = excluded.main, from_at = excluded.from_at, to_at = null`),
    ...(await handleStatements(db, plan, proposer)),
    ...(moved.length > 0 ? [refollow(db, moved)] : []),
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

/** The same with relations and memberships, in an order of their own. */
const wholeOf = (person: PersonState | undefined) => person && [
  rowOf(person), person.relations.map(({ kind, other, until }) => `${kind} ${other} ${until ?? ''}`).sort(), person.memberships.map(({ team, main }) => `${team} ${main}`).sort(),
]

function difference<Row>(before: DirectoryState, after: DirectoryState, rowsOf: (person: PersonState) => Row[]): { gone: Row[]; come: Row[] } {
  const textsIn = (state: DirectoryState) => new Set([...state.people.values()].flatMap(rowsOf).map((row) => JSON.stringify(row)))
  const had = textsIn(before)
  const has = textsIn(after)
  const parse = (texts: string[]) => texts.map((text) => JSON.parse(text) as Row)
  return { gone: parse([...had].filter((text) => !has.has(text))), come: parse([...has].filter((text) => !had.has(text))) }
}

/** A confirmed handle is nobody else's: a second claim is left out, for its people to settle. */
async function handleStatements(db: Db, { handles, now }: DirectoryPlan, proposer: string): Promise<Statement[]> {
  const rows = await Promise.all(handles.map(async (handle) => ({ ...handle, key: await storedKey(handle.site, handle.handle), id: newId(now) })))
  return each(db, rows, (list) => sql`insert into handles (org_id, site, instance, handle_key, proposer_id, id, handle, person_id, created_at)
    select ${db.org}, ${field('site')}, ${field('instance')}, ${field('key')}, ${proposer}, ${field('id')}, ${field('handle')}, ${field('person')}, ${now} from ${list} l
    where not exists (select 1 from handles h where h.org_id = ${db.org} and h.site = ${field('site')} and h.instance = ${field('instance')} and h.handle_key = ${field('key')} and h.proposer_id in ('', ${proposer}))
    on conflict do nothing`)
}
