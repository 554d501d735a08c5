/** Publishing a pack, and whether an organisation counts how reading went. */
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import { type Envelope, keysIn, type selectorEndpoints, type Sites, verify } from '../../shared/selectors'
import { directoryDb } from '../db'
import type { Env } from '../env'
import type { Call, OpenCall } from '../http/call'
import { changeSetting } from '../organisations/statements.settings'
import { sql } from '../sql'
import { dayOf, envelope, sitesOf } from './queries'

/**
 * Takes a newer pack. Who brings it does not matter: the signature does.
 * @throws Refusal `pack-forged` where no key of this server has signed it, `pack-old` where it is not newer, `invalid` where it is no pack
 */
export async function publish({ env, body, meter, now }: OpenCall<typeof selectorEndpoints.publish>): Promise<{ version: number; at: string }> {
  const keys = keysIn(env.PACK_KEY)
  const verdict = await verify(body, keys, 0)
  if ('refused' in verdict) throw refusalOf(verdict.refused)
  const { pack } = verdict
  const before = await envelope(env, meter)
  if (before?.pack !== body.pack && !(await keep(env, meter, body, pack.version, before, now))) throw new Refusal('pack-old')
  return { version: pack.version, at: pack.at }
}

const refusalOf = (why: string): Refusal =>
  why === 'malformed' || why === 'too-large' ? new Refusal('invalid', { errors: [{ pointer: '/pack', code: why === 'too-large' ? 'too-long' : 'invalid', ...(why === 'too-large' ? { params: { max: 65_536 } } : {}) }] }) : new Refusal('pack-forged')

/** Two at once: the higher version stands. What a key has signed that is no longer one is worth nothing, whatever its version. */
async function keep(env: Env, meter: OpenCall['meter'], { pack, signature }: Envelope, version: number, before: Envelope | null, now: number): Promise<boolean> {
  const isDead = before !== null && 'refused' in (await verify(before, keysIn(env.PACK_KEY), 0))
  const db = directoryDb(env, meter)
  const [kept] = await db.batch(db.q.all<{ version: number }>(sql`insert into selector_packs (id, version, pack, signature, published_at) values ('pack', ${version}, ${pack}, ${signature}, ${now})
    on conflict (id) do update set version = excluded.version, pack = excluded.pack, signature = excluded.signature, published_at = excluded.published_at
      where selector_packs.version < excluded.version or selector_packs.signature = ${isDead ? before.signature : ''} returning version`))
  return kept.length > 0
}

/** Switches the counters on or off; off deletes what was counted. Under an agreement it is a proposal, and what holds is answered. */
export async function switchCounters({ db, env, enter, body: { on }, now, meter }: Call<typeof selectorEndpoints.counters>): Promise<Sites> {
  const { viewer } = await enter()
  const went = await changeSetting(db, viewer, { id: newId(), setting: 'counters', value: on, why: null, now })
  return sitesOf(env, meter, went === 'open' ? !on : on, [])
}

/** Once a night: counters older than 90 days. */
export async function sweepReadings(env: Env, now: number): Promise<void> {
  const at = new Date(now)
  if (at.getUTCHours() !== 3 || at.getUTCMinutes() !== 0) return
  const db = directoryDb(env)
  await db.batch(db.q.run(sql`delete from reading_counts where day < ${dayOf(now - 90 * 86_400_000)}`))
}
