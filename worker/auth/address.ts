/** The page of a changed address, from the mail to the old one: looking changes nothing, the button confirms it, once. No session is opened. */
import { Refusal } from '../../shared/problem'
import { dbFor } from '../db'
import { record } from '../events/record'
import { type PageCall, type PageRoute } from '../http/pages'
import { escape, page } from '../http/page'
import { confirmedMeanwhile, confirmStatements } from '../people/statements.address'
import { sql } from '../sql'
import { readToken } from './tokens'

export const addressPages: PageRoute[] = [
  { method: 'GET', path: '/address/:token', id: 'address.page', handle: show },
  { method: 'POST', path: '/address/:token', id: 'address.confirm', handle: confirm },
]

interface Change { org: string; person: string; id: string; name: string; email: string; old: string; actor: string; organisation: string; expires_at: number; confirmed_at: number | null; status: string }

/** @throws Refusal `not-found` for a token that never was, or of a change that was followed by another */
async function changeOf({ env, param, meter }: PageCall): Promise<Change> {
  const read = await readToken(param('token'))
  if (!read) throw new Refusal('not-found')
  const db = dbFor(env, read.org, meter)
  const [[row]] = await db.batch(db.q.all<Change>(sql`select c.org_id as org, c.person_id as person, c.id, p.name, p.email, p.status, c.old_email as old, a.name as actor, o.name as organisation, c.expires_at, c.confirmed_at
    from address_changes c join people p on p.org_id = c.org_id and p.id = c.person_id join people a on a.org_id = c.org_id and a.id = c.by_id join organisations o on o.id = c.org_id
    where c.org_id = ${read.org} and c.token_hash = ${read.hash}`))
  if (!row) throw new Refusal('not-found')
  return row
}

const isOpen = (one: Change, now: number): boolean => one.confirmed_at === null && one.expires_at > now && (one.status === 'active' || one.status === 'away')

async function show(call: PageCall): Promise<Response> {
  const { env, words, language, now, param } = call
  const one = await changeOf(call)
  if (!isOpen(one, now)) return over(call)
  const values = { actor: one.actor, organisation: one.organisation, old: one.old, new: one.email }
  return page(env, {
    language, title: words.t('server.address.title'),
    body: `<h1>${escape(words.t('server.address.title'))}</h1><p>${escape(words.t('server.address.text', values))}</p><p>${escape(words.t('server.address.not'))}</p>
<form method="post" action="/address/${escape(param('token'))}"><button>${escape(words.t('server.address.button'))}</button></form>`,
  })
}

const over = ({ env, words, language }: PageCall): Promise<Response> =>
  page(env, { language, status: 410, title: words.t('server.address.overTitle'), body: `<h1>${escape(words.t('server.address.overTitle'))}</h1><p>${escape(words.t('server.address.over'))}</p>` })

async function confirm(call: PageCall): Promise<Response> {
  const { env, words, language, now, meter } = call
  const one = await changeOf(call)
  if (!isOpen(one, now)) return over(call)
  const db = dbFor(env, one.org, meter)
  try {
    await record(db, {
      guards: [{ bad: confirmedMeanwhile(db, one.person, one.id), refuse: 'conflict' }], statements: confirmStatements(db, one.person, one.id, null, now),
      event: { kind: 'person.addressConfirmed', person: one.person, change: one.id }, actor: null, at: now,
    })
  } catch (error) {
    if (error instanceof Refusal && error.code === 'conflict') return over(call)
    throw error
  }
  return page(env, { language, title: words.t('server.address.doneTitle'), body: `<h1>${escape(words.t('server.address.doneTitle'))}</h1><p>${escape(words.t('server.address.done', { new: one.email }))}</p><p><a href="/sign-in">${escape(words.t('server.toSignIn'))}</a></p>` })
}
