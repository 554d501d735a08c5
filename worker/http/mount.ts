/** endpoint + handler = a checked route: limits, origin, input, session, reply, log line. */
import { HonoBase } from 'hono/hono-base'
import { TrieRouter } from 'hono/router/trie-router'
import type * as z from 'zod/mini'
import type { Endpoint } from '../../shared/endpoint'
import { Refusal } from '../../shared/problem'
import { newMeter } from '../db'
import type { Env } from '../env'
import { settle } from '../events/settle'
import { newId } from '../../shared/ids'
import { Answer, type Handlers, type OpenCall, callOf } from './call'
import { fitOf, unfit } from './contract'
import { checkLimit, checkOrigin, corsHeaders, readBody, readBytes } from './guards'
import { fieldErrors, problemResponse } from './problem'
import { credentialsOf } from './session'

export type App = HonoBase<{ Bindings: Env }>
/** Routes are found by a tree alone: hono's own choice is faster by what no call to a database notices, and brings a second router along. What no route has caught is told by its name alone, as everywhere. */
export const newApp = (): App =>
  (new HonoBase({ router: new TrieRouter() }) as App).onError((error, { req }) => {
    console.error(JSON.stringify({ level: 'error', method: req.method, name: nameOf(error) }))
    return problemResponse(new Refusal('internal'))
  }) as App

/** Mounts a room: every endpoint of its contract with its handler. */
export function mount<const Room extends Record<string, Endpoint>>(app: App, room: Room, handlers: Handlers<Room>): void {
  for (const [name, row] of Object.entries(room)) mountOne(app, row, handlers[name as keyof Room] as unknown as AnyHandler)
}

type AnyHandler = (call: OpenCall) => Promise<unknown>

/** Where a delivery goes, without the secret that may stand behind it: guesses at it are counted together. */
const hookPath = (path: string): string => path.split('/').slice(0, 6).join('/')

function mountOne(app: App, row: Endpoint, handler: AnyHandler): void {
  const isOpen = row.who === 'anyone' || row.who === 'demo'
  app.on(row.method, row.path, async (c) => {
    const started = Date.now()
    const meter = newMeter()
    const request = c.req.raw
    const requestId = newId()
    const headers = corsHeaders(request, c.env)
    headers.set('x-request-id', requestId)
    headers.set('x-content-type-options', 'nosniff')
    let actor: string | null = null
    let org: string | null = null
    let response: Response
    try {
      checkOrigin(request, c.env, row)
      const credentials = await credentialsOf(request, c.env.BASE_URL)
      org = credentials?.org ?? null
      await checkLimit(request, c.env, isOpen ? null : credentials, row.raw ? hookPath(c.req.path) : undefined)
      if (!isOpen && !credentials) throw new Refusal('sign-in-needed')
      const input = await inputOf(row, request, c.req.param(), c.req.query())
      const open: OpenCall = {
        env: c.env, request, now: started, meter, reply: headers, ...input,
        later: (work) => c.executionCtx.waitUntil(work.catch((error: unknown) => console.error(JSON.stringify({ level: 'error', id: requestId, route: row.id, name: nameOf(error) })))),
      } as OpenCall
      if (isOpen) {
        response = await answer(row, request, headers, await handler(open))
      } else {
        const call = callOf(open, credentials, row.who)
        try {
          const result = await handler(call)
          // A signed-in endpoint that never asked who is calling would be open to everybody.
          if (!call.entered()) throw new Error(`${row.id} answered without enter()`)
          response = await answer(row, request, headers, result)
          if (meter.due) open.later(settle(c.env, call.db.org, started))
        } finally {
          actor = call.entered()?.id ?? null
        }
      }
    } catch (error) {
      response = refused(org !== null && !isOpen ? await counted(error, request, c.env) : error, headers, requestId, row.id)
    }
    console.log(JSON.stringify({ id: requestId, route: row.id, org, actor, status: response.status, ms: Date.now() - started, calls: meter.calls, read: meter.read, written: meter.written }))
    if (c.env.DEMO === 'true') response.headers.set('x-d1', `calls=${meter.calls} read=${meter.read} written=${meter.written}`)
    return response
  })
}

/** A token that is nobody's counts for the address that named it. */
async function counted(error: unknown, request: Request, env: Env): Promise<unknown> {
  if (!(error instanceof Refusal) || error.code !== 'sign-in-needed') return error
  return checkLimit(request, env, null).then(() => error, (more: unknown) => more)
}

function refused(error: unknown, headers: Headers, id: string, route: string): Response {
  if (error instanceof Refusal) return problemResponse(error, headers)
  // The name and stack, never the message: a database's message can hold a value.
  console.error(JSON.stringify({ level: 'error', id, route, name: nameOf(error), stack: error instanceof Error ? error.stack?.split('\n').slice(1, 6).join(' | ') : undefined }))
  return problemResponse(new Refusal('internal'), headers)
}
const nameOf = (error: unknown): string => (error instanceof Error ? error.name : typeof error)

// Without it an issue cannot tell what is missing from what is of another type.
const told = { reportInput: true }

/** Parses path, query and body against the contract. @throws Refusal `not-found` for a malformed path, `invalid` with pointers for the rest */
async function inputOf(row: Endpoint, request: Request, params: Record<string, string>, query: Record<string, string>) {
  const path = row.params && fitOf(row.params)(params)
  // A malformed id names nothing: the same answer, in the same bytes, as for an unknown one.
  if (path === unfit) throw new Refusal('not-found')
  return {
    params: path, query: row.query && parsed(row.query, query, '?'),
    body: row.raw ? await readBytes(request, row.bodyLimit) : row.body && parsed(row.body, await readBody(request, row), ''),
  }
}

/** @throws Refusal `invalid` with what zod finds wrong */
function parsed(schema: z.ZodMiniType, value: unknown, prefix: '' | '?'): unknown {
  const fit = fitOf(schema)(value)
  if (fit !== unfit) return fit
  const { success, data, error } = schema.safeParse(value, told)
  if (!success) throw new Refusal('invalid', { errors: fieldErrors(error.issues, prefix) })
  return data
}

/** The reply, stripped to its contract: the last guard against a leaked field. */
async function answer(row: Endpoint, request: Request, headers: Headers, result: unknown): Promise<Response> {
  const { body, status } = result instanceof Answer ? (result as Answer<unknown>) : { body: result, status: undefined }
  headers.set('cache-control', 'no-store')
  if (!row.reply) return new Response(null, { status: status ?? row.status ?? 204, headers })
  const fit = fitOf(row.reply)(body)
  const text = JSON.stringify(fit === unfit ? row.reply.parse(body) : fit)
  headers.set('content-type', 'application/json')
  if (row.etag) {
    const etag = `"${await shortHash(text)}"`
    headers.set('etag', etag)
    headers.set('cache-control', 'private, no-cache')
    if (request.headers.get('if-none-match') === etag) return new Response(null, { status: 304, headers })
  }
  return new Response(text, { status: status ?? row.status ?? 200, headers })
}

async function shortHash(text: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text))
  return btoa(String.fromCharCode(...new Uint8Array(digest).slice(0, 15)))
}
