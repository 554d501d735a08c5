/** Growth revised, rated, acted on, shared. Only the person and their manager of today write. Two D1 calls each. */
import { type Growth, type growthEndpoints, mostOpen, type Rating } from '../../shared/growth'
import type { CairnEvent } from '../../shared/events'
import { newId } from '../../shared/ids'
import { type FieldError, Refusal } from '../../shared/problem'
import { artifactId } from '../../shared/artifacts'
import { takenQuery } from '../action-items/queries'
import { insertItem, itemTaken } from '../action-items/statements'
import type { Statement } from '../db'
import { type Guard, record } from '../events/record'
import { keepArtifact } from '../artifacts/statements'
import { competencyNamesQuery } from '../expectations/queries'
import { movedSince } from '../feedback/statements'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { isListed } from '../learning/queries'
import { factsQuery } from '../people/queries'
import { keyedHash, seal } from '../sealing'
import { sql } from '../sql'
import { growthOf, growthQueries, levelsPlaceOf, mineOf, planPlaceOf, sharedQuery } from './queries'

type Ends = typeof growthEndpoints
type Rows = Parameters<typeof mineOf>[1]

/** The person or their manager. @throws Refusal `not-found`, `not-allowed` for who only reads */
function writerOf(viewer: Viewer, rows: Rows): 'self' | 'manager' {
  const mine = mineOf(viewer, rows)
  if (mine === 'shared') throw new Refusal('not-allowed')
  return mine === 'own' ? 'self' : 'manager'
}

/** Nobody writes over what is shut to them. @param at when it was written, where it was @throws Refusal `words-shut` */
function checkOpen({ shutBefore }: Viewer, at: number | undefined): void {
  if (at !== undefined && at < (shutBefore ?? 0)) throw new Refusal('words-shut')
}

/** The other of the two, who hears of it. */
const otherOf = (rows: Rows, viewer: Viewer): string[] => {
  const [person] = rows[0]
  const manager = person!.manager === null ? [] : [(JSON.parse(person!.manager) as { id: string }).id]
  return [person!.id, ...manager].filter((id) => id !== viewer.id)
}

async function end({ db, env, now }: Pick<Call, 'db' | 'env' | 'now'>, viewer: Viewer, rows: Rows, statements: Statement[], event: CairnEvent, guards: Guard[] = []): Promise<Growth> {
  const person = rows[0][0]!
  // Who was their manager a moment ago writes no more.
  const { rows: after } = await record(db, { guards: [{ bad: movedSince(db, [person]), refuse: 'conflict' }, ...guards], statements, event, actor: viewer.id, at: now }, ...growthQueries(db, person.id, now))
  return growthOf(env, viewer, after)
}

/** @throws Refusal `changed-meanwhile` when the other wrote meanwhile */
export async function revise(call: Call<Ends['revise']>): Promise<Growth> {
  const { db, env, params, body, now } = call
  const cited = [...body.strengths, ...body.areas]
  const { viewer, rows: [known, ...rows] } = await call.enter(competencyNamesQuery(db, cited.map(({ competency }) => competency)), ...growthQueries(db, params.id, now))
  writerOf(viewer, rows)
  checkOpen(viewer, rows[1][0]?.at)
  const errors: FieldError[] = []
  if (cited.some(({ competency }) => !known.some(({ id }) => id === competency))) errors.push({ pointer: '/areas', code: 'unknown' })
  if (body.areas.filter(({ open }) => open).length > mostOpen) errors.push({ pointer: '/areas', code: 'too-many', params: { max: mostOpen } })
  if (body.version > 0 && body.reason === '') errors.push({ pointer: '/reason', code: 'needed' })
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  const version = body.version + 1
  const { reason, strengths, areas } = body
  const { sealed, version: key } = await seal(env, planPlaceOf(db.org, params.id, version), JSON.stringify({ reason, strengths, areas }))
  return end(call, viewer, rows, [db.q.run(sql`insert into growth_plans (org_id, person_id, version, by_id, at, key_version, words) values (${db.org}, ${params.id}, ${version}, ${viewer.id}, ${now}, ${key}, ${sealed})`)],
    { kind: 'growth.revised', person: params.id, version, told: otherOf(rows, viewer) },
    [{ bad: sql`coalesce((select max(version) from growth_plans where org_id = ${db.org} and person_id = ${params.id}), 0) <> ${body.version}`, refuse: 'changed-meanwhile' }])
}

