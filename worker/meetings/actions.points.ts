/** Talking points: put on an agenda, changed, ticked off, taken off. Two D1 calls each. */
import { artifactId } from '../../shared/artifacts'
import { newId } from '../../shared/ids'
import { type meetingEndpoints, pointLength, type TalkingPoint } from '../../shared/meetings'
import { Refusal } from '../../shared/problem'
import { graphemes } from '../../shared/text'
import { keepArtifact } from '../artifacts/statements'
import type { Db } from '../db'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { keyedHash } from '../sealing'
import { sql, type SQL } from '../sql'
import { agendaIn } from './actions'
import { agendaQuery, pointQuery, takenQuery } from './queries'
import { pointOf, type PointRow, pointWordsOf, sealPoint } from './rows'
import { keepAgenda, pointTaken } from './statements'

type Ends = typeof meetingEndpoints

/** Puts something on the agenda, once. @throws Refusal `id-taken` */
export async function addPoint(call: Call<Ends['addPoint']>): Promise<TalkingPoint> {
  const { db, env, me, now, params, body } = call
  const hash = await keyedHash(env, db.org, JSON.stringify({ ...params, ...body }))
  const point = pointQuery(db, me, params, body.id)
  const { viewer, rows: [[found], [earlier], [same]] } = await call.enter(agendaQuery(db, me, params), takenQuery(db, body.id), point)
  const { meeting } = await agendaIn(viewer, params, found)
  const pair = params.kind === 'person'
  if (earlier) {
    if (earlier.author_id !== viewer.id || earlier.body_hash !== hash || !same) throw new Refusal('id-taken')
    return pointOf(env, viewer, same, pair)
  }
  if (pair && body.section !== 'talk') throw new Refusal('invalid', { errors: [{ pointer: '/section', code: 'wrong-shape' }] })
  checkText(body.text, body.artifact !== null)
  const cited = body.artifact && { id: await artifactId(body.artifact.ref), ...body.artifact }
  const { sealed, version } = await sealPoint(env, db.org, body.id, { text: body.text, title: cited?.title ?? null, state: cited?.state ?? null, private: cited?.visibility === 'private', showTitle: cited?.showTitle ?? true })
  const { rows: [[row]] } = await record(db, {
    statements: [
      keepAgenda(db, viewer, params, meeting), ...(cited ? [keepArtifact(db, cited.id, cited.ref)] : []),
      db.q.run(sql`insert into meeting_points (org_id, id, seq, meeting_id, author_id, private, section, artifact_id, key_version, words, body_hash, at)
        values (${db.org}, ${body.id}, ${newId()}, ${meeting}, ${viewer.id}, ${body.private ? 1 : 0}, ${body.section}, ${cited?.id ?? null}, ${version}, ${sealed}, ${hash}, ${now})`),
    ],
    event: { kind: 'meeting.pointAdded', point: body.id }, actor: viewer.id, at: now,
  }, point).catch((error: unknown) => {
    throw pointTaken(error) ? new Refusal('id-taken') : error
  })
  return pointOf(env, viewer, row!, pair)
}

/** What hangs on a piece of work needs no words. @throws Refusal */
function checkText(text: string, onWork: boolean): void {
  if (text === '' && !onWork) throw new Refusal('invalid', { errors: [{ pointer: '/text', code: 'needed' }] })
  const length = graphemes(text)
  if (length > pointLength) throw new Refusal('invalid', { errors: [{ pointer: '/text', code: 'too-long', params: { max: pointLength, length } }] })
}

/** Other words or another audience, by its author; ticked off, by anybody who sees it. @throws Refusal `changed-meanwhile` */
export async function changePoint(call: Call<Ends['changePoint']>): Promise<TalkingPoint> {
  const { db, env, me, now, params, body } = call
  const { viewer, row } = await find(call)
  const words = await pointWordsOf(env, db.org, row)
  const text = body.text ?? words.text
  const hidden = body.private ?? row.private === 1
  const done = body.done ?? row.done === 1
  const same = text === words.text && hidden === (row.private === 1)
  if (!same && row.author_id !== viewer.id) throw new Refusal('not-allowed')
  if (row.version !== body.version) throw new Refusal('changed-meanwhile')
  if (same && done === (row.done === 1)) return pointOf(env, viewer, row, params.kind === 'person')
  checkText(text, row.artifact_id !== null)
  const { sealed, version } = await sealPoint(env, db.org, row.id, { ...words, text })
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: movedOn(db, row), refuse: 'changed-meanwhile' }],
    statements: [db.q.run(sql`update meeting_points set words = ${sealed}, key_version = ${version}, private = ${hidden ? 1 : 0}, done = ${done ? 1 : 0}, version = version + 1 where org_id = ${db.org} and id = ${row.id}`)],
    event: { kind: 'meeting.pointChanged', point: row.id }, actor: viewer.id, at: now,
  }, pointQuery(db, me, params, row.id))
  if (!after) throw new Refusal('not-found')
  return pointOf(env, viewer, after, params.kind === 'person')
}

/** Takes the viewer's own point off: its words go, its id is never used again. */
export async function removePoint(call: Call<Ends['removePoint']>): Promise<undefined> {
  const { db, now } = call
  const { viewer, row } = await find(call)
  if (row.author_id !== viewer.id) throw new Refusal('not-allowed')
  await record(db, {
    statements: [db.q.run(sql`update meeting_points set words = null, key_version = null, artifact_id = null, version = version + 1 where org_id = ${db.org} and id = ${row.id} and rested_at is null`)],
    event: { kind: 'meeting.pointRemoved', point: row.id }, actor: viewer.id, at: now,
  })
  return undefined
}

/** @throws Refusal `not-found`; `not-allowed` when the other one has left */
async function find(call: Call<Ends['changePoint'] | Ends['removePoint']>): Promise<{ viewer: Viewer; row: PointRow }> {
  const { db, me, params } = call
  const { viewer, rows: [[found], [row]] } = await call.enter(agendaQuery(db, me, params), pointQuery(db, me, params, params.point))
  await agendaIn(viewer, params, found)
  if (!row) throw new Refusal('not-found')
  return { viewer, row }
}

const movedOn = (db: Db, row: PointRow): SQL => sql`not exists (select 1 from meeting_points where org_id = ${db.org} and id = ${row.id} and version = ${row.version} and rested_at is null)`
