/** What an endpoint is: a row of data that the worker mounts, the client calls and the OpenAPI document lists. */
import type * as z from 'zod/mini'
import type { ProblemCode } from './problem'

/**
 * Who may call: `anyone`; `person` = a signed-in member of the organisation (of whatever role); `hr`, `admin`, `auditor` = a person with that access role
 * and no other: an `hr` endpoint is closed to `admin`. `demo` = demo mode on loopback only.
 */
export type Who = 'anyone' | 'person' | 'admin' | 'hr' | 'auditor' | 'demo'

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
type Schema = z.ZodMiniType

export interface Endpoint<
  Params extends Schema | undefined = Schema | undefined,
  Query extends Schema | undefined = Schema | undefined,
  Body extends Schema | undefined = Schema | undefined,
  Reply extends Schema | undefined = Schema | undefined,
> {
  /** `noun.verb`, unique, and the OpenAPI operationId. */
  id: string
  method: Method
  /** Hono's form: `/api/v1/feedback/:id`. */
  path: `/${string}`
  summary: string
  who: Who
  params?: Params
  query?: Query
  body?: Body
  /** Absent = 204 without a body. */
  reply?: Reply
  /** Success status; default 200, or 204 without a reply. */
  status?: 200 | 201 | 202 | 204
  /** Largest body in bytes; default 64 KiB. */
  bodyLimit?: number
  /** The body reaches the handler as its bytes, of whatever type: what a signature is over. Its sender is a program of its own site: counted by the path, not by an address that many share. */
  raw?: boolean
  /** Answers with an ETag and 304. */
  etag?: boolean
  /** Problems beyond those that every endpoint may answer. */
  problems?: readonly ProblemCode[]
}

export type Infer<S> = S extends Schema ? z.output<S> : undefined
export type ParamsOf<E> = E extends { params: infer S } ? Infer<S> : undefined
export type QueryOf<E> = E extends { query: infer S } ? Infer<S> : undefined
export type BodyOf<E> = E extends { body: infer S } ? Infer<S> : E extends { raw: true } ? Uint8Array<ArrayBuffer> : undefined
export type ReplyOf<E> = E extends { reply: infer S } ? Infer<S> : undefined

/** Keeps the exact types of a row. */
export const endpoint = <const E extends Endpoint>(row: E): E => row
