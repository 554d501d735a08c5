/** What stands in the rows of an agenda, and how it is sealed. No SQL. */
import type { PointReflection, TalkingPoint } from '../../shared/meetings'
import { sha256 } from '../../shared/artifacts'
import type { Env } from '../env'
import type { Viewer } from '../http/session'
import { seal, unsealWords } from '../sealing'

export interface With { kind: 'person' | 'team'; id: string }

/** The agenda's id: the same for whoever asks, known before there is a row. @param who the two of a pair, or the team */
export async function agendaId(org: string, who: readonly [string, string] | string): Promise<string> {
  const hex = await sha256(`cairn agenda ${org} ${typeof who === 'string' ? `team ${who}` : `pair ${who.toSorted().join(' ')}`}`)
  // A UUID of our own making: version 8 (RFC 9562).
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`
}

/** The agenda with its person or team; the meeting's own columns are null before anything was written. */
export interface AgendaRow {
  with_id: string
  with_name: string
  /** Of the person. */
  status: string | null
  meeting: string | null
  next_at: number | null
  time_zone: string | null
  cadence_weeks: number | null
  held_at: number | null
  past: string | null
  version: number | null
}

export interface PointRow {
  id: string
  seq: string
  author_id: string
  author_name: string | null
  private: number
  section: TalkingPoint['section']
  artifact_id: string | null
  /** Its identity as JSON. */
  artifact: string | null
  key_version: number
  words: string
  body_hash: string
  done: number
  carried: number
  at: number
  rested_at: number | null
  version: number
}

/** What is sealed of a point. */
export interface PointWords { text: string; title: string | null; state: string | null; private: boolean; showTitle: boolean; reflection?: PointReflection }
const placeOf = (org: string, point: string) => ({ org, row: point, column: 'meeting_points.words' })
export const sealPoint = (env: Env, org: string, point: string, words: PointWords) => seal(env, placeOf(org, point), JSON.stringify(words))
export const pointWordsOf = async (env: Env, org: string, row: Pick<PointRow, 'id' | 'words' | 'key_version' | 'at'>): Promise<PointWords> =>
  JSON.parse(await unsealWords(env, placeOf(org, row.id), row.words, row.key_version, row.at)) as PointWords

/** @param pair the agenda of two: both are inside. In a team's, a private place is shown to its author, and to all where they chose to. */
export async function pointOf(env: Env, viewer: Pick<Viewer, 'id' | 'org'>, row: PointRow, pair: boolean): Promise<TalkingPoint> {
  const words = await pointWordsOf(env, viewer.org, row)
  return {
    id: row.id, seq: row.seq, author: { id: row.author_id, name: row.author_name }, text: words.text, private: row.private === 1, section: row.section,
    artifact: artifactOf(row, words, pair || row.author_id === viewer.id), done: row.done === 1, carried: row.carried, at: new Date(row.at).toISOString(), version: row.version,
    ...(words.reflection && { reflection: words.reflection }),
  }
}

function artifactOf(row: PointRow, words: PointWords, inside: boolean): TalkingPoint['artifact'] {
  if (row.artifact_id === null || row.artifact === null) return null
  const { site, type, instance, key, url } = JSON.parse(row.artifact) as { site: never; type: never; instance: string; key: string; url: string }
  const hiddenFromOthers = words.private && !words.showTitle
  if (hiddenFromOthers && !inside) return { guarded: true, site, type }
  return { guarded: false, id: row.artifact_id, site, type, instance, key, url, title: words.title, state: words.state, hiddenFromOthers, private: words.private }
}
