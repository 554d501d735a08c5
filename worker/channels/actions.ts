/** Channels: added, switched, tested, taken away; dead letters tried again or dropped. */
import { type Channel, type channelEndpoints, type ChannelKind, type NewChannel, type Tried } from '../../shared/channels'
import type { BodyOf } from '../../shared/endpoint'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import type { Db } from '../db'
import type { Env } from '../env'
import { maxTries, Undelivered } from '../events/due'
import { record } from '../events/record'
import type { Call } from '../http/call'
import { keyedHash, seal } from '../sealing'
import { sql } from '../sql'
import { wordsFor } from '../words'
import { deliver, mayPost, secretPlace, urlPlace } from './deliver'
import { channelOf, channelQuery, type ListedRow, ownChannelQuery } from './queries'
import { newSecret } from './webhook'

interface Wish { id: string; kind: ChannelKind; name: string; url: string; words?: boolean }
/** An organisation has at most this many. */
const most = 20

/** A channel of the organisation. The same again is the same channel; its secret is said only the first time. @throws Refusal `invalid` for an address where we may not post */
export async function add(call: Call<typeof channelEndpoints.add>, body: BodyOf<typeof channelEndpoints.add>): Promise<NewChannel> {
  const { viewer, rows: [[earlier], [{ n } = { n: 0 }]] } = await call.enter(channelQuery(call.db, body.id), call.db.q.all<{ n: number }>(sql`select count(*) as n from channels where org_id = ${call.db.org} and person_id is null`))
  if (n >= most && !earlier) throw new Refusal('conflict')
  return keep(call, viewer.id, null, body, earlier)
}

/** A person's own channel, instead of the one before. */
export async function setMine(call: Call<typeof channelEndpoints.setMine>, body: BodyOf<typeof channelEndpoints.setMine>): Promise<NewChannel> {
  const { viewer, rows: [[earlier]] } = await call.enter(channelQuery(call.db, body.id))
  return keep(call, viewer.id, viewer.id, body, earlier)
}

async function keep({ db, env, now }: { db: Db; env: Env; now: number }, by: string, person: string | null, wish: Wish, earlier: ListedRow | undefined): Promise<NewChannel> {
  const hash = await keyedHash(env, db.org, JSON.stringify(wish))
  if (earlier) {
    if (earlier.body_hash !== hash || earlier.person_id !== person) throw new Refusal('id-taken')
    return { channel: channelOf(earlier), secret: null }
  }
  if (!mayPost(wish.kind, wish.url, env)) throw new Refusal('invalid', { errors: [{ pointer: '/url', code: 'address' }] })
  const secret = wish.kind === 'webhook' ? newSecret() : null
  const url = await seal(env, urlPlace(db.org, wish.id), wish.url)
  const sealed = secret && (await seal(env, secretPlace(db.org, wish.id), secret)).sealed
  const { rows: [[row]] } = await record(db, {
    guards: [{ bad: sql`exists (select 1 from channels where org_id = ${db.org} and id = ${wish.id})`, refuse: 'conflict' }],
    statements: [
      ...(person === null ? [] : [db.q.run(sql`delete from channels where org_id = ${db.org} and person_id = ${person}`)]),
      db.q.run(sql`insert into channels (org_id, id, person_id, kind, name, host, key_version, url, secret, words, body_hash, by_id, at)
        values (${db.org}, ${wish.id}, ${person}, ${wish.kind}, ${wish.name}, ${new URL(wish.url).host}, ${url.version}, ${url.sealed}, ${sealed}, ${wish.words ? 1 : 0}, ${hash}, ${by}, ${now})`),
    ],
    event: { kind: 'channel.added', channel: wish.id, words: wish.words === true }, actor: by, at: now,
  }, channelQuery(db, wish.id))
  return { channel: channelOf(row!), secret }
}

const found = (row: ListedRow | undefined): ListedRow => {
  if (!row || row.person_id !== null) throw new Refusal('not-found')
  return row
}

