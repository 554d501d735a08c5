/** What a disclosure reads beside feedback: what stands in other rooms, and what a hold kept of words that went. Read once two have agreed, by nothing else. */
import { type DisclosedRoom, mostDisclosed } from '../../shared/disclosure'
import type { Db } from '../db'
import type { Env } from '../env'
import { type Place, unsealWords } from '../sealing'
import { sql, type SQL } from '../sql'

/** `people`, `reached`: ids as JSON, as kept_words has them. `n` null: it stands where it was written. */
export interface MatterRow { room: string; id: string; n: number | null; by_id: string; at: number; people: string; reached: string; key_version: number; words: string; gone: number }

/** TABLE: what each is called in an export, and the column that its words are sealed under. */
const rooms: Record<string, { what: DisclosedRoom; column: string }> = {
  reply: { what: 'reply', column: 'replies.words' },
  view: { what: 'view', column: 'feedback.views' },
  action: { what: 'action', column: 'action_items.words' },
  point: { what: 'point', column: 'meeting_points.words' },
  request: { what: 'request', column: 'requests.words' },
  reflection: { what: 'reflection', column: 'reflections.words' },
  goal: { what: 'goal', column: 'goals.words' },
  key_result: { what: 'goal', column: 'key_results.words' },
  check_in: { what: 'goal', column: 'check_ins.words' },
}
export const whatOf = (room: string): DisclosedRoom => rooms[room]!.what
export const placeOfKept = (org: string, { room, id }: Pick<MatterRow, 'room' | 'id'>): Place => ({ org, row: id, column: rooms[room]!.column })

/**
 * What stands in the rooms today, and what is kept: written by, for or about these people, first written between two moments. One more than an export holds.
 * The same people as the triggers of kept_words name.
 */
export function matterQueries(db: Db, people: readonly string[], from: number, to: number) {
  const named = sql`(select value from json_each(${JSON.stringify(people)}))`
  const group = (ids: SQL) => sql`(select json_group_array(v) from (${ids}) where v is not null)`
  const among = (ids: SQL) => sql`exists (select 1 from (${ids}) where v in ${named})`
  const arm = (room: string, { by, all, reached = all, gone = sql`0`, id = sql`t.id`, of }: { by: string; all: SQL; reached?: SQL; gone?: SQL; id?: SQL; of: string }) => sql`select ${room} as room, ${id} as id, null as n, t.${sql.raw(by)} as by_id, t.at, ${group(all)} as people, ${group(reached)} as reached, t.key_version, t.words, ${gone} as gone
    from ${sql.raw(of)} t where t.org_id = ${db.org} and t.at between ${from} and ${to} and t.words is not null and ${among(all)}`
  const pair = (side: string) => sql`select m.${sql.raw(side)} as v from meetings m where m.org_id = t.org_id and m.id = t.meeting_id`
  const asked = sql`select t.asker_id as v union select a.person_id from request_asked a where a.org_id = t.org_id and a.request_id = t.id`
  return [
    db.q.all<MatterRow>(sql`select * from (
      ${arm('reply', { of: 'replies', by: 'author_id', gone: sql`t.retracted_at is not null or (select f.retracted_at is not null from feedback f where f.org_id = t.org_id and f.id = t.feedback_id)`,
        all: sql`select t.author_id as v union select f.author_id from feedback f where f.org_id = t.org_id and f.id = t.feedback_id union select r.person_id from feedback_recipients r where r.org_id = t.org_id and r.feedback_id = t.feedback_id` })}
      union all ${arm('action', { of: 'action_items', by: 'by_id', all: sql`select t.by_id as v union select t.owner_id union select t.other_id` })}
      union all ${arm('point', { of: 'meeting_points', by: 'author_id', all: sql`select t.author_id as v union ${pair('a_id')} union ${pair('b_id')}`, reached: sql`select t.author_id as v union select v from (${pair('a_id')} union ${pair('b_id')}) where t.private = 0` })}
      union all ${arm('request', { of: 'requests', by: 'asker_id', all: sql`${asked} union select t.subject_id`, reached: sql`${asked} union select t.subject_id where t.told = 1` })}
      union all ${arm('reflection', { of: 'reflections', by: 'person_id', id: sql`t.person_id || ':' || t.quarter || ':' || t.value_id`, gone: sql`t.gone_at is not null`, all: sql`select t.person_id as v` })}
      ) order by at, id limit ${mostDisclosed + 1}`),
    db.q.all<MatterRow>(sql`select t.room, t.id, t.n, t.by_id, t.at, t.people, t.reached, t.key_version, t.words, 1 as gone from kept_words t
      where t.org_id = ${db.org} and t.at between ${from} and ${to} and exists (select 1 from json_each(t.people) e where e.value in ${named}) order by t.at, t.id, t.n limit ${mostDisclosed + 1}`),
  ] as const
}

/** A text said in another room than feedback, as an export holds it. */
export interface MatterItem { key: string; what: DisclosedRoom; by: string; at: number; reached: string[]; text: string; gone: boolean }

/** What is said in what a room seals: a reply is its text, the others are objects of texts and lists of them; a point may carry a reflection. The state of a work and ids are no words. */
function textsIn(room: string, opened: string): string {
  if (room === 'reply') return opened
  const said = (value: unknown): string[] => (typeof value === 'string' ? [value] : Array.isArray(value) ? value.flatMap(said) : [])
  const { state: _, expectations: __, reflection, ...fields } = JSON.parse(opened) as { reflection?: { lived: string; next: string } } & Record<string, unknown>
  return [...Object.values(fields), reflection?.lived, reflection?.next].flatMap(said).filter(Boolean).join('\n\n')
}

/** One row of a room, opened. Of several views in one row each is its writer's own. */
async function opened(env: Env, org: string, row: MatterRow): Promise<MatterItem[]> {
  const text = row.key_version === 0 ? row.words : await unsealWords(env, placeOfKept(org, row), row.words, row.key_version, row.at)
  const item = { key: `${row.room}:${row.id}${row.n === null ? '' : `:${row.n}`}`, what: rooms[row.room]!.what, by: row.by_id, at: row.at, reached: JSON.parse(row.reached) as string[], gone: row.gone === 1 }
  if (row.room !== 'view') return [{ ...item, text: textsIn(row.room, text) }]
  return (JSON.parse(text) as { by: string; text: string; at: number }[]).map((view) => ({ ...item, key: `${item.key}:${view.by}`, by: view.by, at: view.at, text: view.text }))
}

/** Opened: of one thing every wording once, the living one before what was kept. */
export async function matterOf(env: Env, org: string, rows: readonly MatterRow[]): Promise<MatterItem[]> {
  const items = (await Promise.all(rows.map((row) => opened(env, org, row)))).flat()
  const thing = ({ key, by, text }: MatterItem) => `${key.split(':', 2).join(':')} ${by} ${text}`
  return [...new Map(items.filter(({ text }) => text !== '').toReversed().map((item) => [thing(item), item])).values()].toReversed()
}
