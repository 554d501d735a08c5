import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const folder = new URL('../../../extension/ui/', import.meta.url)
const tokens = readFileSync(new URL('tokens.css', folder), 'utf8')
const declared = new Map([...tokens.split('[data-theme="light"]')[0]!.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name!, value!]))

type Theme = 'light' | 'dark'
type Colour = [red: number, green: number, blue: number]

function colour(name: string, theme: Theme): Colour {
  const value = declared.get(name) ?? ''
  const other = /^var\(--([\w-]+)\)/.exec(value)
  if (other) return colour(other[1]!, theme)
  const pair = /light-dark\(#([0-9a-f]{6}), #([0-9a-f]{6})\)/.exec(value)
  if (!pair) throw new Error(`--${name} is no pair of opaque colours: ${value}`)
  return channels(pair[theme === 'light' ? 1 : 2]!)
}

const channels = (hex: string) => [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Colour

/** WCAG 2.2 relative luminance and contrast ratio. */
function luminance(of: Colour): number {
  const [r, g, b] = of.map((channel) => channel / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)) as Colour
  return 0.2126 * r + 0.7152 * g + 0.0722 * b
}
function contrast(one: Colour, other: Colour): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b) as [number, number]
  return (light + 0.05) / (dark + 0.05)
}

const surfaces = ['surface-page', 'surface', 'surface-raised', 'surface-hover']
/** [words, grounds they stand on]: 4.5:1. */
const words: [string, string[]][] = [
  ['text', [...surfaces, 'surface-sunk', 'surface-chosen', 'accent-soft', 'danger-soft', 'attention-soft', 'positive-soft', 'tint-1', 'tint-2', 'tint-3', 'tint-4', 'tint-5']],
  ['text-soft', [...surfaces, 'surface-sunk', 'surface-chosen', 'danger-soft', 'attention-soft']],
  ['text-faint', surfaces],
  ['accent-text', [...surfaces, 'accent-soft']],
  ['action-on', ['action', 'action-hover']],
  ['accent-on', ['accent', 'accent-hover']],
  ['danger', surfaces],
  ['danger-on', ['danger']],
  ['positive', [...surfaces, 'positive-soft']],
  ['attention', [...surfaces, 'attention-soft']],
]
/** [graphics and edges, what they stand on]: 3:1. */
const graphics: [string, string[]][] = [
  ['line-control', surfaces], ['focus', surfaces], ['accent', surfaces], ['action', surfaces],
  ['kind-recognition', surfaces], ['kind-feedback', surfaces], ['kind-coaching', surfaces], ['kind-note', surfaces],
  ['goal-on-track', surfaces], ['goal-at-risk', surfaces], ['goal-off-track', surfaces], ['goal-none', surfaces],
  ['danger', ['danger-soft']], ['attention', ['attention-soft']], ['progress', ['progress-track', ...surfaces]],
  ['plot-self', surfaces], ['plot-manager', surfaces], ['plot-peers', surfaces], ['plot-reports', surfaces],
]
const pairs = (table: [string, string[]][]) => table.flatMap(([front, grounds]) => grounds.map((ground) => [front, ground] as const))

describe.for(['light', 'dark'] as const)('%s', (theme) => {
  test.for(pairs(words))('%s on %s reads at 4.5:1', ([front, ground]) => {
    expect(contrast(colour(front, theme), colour(ground, theme))).toBeGreaterThanOrEqual(4.5)
  })

  test.for(pairs(graphics))('%s on %s is seen at 3:1', ([front, ground]) => {
    expect(contrast(colour(front, theme), colour(ground, theme))).toBeGreaterThanOrEqual(3)
  })
})

test.for([['light', 'ffffff'], ['light', 'f3f5f7'], ['dark', '16191d'], ['dark', '1e2328']] as const)('mark and focus are seen on a host page: %s #%s', ([theme, host]) => {
  expect(contrast(colour('accent-text', theme), channels(host))).toBeGreaterThanOrEqual(4.5)
  expect(contrast(colour('focus', theme), channels(host))).toBeGreaterThanOrEqual(3)
})

const sheets = readdirSync(folder).filter((name) => name.endsWith('.css')).map((name) => [name, readFileSync(new URL(name, folder), 'utf8')] as const)

test('every token that a style sheet uses is declared', () => {
  const local = new Set(['space'])
  const unknown = sheets.flatMap(([name, css]) => [...css.matchAll(/var\(--([\w-]+)/g)].map((match) => match[1]!).filter((used) => !declared.has(used) && !local.has(used)).map((used) => `${name}: --${used}`))
  expect(unknown).toEqual([])
})

test('colours stand in tokens.css only, and nothing knows left from right', () => {
  const wrong = sheets.filter(([name]) => name !== 'tokens.css').flatMap(([name, css]) =>
    [...css.matchAll(/#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch)\(|(?:margin|padding|border)-(?:left|right)\b|(?:^|[;{\s])(?:left|right|float):|text-align: (?:left|right)/gi)].map(([found]) => `${name}: ${found}`))
  expect(wrong).toEqual([])
})

// A page of sign-in and a letter load no sheet of ours, so they repeat what they need of it.
test.for(['worker/http/page.ts', 'worker/notifications/channels/letter.ts'])('%s has the colours of the tokens', (path) => {
  const full = (hex: string) => (hex.length === 4 ? hex.replace(/[^#]/g, '$&$&') : hex)
  const said = [...readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8').matchAll(/#(?:[0-9a-f]{6}|[0-9a-f]{3})\b/g)].map(([hex]) => full(hex))
  expect(said.length).toBeGreaterThan(4)
  expect(said.filter((hex) => !tokens.includes(hex))).toEqual([])
})
