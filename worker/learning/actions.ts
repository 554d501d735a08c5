/** Proposed by anybody, decided by who keeps the expectations, taken out by either. Two D1 calls each. */
import { type learningEndpoints, type Library, mostProposals } from '../../shared/learning'
import { Refusal } from '../../shared/problem'
import { checkedLink } from '../../shared/resources'
import { record } from '../events/record'
import { competencyNamesQuery } from '../expectations/queries'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { decides, keepersQuery, libraryOf, libraryQuery, resourceQuery } from './queries'

type Ends = typeof learningEndpoints

/** Sent again: the same answer. @throws Refusal `id-taken`; `conflict` when twenty of theirs wait already */
export async function propose({ db, me, enter, body, now }: Call<Ends['propose']>): Promise<Library> {
  const { viewer, rows: [[known], [earlier], keepers, items] } = await enter(competencyNamesQuery(db, [body.competency]), resourceQuery(db, body.id), keepersQuery(db), libraryQuery(db, me))
  const link = checkedLink(body.link)!
  if (earlier) {
    const same = earlier.by_id === viewer.id && earlier.competency_id === body.competency && earlier.title === body.title && earlier.link === link && earlier.kind === body.kind && earlier.minutes === body.minutes && earlier.language === body.language
    if (!same) throw new Refusal('id-taken')
    return libraryOf(viewer, items)
  }
  if (!known) throw new Refusal('invalid', { errors: [{ pointer: '/competency', code: 'unknown' }] })
  const listed = decides(viewer)
  const { rows: [after] } = await record(db, {
    guards: [
      { bad: sql`exists (select 1 from learning_resources where org_id = ${db.org} and id = ${body.id})`, refuse: 'id-taken' },
      ...(listed ? [] : [{ bad: sql`(select count(*) from learning_resources where org_id = ${db.org} and removed_at is null and by_id = ${viewer.id} and state = 'proposed') >= ${mostProposals}`, refuse: 'conflict' as const }]),
    ],
    statements: [db.q.run(sql`insert into learning_resources (org_id, id, competency_id, title, link, kind, minutes, language, state, by_id, at, decided_by, decided_at)
      values (${db.org}, ${body.id}, ${body.competency}, ${body.title}, ${link}, ${body.kind}, ${body.minutes}, ${body.language}, ${listed ? 'listed' : 'proposed'}, ${viewer.id}, ${now}, ${listed ? viewer.id : null}, ${listed ? now : null})`)],
    event: { kind: 'learning.proposed', resource: body.id, told: listed ? [] : keepers.map(({ id }) => id) }, actor: viewer.id, at: now,
  }, libraryQuery(db, me))
  return libraryOf(viewer, after)
}

/** Once. @throws Refusal `conflict` when it was decided otherwise already */
export async function decide({ db, me, enter, params, body, now }: Call<Ends['decide']>): Promise<Library> {
  const { viewer, rows: [[row], items] } = await enter(resourceQuery(db, params.id), libraryQuery(db, me))
  if (!row || row.removed_at !== null || !(decides(viewer) || row.state === 'listed' || row.by_id === viewer.id)) throw new Refusal('not-found')
  if (!decides(viewer)) throw new Refusal('not-allowed')
  const state = body.listed ? 'listed' : 'declined'
  if (row.state === state) return libraryOf(viewer, items)
  if (row.state !== 'proposed') throw new Refusal('conflict')
  const { rows: [after] } = await record(db, {
    guards: [{ bad: sql`not exists (select 1 from learning_resources where org_id = ${db.org} and id = ${row.id} and state = 'proposed' and removed_at is null)`, refuse: 'conflict' }],
    statements: [db.q.run(sql`update learning_resources set state = ${state}, decided_by = ${viewer.id}, decided_at = ${now}, why = ${body.why} where org_id = ${db.org} and id = ${row.id}`)],
    event: { kind: 'learning.decided', resource: row.id, listed: body.listed, told: [row.by_id] }, actor: viewer.id, at: now,
  }, libraryQuery(db, me))
  return libraryOf(viewer, after)
}

/** Title and link go; an action that carried it does without. */
export async function remove({ db, me, enter, params, now }: Call<Ends['remove']>): Promise<Library> {
  const { viewer, rows: [[row]] } = await enter(resourceQuery(db, params.id))
  const mine = row?.by_id === viewer.id
  if (!row || row.removed_at !== null || !(mine || decides(viewer) || row.state === 'listed')) throw new Refusal('not-found')
  if (!mine && !decides(viewer)) throw new Refusal('not-allowed')
  const { rows: [after] } = await record(db, {
    statements: [db.q.run(sql`update learning_resources set removed_at = ${now}, title = '', link = '', why = '' where org_id = ${db.org} and id = ${row.id} and removed_at is null`)],
    event: { kind: 'learning.removed', resource: row.id }, actor: viewer.id, at: now,
  }, libraryQuery(db, me))
  return libraryOf(viewer, after)
}
