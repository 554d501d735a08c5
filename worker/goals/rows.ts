/** From rows of goals to what one viewer may see of them. */
import type { CardArtifact } from '../../shared/cards'
import type { CheckIn } from '../../shared/check-ins'
import type { GoalListed } from '../../shared/goals'
import type { KeyResult } from '../../shared/key-results'
import type { Env } from '../env'
import type { Viewer } from '../http/session'
import { readable, unlessShut } from '../sealing'
import { type SQL, sql } from '../sql'
import { meets } from './keys'
import { type CheckInWords, type GoalWords, type KeyResultWords, openWords, writtenAt } from './statements'

export interface GoalRow extends Pick<GoalListed, 'id' | 'seq' | 'scope' | 'kind' | 'state' | 'outcome' | 'visibility' | 'progress' | 'children' | 'version'> {
  owner_id: string; co_owners: string; team_id: string | null; start_day: string; end_day: string; weights: number; open_needs: number; stale_from: string | null
  key_version: number; words: string; keys: string; parent_id: string | null; priority_id: string | null; body_hash: string
  /** [name, manager, in_org] */
  owner: string
  /** [name, lead, size] */
  team: string | null
  /** [words, key_version, visibility, seq] of a parent that the viewer sees. */
  parent: string | null
  priority: string | null
  key_results: string | null
}

const nameOf = (id: string): SQL => sql`(select n.name from people n where n.org_id = g.org_id and n.id = ${sql.raw(id)})`
const keyResults = sql`(select json_group_array(json_object('id', k.id, 'position', k.position, 'owner', k.owner_id, 'name', ${nameOf('k.owner_id')}, 'measure', k.measure, 'baseline', k.baseline, 'target', k.target, 'stretch', k.stretch, 'unit', k.unit,
  'weight', k.weight, 'current', k.current, 'progress', k.progress, 'confidence', k.confidence, 'status', k.status, 'last', k.last_at, 'stale', k.stale_from, 'rule', json(k.rule), 'dropped', k.dropped_at, 'words', k.words, 'key', k.key_version, 'version', k.version))
  from key_results k where k.org_id = g.org_id and k.goal_id = g.id)`

/** The columns of a GoalRow over rows `g` of goals, beside the CTE of `looking`. @param brief the map: without key results and the titles of priorities */
export const goalColumns = (brief = false): SQL => sql`g.id, g.seq, g.scope, g.kind, g.state, g.outcome, g.visibility, g.progress, g.children, g.version, g.owner_id, g.co_owners, g.team_id, g.start_day, g.end_day, g.weights, g.open_needs, g.stale_from,
  g.key_version, g.words, g.keys, g.parent_id, g.priority_id, g.body_hash, (select json_array(n.name, n.manager_id, n.in_org) from people n where n.org_id = g.org_id and n.id = g.owner_id) as owner,
  case when g.team_id is not null then (select json_array(t.name, t.lead_id, t.size) from teams t where t.org_id = g.org_id and t.id = g.team_id) end as team,
  case when g.parent_id is not null then (select json_array(a.words, a.key_version, a.visibility, a.seq) from goals a where a.org_id = g.org_id and a.id = g.parent_id and ${meets('a')}) end as parent,
  case when g.priority_id is not null${brief ? sql` and false` : sql``} then (select r.title from priorities r where r.org_id = g.org_id and r.id = g.priority_id) end as priority, ${brief ? sql`null` : keyResults} as key_results`

/** Goals of a list, without those whose words are shut to the viewer. */
export const listed = (env: Env, viewer: Viewer, rows: readonly GoalRow[]): Promise<GoalListed[]> => readable(rows, (row) => goalOf(env, viewer, row))

/** A goal above, or that there is one. @param above its words, key version, visibility and seq; null where the viewer does not see it */
export async function parentOf(env: Env, viewer: Viewer, id: string, above: readonly [string, number, string, string] | null): Promise<{ hidden: true } | { hidden: false; id: string; title: string }> {
  if (!above) return { hidden: true }
  const [words, version, visibility, seq] = above
  const open = await unlessShut(openWords<GoalWords>(env, viewer.org, 'goals', id, words, version, writtenAt(visibility, seq)))
  return open ? { hidden: false, id, title: open.title } : { hidden: true }
}

