/**
 * Signing in by e-mail: a code and a link, single use, 10 minutes, 5 tries, bound to the browser that asked.
 * Known and unknown addresses get the same answer in the same time: who they are is looked up after it.
 */
import { sha256 } from '../../shared/artifacts'
import { newId } from '../../shared/ids'
import { Refusal } from '../../shared/problem'
import { directoryDb } from '../db'
import type { Env } from '../env'
import { type PageCall, type PageRoute, hidden, inWindow, seeOther, signInOf } from '../http/pages'
import { escape, page } from '../http/page'
import { sendMail } from '../mail'
import { letter } from '../notifications/channels/letter'
import { keyedHash } from '../sealing'
import { sql } from '../sql'
import { readCookie, setCookie } from './cookies'
import { enterAs } from './enter'
import { type Known, peopleBehind } from './lookup'
import { chance, sameText } from './tokens'

const minutes = 10
const maxTries = 5
/** Codes that an address may ask for in 10 minutes: with 5 tries each, a guess stays hopeless. */
const maxAsked = 5

export const emailPages: PageRoute[] = [
  { method: 'GET', path: '/auth/email/code', id: 'email.code', handle: (call) => askCode(call) },
  { method: 'POST', path: '/auth/email/code', id: 'email.tryCode', handle: tryCode },
  { method: 'GET', path: '/auth/email/link', id: 'email.link', handle: askLink },
  { method: 'POST', path: '/auth/email/link', id: 'email.tryLink', handle: tryLink },
  { method: 'POST', path: '/auth/email/choose', id: 'email.choose', handle: choose },
]

interface Asked { id: string; email: string; code_hash: string; link_hash: string; next: string; proved_at: number | null }

const codeHash = (env: Env, id: string, code: string): Promise<string> => keyedHash(env, '', `sign-in ${id} ${code}`)

/** Eight digits, each as likely as the other: so many that guessing across thousands of addresses does not pay. */
function newCode(): string {
  const limit = 4_200_000_000
  for (;;) {
    const [number] = crypto.getRandomValues(new Uint32Array(1))
    if (number! < limit) return String(number! % 100_000_000).padStart(8, '0')
  }
}

/** Keeps what was asked, answers, and sends the mail afterwards. @throws Refusal `too-many` */
export async function sendCode(call: PageCall, email: string, next: string): Promise<Response> {
  const { env, now, meter, later } = call
  const id = newId(now)
  const [code, link, browser] = [newCode(), chance(), chance()]
  const hash = await sha256(email)
  const db = directoryDb(env, meter)
  const [, rows] = await db.batch(
    db.q.run(sql`delete from email_sign_ins where email_hash = ${hash} and expires_at < ${now}`),
    db.q.all<{ id: string }>(sql`insert into email_sign_ins (id, email_hash, email, browser_hash, code_hash, link_hash, next, expires_at)
      select ${id}, ${hash}, ${email}, ${await sha256(browser)}, ${await codeHash(env, id, code)}, ${await sha256(link)}, ${next}, ${now + minutes * 60_000}
      where (select count(*) from email_sign_ins where email_hash = ${hash}) < ${maxAsked} returning id`),
  )
  if (rows.length === 0) throw new Refusal('too-many')
  later(mail(call, { id, email, code, link }))
  return seeOther('/auth/email/code', [setCookie(env, 'proof', `${id}.${browser}`, minutes * 60)])
}

async function mail({ env, words }: PageCall, { id, email, code, link }: { id: string; email: string; code: string; link: string }): Promise<void> {
  const known = (await peopleBehind(env, email)).filter(mayUseEmail)
  if (known.length === 0) return
  const spaced = `${code.slice(0, 4)} ${code.slice(4)}`
  await sendMail(env, {
    id: `sign-in.${id}`, to: email, subject: words.t('mail.signIn.subject', { code: spaced }),
    ...letter(words, {
      greeting: words.t('mail.greeting', { name: known[0]!.name }), lines: [words.t('mail.signIn.line', { code: spaced, count: minutes })],
      link: `${env.BASE_URL}/auth/email/link?${new URLSearchParams({ id, token: link, lang: words.language })}`, button: words.t('mail.signIn.button'), foot: words.t('mail.signIn.foot'),
    }),
  })
}

const mayUseEmail = (one: Known): boolean => one.settings.emailSignIn !== false && one.status !== 'deactivated'

/** The clock's part: what was asked for and is over. */
export async function sweepSignIns(env: Env, now: number): Promise<void> {
  const db = directoryDb(env)
  await db.batch(db.q.run(sql`delete from email_sign_ins where expires_at < ${now}`), db.q.run(sql`delete from provider_sign_ins where expires_at < ${now}`))
}

/** What this browser asked for, from its cookie. */
async function proofIn({ env, request }: PageCall): Promise<{ id: string; browser: string } | null> {
  const [id, browser] = (readCookie(env, 'proof', request) ?? '').split('.')
  return id && browser ? { id, browser: await sha256(browser) } : null
}

