/** How an organisation's people sign in: its provider, its domains, codes by e-mail. */
import type { BodyOf } from '../../shared/endpoint'
import type { SignInSettings, organisationEndpoints } from '../../shared/organisations'
import { Refusal } from '../../shared/problem'
import { callbackOf, discover, secretPlace } from '../auth/provider'
import { isSafeAddress } from '../auth/provider.rules'
import type { Db, Statement } from '../db'
import type { Env } from '../env'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { OrganisationSettings } from '../http/session'
import { seal } from '../sealing'
import { sql } from '../sql'

interface ProviderRow { issuer: string; client_id: string; has_secret: number }
const providerQuery = (db: Db) => db.q.all<ProviderRow>(sql`select issuer, client_id, secret is not null as has_secret from identity_providers where org_id = ${db.org}`)

export async function signIn({ db, env, enter }: Call<typeof organisationEndpoints.signIn>): Promise<SignInSettings> {
  const { viewer, rows: [[row]] } = await enter(providerQuery(db))
  return said(env, row, viewer.organisation.settings)
}

const said = (env: Env, row: ProviderRow | undefined, settings: OrganisationSettings): SignInSettings => ({
  issuer: row?.issuer ?? null, clientId: row?.client_id ?? null, hasSecret: row?.has_secret === 1, domains: settings.domains ?? [], email: settings.emailSignIn !== false, redirectUri: callbackOf(env),
})

/**
 * Keeps how people sign in. The provider's own description is read first, so that nobody is locked out by a mistyped address.
 * @throws Refusal `invalid` with the field: `unreachable` when the provider does not answer as one
 */
export async function configureSignIn(call: Call<typeof organisationEndpoints.configureSignIn>, body: BodyOf<typeof organisationEndpoints.configureSignIn>): Promise<SignInSettings> {
  const { db, env, enter, now } = call
  const { viewer, rows: [[before]] } = await enter(providerQuery(db))
  const wrong = (pointer: string, code: string) => new Refusal('invalid', { errors: [{ pointer, code }] })
  if (body.issuer !== null && body.clientId === null) throw wrong('/clientId', 'needed')
  if (body.issuer === null && !body.email) throw wrong('/email', 'needed')
  if (body.issuer !== null && body.domains.length === 0) throw wrong('/domains', 'too-few')
  if (body.issuer !== null) {
    if (!isSafeAddress(body.issuer, env)) throw wrong('/issuer', 'address')
    await discover(env, body.issuer).catch((error: unknown) => {
      if (!(error instanceof Refusal)) throw error
      throw wrong('/issuer', error.code === 'unavailable' ? 'unreachable' : 'address')
    })
  }
  const kept = said(env, before, viewer.organisation.settings)
  const taken = await takenAmong(db, body.domains.filter((one) => !kept.domains.includes(one)))
  if (taken !== null) throw wrong(`/domains/${body.domains.indexOf(taken)}`, 'invalid')
  const asBefore = kept.issuer === body.issuer && (body.issuer === null || kept.clientId === body.clientId) && kept.email === body.email && body.clientSecret === undefined
    && JSON.stringify([...kept.domains].sort()) === JSON.stringify([...new Set(body.domains)].sort())
  if (asBefore) return kept
  const settings: OrganisationSettings = { ...viewer.organisation.settings, domains: [...new Set(body.domains)], emailSignIn: body.email }
  const secret = body.issuer !== null && body.clientSecret ? await seal(env, secretPlace(db.org), body.clientSecret) : null
  const { rows: [[row]] } = await record(db, {
    statements: [
      providerStatement(db, body, before, secret, now),
      db.q.run(sql`update organisations set settings = json_set(settings, '$.domains', json(${JSON.stringify(settings.domains)}), '$.emailSignIn', json(${body.email ? 'true' : 'false'})) where id = ${db.org}`),
      db.q.run(sql`delete from directory_domains where org_id = ${db.org} and domain not in (select value from json_each(${JSON.stringify(settings.domains)}))`),
      db.q.run(sql`insert into directory_domains (domain, org_id) select value, ${db.org} from json_each(${JSON.stringify(settings.domains)}) where true on conflict do nothing`),
    ],
    event: { kind: 'signIn.configured' }, actor: viewer.id, at: now,
  }, providerQuery(db))
  return said(env, row, settings)
}

/** A domain that is another organisation's: whose people sign in where is decided by it. */
async function takenAmong(db: Db, domains: string[]): Promise<string | null> {
  if (domains.length === 0) return null
  const [[row]] = await db.batch(db.q.all<{ domain: string }>(sql`select domain from directory_domains where domain in (select value from json_each(${JSON.stringify(domains)})) and org_id <> ${db.org} limit 1`))
  return row?.domain ?? null
}

/** A secret belongs to its issuer: with another issuer and no new secret there is none. */
function providerStatement(db: Db, body: BodyOf<typeof organisationEndpoints.configureSignIn>, before: ProviderRow | undefined, secret: { sealed: string; version: number } | null, now: number): Statement {
  if (body.issuer === null) return db.q.run(sql`delete from identity_providers where org_id = ${db.org}`)
  const keep = body.clientSecret === undefined && before?.issuer === body.issuer
  return db.q.run(sql`insert into identity_providers (org_id, issuer, client_id, secret, key_version, changed_at)
    values (${db.org}, ${body.issuer}, ${body.clientId}, ${secret?.sealed ?? null}, ${secret?.version ?? null}, ${now})
    on conflict (org_id) do update set issuer = excluded.issuer, client_id = excluded.client_id, changed_at = excluded.changed_at
      ${keep ? sql`` : sql`, secret = excluded.secret, key_version = excluded.key_version`}`)
}

/** The organisation's name, as it stands on every audience line. */
export async function rename({ db, enter, now }: Call<typeof organisationEndpoints.rename>, { name }: BodyOf<typeof organisationEndpoints.rename>): Promise<{ name: string }> {
  const { viewer } = await enter()
  if (viewer.organisation.name === name) return { name }
  await record(db, { statements: [db.q.run(sql`update organisations set name = ${name} where id = ${db.org}`)], event: { kind: 'organisation.renamed' }, actor: viewer.id, at: now })
  return { name }
}
