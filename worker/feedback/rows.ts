/** The row that a card is made from, and the columns that give it: one statement, one row read a lookup. */
import type { Card, HelpAnswer } from '../../shared/cards'
import { sql, type SQL } from '../sql'

export type CardAction = NonNullable<Card['action']>

export interface CardRow {
  id: string
  seq: string
  author_id: string
  kind: string
  visibility: string
  artifact_id: string | null
  private: number
  show_title: number
  recipients: string
  keys: string
  managers: string
  changes: string
  thanks: number
  helpful: number
  seen_it_too: number
  at: number
  waits_for: string | null
  key_version: number
  words: string
  /** Said to a team as a whole: `team`. */
  to_team: number
  about_id: string | null
  request_id: string | null
  views: string | null
  replies: number
  /** {item, state} of the action item that its recipient made of it. */
  trying: string | null
  /** What its author gave its recipient to do: as a row {id, due, state, words, version}, or known already. */
  action: string | CardAction | null
  helped: HelpAnswer | null
  expires_at: number | null
  held: number
  /** The report that is open on it. */
  report_id: string | null
  /** Null where the list knows it: the viewer's own. */
  author_name: string | null
  /** Pairs of id and name. */
  recipient_names: string | null
  manager_names: string | null
  value_names: string | null
  artifact: string | null
  team: string | null
  my_reactions: string | null
}

/** A change of its audience, as the item's row keeps it. */
export interface Change { kind: Card['changes'][number]['kind']; by: string; at: number; to?: string[] }

/** A manager who is in by name, and whose; without an id: a recipient who has none. */
export interface Manager { id: string | null; of: string }

/** The viewer within a statement: one row, read once. */
export interface Looking { id: SQL; keys: SQL }

/** What the list already knows, so that it is not looked up again: every row counts (backend.md section 6). */
export interface Known {
  /** The viewer is the author of all. */
  author?: boolean
  /** The viewer is a recipient of all, or this person is. */
  recipient?: true | string
  /** Somebody whose name the list has anyway. */
  actor?: SQL
  /** All of it hangs on this artifact. */
  artifact?: string
}

const nameOf = (org: string, id: SQL): SQL => sql`(select n.name from people n where n.org_id = ${org} and n.id = ${id})`
const namesIn = (org: string, list: SQL, path: SQL): SQL =>
  sql`(select json_group_array(json_array(n.id, n.name)) from json_each(${list}) e cross join people n on n.org_id = ${org} and n.id = ${path})`

/** Of a team's members a card names this many, beside the viewer: the team's own name says the rest. */
export const teamNames = 3
// Not the list itself: reading every element of it counts.
const fewOf = sql.raw(`json_array(${Array.from({ length: teamNames }, (_, index) => `json_extract(f.recipients, '$[${index}]')`).join()})`)

/** The viewer's own teams, by id: at most eight rows, and none before a card asks. */
const ownTeams = (org: string, keys: SQL): SQL => sql`(select json_group_object(t.id, ${teamSaid}) from json_each(${keys}) k
  cross join teams t on t.org_id = ${org} and t.id = substr(k.value, 6) where substr(k.value, 1, 5) = 'team:')`
const teamSaid = sql`json_object('id', t.id, 'name', t.name, 'size', t.size)`

/** The columns of a CardRow over rows `f` of feedback. */
export function cardColumns(org: string, me: Looking, known: Known = {}): SQL {
  const first = sql`json_extract(f.recipients, '$[0]')`
  const isNew = (id: SQL): SQL => sql`${id} <> ${me.id}${known.actor ? sql` and ${id} is not ${known.actor}` : sql``}`
  const one = known.recipient === true ? sql`null` : sql`case when ${known.recipient === undefined ? isNew(first) : sql`${first} <> ${known.recipient}`} then json_array(json_array(${first}, ${nameOf(org, first)})) end`
  const artifact = known.artifact === undefined ? sql`f.artifact_id` : sql`${known.artifact}`
  return sql`f.id, f.seq, f.author_id, f.kind, f.visibility, f.artifact_id, f.private, f.show_title, f.recipients, f.keys, f.managers, f.changes,
    f.thanks, f.helpful, f.seen_it_too, f.at, f.waits_for, f.key_version, f.words, f.to_team, f.about_id, f.request_id, f.views, f.replies, f.helped, f.expires_at, f.held_keys is not null as held, f.report_id,
    case when f.trying_id is not null then (select json_object('item', t.id, 'state', t.state) from action_items t where t.org_id = ${org} and t.id = f.trying_id) end as trying,
    case when f.kind = 'coaching' and f.visibility <> 'author' then (select json_object('id', t.id, 'due', t.due, 'state', t.state, 'words', t.words, 'version', t.key_version) from action_items t indexed by action_items_by_source
      where t.org_id = ${org} and t.source_id = f.id and t.source = 'feedback' and t.by_id = f.author_id limit 1) end as action, ${known.author ? sql`null` : sql`case when ${isNew(sql`f.author_id`)} then ${nameOf(org, sql`f.author_id`)} end`} as author_name,
    case when f.to_team then ${namesIn(org, fewOf, sql`e.value`)} when json_array_length(f.recipients) = 1 then ${one} else ${namesIn(org, sql`f.recipients`, sql`e.value`)} end as recipient_names,
    case when f.managers <> '[]' or f.changes <> '[]' or f.about_id is not null then (select json_group_array(json_array(n.id, n.name)) from people n where n.org_id = ${org} and n.id in (
      select json_extract(value, '$.id') from json_each(f.managers) union select json_extract(value, '$.of') from json_each(f.managers) union select json_extract(value, '$.by') from json_each(f.changes)
      union select t.value from json_each(f.changes) c, json_each(json_extract(c.value, '$.to')) t union select f.about_id)) end as manager_names,
    case when f.core_values <> '[]' then (select json_group_array(json_array(v.id, v.name)) from json_each(f.core_values) e cross join core_values v on v.org_id = ${org} and v.id = e.value) end as value_names,
    case when f.artifact_id is not null then (select json_object('site', a.site, 'type', a.type, 'instance', a.instance, 'key', a.key, 'url', a.url) from artifacts a where a.org_id = ${org} and a.id = ${artifact}) end as artifact,
    case when instr(${me.keys}, 'team:' || f.team_id) > 0 then json_extract(${ownTeams(org, me.keys)}, '$."' || f.team_id || '"')
      when f.team_id is not null then (select ${teamSaid} from teams t where t.org_id = ${org} and t.id = f.team_id) end as team,
    case when f.thanks + f.helpful + f.seen_it_too > 0 then (select group_concat(r.reaction) from reactions r where r.org_id = ${org} and r.feedback_id = f.id and r.person_id = ${me.id} and r.taken_back_at is null) end as my_reactions`
}
