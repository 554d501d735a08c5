/** Who is signed in. Tokens stay in here: whoever needs one gets it for a single request. */
import { authEndpoints, extensionClientId, type Tokens } from '../../shared/auth'
import { callEndpoint } from '../../shared/client'
import { Refusal } from '../../shared/problem'
import type { SessionState } from '../bridge/messages'
import type { Owner } from '../bridge/kept'
import type { World } from './browser'
import { ownerKey } from './database'
import * as drafts from './drafts.store'
import { featuresOf } from './features'
import { sendTo } from './network'
import { isSignIn } from './outbox.rules'
import * as outbox from './outbox.store'
import { chance, challengeOf } from './pkce'
import { access, type Access, keepAccess, load, save } from './session.store'
import * as settings from './settings'
import { tellLaunchers } from './sites'
import { tell } from './tell'

/** Who is signed in with the server of today; null = nobody. */
export async function owner(world: World): Promise<Owner | null> {
  const row = await load(world)
  return row?.state === 'in' && row.owner.server === (await settings.serverOf(world)) ? row.owner : null
}

export async function state(world: World): Promise<SessionState> {
  const row = await load(world)
  const server = await (row?.state === 'in' ? settings.serverOf(world) : settings.shownServer(world))
  if (row?.state === 'in' && row.owner.server === server) return { state: 'signed-in', owner: row.owner, name: row.name, organisationName: row.organisationName }
  const unsent = row?.owner ? (await outbox.ofOwner(world, row.owner)).filter((item) => item.state !== 'sent').length + (await drafts.countOf(world, row.owner)) : 0
  return { state: 'signed-out', server, reason: row?.state === 'out' ? row.reason : row ? 'signed-out' : 'never', unsent }
}

/** Opens the server's sign-in page. @throws Refusal `sign-in-failed` when it was closed or refused */
export async function signIn(world: World, server?: string): Promise<SessionState> {
  if (server !== undefined) {
    if (!settings.originOf(server)) throw new Refusal('bad-request')
    await settings.set(world, { server })
  }
  const address = await settings.serverOf(world)
  if (!settings.originOf(address)) throw new Refusal('bad-request')
  const verifier = chance()
  const nonce = chance()
  const { identity } = featuresOf(world.browser)
  if (!identity) throw new Refusal('sign-in-failed')
  const redirect = identity.getRedirectURL()
  const query = new URLSearchParams({
    response_type: 'code', client_id: extensionClientId, redirect_uri: redirect, code_challenge: await challengeOf(verifier), code_challenge_method: 'S256', state: nonce,
  })
  const landed = await identity.launchWebAuthFlow({ url: `${address}/oauth/authorize?${query}`, interactive: true }).catch(() => undefined)
  const answer = landed && URL.canParse(landed) ? new URL(landed).searchParams : null
  const code = answer?.get('code')
  if (!code || answer?.get('state') !== nonce) throw new Refusal('sign-in-failed')
  const tokens = await exchange(world, address, { grant_type: 'authorization_code', client_id: extensionClientId, code, code_verifier: verifier, redirect_uri: redirect })
  await world.locks.request('session', () => keep(world, address, tokens))
  await tell(world, 'session.changed', {})
  return state(world)
}

/** Throws away what the one who was signed in before left unsent here. Nobody sees it by this. */
export async function forget(world: World): Promise<SessionState> {
  const row = await load(world)
  if (row?.state === 'out' && row.owner) await leaveNothing(world, row.owner)
  await tell(world, 'session.changed', {})
  return state(world)
}

async function leaveNothing(world: World, who: Owner): Promise<void> {
  await outbox.forgetAll(world, who)
  await drafts.forgetAll(world, who)
}

/** Ends the session here and on the server. Cards go; unsent words stay, unless the person wants nothing of theirs left on this device. */
export async function signOut(world: World, discard = false): Promise<SessionState> {
  const row = await load(world)
  if (row?.state === 'in') {
    if (discard) await leaveNothing(world, row.owner)
    await world.locks.request('session', () => end(world, 'signed-out', row.owner))
    // Revoked as well as can be: offline, the server ends it when its time is over.
    await callEndpoint((request) => sendTo(world, row.owner.server, request, null), authEndpoints.revoke, { body: { token: row.refresh } }).catch(() => undefined)
  }
  return state(world)
}

