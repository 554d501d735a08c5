/** Pages that the worker itself serves (sign-in, set-up, invitations): plain HTML, no script at all, a strict policy, our look. */
import { type Language, directionOf } from '../../shared/words'
import type { Env } from '../env'
import { wordsFor } from '../words'
import { policy, securityHeaders } from './headers'

export interface PageParts {
  language: Language
  /** Text; escaped here. */
  title: string
  /** Markup; whoever builds it escapes what people typed: see `escape`. */
  body: string
  status?: number
  headers?: HeadersInit
  /** Where forms of this page may end up after redirects, beside our own origin. */
  formTargets?: string[]
}

/** Text as markup: nothing that a person typed becomes an element or an attribute. */
export const escape = (text: string): string => text.replace(/[&<>"'`]/g, (char) => `&#${char.charCodeAt(0)};`)

export async function page(env: Env, parts: PageParts): Promise<Response> {
  const headers = new Headers(parts.headers)
  for (const [name, value] of Object.entries(securityHeaders)) headers.set(name, value)
  if (env.BASE_URL.startsWith('https:')) headers.set('strict-transport-security', 'max-age=31536000; includeSubDomains')
  // Forms must say their origin: under `no-referrer` browsers send `Origin: null`.
  headers.set('referrer-policy', 'same-origin')
  headers.set('content-type', 'text/html; charset=utf-8')
  headers.set('cache-control', 'no-store')
  headers.set('content-security-policy', policy({ style: await styleHash(), formTargets: parts.formTargets ?? [] }))
  const html = `<!doctype html><html lang="${parts.language}" dir="${directionOf(parts.language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escape(parts.title)}</title><style>${style}</style></head><body><header>${mark}<span>${escape(wordsFor(parts.language).t('common.product'))}</span></header><main>${parts.body}</main></body></html>`
  return new Response(html, { status: parts.status ?? 200, headers })
}

let hash: Promise<string> | undefined
const styleHash = (): Promise<string> =>
  (hash ??= crypto.subtle.digest('SHA-256', new TextEncoder().encode(style)).then((digest) => `sha256-${btoa(String.fromCharCode(...new Uint8Array(digest)))}`))

// Whose page this is, before anybody writes an address or a code into it.
const mark = '<svg viewBox="0 0 16 16" width="20" height="20" fill="currentColor" aria-hidden="true"><path d="M5.3 3c0-1.2 1.3-2 3.3-2 2 0 3.2.8 3.2 2 0 1.3-1.1 2-3.2 2S5.3 4.3 5.3 3Z"/><path d="M2.3 7.8c0-1.4 1.8-2.1 5-2.1 3.4 0 5.5.8 5.5 2.2 0 1.3-2 1.9-5.3 1.9-3.3 0-5.2-.6-5.2-2Z"/><path d="M.8 12.7c0-1.5 2.3-2.2 6.9-2.2 4.9 0 7.5.7 7.5 2.2 0 1.6-2.3 2.2-7.2 2.2-4.8 0-7.2-.6-7.2-2.2Z"/></svg>'

// The tokens' values that these few pages need: the desk's own sheet is not asked for before anybody is signed in.
const style = `:root{color-scheme:light dark;--page:light-dark(#f5f2ec,#191715);--surface:light-dark(#fdfbf8,#211e1b);--raised:light-dark(#fff,#2a2622);--text:light-dark(#24201c,#f2ede5);--soft:light-dark(#595148,#c2b9ad);--line:light-dark(#e3dcd1,#38332d);--control:light-dark(#877d71,#8f8579);--action:light-dark(#2b2621,#efe9df);--on:light-dark(#fff,#211d19);--mark:light-dark(#86275f,#e6a6cb);--danger:light-dark(#a32f1d,#f29b8b);--focus:light-dark(#1c62c4,#8dbbff)}
*{box-sizing:border-box}body{margin:0;background:var(--page);color:var(--text);font:14px/20px system-ui,-apple-system,"Segoe UI",Roboto,"Noto Sans","Noto Sans Arabic",sans-serif}:lang(ar) body,body:lang(ar){line-height:23px}
header{display:flex;align-items:center;gap:9px;max-inline-size:440px;margin:40px auto 0;padding-inline:32px;font-weight:600;font-size:16px}header svg{color:var(--mark)}body:has(table) header{max-inline-size:960px}main{max-inline-size:440px;margin:16px auto 48px;padding:32px;background:var(--surface);border:1px solid var(--line);border-radius:16px}main:has(table){max-inline-size:960px}
h1{font-size:24px;line-height:30px;margin:0 0 12px;letter-spacing:-.015em}h2{font-size:14px;line-height:20px;margin:24px 0 8px}p{margin:0 0 12px;color:var(--soft)}
label{display:block;font-weight:500;margin:16px 0 4px}input{inline-size:100%;min-block-size:40px;padding:8px 12px;font:inherit;color:inherit;background:var(--raised);border:1px solid var(--control);border-radius:8px}
button,.button{display:inline-flex;align-items:center;justify-content:center;min-block-size:40px;padding:0 16px;margin-block-start:16px;font:inherit;font-weight:500;color:var(--on);background:var(--action);border:1px solid transparent;border-radius:8px;cursor:pointer;text-decoration:none}
button.plain{color:var(--text);background:transparent;border-color:var(--control)}ul.people{list-style:none;margin:0;padding:0}ul.people li{border-block-start:1px solid var(--line)}ul.people button{inline-size:100%;justify-content:flex-start;gap:8px;margin:0;padding-inline:0;color:var(--text);background:transparent;text-align:start}ul.people button:hover bdi{text-decoration:underline}ul.people small{font-size:12px;color:var(--soft)}
:focus-visible{outline:2px solid var(--focus);outline-offset:2px}a{color:inherit}form~p{margin:8px 0 0}form~p>a{display:inline-flex;align-items:center;min-block-size:32px}.error{color:var(--danger)}table{border-collapse:collapse;inline-size:100%}th,td{text-align:start;padding:6px 8px;border-block-start:1px solid var(--line);vertical-align:top}code{font:13px ui-monospace,"Noto Sans Mono",monospace}
@media(max-width:520px){header{margin-block-start:20px;padding-inline:20px}main{margin:0;border:0;border-radius:0;padding:20px}body{background:var(--surface)}}`
