/**
 * How launcher and frame look inside other people's pages. `:host` rules with !important win over any rule of the page.
 * The colours are those of `ui/tokens.css`, repeated because a page gets no stylesheet of ours; a test holds them equal.
 * The background words them with the rest of the launcher's state; no content script carries them.
 */
import type { ThemeMap } from '../sites/site'

export const colours = {
  surface: 'light-dark(#fdfbf8, #211e1b)',
  'surface-raised': 'light-dark(#ffffff, #2a2622)',
  'surface-hover': 'light-dark(#f1ede6, #322d28)',
  text: 'light-dark(#24201c, #f2ede5)',
  line: 'light-dark(#e3dcd1, #38332d)',
  action: 'light-dark(#2b2621, #efe9df)',
  'action-on': 'light-dark(#ffffff, #211d19)',
  'accent-text': 'light-dark(#86275f, #e6a6cb)',
  'accent-soft': 'light-dark(#f8e9f1, #3d2433)',
  'accent-line': 'light-dark(#dcaeca, #754660)',
  focus: 'light-dark(#1c62c4, #8dbbff)',
  'shadow-colour': 'light-dark(#3d2f1f1f, #00000080)',
} as const

const c = (name: keyof typeof colours): string => colours[name]
const shadow = (): string => `box-shadow:0 8px 28px ${c('shadow-colour')}`
const forced = '@media (forced-colors:active)'

/** What every host element of ours starts from. Nothing of the page leaks in but direction, colour scheme and its own variables. */
const base = (): string => `:host{all:initial!important;color-scheme:inherit!important;display:inline-block!important}
:host([popover]){display:block!important;position:fixed!important;inset:0 auto auto 0!important;inline-size:0!important;block-size:0!important;z-index:2147483647!important}
@media print{:host,:host([popover]){display:none!important}}
.light{color-scheme:light}.dark{color-scheme:dark}.both{color-scheme:light dark}`

/** The cairn of three stones, in a square of 16. */
const stones =
  'M5.3 3c0-1.2 1.3-2 3.3-2 2 0 3.2.8 3.2 2 0 1.3-1.1 2-3.2 2S5.3 4.3 5.3 3Z' +
  'M2.3 7.8c0-1.4 1.8-2.1 5-2.1 3.4 0 5.5.8 5.5 2.2 0 1.3-2 1.9-5.3 1.9-3.3 0-5.2-.6-5.2-2Z' +
  'M.8 12.7c0-1.5 2.3-2.2 6.9-2.2 4.9 0 7.5.7 7.5 2.2 0 1.6-2.3 2.2-7.2 2.2-4.8 0-7.2-.6-7.2-2.2Z'

/** Floating and inline button as they rest, in the host's own colours where it has variables for them. One small sheet for both: a page pays for it at its load. */
export const launcher = ({ surface, edge, text, radius }: ThemeMap = {}): string => `${base()}
.in{color:${c('text')};font:13px/18px system-ui,sans-serif}
button{box-sizing:border-box;margin:0;padding:0;border:0;background:none;color:inherit;font:inherit;appearance:none;cursor:pointer}
.go{display:grid;pointer-events:auto;place-items:center;inline-size:32px;block-size:32px;touch-action:none;border-radius:${host(radius, '5px')};background:${host(surface, 'light-dark(#f3f5f7,#1e2328)')};border:1px solid ${host(edge, 'light-dark(#d5d9de,#363c44)')};color:${host(text, 'light-dark(#1d2329,#dfe4ea)')}}
.go::before{content:"";inline-size:16px;block-size:16px;background:currentColor;clip-path:path("${stones}")}
.box{position:fixed;display:flex;align-items:center;gap:4px;inset-block-end:clamp(12px,var(--at,min(96px,25vh - 52px)),100% - 44px);pointer-events:none}
:host-context(:fullscreen) .box{display:none}
@media (width<480px){.box:has(.go[aria-expanded=true]){visibility:hidden}}
.end{inset-inline-end:12px;flex-direction:row-reverse}.start{inset-inline-start:12px}
${chip(surface, edge, text)}
.more{inline-size:24px;block-size:24px;border-radius:5px;opacity:0;background:${c('surface-raised')}}
.more::before{content:"⋯"}
@media (hover:none){.more{opacity:1;pointer-events:auto}}
${forced}{.go::before{forced-color-adjust:none;background:ButtonText}}`