export async function goalOf(env: Env, viewer: Viewer, row: GoalRow): Promise<GoalListed> {
  const { title, expectations = [] } = await wordsOf(env, viewer, row)
  const [owner, manager] = JSON.parse(row.owner) as [string, string | null]
  const [team, lead] = row.team === null ? [] : (JSON.parse(row.team) as [string, string | null])
  const above = row.parent === null ? null : (JSON.parse(row.parent) as [string, number, string, string])
  const parent = row.parent_id === null ? null : await parentOf(env, viewer, row.parent_id, above)
  return {
    id: row.id, seq: row.seq, title, scope: row.scope, kind: row.kind, state: row.state, outcome: row.outcome, visibility: row.visibility, owner: { id: row.owner_id, name: owner },
    team: row.team_id === null ? null : { id: row.team_id, name: team ?? '' }, start: row.start_day, end: row.end_day,
    // What was rolled up may come from goals that only the organisation's own people see.
    progress: row.weights > 0 || viewer.inOrg ? row.progress : null,
    parent, priority: row.priority_id === null || row.priority === null ? null : { id: row.priority_id, title: row.priority }, children: viewer.inOrg ? row.children : 0, openNeeds: row.open_needs, staleFrom: row.state === 'active' ? row.stale_from : null,
    ...(expectations.length > 0 && { expectations }),
    keyResults: await Promise.all((JSON.parse(row.key_results ?? '[]') as StoredKeyResult[]).sort((a, b) => a.position - b.position).map((one) => keyResultOf(env, viewer, one, writtenAt(row.visibility, row.seq)))),
    mine: row.owner_id === viewer.id ? 'owner' : coOwnersOf(row).includes(viewer.id) ? 'co_owner' : (row.scope === 'person' ? manager === viewer.id : lead === viewer.id || viewer.role === 'admin') ? 'manager' : 'reader',
    version: row.version,
  }
}
export const coOwnersOf = (row: GoalRow): string[] => JSON.parse(row.co_owners) as string[]
export const wordsOf = (env: Env, viewer: Viewer, row: GoalRow): Promise<GoalWords> => openWords<GoalWords>(env, viewer.org, 'goals', row.id, row.words, row.key_version, writtenAt(row.visibility, row.seq))

interface StoredKeyResult extends Pick<KeyResult, 'id' | 'measure' | 'baseline' | 'target' | 'stretch' | 'unit' | 'weight' | 'current' | 'progress' | 'confidence' | 'status' | 'rule' | 'version'> {
  position: number; owner: string; name: string | null; last: number | null; stale: string | null; dropped: number | null; words: string; key: number
}
async function keyResultOf(env: Env, viewer: Viewer, { position: _, owner, name, last, stale, dropped, words, key, ...row }: StoredKeyResult, at: number): Promise<KeyResult> {
  return { ...row, ...(await openWords<KeyResultWords>(env, viewer.org, 'key_results', row.id, words, key, at)), owner: { id: owner, name }, lastAt: isoOf(last), staleFrom: stale, dropped: dropped !== null }
}
export const isoOf = (ms: number | null): string | null => (ms === null ? null : new Date(ms).toISOString())

export interface CheckInRow {
  id: string; seq: string; key_result_id: string; by_id: string | null; by_name: string | null; source: CheckIn['source']; reading: number; confidence: number | null; status: CheckIn['status']; private: number
  artifact: string | null; need_kind: NonNullable<CheckIn['need']>['kind'] | null; need_to: string | null; need_name: string | null; answered_at: number | null; corrected: number; key_version: number; words: string; at: number; body_hash: string
  /** The goal's owner and co-owners: they see private work. */
  owners: string
  goal_visibility: string
}
/** The columns of a CheckInRow over rows `c` of check-ins and their goal `g`. */
export const checkInColumns: SQL = sql`c.id, c.seq, c.key_result_id, c.by_id, ${nameOf('c.by_id')} as by_name, c.source, c.reading, c.confidence, c.status, c.private, c.need_kind, c.need_to, ${nameOf('c.need_to')} as need_name, c.answered_at, c.corrected,
  c.key_version, c.words, c.at, c.body_hash, json_insert(g.co_owners, '$[#]', g.owner_id) as owners, g.visibility as goal_visibility,
  case when c.artifact_id is not null then (select json_object('id', w.id, 'site', w.site, 'type', w.type, 'instance', w.instance, 'key', w.key, 'url', w.url) from artifacts w where w.org_id = g.org_id and w.id = c.artifact_id) end as artifact`

/** Those of a list, without what is shut to the viewer. */
export const checkInsOf = (env: Env, viewer: Viewer, rows: readonly CheckInRow[]): Promise<CheckIn[]> => readable(rows, (row) => checkInOf(env, viewer, row))

export async function checkInOf(env: Env, viewer: Viewer, row: CheckInRow): Promise<CheckIn> {
  const words = await openWords<CheckInWords>(env, viewer.org, 'check_ins', row.id, row.words, row.key_version, writtenAt(row.goal_visibility, row.seq))
  const sees = row.private === 0 || row.by_id === viewer.id || (JSON.parse(row.owners) as string[]).includes(viewer.id)
  return {
    id: row.id, seq: row.seq, keyResult: row.key_result_id, by: row.by_id === null ? null : { id: row.by_id, name: row.by_name }, source: row.source, reading: row.reading, confidence: row.confidence, status: row.status,
    line: words.line, artifact: row.artifact === null ? null : workOf(row.artifact, sees, { title: words.title, state: words.state, private: row.private === 1 }),
    need: row.need_kind === null ? null : { kind: row.need_kind, to: { id: row.need_to!, name: row.need_name }, text: words.need ?? '', answered: isoOf(row.answered_at) },
    at: new Date(row.at).toISOString(), corrected: row.corrected === 1,
  }
}

/** Work on a goal's page; private work shows where it is to those alone whose it is. @param stored {id, site, type, instance, key, url} as JSON */
export function workOf(stored: string, sees: boolean, { title, state, private: isPrivate }: { title: string | null; state: string | null; private: boolean }): CardArtifact {
  const { id, site, type, instance, key, url } = JSON.parse(stored) as { id: string; site: never; type: never; instance: string; key: string; url: string }
  return sees ? { guarded: false, id, site, type, instance, key, url, title, state, hiddenFromOthers: isPrivate, private: isPrivate } : { guarded: true, site, type }
}
