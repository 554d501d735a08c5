/** Pages that the worker itself serves, as routes: limits, origin, form, language, log line. Plain forms, no script. */
import { type Language, languages, type WordKey } from '../../shared/words'
import type { Wording } from '../../shared/words/wording'
import { newId } from '../../shared/ids'
import { type ProblemCode, Refusal, problemStatus } from '../../shared/problem'
import { type Meter, newMeter } from '../db'
import type { Env } from '../env'
import { settle } from '../events/settle'
import { wordsFor } from '../words'
import { checkDemo, checkLimit, readText } from './guards'
import type { App } from './mount'
import { escape, page } from './page'
import { type Credentials, cookie, credentialsOf, windowCookie } from './session'

export interface PageCall {
  env: Env
  request: Request
  url: URL
  now: number
  meter: Meter
  words: Wording
  language: Language
  query: URLSearchParams
  /** What a form sent; empty on GET. */
  form: URLSearchParams
  param(name: string): string
  credentials: Credentials | null
  /** Work that goes on after the answer. */
  later(work: Promise<unknown>): void
}

export interface PageRoute {
  method: 'GET' | 'POST'
  path: `/${string}`
  /** For the log line; addresses can hold tokens. */
  id: string
  /** Demo mode on loopback only. */
  demo?: boolean
  /** POST from anywhere, with whatever body: its address alone is what allows it. */
  anyOrigin?: boolean
  handle(call: PageCall): Promise<Response>
}

export function mountPages(app: App, routes: PageRoute[]): void {
  for (const route of routes) mountPage(app, route)
}