/**
 * Gives an access token to one request, and a fresh one if the server says that it is over.
 * @param meant whose request it is: with somebody else signed in it is not made
 * @throws Refusal 401 when nobody is signed in any more, `offline` when the token could not be renewed
 */
export async function using<T>(world: World, meant: Owner | null, work: (server: string, token: string) => Promise<T>): Promise<T> {
  const signedIn = await owner(world)
  if (!signedIn || (meant && ownerKey(meant) !== ownerKey(signedIn))) throw new Refusal('sign-in-needed')
  const first = await tokenFor(world, signedIn, null)
  try {
    return await work(signedIn.server, first)
  } catch (error) {
    if (!isSignInRefusal(error)) throw error
    if (error.code === 'account-closed') return world.locks.request('session', () => endAnd(world, signedIn, error))
    const second = await tokenFor(world, signedIn, first)
    return await work(signedIn.server, second).catch((again: unknown) => (isSignInRefusal(again) ? world.locks.request('session', () => endAnd(world, signedIn, again)) : Promise.reject(again)))
  }
}

/** A token that is good for another minute and is not `refused`: two who find it refused renew it once. */
function tokenFor(world: World, signedIn: Owner, refused: string | null): Promise<string> {
  return world.locks.request('session', async () => {
    const row = await load(world)
    if (row?.state !== 'in' || ownerKey(row.owner) !== ownerKey(signedIn)) throw new Refusal('sign-in-needed')
    const now = await access(world)
    if (isGood(now, signedIn, world.now()) && now.token !== refused) return now.token
    try {
      // Killed before `keep`: the old token stays valid until its successor was used, so the next try repeats this.
      const tokens = await exchange(world, row.owner.server, { grant_type: 'refresh_token', client_id: extensionClientId, refresh_token: row.refresh })
      await keep(world, row.owner.server, tokens)
      return tokens.access_token
    } catch (error) {
      if (error instanceof Refusal && (isSignIn(error.code) || error.code === 'sign-in-failed')) return endAnd(world, signedIn, error)
      throw error
    }
  })
}

const isGood = (one: Access | null, signedIn: Owner, now: number): one is Access => !!one && ownerKey(one.owner) === ownerKey(signedIn) && one.until - 60_000 > now

const isSignInRefusal = (error: unknown): error is Refusal => error instanceof Refusal && isSignIn(error.code)

const exchange = (world: World, server: string, body: object): Promise<Tokens> =>
  callEndpoint((request) => sendTo(world, server, request, null), authEndpoints.token, { body: body as never })

/** Refresh token to the disk first, then the access token for use. */
async function keep(world: World, server: string, tokens: Tokens): Promise<void> {
  const before = await load(world)
  const who: Owner = { server, organisation: tokens.organisation.id, person: tokens.person.id }
  const refresh = tokens.refresh_token ?? (before?.state === 'in' ? before.refresh : '')
  await save(world, { state: 'in', owner: who, name: tokens.person.name, organisationName: tokens.organisation.name, refresh })
  await keepAccess(world, { token: tokens.access_token, until: world.now() + tokens.expires_in * 1_000, owner: who })
}

async function endAnd(world: World, signedIn: Owner, error: Refusal): Promise<never> {
  await end(world, error.code === 'account-closed' ? 'account-closed' : 'session-ended', signedIn)
  throw error.code === 'sign-in-failed' ? new Refusal('session-ended') : error
}

/** What is kept on the device of whoever is signed in, and goes with them. */
const ofTheOwner = ['inbox', 'waiting', 'goals', 'memory'] as const

async function end(world: World, reason: 'signed-out' | 'session-ended' | 'account-closed', who: Owner): Promise<void> {
  const row = await load(world)
  // Somebody else has signed in meanwhile: theirs stays.
  if (row?.state === 'in' && ownerKey(row.owner) !== ownerKey(who)) return
  await save(world, { state: 'out', reason, owner: who })
  await keepAccess(world, null)
  const database = await world.database()
  for (const store of ofTheOwner) await database.clear(store)
  await outbox.forgetSent(world)
  await tell(world, 'session.changed', {})
  // Who asked them for something stands on open pages: that is nobody's to see who comes after them.
  await tellLaunchers(world)
}
