/** The statements of agendas that other rooms use too: the agenda's row, a talking point put on it and taken off. */
import { newId } from '../../shared/ids'
import type { Db, Statement } from '../db'
import type { Env } from '../env'
import type { Viewer } from '../http/session'
import { type SQL, sql } from '../sql'
import { agendaId, type PointWords, sealPoint, type With } from './rows'

/** The agenda's row, when this is the first that is written of it. */
export function keepAgenda(db: Db, viewer: Viewer, { kind, id }: With, meeting: string): Statement {
  const [a, b] = kind === 'person' ? [viewer.id, id].sort() : [null, null]
  return db.q.run(sql`insert into meetings (org_id, id, a_id, b_id, team_id) values (${db.org}, ${meeting}, ${a}, ${b}, ${kind === 'team' ? id : null}) on conflict do nothing`)
}

/** A point of the viewer's on the agenda with a person, seen by both. @param hash the keyed hash of what the client sent */
export async function pointBetween(env: Env, db: Db, viewer: Viewer, { id, person, words, hash, at }: { id: string; person: string; words: PointWords; hash: string; at: number }): Promise<Statement[]> {
  const meeting = await agendaId(db.org, [viewer.id, person])
  const { sealed, version } = await sealPoint(env, db.org, id, words)
  return [
    keepAgenda(db, viewer, { kind: 'person', id: person }, meeting),
    db.q.run(sql`insert into meeting_points (org_id, id, seq, meeting_id, author_id, private, section, artifact_id, key_version, words, body_hash, at)
      values (${db.org}, ${id}, ${newId()}, ${meeting}, ${viewer.id}, 0, 'talk', null, ${version}, ${sealed}, ${hash}, ${at})`),
  ]
}

/** Points of somebody's lose their words, also where they were talked about already. @param points their ids, as a list or a select */
export const takePointsOff = (db: Db, author: string, points: SQL): Statement =>
  db.q.run(sql`update meeting_points set words = null, key_version = null, artifact_id = null, version = version + 1 where org_id = ${db.org} and author_id = ${author} and words is not null and id in (${points})`)

/** Whether a batch failed because a point of that id is there already. */
export const pointTaken = (error: unknown): boolean => /UNIQUE constraint failed: meeting_points\./.test(String(error) + String((error as Error | undefined)?.cause))
