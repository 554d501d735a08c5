/** A change of somebody's address, and who confirms it: the old address, or a second admin. */
import { sha256 } from '../../shared/artifacts'
import { type Address, addressLinkDays, type addressEndpoints } from '../../shared/addresses'
import { Refusal } from '../../shared/problem'
import { endStatements } from '../auth/sessions'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { addressToken } from './address.tokens'
import { wrong } from './directory.edit'
import { addressOf, addressQuery, isOpen, mayConfirm, otherAdminsQuery } from './queries.address'
import { confirmedMeanwhile, confirmStatements } from './statements.address'

type Ends = typeof addressEndpoints
const dayMs = 86_400_000

export async function address({ db, me, enter, params, now }: Call<Ends['of']>): Promise<Address> {
  const { viewer, rows: [[row]] } = await enter(addressQuery(db, me.id, params.id))
  return addressOf(viewer, row, now)
}

/** @throws Refusal `invite-domain` outside the organisation's domains */
export function checkDomain(domains: readonly string[] | undefined, email: string): void {
  if (!(domains ?? []).includes(email.slice(email.lastIndexOf('@') + 1))) throw new Refusal('invite-domain', { errors: [{ pointer: '/email', code: 'invalid' }] })
}

/**
 * Changes it at once: they sign in with the new one, their sessions end, what was private before stays shut to them. Both addresses hear of it.
 * Back to the address that was proven last, nothing is left to confirm.
 */
export async function changeAddress(call: Call<Ends['change']>): Promise<Address> {
  const { db, env, me, enter, params, body, now } = call
  const { viewer, rows: [[row], admins, [taken]] } = await enter(addressQuery(db, me.id, params.id), otherAdminsQuery(db, [params.id]), db.q.all<{ id: string }>(sql`select id from people where org_id = ${db.org} and email_hash = ${await sha256(body.email)}`))
  if (!row || row.email === '') throw new Refusal('not-found')
  if (row.change_id === body.id) {
    if (row.by_id !== viewer.id || row.email !== body.email) throw new Refusal('id-taken')
    return addressOf(viewer, row, now)
  }
  if (row.email === body.email) return addressOf(viewer, row, now)
  if (row.id === viewer.id) throw wrong('/email', 'own-account')
  if (viewer.shutBefore !== null) throw new Refusal('words-shut')
  // Who was invited is invited anew; who has left gets no way in.
  if (row.status !== 'active' && row.status !== 'away') throw new Refusal('conflict')
  const back = isOpen(row) && row.old_email === body.email
  if (!back) checkDomain(viewer.organisation.settings.domains, body.email)
  if (taken) throw wrong('/email', 'taken')
  const old = isOpen(row) && !back ? row.old_email : row.email
  const mine = sql`org_id = ${db.org} and person_id = ${row.id}`
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: sql`not exists (select 1 from people where org_id = ${db.org} and id = ${row.id} and email = ${row.email} and version = ${row.version} and status in ('active', 'away'))`, refuse: 'conflict' }],
    statements: [
      db.q.run(sql`update people set email = ${body.email}, email_hash = ${await sha256(body.email)}, shut_before = ${back ? null : now}, version = version + 1 where org_id = ${db.org} and id = ${row.id}`),
      db.q.run(sql`delete from directory_people where ${mine}`),
      db.q.run(sql`insert into directory_people (email, org_id, person_id) values (${body.email}, ${db.org}, ${row.id})`),
      db.q.run(sql`delete from address_wishes where ${mine}`),
      db.q.run(sql`insert into address_changes (org_id, person_id, id, old_email, by_id, token_hash, at, expires_at, confirmed_at)
        values (${db.org}, ${row.id}, ${body.id}, ${old}, ${viewer.id}, ${await sha256(await addressToken(env, db.org, { person: row.id, id: body.id, old }))}, ${now}, ${now + addressLinkDays * dayMs}, ${back ? now : null})
        on conflict (org_id, person_id) do update set id = excluded.id, old_email = excluded.old_email, by_id = excluded.by_id, token_hash = excluded.token_hash, at = excluded.at, expires_at = excluded.expires_at,
          confirmed_at = excluded.confirmed_at, confirmed_by = null`),
      ...endStatements(db, { person: row.id, now }),
      // What was set up behind an address that nobody confirmed is no way in: an account at a provider, a channel that goes on telling what comes.
      ...(isOpen(row) ? [db.q.run(sql`delete from identities where ${mine} and linked_at >= ${row.change_at}`), db.q.run(sql`delete from channels where ${mine} and at >= ${row.change_at}`)] : []),
    ],
    event: { kind: 'person.addressChanged', person: row.id, change: body.id, admins: back ? [] : admins.map(({ id }) => id) },
    due: [{ reaction: 'address', person: row.id }], actor: viewer.id, at: now,
  }, addressQuery(db, me.id, row.id)).catch((error: unknown) => {
    throw /UNIQUE constraint failed: people\./.test(String(error) + String((error as Error)?.cause)) ? wrong('/email', 'taken') : error
  })
  return addressOf(viewer, after, now)
}

/** By a second admin. @throws Refusal `not-allowed` for whoever may not, `conflict` when nothing is left to confirm */
export async function confirmAddress({ db, me, enter, params, now }: Call<Ends['confirm']>): Promise<Address> {
  const { viewer, rows: [[row]] } = await enter(addressQuery(db, me.id, params.id))
  if (!row) throw new Refusal('not-found')
  if (!isOpen(row)) throw new Refusal('conflict')
  if (!mayConfirm(viewer, row)) throw new Refusal('not-allowed')
  const { rows: [[after]] } = await record(db, {
    guards: [
      { bad: confirmedMeanwhile(db, row.id, row.change_id), refuse: 'conflict' },
      { bad: sql`not exists (select 1 from people where org_id = ${db.org} and id = ${viewer.id} and role = 'admin' and status in ('active', 'away') and shut_before is null)`, refuse: 'not-allowed' },
    ],
    statements: confirmStatements(db, row.id, row.change_id, viewer.id, now),
    event: { kind: 'person.addressConfirmed', person: row.id, change: row.change_id }, actor: viewer.id, at: now,
  }, addressQuery(db, me.id, row.id))
  return addressOf(viewer, after, now)
}
