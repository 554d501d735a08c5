/** The statements of feedback: built here, run by `record` alone. */
import type { Audience, PersonFacts } from '../../shared/audience'
import { personKey } from '../../shared/audience.keys'
import { type Citation, type Draft, expiryOf } from '../../shared/feedback'
import { outcomeOf } from '../../shared/selectors'
import { severItems } from '../action-items/statements'
import type { Db, Statement } from '../db'
import type { Env } from '../env'
import type { FeedRows } from '../events/record'
import type { PersonRow } from '../people/queries'
import { seal } from '../sealing'
import { sql, type SQL, type Value } from '../sql'
import { placeOf, type View, viewsOf, viewsPlaceOf, type Words, wordsOf } from './cards'
import type { Subject } from './queries'
import type { CardRow, Change, Manager } from './rows'
import { underHold } from './statements.kept'

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

/** The columns' defaults; of all others it is null. */
const usual: Readonly<Record<string, Value>> = { private: 0, show_title: 1, managers: '[]', core_values: '[]', to_team: 0, goals: '[]' }

/** The rows of a new piece of feedback, and the same as a card's row, so that it need not be read again. */
export function insertFeedback(db: Db, given: NewFeedback) {
  const { draft, audience, cited, words } = given
  const card = {
    id: draft.id, seq: given.seq, author_id: given.author, kind: draft.kind, visibility: audience.visibility, artifact_id: cited?.id ?? null,
    private: cited?.visibility === 'private' ? 1 : 0, show_title: cited && cited.visibility === 'private' && !cited.showTitle ? 0 : 1,
    recipients: JSON.stringify(given.to), keys: JSON.stringify(audience.keys), managers: JSON.stringify(given.managers), changes: '[]',
    thanks: 0, helpful: 0, seen_it_too: 0, at: given.at, waits_for: given.waits && JSON.stringify({ person: given.waits.person, name: given.waits.name, until: given.waits.until }),
    key_version: words.version, words: words.text, to_team: audience.toTeam ? 1 : 0, about_id: draft.about ?? null, request_id: draft.request ?? null,
    views: null, replies: 0, trying: null, helped: null, held: 0, report_id: null, expires_at: expiryOf(draft.kind, given.at),
  } satisfies Partial<CardRow>
  const { id, seq, author_id, kind, visibility, artifact_id, recipients, keys, managers, at, waits_for, to_team, about_id, request_id, expires_at } = card
  const row: Record<string, Value> = {
    org_id: db.org, id, seq, author_id, kind, visibility, team_id: audience.team?.id ?? (given.waits ? draft.team ?? null : null), artifact_id, artifact_sub: cited?.ref.sub ?? null, private: card.private, show_title: card.show_title,
    recipients, keys, managers, core_values: JSON.stringify(draft.values), body_hash: given.hash, at, waits_for, key_version: words.version, words: words.text, to_team, about_id, request_id, expires_at, goals: JSON.stringify(draft.goals ?? []),
  }
  // What the table fills in by itself need not travel.
  const said = Object.entries(row).filter(([column, value]) => value !== (usual[column] ?? null))
  const statements: Statement[] = [
    db.q.run(sql`insert into feedback (${sql.raw(said.map(([column]) => column).join(', '))}) values (${sql.join(said.map(([, value]) => value), sql`, `)})`),
    db.q.run(sql`insert into feedback_recipients (org_id, feedback_id, person_id) select ${db.org}, ${card.id}, value from json_each(${card.recipients})`),
  ]
  return { statements, card }
}

/** Where it is found by the competencies that it speaks to. */
export const citing = (db: Db, feedback: string, person: string, seq: string, competencies: readonly { id: string }[]): Statement =>
  db.q.run(sql`insert into feedback_competencies (org_id, person_id, seq, feedback_id, competencies) values (${db.org}, ${person}, ${seq}, ${feedback}, ${JSON.stringify(competencies.map(({ id }) => id))})`)

/** One more reading of that day and kind, for the counters of what still works: nothing of it says who, what or when. None where the organisation has switched them off meanwhile. */
export function countReading(db: Db, { reading, artifact }: Draft, counters: boolean, at: number): Statement[] {
  if (!reading || !artifact || artifact.ref.site === 'page' || !counters || Object.keys(reading).length === 0) return []
  return [db.q.run(sql`insert into reading_counts (org_id, site, day, outcome, count)
    select id, ${artifact.ref.site}, ${new Date(at).toISOString().slice(0, 10)}, ${outcomeOf(reading)}, 1 from organisations where id = ${db.org} and json_extract(settings, '$.counters') is not 0
    on conflict do update set count = count + 1`)]
}

