/** Asking for feedback, declining, taking it back. Two D1 calls each. */
import { artifactId } from '../../shared/artifacts'
import { newId } from '../../shared/ids'
import { type FieldError, Refusal } from '../../shared/problem'
import { type FeedbackRequest, type requestEndpoints, requestRules } from '../../shared/requests'
import { keepArtifact } from '../artifacts/statements'
import { record } from '../events/record'
import { chainOf, mayQuery } from '../feedback/queries.coach'
import { movedSince } from '../feedback/statements'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { factsQuery, type PersonRow } from '../people/queries'
import { visibilitiesOf } from '../people/queries.me'
import { rhythmOf, rhythmsQuery } from '../people/queries.rhythm'
import { keyedHash, seal } from '../sealing'
import { sql } from '../sql'
import { earlierRequestQuery, requestOf, requestPlaceOf, requestQuery, type RequestRow, stillOpen, stillOpenQuery } from './queries'
import { lookAt } from './reminders'
import { endParts, notOpen } from './statements'

type Ends = typeof requestEndpoints
type AskCall = Call<Ends['ask']>

const dayMs = 86_400_000

/** Asks, once however often it is sent. */
export async function ask(call: AskCall): Promise<FeedbackRequest> {
  for (let tries = 3; ; tries -= 1) {
    try {
      return await askOnce(call)
    } catch (error) {
      // The same request sent twice at once, or somebody moved meanwhile: look again.
      const raced = /UNIQUE constraint failed: requests\./.test(String(error) + String((error as Error).cause)) || (error instanceof Refusal && error.code === 'conflict')
      if (!raced || tries === 0) throw error
    }
  }
}

async function askOnce(call: AskCall): Promise<FeedbackRequest> {
  const { db, env, me, now, body } = call
  const hash = await keyedHash(env, db.org, JSON.stringify(body))
  const ids = [...new Set([...body.asked, ...(body.subject ? [body.subject] : [])])]
  const cited = body.artifact && { id: await artifactId(body.artifact.ref), ...body.artifact }
  const asking = { asked: body.asked, subject: body.subject, artifact: cited?.id ?? null }
  const { viewer, rows: [[earlier], people, rhythms, [standing], [may], open] } = await call.enter(
    earlierRequestQuery(db, body.id), factsQuery(db, ids, now), rhythmsQuery(db, body.asked), requestQuery(db, me, body.id, now), mayQuery(db, me, body.subject ?? '', now), stillOpenQuery(db, me, asking, now))
  if (earlier) {
    if (earlier.asker_id !== viewer.id || earlier.body_hash !== hash || !standing) throw new Refusal('id-taken')
    return requestOf(env, viewer, standing, now)
  }
  const subject = body.subject ?? viewer.id
  const isOwn = subject === viewer.id
  check(viewer, body, people)
  if (!isOwn && may?.leads !== 1) throw new Refusal('not-allowed')
  if (open[0]) throw new Refusal('request-open', { params: { request: open[0].id, name: people.find(({ id }) => id === open[0]!.person_id)?.name ?? '' } })

  const seq = newId()
  const { sealed, version } = await seal(env, requestPlaceOf(db.org, body.id), JSON.stringify({ questions: body.questions, title: cited?.title ?? null, state: cited?.state ?? null }))
  const told = isOwn || body.told
  const asked = body.asked.map((person) => ({ person, look: lookAt(now, 0, rhythmOf(rhythms.find((one) => one.id === person)!), now) }))
  const { rows: [[row]] } = await record(db, {
    guards: [
      { bad: movedSince(db, people), refuse: 'conflict' },
      // Asked at the same moment in another window: looked at again, and named.
      { bad: sql`exists (${stillOpen(db, sql`${viewer.id}`, { ...asking, subject: sql`${subject}` }, now)})`, refuse: 'conflict' },
      ...(isOwn ? [] : [{ bad: sql`not exists (select 1 from ${chainOf(db, sql`${subject}`, now)} c where c.id = ${viewer.id})`, refuse: 'not-allowed' as const }]),
    ],
    statements: [
      ...(cited ? [keepArtifact(db, cited.id, cited.ref)] : []),
      db.q.run(sql`insert into requests (org_id, id, seq, asker_id, subject_id, told, visibility, artifact_id, artifact_sub, private, key_version, words, body_hash, at, expires_at)
        values (${db.org}, ${body.id}, ${seq}, ${viewer.id}, ${subject}, ${told ? 1 : 0}, ${body.visibility}, ${cited?.id ?? null}, ${cited?.ref.sub ?? null}, ${cited?.visibility === 'private' ? 1 : 0},
          ${version}, ${sealed}, ${hash}, ${now}, ${now + requestRules.expiresAfterDays * dayMs})`),
      db.q.run(sql`insert into request_asked (org_id, request_id, person_id, seq, own_asker_id, look_at)
        select ${db.org}, ${body.id}, json_extract(value, '$.person'), ${seq}, ${isOwn ? viewer.id : null}, json_extract(value, '$.look') from json_each(${JSON.stringify(asked)})`),
    ],
    event: { kind: 'request.asked', request: body.id, asked: body.asked, about: !isOwn && told ? subject : null }, actor: viewer.id, at: now, seq,
  }, requestQuery(db, me, body.id, now))
  return requestOf(env, viewer, row!, now)
}

