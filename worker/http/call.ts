/** What a handler gets: parsed input, the organisation's database, and the one way to learn who is calling. */
import type { BodyOf, Endpoint, ParamsOf, QueryOf, ReplyOf, Who } from '../../shared/endpoint'
import { Refusal } from '../../shared/problem'
import { type Db, type Meter, type Results, type Statement, dbFor } from '../db'
import type { Env } from '../env'
import { sql } from '../sql'
import { type Credentials, type SessionRow, type Viewer, type ViewerSql, sessionQuery, viewerOf, viewerSql } from './session'

/** For everybody: no viewer. */
export interface OpenCall<E = Endpoint> {
  env: Env
  request: Request
  now: number
  params: ParamsOf<E>
  query: QueryOf<E>
  body: BodyOf<E>
  meter: Meter
  /** Work that goes on after the answer. It must not throw. */
  later(work: Promise<unknown>): void
  /** Headers for the answer. */
  reply: Headers
}

/** For signed-in people. */
export interface Call<E = Endpoint> extends OpenCall<E> {
  db: Db
  /** The viewer as SQL, for statements handed to `enter`. */
  me: ViewerSql
  /**
   * Asks the database who is calling, with the handler's own reads in the same batch and call.
   * @throws Refusal without a valid session, or without the role that the endpoint asks for
   */
  enter<const S extends readonly Statement[]>(...reads: S): Promise<{ viewer: Viewer; rows: Results<S> }>
}

const seenEvery = 5 * 60_000

/** Makes the call of a signed-in endpoint. */
export function callOf<E extends Endpoint>(open: OpenCall<E>, credentials: Credentials | null, who: Who): Call<E> & { entered: () => Viewer | null } {
  if (!credentials) throw new Refusal('sign-in-needed')
  const db = dbFor(open.env, credentials.org, open.meter)
  let viewer: Viewer | null = null
  // The call's own: what is shut to its viewer is shut in all that it reads (sealing.unsealWords).
  const env: Env = Object.create(open.env, { shutBefore: { value: null, writable: true } })
  return {
    ...open,
    env,
    db,
    me: viewerSql(credentials.org, credentials.hash),
    entered: () => viewer,
    async enter(...reads) {
      const [sessions, ...rows] = await db.batch(db.q.all<SessionRow>(sessionQuery(credentials.org, credentials.hash)), ...reads)
      viewer = viewerOf(credentials, sessions[0], open.now)
      env.shutBefore = viewer.shutBefore
      if (who !== 'person' && viewer.role !== who) throw new Refusal('not-allowed')
      if (open.now - viewer.session.seenAt > seenEvery) open.later(touch(db, viewer, open.now))
      return { viewer, rows: rows as never }
    },
  }
}

const touch = (db: Db, viewer: Viewer, now: number) =>
  db.batch(db.q.run(sql`update sessions set seen_at = ${now} where org_id = ${viewer.org} and token_hash = ${viewer.session.hash}`)).catch(() => undefined)

/** A reply with its status or headers said otherwise than the endpoint's row. */
export class Answer<Body> {
  constructor(readonly body: Body, readonly status?: number) {}
}

export type Handler<E extends Endpoint> = (call: E['who'] extends 'anyone' | 'demo' ? OpenCall<E> : Call<E>) => Promise<ReplyOf<E> | Answer<ReplyOf<E>>>
/** A room's handlers: one for every endpoint of its contract, or it does not compile. */
export type Handlers<Room extends Record<string, Endpoint>> = { [K in keyof Room]: Handler<Room[K]> }