/** On or off, with words or without. What waits for one that is off is not delivered. */
export async function change({ db, enter, params, now }: Call<typeof channelEndpoints.change>, body: BodyOf<typeof channelEndpoints.change>): Promise<Channel> {
  const { viewer, rows: [[row]] } = await enter(channelQuery(db, params.id))
  const before = channelOf(found(row))
  const on = body.on ?? before.on
  const words = body.words ?? before.words
  if (on === before.on && words === before.words) return before
  await record(db, {
    statements: [db.q.run(sql`update channels set is_on = ${on ? 1 : 0}, words = ${words ? 1 : 0} where org_id = ${db.org} and id = ${params.id}`)],
    event: { kind: 'channel.changed', channel: params.id, on, words }, actor: viewer.id, at: now,
  })
  return { ...before, on, words }
}

export async function remove({ db, enter, params, now }: Call<typeof channelEndpoints.remove>): Promise<void> {
  const { viewer, rows: [[row]] } = await enter(channelQuery(db, params.id))
  found(row)
  await record(db, {
    statements: [
      db.q.run(sql`delete from due where org_id = ${db.org} and reaction = 'channel' and person_id = ${params.id}`),
      db.q.run(sql`delete from channels where org_id = ${db.org} and id = ${params.id}`),
    ],
    event: { kind: 'channel.removed', channel: params.id }, actor: viewer.id, at: now,
  })
}

export async function dropMine({ db, me, enter, now }: Call<typeof channelEndpoints.dropMine>): Promise<void> {
  const { viewer, rows: [[row]] } = await enter(ownChannelQuery(db, me.id))
  if (!row) return
  await record(db, {
    statements: [
      db.q.run(sql`delete from due where org_id = ${db.org} and reaction = 'chat' and person_id = ${viewer.id}`),
      db.q.run(sql`delete from channels where org_id = ${db.org} and person_id = ${viewer.id}`),
    ],
    event: { kind: 'channel.removed', channel: row.id }, actor: viewer.id, at: now,
  })
}

/** Says hello, at once: what came of it is the answer. */
export async function test({ db, env, enter, params, now }: Call<typeof channelEndpoints.test>): Promise<Tried> {
  const { viewer, rows: [[row]] } = await enter(channelQuery(db, params.id))
  const words = wordsFor(viewer.language ?? 'en', viewer.timeZone)
  try {
    await deliver(env, db.org, found(row), {
      id: `msg_${newId()}`, at: now, type: 'test', line: words.t('channels.test', { name: viewer.name, organisation: viewer.organisation.name }), words: null, about: null,
      link: `${env.BASE_URL}/administration/channels`, button: words.t('mail.open'), data: {},
    }, now)
    return { delivered: true, reason: null }
  } catch (error) {
    if (!(error instanceof Undelivered)) throw error
    return { delivered: false, reason: error.reason }
  }
}

const letter = (db: Db, { id, letter }: { id: string; letter: string }) => sql`org_id = ${db.org} and seq = ${letter} and reaction = 'channel' and person_id = ${id} and tries >= ${maxTries}`
const letterQuery = (db: Db, params: { id: string; letter: string }) => db.q.all<{ seq: string }>(sql`select seq from due where ${letter(db, params)}`)

export async function retry({ db, enter, params }: Call<typeof channelEndpoints.retry>): Promise<void> {
  const { rows: [[row]] } = await enter(letterQuery(db, params))
  if (!row) throw new Refusal('not-found')
  await db.batch(db.q.run(sql`update due set tries = 0, leased_until = 0, failed = null where ${letter(db, params)}`))
  db.meter.due = true
}

export async function drop({ db, enter, params }: Call<typeof channelEndpoints.drop>): Promise<void> {
  const { rows: [[row]] } = await enter(letterQuery(db, params))
  if (!row) throw new Refusal('not-found')
  await db.batch(db.q.run(sql`delete from due where ${letter(db, params)}`))
}
