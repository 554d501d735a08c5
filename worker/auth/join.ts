/** The page of an invitation: who invites to what; accepting opens the first session. */
import type { PersonStatus } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import { dbFor } from '../db'
import { type PageCall, type PageRoute, seeOther } from '../http/pages'
import { escape, page } from '../http/page'
import { sql } from '../sql'
import { enterAs, visitor } from './enter'
import { readToken } from './tokens'

export const joinPages: PageRoute[] = [
  { method: 'GET', path: '/join/:token', id: 'join.page', handle: show },
  { method: 'POST', path: '/join/:token', id: 'join.accept', handle: accept },
]

interface Invitation { org: string; person: string; name: string; status: PersonStatus; inviter: string; organisation: string; expires_at: number; accepted_at: number | null; dropped_at: number | null }

/** @throws Refusal `not-found` for a token that never was */
async function invitationOf({ env, param, meter }: PageCall): Promise<Invitation> {
  const read = await readToken(param('token'))
  if (!read) throw new Refusal('not-found')
  const db = dbFor(env, read.org, meter)
  const [[row]] = await db.batch(db.q.all<Invitation>(sql`select i.org_id as org, i.person_id as person, i.expires_at, i.accepted_at, i.dropped_at, p.name, p.status, v.name as inviter, o.name as organisation
    from invitations i join people p on p.org_id = i.org_id and p.id = i.person_id join people v on v.org_id = i.org_id and v.id = i.invited_by join organisations o on o.id = i.org_id
    where i.org_id = ${read.org} and i.token_hash = ${read.hash}`))
  if (!row) throw new Refusal('not-found')
  return row
}

const isOpen = (one: Invitation, now: number): boolean => one.accepted_at === null && one.dropped_at === null && one.expires_at > now && one.status === 'invited'

async function show(call: PageCall): Promise<Response> {
  const { env, words, language, now, param } = call
  const one = await invitationOf(call)
  if (!isOpen(one, now)) return over(call, one)
  const values = { name: one.name, inviter: one.inviter, organisation: one.organisation }
  return page(env, {
    language, title: words.t('server.join.title', values),
    body: `<h1>${escape(words.t('server.join.title', values))}</h1><p>${escape(words.t('server.join.text', values))}</p>
<form method="post" action="/join/${escape(param('token'))}"><button autofocus>${escape(words.t('server.join.button'))}</button></form>`,
  })
}

/** An invitation that was used or is too old: the way on for who may go it. */
async function over(call: PageCall, one: Invitation): Promise<Response> {
  const { env, words, language } = call
  if (one.accepted_at !== null) return seeOther((await visitor(call)) ? '/' : '/sign-in')
  return page(env, { language, status: 410, title: words.t('server.join.overTitle'), body: `<h1>${escape(words.t('server.join.overTitle'))}</h1><p>${escape(words.t('server.join.over', { inviter: one.inviter }))}</p>` })
}

async function accept(call: PageCall): Promise<Response> {
  const one = await invitationOf(call)
  if (!isOpen(one, call.now)) return over(call, one)
  return enterAs(call, { org: one.org, id: one.person, status: one.status }, 'invitation', '/')
}
