/** The statements of feedback: built here, run by `record` alone. */
import { sql, type SQL } from 'drizzle-orm'
import type { Audience, PersonFacts } from '../../shared/audience'
import type { Citation, Draft } from '../../shared/feedback'
import { type Kind, ruleOf } from '../../shared/kinds'
import { outcomeOf } from '../../shared/selectors'
import { severItems } from '../action-items/statements'
import type { Db, Statement } from '../db'
import type { Env } from '../env'
import type { PersonRow } from '../people/queries'
import { seal } from '../sealing'
import { placeOf, type Words } from './cards'
import type { Subject } from './queries'
import type { CardRow, Manager } from './rows'

export interface SealedWords { text: string; version: number }

/** Words as they are stored: sealed where they are private, else as they are. */
export async function sealedWords(env: Env, org: string, feedback: string, words: Words, isPrivate: boolean): Promise<SealedWords> {
  const text = JSON.stringify(words)
  if (!isPrivate) return { text, version: 0 }
  const { sealed, version } = await seal(env, placeOf(org, feedback), text)
  return { text: sealed, version }
}

/** Where an item can be found. */
export const subjectsOf = (author: string, recipients: readonly string[], artifact: string | null): Subject[] =>
  [...(artifact === null ? [] : [`artifact:${artifact}` as const]), ...recipients.map((id) => `to:${id}` as const), `by:${author}`]

/** The managers who are in by name, and whose; and those recipients who have none. The author's own place in it is the author's. */
export const managersOf = ({ visibility }: Audience, author: string, recipients: readonly PersonFacts[]): Manager[] =>
  visibility !== 'recipients_and_managers' ? [] : recipients.filter((one) => one.manager?.id !== author).map((one) => ({ id: one.manager?.id ?? null, of: one.id }))

/** A person's row as it was read, as far as the audience was made from it. */
export type Seen = Pick<PersonRow, 'id' | 'ceiling' | 'keys' | 'version'> & { status: string }

/** True when what the audience was made from is no longer so: their status, manager, ceiling or memberships changed since they were read. */
export function movedSince(db: Db, rows: readonly Seen[]): SQL {
  const seen = JSON.stringify(rows.map((row) => ({ id: row.id, status: row.status, ceiling: row.ceiling, keys: row.keys, version: row.version })))
  return sql`exists (select 1 from json_each(${seen}) e left join people p on p.org_id = ${db.org} and p.id = json_extract(e.value, '$.id')
    where p.version is not json_extract(e.value, '$.version') or p.status is not json_extract(e.value, '$.status') or p.ceiling is not json_extract(e.value, '$.ceiling') or p.keys is not json_extract(e.value, '$.keys'))`
}

/** True when somebody came into a team or left it since it was read, or it was closed. */
export const teamChanged = (db: Db, { id, size }: { id: string; size: number }): SQL =>
  sql`not exists (select 1 from teams where org_id = ${db.org} and id = ${id} and closed_at is null and size = ${size})`

interface NewFeedback {
  draft: Draft
  audience: Audience
  author: string
  to: string[]
  managers: Manager[]
  cited: (Citation & { id: string }) | null
  seq: string
  hash: string
  at: number
  waits: { person: string; name: string; until: number } | null
  words: SealedWords
}

