/** What something to learn from is, wherever it is carried, and which addresses may stand for it. The library's own contract is learning.ts. */
import * as z from 'zod/mini'
import { Id } from './ids'

export const resourceKinds = ['course', 'book', 'article', 'talk', 'person'] as const
export type ResourceKind = (typeof resourceKinds)[number]
export const longestLink = 1_000

/** An address that may stand in the library, as it is kept: https, a name with a dot, no credentials, no port. Null for any other. */
export function checkedLink(text: string): string | null {
  const url = URL.canParse(text.trim()) ? new URL(text.trim()) : null
  const named = url !== null && url.protocol === 'https:' && url.username === '' && url.password === '' && url.port === ''
  return named && /^(?=.{4,253}$)([a-z0-9-]+\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(url.hostname) && url.href.length <= longestLink ? url.href : null
}
/** Where a link leads, to be read before it is followed. */
export const hostOf = (link: string): string => new URL(link).hostname.replace(/^www\./, '')

/** What a growth action carries along. */
export const ResourceRef = z.object({ id: Id, title: z.string(), link: z.string(), kind: z.enum(resourceKinds), minutes: z.nullable(z.number()) })
export type ResourceRef = z.infer<typeof ResourceRef>