/** True when an item is no longer as it was read: retracted, reported, or changed by somebody else. */
export const changedSince = (db: Db, row: Pick<CardRow, 'id' | 'changes' | 'recipients' | 'keys' | 'report_id'>): SQL =>
  sql`not exists (select 1 from feedback where org_id = ${db.org} and id = ${row.id} and retracted_at is null and changes = ${row.changes} and recipients = ${row.recipients} and keys = ${row.keys} and report_id is ${row.report_id})`

/** Words and views as they are stored once an item is private, or no longer: under one version of the key. */
export async function storedAs(env: Env, org: string, row: CardRow, isPrivate: boolean, views?: readonly View[]): Promise<SealedWords & { views: string | null }> {
  const [words, all] = await Promise.all([wordsOf(env, org, row), views ?? viewsOf(env, org, row)])
  const stored = await sealedWords(env, org, row.id, words, isPrivate)
  if (all.length === 0) return { ...stored, views: null }
  const text = JSON.stringify(all)
  return { ...stored, views: isPrivate ? (await seal(env, viewsPlaceOf(org, row.id), text)).sealed : text }
}

/** Everybody to whom it was said, stepped back or not. */
export const saidTo = (row: Pick<CardRow, 'recipients' | 'changes'>): string[] =>
  [...new Set([...(JSON.parse(row.recipients) as string[]), ...(JSON.parse(row.changes) as Change[]).flatMap((change) => (change.kind === 'stepped_back' ? [change.by] : []))])]

/** Where an item is found under its keys: whoever stepped back, and each of a team's members, finds it among what they themselves received. */
export function foundAt(row: CardRow, keys: readonly string[]): FeedRows[] {
  const recipients = JSON.parse(row.recipients) as string[]
  const byOwnKey = saidTo(row).filter((id) => row.to_team === 1 || !recipients.includes(id))
  return [
    { feedback: row.id, seq: row.seq, subjects: subjectsOf(row.author_id, recipients, row.artifact_id), keys: [...keys] },
    ...byOwnKey.map((id) => ({ feedback: row.id, seq: row.seq, subjects: [`to:${id}` satisfies Subject], keys: [personKey(id)] })),
  ]
}

/** What happened since everybody let more people see it. */
export const sinceWidened = (changes: readonly Change[]): readonly Change[] => changes.slice(changes.map(({ kind }) => kind).lastIndexOf('widened') + 1)

/** Taken back while a report is open: nobody sees it, and its words stay for the two who look at it. */
export const hidden = (db: Db, id: string, at: number): Statement => db.q.run(sql`update feedback set retracted_at = ${at} where org_id = ${db.org} and id = ${id}`)

/**
 * Words, citation and reactions of what was taken back go; recipients, ids and times stay, and the body's hash, so that it is never revived.
 * What a legal hold covers at that moment is only hidden: its words stay, and go at night once nothing holds them (trust/sweep).
 */
export const takenBack = (db: Db, id: string, at: number): Statement[] => {
  const held = underHold(db.org, sql`${id}`)
  const unlessHeld = (column: string) => sql`${sql.raw(column)} = case when held.it then ${sql.raw(column)} end`
  return [
    ...severItems(db, id),
    db.q.run(sql`delete from reactions where org_id = ${db.org} and feedback_id = ${id} and not ${held}`),
    db.q.run(sql`update feedback set retracted_at = coalesce(retracted_at, ${at}), ${sql.join(['key_version', 'words', 'artifact_id', 'artifact_sub', 'views', 'about_id', 'waits_for'].map(unlessHeld), sql`, `)}, core_values = '[]', trying_id = null, expires_at = null, thanks = 0, helpful = 0, seen_it_too = 0
      from (select ${held} as it) held where org_id = ${db.org} and id = ${id}`),
  ]
}

/** Its recipient tries it: by this action item. `late`: it was taken back meanwhile, or is tried by another. */
export const startTrying = (db: Db, row: Pick<CardRow, 'id' | 'trying'>, item: string): { statement: Statement; late: SQL } => {
  const before = row.trying === null ? null : (JSON.parse(row.trying) as { item: string }).item
  return {
    statement: db.q.run(sql`update feedback set trying_id = ${item} where org_id = ${db.org} and id = ${row.id}`),
    late: sql`not exists (select 1 from feedback where org_id = ${db.org} and id = ${row.id} and retracted_at is null and trying_id is ${before})`,
  }
}
