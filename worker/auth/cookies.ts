/** Cookies of ours: bound to this host over https, plain on loopback http, out of reach of scripts. */
import type { Env } from '../env'
import { cookie, cookieName, windowCookie } from '../http/session'

/** `session`: the desk. `proof`: binds a sign-in under way to the browser that began it. `window`: what the extension's sign-in window came for. */
type CookieUse = 'session' | 'proof' | 'window'
const nameOf = (env: Env, use: CookieUse): string => (use === 'window' ? windowCookie(env) : cookieName(env.BASE_URL) + (use === 'proof' ? '-proof' : ''))

export function setCookie(env: Env, use: CookieUse, value: string, seconds: number): string {
  return `${nameOf(env, use)}=${value}; HttpOnly; SameSite=Lax; Path=/; Max-Age=${seconds}${env.BASE_URL.startsWith('https:') ? '; Secure' : ''}`
}
export const clearCookie = (env: Env, use: CookieUse): string => setCookie(env, use, '', 0)
export const readCookie = (env: Env, use: CookieUse, request: Request): string | undefined => cookie(request, nameOf(env, use))