/** The rows of a new piece of feedback, and the same as a card's row, so that it need not be read again. */
export function insertFeedback(db: Db, given: NewFeedback) {
  const { draft, audience, cited, words } = given
  const card = {
    id: draft.id, seq: given.seq, author_id: given.author, kind: draft.kind, visibility: audience.visibility, artifact_id: cited?.id ?? null,
    private: cited?.visibility === 'private' ? 1 : 0, show_title: cited && cited.visibility === 'private' && !cited.showTitle ? 0 : 1,
    recipients: JSON.stringify(given.to), keys: JSON.stringify(audience.keys), managers: JSON.stringify(given.managers), changes: '[]',
    thanks: 0, helpful: 0, seen_it_too: 0, at: given.at, waits_for: given.waits && JSON.stringify({ person: given.waits.person, name: given.waits.name, until: given.waits.until }),
    key_version: words.version, words: words.text, to_team: audience.toTeam ? 1 : 0, about_id: draft.about ?? null, request_id: draft.request ?? null,
    views: null, replies: 0, trying: null, helped: null, held: 0, expires_at: expiryOf(draft.kind, given.at),
  } satisfies Partial<CardRow>
  const statements: Statement[] = [
    db.q.run(sql`insert into feedback (org_id, id, seq, author_id, kind, visibility, team_id, artifact_id, artifact_sub, private, show_title, recipients, keys, managers, core_values, body_hash, at, waits_for, key_version, words, to_team, about_id, request_id, expires_at)
      values (${db.org}, ${card.id}, ${card.seq}, ${card.author_id}, ${card.kind}, ${card.visibility}, ${audience.team?.id ?? (given.waits ? draft.team ?? null : null)}, ${card.artifact_id}, ${cited?.ref.sub ?? null},
        ${card.private}, ${card.show_title}, ${card.recipients}, ${card.keys}, ${card.managers}, ${JSON.stringify(draft.values)}, ${given.hash}, ${card.at}, ${card.waits_for}, ${words.version}, ${words.text}, ${card.to_team}, ${card.about_id}, ${card.request_id}, ${card.expires_at})`),
    db.q.run(sql`insert into feedback_recipients (org_id, feedback_id, person_id) select ${db.org}, ${card.id}, value from json_each(${card.recipients})`),
  ]
  return { statements, card }
}

/** When something of a kind goes by itself, in milliseconds; null = it does not. */
const expiryOf = (kind: Kind, at: number): number | null => {
  const { expiresDays } = ruleOf(kind)
  return expiresDays === null ? null : at + expiresDays * 86_400_000
}

/** One more reading of that day and kind, for the counters of what still works: nothing of it says who, what or when. None where the organisation has switched them off meanwhile. */
export function countReading(db: Db, { reading, artifact }: Draft, counters: boolean, at: number): Statement[] {
  if (!reading || !artifact || artifact.ref.site === 'page' || !counters || Object.keys(reading).length === 0) return []
  return [db.q.run(sql`insert into reading_counts (org_id, site, day, outcome, count)
    select id, ${artifact.ref.site}, ${new Date(at).toISOString().slice(0, 10)}, ${outcomeOf(reading)}, 1 from organisations where id = ${db.org} and json_extract(settings, '$.counters') is not 0
    on conflict do update set count = count + 1`)]
}

/** True when an item is no longer as it was read: retracted, or changed by somebody else. */
export const changedSince = (db: Db, row: Pick<CardRow, 'id' | 'changes' | 'recipients'>): SQL =>
  sql`not exists (select 1 from feedback where org_id = ${db.org} and id = ${row.id} and retracted_at is null and changes = ${row.changes} and recipients = ${row.recipients})`

/** Words, citation and reactions of what was taken back go; recipients, ids and times stay, and the body's hash, so that it is never revived. */
export const takenBack = (db: Db, id: string, at: number): Statement[] => [
  ...severItems(db, id),
  db.q.run(sql`delete from reactions where org_id = ${db.org} and feedback_id = ${id}`),
  db.q.run(sql`update feedback set retracted_at = ${at}, key_version = null, words = null, artifact_id = null, artifact_sub = null, core_values = '[]', views = null, about_id = null, trying_id = null, expires_at = null, thanks = 0, helpful = 0, seen_it_too = 0 where org_id = ${db.org} and id = ${id}`),
]

/** Its recipient tries it: by this action item. `late`: it was taken back meanwhile, or is tried by another. */
export const startTrying = (db: Db, row: Pick<CardRow, 'id' | 'trying'>, item: string): { statement: Statement; late: SQL } => {
  const before = row.trying === null ? null : (JSON.parse(row.trying) as { item: string }).item
  return {
    statement: db.q.run(sql`update feedback set trying_id = ${item} where org_id = ${db.org} and id = ${row.id}`),
    late: sql`not exists (select 1 from feedback where org_id = ${db.org} and id = ${row.id} and retracted_at is null and trying_id is ${before})`,
  }
}
