/** Work linked to goals, taken off again, and its state as somebody's page shows it. Two D1 calls each. */
import { artifactId } from '../../shared/artifacts'
import type { ReplyOf } from '../../shared/endpoint'
import type { goalLinkEndpoints } from '../../shared/goal-links'
import type { GoalLink, GoalListed } from '../../shared/goals'
import { stateShown } from '../../shared/moves'
import { Refusal } from '../../shared/problem'
import { keepArtifact } from '../artifacts/statements'
import type { Statement } from '../db'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { stillTheirs } from './guards'
import { linkName, linkOf, linksAtOnce, linksQuery, mayLinkQuery, type MayLinkRow, onWorkQuery } from './queries.links'
import { type MovableRow, movableAtOnce, movableQuery, movesOf } from './queries.moves'
import { listed } from './rows'
import { sealWords } from './statements'
import { linkStates, moveStatements } from './statements.moves'

type Ends = typeof goalLinkEndpoints
/** A goal lists at most this many. */
const most = 100

/** @throws Refusal unless the viewer sees the goal, it is open, and theirs */
function check(row: MayLinkRow | undefined): asserts row {
  if (!row || !row.there) throw new Refusal('not-found')
  if (!row.mine) throw new Refusal('not-allowed')
  if (row.state === 'closed') throw new Refusal('conflict')
}

/** One click: this work serves the goal. Again is the same. The state that comes along was seen on the page. */
export async function link({ db, env, me, enter, params: { id: goal }, body: { artifact, keyResult }, now }: Call<Ends['link']>): Promise<GoalLink> {
  const work = await artifactId(artifact.ref)
  const also = keyResult && { goal, keyResult }
  const { viewer, rows: [[may], movable, links] } = await enter(mayLinkQuery(db, me, goal, keyResult, work), movableQuery(db, work, null, { goal, also: also || null }), linksQuery(db, me, goal))
  check(may)
  const its = ({ artifact: stored, key_result_id: of }: { artifact: string; key_result_id: string }) => of === (keyResult ?? '') && (JSON.parse(stored) as { id: string }).id === work
  const there = links.find(its)
  if (there) return linkOf(env, viewer, there)
  if (may.links >= most) throw new Refusal('conflict')

  const [words, version] = await sealWords(env, db.org, 'goal_links', linkName(goal, keyResult, work), { title: artifact.title, state: artifact.state })
  const shown = artifact.state === null ? null : stateShown(artifact.state)
  const isPrivate = artifact.visibility === 'private' && !artifact.showTitle
  const moving = movesOf(movable.filter((row) => row.goal_id === goal && row.id === keyResult).map((row) => ({ ...row, linked: 1 })), shown ?? 'open', { work: null, gone: false, from: 'seen', at: now })
  const moved = await moveStatements(env, db, moving, { artifact: work, source: 'seen', by: viewer.id, state: artifact.state, title: artifact.title, private: isPrivate, now })
  const { rows: [after] } = await record(db, {
    guards: [stillTheirs(db, goal, viewer.id, keyResult)],
    statements: [
      keepArtifact(db, work, artifact.ref),
      db.q.run(sql`insert into goal_links (org_id, artifact_id, goal_id, key_result_id, by_id, private, key_version, words, state, state_from, seen_by, reached_at, at, said_at)
        values (${db.org}, ${work}, ${goal}, ${keyResult ?? ''}, ${viewer.id}, ${isPrivate ? 1 : 0}, ${version}, ${words}, ${shown}, ${shown && 'seen'}, ${shown && viewer.id}, ${shown && shown !== 'open' ? now : null}, ${now}, ${shown && now})
        on conflict do nothing`),
      ...moved.statements,
    ],
    event: { kind: 'goal.linked', goal, artifact: work }, also: eventsOf(moved.checkIns), actor: viewer.id, at: now,
  }, linksQuery(db, me, goal))
  return linkOf(env, viewer, after.find(its)!)
}