/** How the person, or their manager, sees each competency. */
export async function rate(call: Call<Ends['rate']>): Promise<Growth> {
  const { db, env, params, body: { levels }, now } = call
  const { viewer, rows: [known, ...rows] } = await call.enter(competencyNamesQuery(db, levels.map(({ competency }) => competency)), ...growthQueries(db, params.id, now))
  const side = writerOf(viewer, rows)
  if (known.length < levels.length) throw new Refusal('invalid', { errors: [{ pointer: '/levels', code: 'unknown' }] })
  checkOpen(viewer, rows[2].find((one) => one.side === side)?.at)
  const before = await growthOf(env, viewer, rows)
  if (sameLevels(side === 'self' ? before.self : before.byManager, levels)) return before
  const { sealed, version } = await seal(env, levelsPlaceOf(db.org, params.id, side), JSON.stringify(levels))
  return end(call, viewer, rows, [db.q.run(sql`insert into growth_levels (org_id, person_id, side, by_id, at, key_version, words) values (${db.org}, ${params.id}, ${side}, ${viewer.id}, ${now}, ${version}, ${sealed})
    on conflict do update set by_id = excluded.by_id, at = excluded.at, key_version = excluded.key_version, words = excluded.words`)], { kind: 'growth.rated', person: params.id, told: otherOf(rows, viewer) })
}

const sameLevels = (side: Growth['self'], levels: readonly Rating[]): boolean => side !== null && JSON.stringify(side.levels) === JSON.stringify(levels)

/** An action item of the person for an open area, which their manager sees too. Sent again: the same answer. */
export async function act(call: Call<Ends['act']>): Promise<Growth> {
  const { db, env, params, body, now } = call
  const hash = await keyedHash(env, db.org, JSON.stringify(body))
  const { viewer, rows: [[earlier], ...rows] } = await call.enter(takenQuery(db, body.id), ...growthQueries(db, params.id, now))
  writerOf(viewer, rows)
  const growth = await growthOf(env, viewer, rows)
  if (earlier) {
    if (earlier.by_id !== viewer.id || earlier.body_hash !== hash) throw new Refusal('id-taken')
    return growth
  }
  const area = growth.areas.find(({ id, open }) => id === body.area && open)
  if (!area) throw new Refusal('invalid', { errors: [{ pointer: '/area', code: 'unknown' }] })
  const resource = body.resource ?? null
  const listed = resource === null ? null : isListed(db, resource, area.competency)
  if (resource !== null && body.kind !== 'learn') throw new Refusal('invalid', { errors: [{ pointer: '/resource', code: 'wrong-shape' }] })
  const work = body.work ? { id: await artifactId(body.work), ref: body.work } : null
  const item = await insertItem(env, db, { id: body.id, seq: newId(), text: body.text, due: body.due, owner: params.id, other: growth.manager?.id ?? null, source: { kind: 'growth', id: body.area }, resource, artifact: work?.id ?? null, by: viewer.id, hash, at: now })
  return end(call, viewer, rows, [...(work ? [keepArtifact(db, work.id, work.ref)] : []), item, db.q.run(sql`insert into growth_actions (org_id, person_id, item_id, area_id, kind) values (${db.org}, ${params.id}, ${body.id}, ${body.area}, ${body.kind})`)],
    { kind: 'growth.acted', person: params.id, item: body.id, told: otherOf(rows, viewer) }, listed ? [{ bad: sql`not ${listed}`, refuse: 'not-found' }] : []).catch((error: unknown) => {
    throw itemTaken(error) ? new Refusal('id-taken') : error
  })
}

/** Who else reads it, by name. */
export async function share(call: Call<Ends['share']>): Promise<Growth> {
  const { db, env, me, body, now } = call
  const { viewer, rows: [people, before] } = await call.enter(factsQuery(db, body.people, now), sharedQuery(db, me))
  // Nobody else is let in to what is shut to oneself.
  if (viewer.shutBefore !== null) throw new Refusal('words-shut')
  if (body.people.includes(viewer.id)) throw new Refusal('recipient-self')
  if (body.people.some((id) => !people.some((one) => one.id === id && (one.status === 'active' || one.status === 'away')))) throw new Refusal('recipient-unknown')
  if ([...new Set(body.people)].sort().join() === before.map(({ id }) => id).join()) return growthOf(env, viewer, await db.batch(...growthQueries(db, viewer.id, now)))
  const list = JSON.stringify(body.people)
  const { rows } = await record(db, {
    statements: [
      db.q.run(sql`delete from growth_shares where org_id = ${db.org} and person_id = ${viewer.id} and with_id not in (select value from json_each(${list}))`),
      db.q.run(sql`insert or ignore into growth_shares (org_id, person_id, with_id, at) select ${db.org}, ${viewer.id}, value, ${now} from json_each(${list})`),
    ],
    event: { kind: 'growth.shared', person: viewer.id, told: body.people.filter((id) => !before.some((one) => one.id === id)) }, actor: viewer.id, at: now,
  }, ...growthQueries(db, viewer.id, now))
  return growthOf(env, viewer, rows)
}
