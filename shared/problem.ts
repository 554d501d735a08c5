/** What can go wrong, as both sides speak it: RFC 9457 problem details with a stable type. Words are the catalogue's (`problem.<code>`). */
import * as z from 'zod/mini'

/** Code -> HTTP status. A new problem is a row here and its words in `words/parts/problems.ts`. */
export const problemStatus = {
  'bad-request': 400,
  'invalid': 422,
  'not-json': 415,
  'too-large': 413,
  'sign-in-needed': 401,
  'session-ended': 401,
  'account-closed': 401,
  'not-allowed': 403,
  'words-shut': 403,
  'bad-origin': 403,
  'not-found': 404,
  'method-not-allowed': 405,
  'id-taken': 409,
  'audience-changed': 409,
  'conflict': 409,
  'gone': 410,
  'retract-too-late': 409,
  'changed-meanwhile': 412,
  'request-closed': 409,
  'request-open': 409,
  'recipient-unknown': 422,
  'recipient-self': 422,
  'recipient-left': 422,
  'visibility-not-allowed': 422,
  'invite-domain': 422,
  'no-contact': 409,
  'case-undecided': 409,
  'still-here': 409,
  'held': 409,
  'reported': 409,
  'import-lines': 422,
  'import-confirm': 409,
  'code-wrong': 422,
  'code-expired': 410,
  'pack-forged': 403,
  'pack-old': 409,
  'too-many': 429,
  'sign-in-failed': 400,
  'unavailable': 503,
  'internal': 500,
  // Made by the client itself, never sent by the server:
  'offline': 0,
  'bad-reply': 0,
} as const
export type ProblemCode = keyof typeof problemStatus

/** TABLE: what can be wrong with a field. Each has words (`field.<code>`), in every language. */
export const fieldCodes = [
  'needed', 'invalid', 'unknown', 'wrong-shape', 'too-short', 'too-long', 'too-few', 'too-many', 'too-small', 'too-big', 'email', 'address', 'unreachable', 'loop', 'too-deep', 'taken', 'own-account',
] as const
export type FieldCode = (typeof fieldCodes)[number]

/** One thing wrong with one field. `pointer` is an RFC 6901 JSON pointer into the body (`/words/text`), the query (`?/q`) or a path parameter (`:/id`). */
export const FieldError = z.object({
  pointer: z.string(),
  code: z.string(),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
})
export type FieldError = z.infer<typeof FieldError>

export const Problem = z.object({
  type: z.string(),
  title: z.string(),
  status: z.number(),
  errors: z.optional(z.array(FieldError)),
  params: z.optional(z.record(z.string(), z.union([z.string(), z.number()]))),
  /** With `audience-changed`: who would see it now. */
  audience: z.optional(z.unknown()),
})
export type Problem = z.infer<typeof Problem>

const prefix = '/problems/'
export const problemType = (code: ProblemCode): string => prefix + code

/** The code of a problem; `internal` for one that this version does not know. */
export function codeOf(problem: Pick<Problem, 'type'>): ProblemCode {
  const code = problem.type.startsWith(prefix) ? problem.type.slice(prefix.length) : ''
  return Object.hasOwn(problemStatus, code) ? (code as ProblemCode) : 'internal'
}

/** Thrown by actions, turned into a response at the door; and by the client when the server says so. */
export class Refusal extends Error {
  constructor(
    readonly code: ProblemCode,
    readonly more: Omit<Partial<Problem>, 'type' | 'status'> = {},
  ) {
    super(code)
    this.name = 'Refusal'
  }
}

/** The document of a refusal. The title is for developers; people read the catalogue's words for the type. */
export function problemOf(refusal: Refusal): Problem {
  return { type: problemType(refusal.code), title: refusal.code.replaceAll('-', ' '), status: problemStatus[refusal.code], ...refusal.more }
}
