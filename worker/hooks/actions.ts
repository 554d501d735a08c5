/** Webhooks: made, given another secret, taken away. The secret is sealed, and said this once. */
import type { hookEndpoints, NewHook } from '../../shared/hooks'
import { Refusal } from '../../shared/problem'
import { type Db, directoryDb } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { keyedHash, seal } from '../sealing'
import { sql } from '../sql'
import { addressOf, hookOf, hookQuery, type HookRow, hooksQuery } from './queries'
import { newSecret } from './signature'

type Ends = typeof hookEndpoints
/** An organisation has at most this many. */
const most = 20
export const secretPlace = (org: string, hook: string) => ({ org, row: hook, column: 'hooks.secret' })

const made = (env: Env, db: Db, row: HookRow, secret: string | null): NewHook => {
  const hook = hookOf(env.BASE_URL, db.org, row)
  return { hook, secret: row.in_path ? null : secret, url: addressOf(env.BASE_URL, db.org, row.id) + (row.in_path && secret ? `/${secret}` : '') }
}

/** The same again is the same, without its secret. @throws Refusal `invalid` for GitHub in a path: it always signs */
export async function add({ db, env, enter, body, now }: Call<Ends['add']>): Promise<NewHook> {
  const hash = await keyedHash(env, db.org, JSON.stringify(body))
  const { viewer, rows: [all] } = await enter(hooksQuery(db))
  const earlier = all.find(({ id }) => id === body.id)
  if (earlier) {
    if (earlier.body_hash !== hash) throw new Refusal('id-taken')
    return made(env, db, earlier, null)
  }
  if (all.length >= most) throw new Refusal('conflict')
  if (body.inPath && body.site === 'github') throw new Refusal('invalid', { errors: [{ pointer: '/inPath', code: 'invalid' }] })
  const secret = newSecret()
  const { sealed, version } = await seal(env, secretPlace(db.org, body.id), secret)
  const { rows: [[row]] } = await record(db, {
    guards: [{ bad: sql`exists (select 1 from hooks where org_id = ${db.org} and id = ${body.id})`, refuse: 'conflict' }],
    statements: [db.q.run(sql`insert into hooks (org_id, id, site, instance, name, in_path, key_version, secret, body_hash, by_id, at)
      values (${db.org}, ${body.id}, ${body.site}, ${body.instance}, ${body.name}, ${body.inPath ? 1 : 0}, ${version}, ${sealed}, ${hash}, ${viewer.id}, ${now})`)],
    event: { kind: 'hook.added', hook: body.id }, actor: viewer.id, at: now,
  }, hookQuery(db, body.id))
  return made(env, db, row!, secret)
}

/** Another secret, at once: what is signed with the one before is forged from now on. */
export async function rotate({ db, env, enter, params: { id }, body, now }: Call<Ends['rotate']>): Promise<NewHook> {
  const { viewer, rows: [[row]] } = await enter(hookQuery(db, id))
  if (!row) throw new Refusal('not-found')
  const hash = await keyedHash(env, db.org, body.renewal)
  if (row.body_hash === hash) return made(env, db, row, null)
  const secret = newSecret()
  const { sealed, version } = await seal(env, secretPlace(db.org, id), secret)
  await record(db, {
    statements: [db.q.run(sql`update hooks set secret = ${sealed}, key_version = ${version}, body_hash = ${hash} where org_id = ${db.org} and id = ${id}`)],
    event: { kind: 'hook.rotated', hook: id }, actor: viewer.id, at: now,
  })
  return made(env, db, row, secret)
}

export async function drop({ db, enter, params: { id }, now }: Call<Ends['drop']>): Promise<undefined> {
  const { viewer, rows: [[row]] } = await enter(hookQuery(db, id))
  if (!row) throw new Refusal('not-found')
  await record(db, {
    statements: [
      db.q.run(sql`delete from hook_deliveries where org_id = ${db.org} and hook_id = ${id}`),
      db.q.run(sql`delete from hooks where org_id = ${db.org} and id = ${id}`),
    ],
    event: { kind: 'hook.dropped', hook: id }, actor: viewer.id, at: now,
  })
  return undefined
}

const keptMs = 30 * 86_400_000
/** Once a day: deliveries that nobody delivers again. */
export async function sweepHooks(env: Env, now: number): Promise<void> {
  if (new Date(now).getUTCHours() !== 4 || new Date(now).getUTCMinutes() !== 17) return
  const db = directoryDb(env)
  await db.batch(db.q.run(sql`delete from hook_deliveries where at < ${now - keptMs}`))
}
