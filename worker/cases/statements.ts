/** Erasure: the statements that make somebody "a former colleague". Words that they gave stay with whom they gave them to. */
import type { Db, Statement } from '../db'
import { unfeedStatements } from '../events/record'
import { subjectsOf, takenBack } from '../feedback/statements'
import { sql } from '../sql'

export interface Gone { id: string; author_id: string; recipients: string; artifact_id: string | null }

/**
 * What goes with them: said to them alone, kept about them, or read by nobody else. A hundred at a time; asked again until nothing is left.
 * What is hidden already is not met again: a hold on somebody else keeps its words until it ends.
 */
export const aboutQuery = (db: Db, person: string) => db.q.all<Gone>(sql`
  select f.id, f.author_id, f.recipients, f.artifact_id from (
      select feedback_id as id from feed where org_id = ${db.org} and subject = ${`to:${person}`}
      union select id from feedback indexed by feedback_about where org_id = ${db.org} and about_id = ${person}
      union select feedback_id from feed where org_id = ${db.org} and subject = ${`by:${person}`} and key = ${`person:${person}`}) x
    cross join feedback f on f.org_id = ${db.org} and f.id = x.id
  where f.words is not null and f.retracted_at is null and (f.about_id = ${person} or (f.author_id = ${person} and (f.kind = 'note' or f.visibility = 'author'))
    or (f.recipients = json_array(${person}) and f.visibility in ('author', 'recipients', 'recipients_and_managers')))
  order by f.seq limit ${sql.raw(String(atOnce))}`)
export const atOnce = 100

/** Words, citation and feed rows of these go. */
export const goneStatements = (db: Db, items: readonly Gone[], now: number): Statement[] => items.flatMap((one) => [
  ...unfeedStatements(db, { unfeed: { feedback: one.id, subjects: subjectsOf(one.author_id, JSON.parse(one.recipients) as string[], one.artifact_id) } }),
  ...takenBack(db, one.id, now),
])

/** The person's own rows: run once nothing is left of `aboutQuery`. */
export function eraseStatements(db: Db, person: string, now: number): Statement[] {
  const mine = sql`org_id = ${db.org} and person_id = ${person}`
  const run = (statement: ReturnType<typeof sql>): Statement => db.q.run(statement)
  return [
    run(sql`delete from people_terms where ${mine}`),
    run(sql`delete from directory_people where org_id = ${db.org} and person_id = ${person}`),
    run(sql`delete from handles where ${mine}`),
    run(sql`delete from identities where ${mine}`),
    run(sql`delete from address_changes where ${mine}`),
    run(sql`delete from address_wishes where ${mine}`),
    run(sql`delete from away_periods where ${mine}`),
    run(sql`delete from notifications where ${mine}`),
    run(sql`delete from sessions where ${mine}`),
    run(sql`delete from action_items where org_id = ${db.org} and owner_id = ${person}`),
    ...['growth_plans', 'growth_levels', 'growth_actions', 'growth_shares', 'person_roles', 'expectation_confirmations', 'reflections', 'reflection_shares', 'reflection_reminders'].map((table) => run(sql`delete from ${sql.raw(table)} where ${mine}`)),
    ...['growth_shares', 'reflection_shares'].map((table) => run(sql`delete from ${sql.raw(table)} where org_id = ${db.org} and with_id = ${person}`)),
    run(sql`delete from channels where ${mine}`),
    run(sql`delete from digests where ${mine}`),
    run(sql`delete from due where ${mine} and reaction in ('email', 'chat', 'invitation', 'address')`),
    run(sql`delete from nudges where org_id = ${db.org} and (person_id = ${person} or about_id = ${person})`),
    run(sql`delete from handovers where org_id = ${db.org} and (person_id = ${person} or former_id = ${person})`),
    // What only they could read: their own points, and what they were told is kept about them.
    run(sql`update meeting_points set words = null, key_version = null, artifact_id = null where org_id = ${db.org} and author_id = ${person} and private = 1 and words is not null`),
    run(sql`delete from case_entries where org_id = ${db.org} and case_id in (select id from cases where ${mine})`),
    run(sql`update cases set answer = null where ${mine}`),
    run(sql`update relations set to_at = ${now} where org_id = ${db.org} and to_at is null and (person_id = ${person} or other_id = ${person})`),
    run(sql`update memberships set to_at = ${now} where ${mine} and to_at is null`),
    run(sql`update people set name = '', name_key = '', email = '', email_hash = ${`erased:${person}`}, title = null, entity = null, notify = '{}', away_from = null, away_to = null, language = null,
      time_zone = 'UTC', manager_id = null, unit_id = null, keys = json_array(${`person:${person}`}), erased_at = ${now}, version = version + 1 where org_id = ${db.org} and id = ${person}`),
  ]
}
