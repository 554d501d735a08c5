/** Who stands behind an address or an id, before anybody has signed in. */
import { sha256 } from '../../shared/artifacts'
import type { PersonStatus } from '../../shared/people'
import type { Language } from '../../shared/words/locale'
import { type Meter, dbFor, directoryDb } from '../db'
import type { Env } from '../env'
import type { OrganisationSettings } from '../http/session'
import { sql } from '../sql'

export interface Known { org: string; organisation: string; settings: OrganisationSettings; id: string; name: string; email: string; status: PersonStatus; language: Language | null }

/** Everybody who has an address, in whatever organisation. */
export async function peopleBehind(env: Env, email: string, meter?: Meter): Promise<Known[]> {
  const directory = directoryDb(env, meter)
  const [rows] = await directory.batch(directory.q.all<{ org_id: string; person_id: string }>(sql`select org_id, person_id from directory_people where email = ${email} limit 20`))
  const known: Known[] = []
  for (const { org_id, person_id } of rows) {
    const person = await personIn(env, org_id, person_id, meter)
    // The directory outside organisations may lag behind: the organisation's own row decides.
    if (person?.email === email) known.push(person)
  }
  return known
}

export async function personIn(env: Env, org: string, id: string, meter?: Meter): Promise<Known | null> {
  const db = dbFor(env, org, meter)
  const [[row]] = await db.batch(db.q.all<Omit<Known, 'settings'> & { settings: string }>(sql`select p.org_id as org, o.name as organisation, o.settings, p.id, p.name, p.email, p.status, p.language
    from people p join organisations o on o.id = p.org_id where p.org_id = ${org} and p.id = ${id}`))
  return row ? { ...row, settings: JSON.parse(row.settings) as OrganisationSettings } : null
}

/** The person of one organisation who has an address. */
export async function personByEmail(env: Env, org: string, email: string, meter?: Meter): Promise<Known | null> {
  const db = dbFor(env, org, meter)
  const [[row]] = await db.batch(db.q.all<{ id: string }>(sql`select id from people where org_id = ${org} and email_hash = ${await sha256(email)}`))
  return row ? personIn(env, org, row.id, meter) : null
}

/** Organisations that sign in the addresses of a domain by their identity provider. */
export async function providersOf(env: Env, domain: string, meter?: Meter): Promise<{ org: string; organisation: string }[]> {
  const directory = directoryDb(env, meter)
  const [rows] = await directory.batch(directory.q.all<{ org: string; organisation: string }>(sql`select d.org_id as org, o.name as organisation from directory_domains d
    join identity_providers i on i.org_id = d.org_id join organisations o on o.id = d.org_id where d.domain = ${domain} limit 10`))
  return rows
}