async function askCode(call: PageCall, wrong = false): Promise<Response> {
  const { env, words, language, request } = call
  const signIn = signInOf(env, request)
  if (!(await proofIn(call))) return seeOther(signIn)
  const error = wrong ? `<p class="error" id="wrong" role="alert">${escape(words.t('problem.code-wrong'))}</p>` : ''
  return page(env, {
    language, title: words.t('server.code.title'), status: wrong ? 422 : 200,
    body: `<h1>${escape(words.t('server.code.title'))}</h1><p>${escape(words.t('server.code.text', { count: minutes }))}</p>
<form method="post" action="/auth/email/code"><label for="code">${escape(words.t('server.code.label'))}</label>
<input id="code" name="code" inputmode="numeric" autocomplete="one-time-code" required maxlength="20" dir="ltr" autofocus${wrong ? ' aria-invalid="true" aria-describedby="wrong"' : ''}>${error}<button>${escape(words.t('common.signIn'))}</button></form>
${inWindow(env, request) ? `<p><a href="${escape(signIn)}">${escape(words.t('server.code.pressed'))}</a></p>` : ''}<p><a href="${escape(signIn)}${signIn.includes('?') ? '&amp;' : '?'}other=1">${escape(words.t('server.code.again'))}</a></p>`,
  })
}

async function tryCode(call: PageCall): Promise<Response> {
  const code = (call.form.get('code') ?? '').replace(/[\s-]/g, '')
  return prove(call, null, async (asked) => sameText(asked.code_hash, await codeHash(call.env, asked.id, code)))
}

/** Mail scanners follow links: looking changes nothing, the button does. */
async function askLink(call: PageCall): Promise<Response> {
  const { env, words, language, query, request } = call
  const proof = await proofIn(call)
  if (!proof || proof.id !== query.get('id')) {
    return page(env, { language, title: words.t('server.link.title'), body: `<h1>${escape(words.t('server.link.title'))}</h1><p>${escape(words.t('server.link.elsewhere'))}</p><p><a href="/sign-in">${escape(words.t('server.toSignIn'))}</a></p>` })
  }
  return page(env, {
    language, title: words.t('server.link.title'),
    body: `<h1>${escape(words.t('server.link.title'))}</h1><p>${escape(words.t(inWindow(env, request) ? 'server.link.window' : 'server.link.text'))}</p>
<form method="post" action="/auth/email/link">${hidden('id', proof.id)}${hidden('token', query.get('token') ?? '')}<button autofocus>${escape(words.t('common.signIn'))}</button></form>`,
  })
}

async function tryLink(call: PageCall): Promise<Response> {
  return prove(call, call.form.get('id'), async (asked) => sameText(asked.link_hash, await sha256(call.form.get('token') ?? '')))
}

/** One try, counted before it is looked at. @throws Refusal `code-expired` when it is over, in another browser, or after 5 tries */
async function prove(call: PageCall, id: string | null, isRight: (asked: Asked) => Promise<boolean>): Promise<Response> {
  const { env, now, meter } = call
  const proof = await proofIn(call)
  if (!proof || (id !== null && id !== proof.id)) throw new Refusal('code-expired')
  const db = directoryDb(env, meter)
  const mine = sql`id = ${proof.id} and browser_hash = ${proof.browser} and expires_at > ${now} and used_at is null and proved_at is null`
  const [[asked]] = await db.batch(db.q.all<Asked>(sql`update email_sign_ins set tries = tries + 1 where ${mine} and tries < ${maxTries} returning id, email, code_hash, link_hash, next, proved_at`))
  if (!asked) throw new Refusal('code-expired')
  if (!(await isRight(asked))) return askCode(call, true)
  const [proved] = await db.batch(db.q.all(sql`update email_sign_ins set proved_at = ${now} where ${mine} returning id`))
  if (proved.length === 0) throw new Refusal('code-expired')
  // A link opens in a tab, and only the extension's own window leads back to the extension.
  return enterOrChoose(call, id !== null && asked.next.startsWith('/oauth/authorize') ? { ...asked, next: '/' } : asked)
}

async function enterOrChoose(call: PageCall, asked: Asked): Promise<Response> {
  const { env, words, language, meter } = call
  const everywhere = await peopleBehind(env, asked.email, meter)
  const people = everywhere.filter(mayUseEmail)
  if (people.length === 0) throw new Refusal(everywhere.some((one) => one.status === 'deactivated') ? 'account-closed' : 'sign-in-failed')
  if (people.length === 1) return use(call, asked, people[0]!)
  return page(env, {
    language, title: words.t('server.choose.title'),
    body: `<h1>${escape(words.t('server.choose.title'))}</h1><p>${escape(words.t('server.choose.text'))}</p><form method="post" action="/auth/email/choose"><ul class="people">${people.map((one) => `<li><button name="org" value="${escape(one.org)}"><bdi>${escape(one.organisation)}</bdi></button></li>`).join('')}</ul></form>`,
  })
}

async function choose(call: PageCall): Promise<Response> {
  const { env, now, meter, form } = call
  const proof = await proofIn(call)
  if (!proof) throw new Refusal('code-expired')
  const db = directoryDb(env, meter)
  const [[asked]] = await db.batch(db.q.all<Asked>(sql`select id, email, code_hash, link_hash, next, proved_at from email_sign_ins
    where id = ${proof.id} and browser_hash = ${proof.browser} and expires_at > ${now} and proved_at is not null and used_at is null`))
  const person = asked && (await peopleBehind(env, asked.email, meter)).filter(mayUseEmail).find((one) => one.org === form.get('org'))
  if (!asked || !person) throw new Refusal('code-expired')
  return use(call, asked, person)
}

async function use(call: PageCall, asked: Asked, person: Known): Promise<Response> {
  const db = directoryDb(call.env, call.meter)
  const [used] = await db.batch(db.q.all(sql`update email_sign_ins set used_at = ${call.now} where id = ${asked.id} and used_at is null returning id`))
  if (used.length === 0) throw new Refusal('code-expired')
  return enterAs(call, person, 'email', asked.next)
}