/** @throws Refusal when somebody cannot be asked, or the answer cannot be seen so */
function check(viewer: Viewer, { asked, subject, visibility }: AskCall['body'], people: readonly PersonRow[]): void {
  if (asked.includes(viewer.id)) throw new Refusal('recipient-self')
  const errors: FieldError[] = asked.flatMap((id, index) => (!people.some((one) => one.id === id) ? [{ pointer: `/asked/${index}`, code: 'unknown' }] : []))
  if (subject && subject !== viewer.id && !people.some((one) => one.id === subject)) errors.push({ pointer: '/subject', code: 'unknown' })
  if (errors.length > 0) throw new Refusal('recipient-unknown', { errors })
  asked.forEach((id, index) => {
    if (id === subject || asked.indexOf(id) < index) errors.push({ pointer: `/asked/${index}`, code: 'invalid' })
  })
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  for (const [status, code] of [['deactivated', 'recipient-left'], ['invited', 'recipient-unknown']] as const) {
    const names = people.filter((one) => one.status === status).map((one) => one.name)
    if (names.length > 0) throw new Refusal(code, { params: { names: names.join(', ') } })
  }
  // What is said about a report is theirs and the asker's, or the asker's alone: nobody's manager besides.
  const fits = visibilitiesOf('feedback', viewer.organisation.settings).includes(visibility) && (visibility === 'recipients' || !subject || subject === viewer.id)
  if (!fits) throw new Refusal('visibility-not-allowed', { errors: [{ pointer: '/visibility', code: 'unknown' }] })
}

type EndCall = Call<Ends['decline'] | Ends['withdraw']>
async function find(call: EndCall): Promise<{ viewer: Viewer; row: RequestRow; request: FeedbackRequest }> {
  const { viewer, rows: [[row]] } = await call.enter(requestQuery(call.db, call.me, call.params.id, call.now))
  if (!row) throw new Refusal('not-found')
  return { viewer, row, request: await requestOf(call.env, viewer, row, call.now) }
}

/** Not this time. The asker alone sees it. */
export async function decline(call: EndCall): Promise<FeedbackRequest> {
  const { db, env, now, params: { id } } = call
  const { viewer, row, request } = await find(call)
  if (request.mine !== 'asked') throw new Refusal('not-allowed')
  if (request.state === 'declined') return request
  if (request.state !== 'open') throw new Refusal(request.state === 'answered' ? 'conflict' : 'gone')
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: notOpen(db, id, viewer.id, now), refuse: 'conflict' }],
    statements: endParts(db, id, viewer.id, 'declined', now),
    event: { kind: 'request.declined', request: id, asker: row.asker_id }, actor: viewer.id, at: now,
  }, requestQuery(db, call.me, id, now))
  return requestOf(env, viewer, after!, now)
}

/** Ends what is still open; what was answered stays. */
export async function withdraw(call: EndCall): Promise<FeedbackRequest> {
  const { db, env, now, params: { id } } = call
  const { viewer, request } = await find(call)
  if (request.mine !== 'asker') throw new Refusal('not-allowed')
  const open = request.asked.filter((one) => one.state === 'open').map((one) => one.person.id)
  if (open.length === 0 && request.asked.some((one) => one.state === 'withdrawn')) return request
  if (open.length === 0 || request.state !== 'open') throw new Refusal('conflict')
  const { rows: [[after]] } = await record(db, {
    // Whoever answered or declined meanwhile must not hear that it was taken back.
    guards: open.map((person) => ({ bad: notOpen(db, id, person, now), refuse: 'conflict' as const })),
    statements: endParts(db, id, null, 'withdrawn', now),
    event: { kind: 'request.withdrawn', request: id, asked: open }, actor: viewer.id, at: now,
  }, requestQuery(db, call.me, id, now))
  return requestOf(env, viewer, after!, now)
}