const eventsOf = (checkIns: readonly { goal: string; keyResult: string; checkIn: string }[]) => checkIns.map((one) => ({ kind: 'goal.checkedIn' as const, ...one, need: null }))

/** It does not serve the goal, nor a key result of it: what it moved there goes back. */
export async function unlink({ db, env, me, enter, params: { id: goal, artifact }, now }: Call<Ends['unlink']>): Promise<undefined> {
  const { viewer, rows: [[may], movable] } = await enter(mayLinkQuery(db, me, goal, null, artifact), movableQuery(db, artifact, null, { goal }))
  check(may)
  if (!may.serves) return undefined
  const rows = movable.filter((row): row is MovableRow & { source: 'work' | 'seen' } => row.goal_id === goal && row.source !== null)
  const moving = rows.flatMap((row) => movesOf([{ ...row, linked: 0 }], 'open', { work: null, gone: true, from: row.source, at: Math.max(now, row.said_at + 1) }))
  const moved = await moveStatements(env, db, moving, { artifact, source: 'seen', by: viewer.id, state: null, title: null, private: true, now })
  await record(db, {
    guards: [stillTheirs(db, goal, viewer.id, null)],
    statements: [
      db.q.run(sql`delete from goal_links where org_id = ${db.org} and artifact_id = ${artifact} and goal_id = ${goal}`),
      ...moved.statements,
      ...moving.map(({ row }): Statement => db.q.run(sql`delete from moved_works where org_id = ${db.org} and artifact_id = ${artifact} and goal_id = ${goal} and key_result_id = ${row.id}`)),
    ],
    event: { kind: 'goal.unlinked', goal, artifact }, also: eventsOf(moved.checkIns), actor: viewer.id, at: now,
  })
  return undefined
}

/**
 * What the viewer's page shows of linked work: for the goals that they see, and where no webhook has spoken. All of them, in steps of 50 key results; that it
 * was seen stands only with the last, so that what broke off is gone on with at the next look.
 */
export async function seen({ db, env, me, enter, body: { artifact, state }, now }: Call<Ends['seen']>): Promise<ReplyOf<Ends['seen']>> {
  const { viewer, rows: [first, movable] } = await enter(onWorkQuery(db, me, artifact), movableQuery(db, artifact, null, { seenBy: me }))
  const shown = stateShown(state)
  if (shown === null) return { moved: [] }
  const serving = [...first]
  for (let page = first; page.length === linksAtOnce;) {
    page = (await db.batch(onWorkQuery(db, me, artifact, { after: page.at(-1) })))[0]
    serving.push(...page)
  }
  if (!serving.some((row) => row.link_from !== 'work' && row.link_state !== shown)) return { moved: [] }
  const isPrivate = serving.some(({ link_private: one }) => one === 1)
  const states = linkStates(db, artifact, shown, { from: 'seen', by: viewer.id, at: now, now, goals: serving.map(({ id }) => id) })
  const changed: GoalListed[] = []
  for (let rows = movable; ;) {
    const isLast = rows.length < movableAtOnce
    const moved = await moveStatements(env, db, movesOf(rows, shown, { work: null, gone: false, from: 'seen', at: now }), { artifact, source: 'seen', by: viewer.id, state, title: null, private: isPrivate, now })
    const statements = [...(isLast ? [states] : []), ...moved.statements]
    const [event, ...also] = eventsOf(moved.checkIns)
    if (event) {
      const { rows: [after] } = await record(db, { statements, event, also, actor: viewer.id, at: now }, onWorkQuery(db, me, artifact, { goals: moved.checkIns.map(({ goal }) => goal) }))
      changed.push(...(await listed(env, viewer, after.filter(({ id }, index) => after.findIndex((other) => other.id === id) === index))))
    } else if (statements.length > 0) await db.batch(...statements)
    if (isLast) return { moved: changed.filter(({ id }, index) => changed.findLastIndex((other) => other.id === id) === index) }
    rows = (await db.batch(movableQuery(db, artifact, null, { seenBy: me, after: rows.at(-1) })))[0]
  }
}
