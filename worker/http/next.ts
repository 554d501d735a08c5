/** Where a sign-in may lead. */
import type { Env } from '../env'

/** Where to go after signing in: a path of our own, or the desk. */
export function nextIn(next: string | null | undefined, env: Pick<Env, 'BASE_URL'>): string {
  if (!next || next.length > 2_000 || !next.startsWith('/') || /[\\\u0000-\u0020\u007f]/.test(next)) return '/'
  const base = new URL(env.BASE_URL).origin
  const url = URL.canParse(next, base) ? new URL(next, base) : null
  return url && url.origin === base && !url.pathname.startsWith('//') ? url.pathname + url.search + url.hash : '/'
}
