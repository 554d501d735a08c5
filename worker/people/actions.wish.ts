/**
 * An address that somebody wants for themselves: proven by a code to it, then an admin's to make, on one path with every other change.
 * A stolen session or an unlocked desk moves nobody's account by itself, and nobody takes their account out of the organisation's directory.
 */
import { sha256 } from '../../shared/artifacts'
import { type Address, addressCode, type addressEndpoints } from '../../shared/addresses'
import { Refusal } from '../../shared/problem'
import { sameText } from '../auth/tokens'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { sql } from '../sql'
import { checkDomain } from './actions.address'
import { wishCode } from './address.tokens'
import { wrong } from './directory.edit'
import { addressOf, addressQuery, otherAdminsQuery } from './queries.address'

type Ends = typeof addressEndpoints

export async function ownAddress({ db, me, enter, now }: Call<Ends['own']>): Promise<Address> {
  const { viewer, rows: [[row]] } = await enter(addressQuery(db, me.id, me.id))
  return addressOf(viewer, row, now)
}

/** Keeps the wish; the code goes out as what is due. Asked for too often in a short time, it is refused. */
export async function wish({ db, me, enter, body, now }: Call<Ends['wish']>): Promise<Address> {
  const { viewer, rows: [[row], [taken]] } = await enter(addressQuery(db, me.id, me.id), db.q.all<{ id: string }>(sql`select id from people where org_id = ${db.org} and email_hash = ${await sha256(body.email)}`))
  if (row?.wish_id === body.id && row.wish === body.email) return addressOf(viewer, row, now)
  checkDomain(viewer.organisation.settings.domains, body.email)
  if (taken) throw wrong('/email', 'taken')
  const until = now + addressCode.minutes * 60_000
  const own = sql`org_id = ${db.org} and person_id = ${viewer.id}`
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: sql`exists (select 1 from address_wishes where ${own} and asked >= ${addressCode.asked} and expires_at > ${now})`, refuse: 'too-many' }],
    statements: [db.q.run(sql`insert into address_wishes (org_id, person_id, id, email, expires_at) values (${db.org}, ${viewer.id}, ${body.id}, ${body.email}, ${until})
      on conflict (org_id, person_id) do update set email = excluded.email, id = excluded.id, tries = 0, proved_at = null, expires_at = excluded.expires_at, asked = case when expires_at > ${now} then asked + 1 else 1 end`)],
    event: { kind: 'person.addressWished', person: viewer.id, admins: [] }, due: [{ reaction: 'address', person: viewer.id }], actor: viewer.id, at: now,
  }, addressQuery(db, me.id, me.id))
  return addressOf(viewer, after, now)
}

/** One try, counted before it is looked at. */
export async function prove({ db, env, me, enter, body, now }: Call<Ends['prove']>): Promise<Address> {
  const { viewer, rows: [admins] } = await enter(otherAdminsQuery(db, []))
  const own = sql`org_id = ${db.org} and person_id = ${viewer.id}`
  const [[tried]] = await db.batch(db.q.all<{ id: string; email: string }>(sql`update address_wishes set tries = tries + 1 where ${own} and proved_at is null and expires_at > ${now} and tries < ${addressCode.tries} returning id, email`))
  if (!tried) throw new Refusal('code-expired')
  if (!sameText(await wishCode(env, db.org, { person: viewer.id, ...tried }), body.code.replace(/[\s-]/g, ''))) throw new Refusal('code-wrong')
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: sql`not exists (select 1 from address_wishes where ${own} and id = ${tried.id} and proved_at is null)`, refuse: 'code-expired' }],
    statements: [db.q.run(sql`update address_wishes set proved_at = ${now} where ${own}`)],
    event: { kind: 'person.addressWished', person: viewer.id, admins: admins.map(({ id }) => id).filter((id) => id !== viewer.id) }, actor: viewer.id, at: now,
  }, addressQuery(db, me.id, me.id))
  return addressOf(viewer, after, now)
}

/** What was asked for is forgotten; how often one asked is not, as long as that counts. */
export async function unwish({ db, me, enter, now }: Call<Ends['unwish']>): Promise<Address> {
  const { viewer, rows: [[row]] } = await enter(addressQuery(db, me.id, me.id))
  if (!row?.wish) return addressOf(viewer, row, now)
  const { rows: [[after]] } = await record(db, {
    statements: [db.q.run(sql`update address_wishes set email = '', tries = ${addressCode.tries}, proved_at = null where org_id = ${db.org} and person_id = ${viewer.id}`)],
    event: { kind: 'person.addressWished', person: viewer.id, admins: [] }, actor: viewer.id, at: now,
  }, addressQuery(db, me.id, me.id))
  return addressOf(viewer, after, now)
}