function mountPage(app: App, route: PageRoute): void {
  app.on(route.method, route.path, async (c) => {
    const now = Date.now()
    const id = newId()
    const meter = newMeter()
    const request = c.req.raw
    const url = new URL(request.url)
    const language = languageOf(request, url)
    const words = wordsFor(language)
    let credentials: Credentials | null = null
    let response: Response
    try {
      if (route.demo) checkDemo(request, c.env, url)
      if (route.method === 'POST' && !route.anyOrigin) checkForm(request, c.env, url)
      credentials = await credentialsOf(request, c.env.BASE_URL)
      await checkLimit(request, c.env, null)
      const form = route.method === 'POST' && !route.anyOrigin ? new URLSearchParams(await readText(request, 16 * 1024)) : new URLSearchParams()
      const later = (work: Promise<unknown>) => c.executionCtx.waitUntil(work.catch((error: unknown) => console.error(JSON.stringify({ level: 'error', id, route: route.id, name: nameOf(error) }))))
      response = await route.handle({ env: c.env, request, url, now, meter, words, language, query: url.searchParams, form, param: (name) => c.req.param(name) ?? '', credentials, later })
      if (meter.due && credentials) later(settle(c.env, credentials.org, now))
    } catch (error) {
      if (!(error instanceof Refusal)) console.error(JSON.stringify({ level: 'error', id, route: route.id, name: nameOf(error), stack: error instanceof Error ? error.stack?.split('\n').slice(1, 6).join(' | ') : undefined }))
      response = await problemPage(c.env, words, error instanceof Refusal ? error : new Refusal('internal'), signInOf(c.env, request))
    }
    const headers = new Headers(response.headers)
    headers.set('x-request-id', id)
    console.log(JSON.stringify({ id, route: route.id, org: credentials?.org ?? null, actor: null, status: response.status, ms: Date.now() - now, calls: meter.calls, read: meter.read, written: meter.written }))
    return new Response(response.body, { status: inWindow(c.env, request) && response.status >= 400 ? 200 : response.status, headers })
  })
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

/** A form is taken from our own pages only: signing a stranger's browser in is an attack as well. */
function checkForm(request: Request, env: Env, url: URL): void {
  const origin = request.headers.get('origin')
  const site = request.headers.get('sec-fetch-site')
  const own = origin && origin !== 'null' ? origin === new URL(env.BASE_URL).origin || origin === url.origin : site === 'same-origin'
  if (!own || (site && site !== 'same-origin')) throw new Refusal('bad-origin')
  const type = (request.headers.get('content-type') ?? '').split(';')[0]!.trim().toLowerCase()
  if (type !== 'application/x-www-form-urlencoded') throw new Refusal('not-json')
}

/** `?lang=`, else the first of the browser's languages that we have. */
export function languageOf(request: Request, url = new URL(request.url)): Language {
  const known = (tag: string): Language | undefined => languages.find((one) => tag.toLowerCase().split('-')[0] === one)
  const accepted = (request.headers.get('accept-language') ?? '').slice(0, 500).split(',')
    .map((part) => { const [tag = '', q] = part.trim().split(';q='); return { tag, q: q === undefined ? 1 : Number(q) || 0 } })
    .filter(({ q }) => q > 0).sort((a, b) => b.q - a.q)
  return known(url.searchParams.get('lang') ?? '') ?? accepted.map(({ tag }) => known(tag)).find((one) => one !== undefined) ?? 'en'
}

/** What can go wrong on a page of ours, in words. The rest is said where it can happen, and its words stay out of the Worker. */
const saidOnPages: Partial<Record<ProblemCode, WordKey>> = {
  'account-closed': 'problem.account-closed', 'bad-origin': 'problem.bad-origin', 'bad-request': 'problem.bad-request', 'code-expired': 'problem.code-expired', 'code-wrong': 'problem.code-wrong',
  'gone': 'problem.gone', 'internal': 'problem.internal', 'invalid': 'problem.invalid', 'method-not-allowed': 'problem.method-not-allowed', 'not-allowed': 'problem.not-allowed', 'not-found': 'problem.not-found',
  'session-ended': 'problem.session-ended', 'sign-in-failed': 'problem.sign-in-failed', 'sign-in-needed': 'problem.sign-in-needed', 'too-large': 'problem.too-large', 'too-many': 'problem.too-many', 'unavailable': 'problem.unavailable',
}

/** The page of a refusal: what happened, and the way back to signing in. */
export function problemPage(env: Env, words: Wording, refusal: Refusal, signIn: string): Promise<Response> {
  const text = words.t(saidOnPages[refusal.code] ?? 'problem.internal')
  const status = problemStatus[refusal.code] === 401 ? 403 : problemStatus[refusal.code] || 500
  const headers: Record<string, string> = refusal.code === 'too-many' ? { 'retry-after': '60' } : {}
  return page(env, { language: words.language, title: words.t('common.product'), status, headers, body: `<h1>${escape(words.t('server.problem.title'))}</h1><p role="alert">${escape(text)}</p><p><a href="${escape(signIn)}">${escape(words.t('server.toSignIn'))}</a></p>` })
}

/** Chromium closes that window on any answer from 400 on, and with it the words that say what to do: there all are answered with 200. */
export const inWindow = (env: Env, request: Request): boolean => cookie(request, windowCookie(env)) !== undefined

/** Since when (milliseconds since 1970) the window is open, and what it came for, escaped; null outside of one. */
export function windowOf(env: Env, request: Request): { since: number; next: string } | null {
  const [, since, next] = /^(\d{1,15})\.(.*)$/.exec(cookie(request, windowCookie(env)) ?? '') ?? []
  return since && next ? { since: Number(since), next } : null
}

/** The sign-in page, and from there on to what the window came for. */
export function signInOf(env: Env, request: Request): string {
  const window = windowOf(env, request)
  return window ? `/sign-in?next=${window.next}` : '/sign-in'
}

/** See other: after a form, so that reloading does not send it again. */
export function seeOther(location: string, cookies: string[] = []): Response {
  const headers = new Headers({ location, 'cache-control': 'no-store', 'referrer-policy': 'no-referrer' })
  for (const one of cookies) headers.append('set-cookie', one)
  return new Response(null, { status: 303, headers })
}

/** A hidden field. */
export const hidden = (name: string, value: string): string => `<input type="hidden" name="${escape(name)}" value="${escape(value)}">`
