/** What may be done with an action item: noted, changed, done, let go, opened again. Two D1 calls each. */
import type { ActionItem, ActionState, actionItemEndpoints } from '../../shared/action-items'
import type { CairnEvent } from '../../shared/events'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import type { Db, Statement } from '../db'
import { record } from '../events/record'
import { type CardRow, itemQuery as feedbackQuery } from '../feedback/queries'
import { startTrying } from '../feedback/statements'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { keyedHash } from '../sealing'
import { sql, type SQL } from '../sql'
import { itemOf, itemQuery, type ItemRow, takenQuery } from './queries'
import { insertItem, itemTaken, sealItem } from './statements'

type Ends = typeof actionItemEndpoints

/** Notes something to do: the viewer's own, or "trying this", made from feedback or coaching that reached them. @throws Refusal `id-taken`, `not-allowed`; `conflict` when it is tried already */
export async function add(call: Call<Ends['add']>): Promise<ActionItem> {
  const { db, env, me, now, body } = call
  const hash = await keyedHash(env, db.org, JSON.stringify(body))
  const { viewer, rows: [[earlier], [same], [source]] } = await call.enter(takenQuery(db, body.id), itemQuery(db, me, body.id), feedbackQuery(db, me, body.feedback ?? ''))
  if (earlier) {
    if (earlier.by_id !== viewer.id || earlier.body_hash !== hash || !same) throw new Refusal('id-taken')
    return itemOf(env, viewer, same)
  }
  if (body.feedback) checkSource(viewer, source)
  const tried = source ? startTrying(db, source, body.id) : null
  const statement = await insertItem(env, db, {
    id: body.id, seq: newId(), text: body.text, due: body.due, owner: viewer.id, other: source?.author_id ?? null,
    source: source ? { kind: 'feedback', id: source.id } : { kind: 'own', id: null }, by: viewer.id, hash, at: now,
  })
  const { rows: [[row]] } = await record(db, {
    ...(tried && { guards: [{ bad: tried.late, refuse: 'conflict' }] }),
    statements: [statement, ...(tried ? [tried.statement] : [])],
    event: { kind: 'actionItem.added', item: body.id, other: source?.author_id ?? null, feedback: source?.id ?? null }, actor: viewer.id, at: now,
  }, itemQuery(db, me, body.id)).catch((error: unknown) => {
    throw itemTaken(error) ? new Refusal('id-taken') : error
  })
  return itemOf(env, viewer, row!)
}

/** Only who it was said to tries it, and only what was meant as help. @throws Refusal */
function checkSource(viewer: Viewer, row: CardRow | undefined): void {
  if (!row) throw new Refusal('not-found')
  if (!(JSON.parse(row.recipients) as string[]).includes(viewer.id) || (row.kind !== 'feedback' && row.kind !== 'coaching')) throw new Refusal('not-allowed')
  if (row.trying !== null && (JSON.parse(row.trying) as { state: ActionState }).state !== 'dropped') throw new Refusal('conflict')
}

/** Another text or another day, by its owner or the other side. @throws Refusal `changed-meanwhile` when somebody else was faster */
export async function change(call: Call<Ends['change']>): Promise<ActionItem> {
  const { env, db, body } = call
  const { viewer, row } = await find(call)
  const item = await itemOf(env, viewer, row)
  if (item.mine === 'member' || row.state !== 'open') throw new Refusal('not-allowed')
  if (row.version !== body.version) throw new Refusal('changed-meanwhile')
  const text = body.text ?? item.text
  const due = body.due === undefined ? row.due : body.due
  if (text === item.text && due === row.due) return item
  const { sealed, version } = await sealItem(env, db.org, row.id, { text, why: item.why })
  return write(call, viewer, row, sql`words = ${sealed}, key_version = ${version}, due = ${due}`, { kind: 'actionItem.changed', item: row.id }, 'changed-meanwhile')
}

/** It is done. @throws Refusal `not-allowed` for anybody but its owner */
export const done = (call: Call<Ends['done']>): Promise<ActionItem> => turn(call, 'done', null)
/** Let go, with a sentence. */
export const drop = (call: Call<Ends['drop']>): Promise<ActionItem> => turn(call, 'dropped', call.body.why)
/** Open again: what was said when it was let go is said no more. */
export const reopen = (call: Call<Ends['reopen']>): Promise<ActionItem> => turn(call, 'open', null)

const told = { done: 'actionItem.done', dropped: 'actionItem.dropped', open: 'actionItem.reopened' } as const satisfies Record<ActionState, CairnEvent['kind']>

async function turn(call: Call<Ends['done'] | Ends['drop'] | Ends['reopen']>, state: ActionState, why: string | null): Promise<ActionItem> {
  const { env, db, now } = call
  const { viewer, row } = await find(call)
  if (row.owner_id !== viewer.id) throw new Refusal('not-allowed')
  const item = await itemOf(env, viewer, row)
  if (row.state === state) return item
  // What is closed in one way is opened before it is closed in another.
  if (state !== 'open' && row.state !== 'open') throw new Refusal('conflict')
  const { sealed, version } = await sealItem(env, db.org, row.id, { text: item.text, why })
  return write(call, viewer, row, sql`state = ${state}, closed_at = ${state === 'open' ? null : now}, words = ${sealed}, key_version = ${version}`, { kind: told[state], item: row.id }, 'conflict')
}

/** @throws Refusal `not-found` */
async function find(call: Call<Ends['change'] | Ends['done'] | Ends['drop'] | Ends['reopen']>): Promise<{ viewer: Viewer; row: ItemRow }> {
  const { viewer, rows: [[row]] } = await call.enter(itemQuery(call.db, call.me, call.params.id))
  if (!row) throw new Refusal('not-found')
  return { viewer, row }
}

async function write({ env, db, me, now }: Pick<Call, 'env' | 'db' | 'me' | 'now'>, viewer: Viewer, row: ItemRow, set: SQL, event: CairnEvent, late: 'changed-meanwhile' | 'conflict'): Promise<ActionItem> {
  const statement: Statement = db.q.run(sql`update action_items set ${set}, version = version + 1 where org_id = ${db.org} and id = ${row.id}`)
  const { rows: [[after]] } = await record(db, { guards: [{ bad: movedOn(db, row), refuse: late }], statements: [statement], event, actor: viewer.id, at: now }, itemQuery(db, me, row.id))
  if (!after) throw new Refusal('not-found')
  return itemOf(env, viewer, after)
}

const movedOn = (db: Db, row: ItemRow): SQL => sql`not exists (select 1 from action_items where org_id = ${db.org} and id = ${row.id} and version = ${row.version})`
