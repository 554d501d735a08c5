/**
 * Unsubscribing from one kind of e-mail by its own link, without signing in (RFC 8058): looking shows a button, since mail scanners follow links; POST does it.
 * The link is signed for one person and one kind, is good for nothing else, and twice is once.
 */
import { isMailable, ruleOfLine } from '../../shared/notification-kinds'
import { Refusal } from '../../shared/problem'
import { sameText } from '../auth/tokens'
import { type Db, dbFor } from '../db'
import { record } from '../events/record'
import { escape, page } from '../http/page'
import { type PageCall, type PageRoute, mountPages } from '../http/pages'
import type { App } from '../http/mount'
import { sql } from '../sql'
import { wordsFor } from '../words'
import { type From, isFrom, signed } from './links'

const path = '/unsubscribe/:org/:person/:kind/:signature'
const pages: PageRoute[] = [
  { method: 'GET', path, id: 'unsubscribe.look', handle: look },
  // A mail provider presses it for its reader, from no page of ours (RFC 8058 section 3.2).
  { method: 'POST', path, id: 'unsubscribe.do', anyOrigin: true, handle: leave },
]
export const unsubscribePages = (app: App): void => mountPages(app, pages)

interface Link { db: Db; person: string; from: From; notify: string; name: string }

/** @throws Refusal `not-found` for whatever we did not sign, and for what nobody can leave */
async function linkIn({ env, param, meter }: PageCall): Promise<Link> {
  const [org, person, from, signature] = ['org', 'person', 'kind', 'signature'].map((name) => decoded(param(name))) as [string, string, string, string]
  if (!isFrom(from) || !sameText(signature, await signed(env, org, person, from))) throw new Refusal('not-found')
  if (from !== 'digest' && (ruleOfLine(from).always || !isMailable(ruleOfLine(from)))) throw new Refusal('not-found')
  const db = dbFor(env, org, meter)
  const [[row]] = await db.batch(db.q.all<{ notify: string; organisation: string }>(sql`select p.notify, o.name as organisation from people p join organisations o on o.id = p.org_id where p.org_id = ${org} and p.id = ${person}`))
  if (!row) throw new Refusal('not-found')
  return { db, person, from, notify: row.notify, name: row.organisation }
}
const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text)
  } catch {
    return ''
  }
}

async function look(call: PageCall): Promise<Response> {
  const link = await linkIn(call)
  const words = wordsFor(call.language)
  const title = words.t('server.unsubscribe.title')
  return page(call.env, {
    language: call.language, title,
    body: `<h1>${escape(title)}</h1><p>${escape(words.t('server.unsubscribe.text', { from: link.from === 'digest' ? 'digest' : 'kind', organisation: link.name }))}</p>
<form method="post" action="${escape(call.url.pathname + call.url.search)}"><button>${escape(title)}</button></form><p><a href="/settings">${escape(words.t('server.unsubscribe.settings'))}</a></p>`,
  })
}

async function leave(call: PageCall): Promise<Response> {
  const link = await linkIn(call)
  await switchOff(link, call.now)
  const words = wordsFor(call.language)
  return page(call.env, {
    language: call.language, title: words.t('server.unsubscribe.done'),
    body: `<h1>${escape(words.t('server.unsubscribe.done'))}</h1><p role="status">${escape(words.t('server.unsubscribe.doneText', { from: link.from === 'digest' ? 'digest' : 'kind' }))}</p><p><a href="/settings">${escape(words.t('server.unsubscribe.settings'))}</a></p>`,
  })
}

async function switchOff({ db, person, from, notify }: Link, now: number): Promise<void> {
  const kept = JSON.parse(notify) as { email?: Record<string, string>; digest?: false }
  if (from === 'digest' ? kept.digest === false : kept.email?.[from] === 'off') return
  const change = from === 'digest' ? sql`json_set(notify, '$.digest', json('false'))` : sql`json_set(notify, '$.email', json_set(coalesce(json_extract(notify, '$.email'), '{}'), ${`$."${from}"`}, 'off'))`
  await record(db, {
    statements: [db.q.run(sql`update people set notify = ${change} where org_id = ${db.org} and id = ${person}`)],
    event: { kind: 'person.changed', person, fields: ['notify'] }, actor: person, at: now,
  })
}

