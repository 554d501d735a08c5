/** What waits for somebody who was invited: delivered when they come in, dropped when their time is over. */
import { type Audience, audienceOf } from '../../shared/audience'
import type { Visibility } from '../../shared/audience.keys'
import { newId } from '../../shared/ids'
import type { Kind } from '../../shared/kinds'
import { type Db, dbFor, directoryDb } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import type { OrganisationSettings } from '../http/session'
import { factsOf, factsQuery } from '../people/queries'
import { visibilitiesOf } from '../people/queries.me'
import { sql } from '../sql'
import { managersOf, subjectsOf, takenBack } from './statements'

interface WaitingRow { id: string; author_id: string; author_in_org: number; kind: Kind; visibility: Visibility; team_id: string | null; artifact_id: string | null; recipients: string; settings: string }

/**
 * Gives what waited its true audience, as it can be had today, and tells recipient and author. One batch an item;
 * an item that was delivered or taken back meanwhile is left alone.
 */
export async function deliverWaiting(db: Db, person: string, now: number): Promise<void> {
  const [items] = await db.batch(db.q.all<WaitingRow>(sql`select f.id, f.author_id, a.in_org as author_in_org, f.kind, f.visibility, f.team_id, f.artifact_id, f.recipients, o.settings
    from feedback f join people a on a.org_id = f.org_id and a.id = f.author_id join organisations o on o.id = f.org_id
    where f.org_id = ${db.org} and f.waits_for is not null and f.retracted_at is null and json_extract(f.waits_for, '$.person') = ${person} order by f.seq`))
  for (const item of items) await deliver(db, item, person, now)
}

async function deliver(db: Db, item: WaitingRow, person: string, now: number): Promise<void> {
  const recipients = JSON.parse(item.recipients) as string[]
  const [rows] = await db.batch(factsQuery(db, recipients, now))
  const facts = rows.map(factsOf)
  const resolve = (visibility: Visibility) => audienceOf({ visibility, author: { id: item.author_id, inOrg: item.author_in_org === 1 }, recipients: facts, team: item.team_id })
  const allowed = visibilitiesOf(item.kind, JSON.parse(item.settings) as OrganisationSettings).includes(item.visibility)
  const wanted = resolve(allowed ? item.visibility : 'recipients')
  // What cannot be had any more becomes narrower, never wider.
  const audience = (typeof wanted === 'string' ? resolve('recipients') : wanted) as Audience
  const seq = newId()
  const subjects = subjectsOf(item.author_id, recipients, item.artifact_id)
  const mine = sql`org_id = ${db.org} and id = ${item.id}`
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from feedback where ${mine} and waits_for is not null and retracted_at is null)`, refuse: 'conflict' }],
    unfeed: { feedback: item.id, subjects },
    statements: [db.q.run(sql`update feedback set waits_for = null, seq = ${seq}, visibility = ${audience.visibility}, team_id = ${audience.team?.id ?? null},
      keys = ${JSON.stringify(audience.keys)}, managers = ${JSON.stringify(managersOf(audience, item.author_id, facts))} where ${mine}`)],
    feed: { feedback: item.id, subjects, keys: audience.keys },
    event: { kind: 'feedback.arrived', feedback: item.id, author: item.author_id, recipients }, actor: person, at: now, seq,
  }).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'conflict') throw error
  })
}

/**
 * The clock's part: feedback whose invitation nobody accepted in time goes, words and feed, with word to its author;
 * what was missed when somebody came in is delivered.
 */
export async function dropExpiredInvitations(env: Env, now: number): Promise<void> {
  const directory = directoryDb(env)
  const [rows] = await directory.batch(directory.q.all<{ org_id: string; id: string; author_id: string; artifact_id: string | null; recipients: string; person: string; status: string }>(sql`
    select f.org_id, f.id, f.author_id, f.artifact_id, f.recipients, p.id as person, p.status from feedback f
    join people p on p.org_id = f.org_id and p.id = json_extract(f.waits_for, '$.person')
    where f.waits_for is not null and f.retracted_at is null and (json_extract(f.waits_for, '$.until') <= ${now} or p.status in ('active', 'away')) limit 100`))
  for (const row of rows) {
    const db = dbFor(env, row.org_id)
    if (row.status === 'active' || row.status === 'away') await deliverWaiting(db, row.person, now)
    else await drop(db, row, now)
  }
}

async function drop(db: Db, { id, author_id, artifact_id, recipients }: { id: string; author_id: string; artifact_id: string | null; recipients: string }, now: number): Promise<void> {
  await record(db, {
    guards: [{ bad: sql`not exists (select 1 from feedback where org_id = ${db.org} and id = ${id} and waits_for is not null and retracted_at is null)`, refuse: 'conflict' }],
    unfeed: { feedback: id, subjects: subjectsOf(author_id, JSON.parse(recipients) as string[], artifact_id) },
    statements: takenBack(db, id, now),
    event: { kind: 'feedback.dropped', feedback: id, author: author_id }, actor: null, at: now,
  }).catch((error: unknown) => {
    if ((error as { code?: string }).code !== 'conflict') throw error
  })
}