/** A pill of 28 px beside it. */
const chip = (surface?: string, edge?: string, text?: string): string => `.ask{display:flex;gap:6px;align-items:center;pointer-events:auto;min-block-size:28px;max-inline-size:min(280px,calc(100vw - 96px));padding-block:3px;padding-inline:10px 12px;border-radius:14px;text-align:start;background:${host(surface, 'light-dark(#f3f5f7,#1e2328)')};border:1px solid ${host(edge, 'light-dark(#d5d9de,#363c44)')};color:${host(text, 'light-dark(#1d2329,#dfe4ea)')}}
.ask::before{content:"";flex:none;inline-size:16px;block-size:16px;background:${c('accent-text')};clip-path:path("${stones}")}
.goal::before{background:currentColor;clip-path:polygon(12% 0,24% 0,24% 8%,90% 8%,70% 32%,90% 56%,24% 56%,24% 100%,12% 100%)}`

const host = (variable: string | undefined, otherwise: string): string => (variable ? `var(${variable},${otherwise})` : otherwise)

/** What comes with the first pointer, focus or panel: the states of the buttons; tip, menu, notice. */
export const awake = (): string => `*{box-sizing:border-box}
:focus-visible{outline:2px solid ${c('focus')};outline-offset:2px}
.go:hover,.go:focus-visible{color:${c('accent-text')}}
.go[aria-expanded=true]{background:${c('accent-soft')};border-color:${c('accent-line')};color:${c('accent-text')}}
@media (width>=480px){.end.beside{inset-inline-end:412px}}
.box:hover,.box:focus-within{pointer-events:auto}.box:hover .more,.box:focus-within .more{opacity:1}
.tip,.menu{position:absolute;border-radius:8px;inline-size:max-content;max-inline-size:calc(100vw - 92px);${shadow()}}
.tip{display:flex;gap:8px;align-items:center;inset-block-end:0;min-block-size:32px;padding:6px 10px;background:${c('action')};color:${c('action-on')};font-size:12px;line-height:16px}
.end .tip{inset-inline-end:calc(100% + 8px)}.start .tip{inset-inline-start:calc(100% + 8px)}
kbd{font:inherit;padding:0 4px;border:1px solid;border-radius:4px}
.tip button{text-decoration:underline;outline-color:currentColor;min-block-size:24px}.tip kbd,.tip span+button{flex:none}
.menu{inset-block-end:calc(100% + 8px);padding:4px;background:${c('surface-raised')};border:1px solid ${c('line')}}
.tip.below{inset-block:0 auto}.menu.below{inset-block:calc(100% + 8px) auto}.end .menu{inset-inline-end:0}
.menu button{display:block;inline-size:100%;padding:7px 10px;text-align:start;border-radius:4px;outline-offset:-2px}
.menu button:hover,.menu button:focus{background:${c('surface-hover')}}
${forced}{.go[aria-expanded=true]{border-width:3px}.tip,.more{border:1px solid}}`

/** The panel's frame at the end of the line, full height; the whole width where there is little. */
export const frame = (): string => `${base()}
.in{color:${c('text')};box-sizing:border-box;position:fixed;inset-block:0;inset-inline-end:0;inline-size:400px;background:${c('surface')};border-inline-start:1px solid ${c('line')};${shadow()};animation:come 160ms cubic-bezier(.2,.7,.2,1)}
@media (width<480px){.in{inline-size:100%;border:0}}
iframe{display:block;inline-size:100%;block-size:100%;border:0}
@keyframes come{from{opacity:0;translate:var(--from,12px)}}
@media (prefers-reduced-motion){.in{animation:none}}`
