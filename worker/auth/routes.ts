/** Who you are, over HTTP: demo, tokens, sessions. The pages of sign-in stand beside. */
import { authEndpoints, type Session } from '../../shared/auth'
import { Refusal } from '../../shared/problem'
import { dbFor } from '../db'
import { record } from '../events/record'
import { type App, mount } from '../http/mount'
import { sql } from '../sql'
import { exchange, revoke } from './grant'
import { peopleBehind } from './lookup'
import { checkStatus, deviceOf, endStatements, lifetimes, sessionStatements } from './sessions'
import { clearCookie } from './cookies'

export const authRoutes = (app: App): void =>
  mount(app, authEndpoints, {
    async demo({ env, request, body, now, meter }) {
      const [person] = await peopleBehind(env, body.email, meter)
      if (!person) throw new Refusal('sign-in-failed')
      checkStatus(person.status)
      const db = dbFor(env, person.org, meter)
      const session = await sessionStatements(db, { person: person.id, kind: 'script', device: deviceOf(request), now })
      await record(db, { statements: [session.insert], event: { kind: 'session.opened', session: session.id, how: 'demo' }, actor: person.id, at: now })
      return {
        access_token: session.token, token_type: 'Bearer' as const, expires_in: lifetimes.script / 1_000,
        organisation: { id: person.org, name: person.organisation }, person: { id: person.id, name: person.name },
      }
    },

    token: ({ env, body, now, meter }) => exchange(env, body, now, meter),

    async revoke({ env, body, now, meter }) {
      await revoke(env, body.token, now, meter)
      return undefined
    },

    async signOut({ env, db, enter, now, reply }) {
      const { viewer } = await enter()
      await record(db, { statements: endStatements(db, { person: viewer.id, session: viewer.session.id, now }), event: { kind: 'session.closed', session: viewer.session.id }, actor: viewer.id, at: now })
      reply.append('set-cookie', clearCookie(env, 'session'))
      return undefined
    },

    async sessions({ db, me, enter, now }) {
      const { viewer, rows: [rows] } = await enter(db.q.all<{ id: string; kind: Session['kind']; device: string; opened_at: number; seen_at: number }>(sql`
        select id, kind, max(device) as device, min(opened_at) as opened_at, max(seen_at) as seen_at from sessions
        where org_id = ${db.org} and person_id = ${me.id} and ended_at is null group by id, kind
        having max(expires_at) > ${now} or exists (select 1 from refresh_tokens r where r.org_id = ${db.org} and r.person_id = ${me.id} and r.session_id = sessions.id and r.expires_at > ${now})
        order by seen_at desc limit 50`))
      const time = (ms: number) => new Date(ms).toISOString()
      return { items: rows.map(({ id, kind, device, opened_at, seen_at }) => ({ id, kind, device, openedAt: time(opened_at), seenAt: time(seen_at), current: id === viewer.session.id })) }
    },

    async endSession({ db, me, enter, params, now }) {
      const { viewer, rows: [rows] } = await enter(db.q.all(sql`select 1 from sessions where org_id = ${db.org} and person_id = ${me.id} and id = ${params.id} and ended_at is null limit 1`))
      if (rows.length === 0) throw new Refusal('not-found')
      await record(db, { statements: endStatements(db, { person: viewer.id, session: params.id, now }), event: { kind: 'session.closed', session: params.id }, actor: viewer.id, at: now })
      return undefined
    },
  })
