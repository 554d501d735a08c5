/** Problems as responses (RFC 9457). The request id travels in a header only, so that two refusals of one kind have the same bytes. */
import { type FieldCode, type FieldError, type Problem, type Refusal, problemOf } from '../../shared/problem'
import type * as z from 'zod/mini'

export function problemResponse(refusal: Refusal, headers: HeadersInit = {}): Response {
  const problem: Problem = problemOf(refusal)
  const all = new Headers(headers)
  all.set('content-type', 'application/problem+json')
  all.set('cache-control', 'no-store')
  if (refusal.code === 'sign-in-needed' || refusal.code === 'session-ended' || refusal.code === 'account-closed') all.set('www-authenticate', 'Bearer')
  if (refusal.code === 'too-many') all.set('retry-after', '60')
  return new Response(JSON.stringify(problem), { status: problem.status, headers: all })
}

/** zod issues as field errors: RFC 6901 pointers behind a prefix (`` for the body, `?` for the query, `:` for the path). */
export function fieldErrors(issues: readonly z.core.$ZodIssue[], prefix: '' | '?' | ':'): FieldError[] {
  return issues.slice(0, 20).flatMap((issue) => {
    const at = (path: readonly PropertyKey[]) => prefix + path.map((part) => `/${String(part).replaceAll('~', '~0').replaceAll('/', '~1').slice(0, 100)}`).join('')
    if (issue.code === 'unrecognized_keys') return issue.keys.slice(0, 20).map((key) => ({ pointer: at([...issue.path, key]), code: 'unknown' }))
    return [{ pointer: at(issue.path), ...codeOfIssue(issue) }]
  })
}

/** TABLE: zod's issues as the codes that have words. */
export function codeOfIssue(issue: z.core.$ZodIssue): { code: FieldCode; params?: Record<string, string | number> } {
  switch (issue.code) {
    case 'invalid_type': return issue.input === undefined ? { code: 'needed' } : { code: 'invalid', params: { expected: issue.expected } }
    case 'too_small': return { code: tooSmall[issue.origin] ?? 'invalid', params: { min: Number(issue.minimum) } }
    case 'too_big': return { code: tooBig[issue.origin] ?? 'invalid', params: { max: Number(issue.maximum) } }
    case 'invalid_value': return { code: 'unknown', params: { values: issue.values.slice(0, 20).map(String).join(', ') } }
    case 'invalid_format': return { code: issue.format === 'url' ? 'address' : 'invalid' }
    default: return { code: 'invalid' }
  }
}
const tooSmall: Record<string, FieldCode> = { string: 'too-short', array: 'too-few', number: 'too-small', int: 'too-small' }
const tooBig: Record<string, FieldCode> = { string: 'too-long', array: 'too-many', number: 'too-big', int: 'too-big' }
