import { existsSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { inRoot } from '../scripts/lib/paths.mjs'
import { leaves as found } from '../extension/sites/index'
import { type Arrow, arrowsOf, circles, filesIn, syntaxOf, textOf, visit } from './support/source'

/** From low to high: a noun reads those below it, never one above. */
const nouns = [
  'organisations', 'people', 'artifacts', 'values', 'indicators', 'expectations', 'learning', 'goals', 'action-items', 'requests', 'feedback', 'talk', 'reports', 'meetings', 'growth', 'reflections', 'timeline', 'search', 'waiting', 'notifications', 'channels', 'hooks', 'trust', 'cases', 'selectors',
]
// In the extension the rooms of what feedback leads to stand on its composer and cards, where the worker's stand below it.
const above = ['action-items', 'requests']
// The extension's room of the organisation, where one is signed in to it, is the lowest of its rooms.
const noun = `(${nouns.join('|')}|organisation)`

const files = ['shared', 'worker', 'extension'].flatMap((wing) => filesIn(wing, '.ts', '.tsx')).filter((path) => !path.endsWith('.config.ts'))
const arrows = files.flatMap(arrowsOf)

const floorOf = (path: string): number => {
  const [, wing, room = ''] = path.match(/^(worker|extension)\/([^/]+)\//) ?? []
  const floor = nouns.indexOf(room.replace(/^organisation$/, 'organisations'))
  return wing === 'extension' && above.includes(room) ? nouns.indexOf('feedback') + 0.5 : floor
}
const roomOf = (path: string): string => path.split('/').slice(0, 2).join('/')
const isOurs = ({ to }: Arrow): boolean => /^(shared|worker|extension|test|scripts)\//.test(to)
const upward = ({ from, to }: Arrow): boolean => floorOf(to) > floorOf(from) && floorOf(from) >= 0
const is = (pattern: RegExp) => ({ to }: Arrow): boolean => pattern.test(to)

/** What goes up on purpose: reactions reach the channels; and whoever leaves is taken out of every room (people/directory). */
const reactions = [['worker/notifications/react.ts', 'worker/channels/post']] as const

/** The walls of the house: files that match `from` may not have an arrow for which `never` is true. */
const walls: { wall: string; from: RegExp; never: (arrow: Arrow) => boolean }[] = [
  { wall: 'shared imports shared and zod/mini', from: /^shared\//, never: ({ from, to }) => !/^(shared\/|zod\/mini$)/.test(to) && !(from.startsWith('shared/words/') && to.startsWith('@lingui/')) },
  { wall: 'worker never imports extension, tests or scripts', from: /^worker\//, never: is(/^(extension|test|scripts)\//) },
  { wall: 'extension never imports worker, tests or scripts, not even types', from: /^extension\//, never: is(/^(worker|test|scripts)\//) },
  { wall: 'routes know their own actions and queries, http and shared', from: RegExp(`^worker/${noun}/routes`), never: (arrow) => isOurs(arrow) && !is(/^(shared|worker\/http)\//)(arrow) && !(roomOf(arrow.from) === roomOf(arrow.to) && !/\/tables/.test(arrow.to)) },
  { wall: 'routes speak no SQL', from: RegExp(`^worker/${noun}/routes`), never: is(/^drizzle-orm|^worker\/sql/) },
  { wall: 'statements are written with our own sql; drizzle describes tables alone', from: /^worker\//, never: ({ from, to }) => to.startsWith('drizzle-orm') && !/\/tables(\.[a-z]+)?\.ts$/.test(from) },
  { wall: 'actions read other rooms by their queries, and write by their statements', from: RegExp(`^worker/${noun}/actions`), never: (arrow) => RegExp(`^worker/${noun}/`).test(arrow.to) && roomOf(arrow.from) !== roomOf(arrow.to) && !/\/(queries|statements)/.test(arrow.to) },
  { wall: 'no room acts by the actions or routes of another', from: RegExp(`^worker/${noun}/`), never: ({ from, to }) => RegExp(`^worker/${noun}/(actions|routes)`).test(to) && roomOf(from) !== roomOf(to) },
  { wall: 'whatever else a room holds reads lower rooms', from: RegExp(`^worker/${noun}/(?!actions|routes|directory)`), never: (arrow) => upward(arrow) && !reactions.some(([from, to]) => arrow.from === from && arrow.to.startsWith(to)) },
  { wall: 'actions do not notify', from: RegExp(`^worker/(?!notifications)[^/]+/actions`), never: is(/^worker\/notifications\//) },
  { wall: 'queries read their own tables and the queries of lower rooms', from: RegExp(`^worker/${noun}/queries`), never: (arrow) => upward(arrow) || /\/(actions|routes)/.test(arrow.to) || (RegExp(`^worker/${noun}/`).test(arrow.to) && roomOf(arrow.from) !== roomOf(arrow.to) && !/\/(queries|tables)/.test(arrow.to)) },
  { wall: 'reactions do not act', from: /^worker\/notifications\/react/, never: is(/\/actions/) },
  { wall: 'a site imports the interface of sites and types of shared', from: /^extension\/sites\/(?!index|readers)/, never: (arrow) => !is(/^extension\/sites\//)(arrow) && !(arrow.typeOnly && is(/^shared\//)(arrow)) },
  { wall: 'a site knows no other site', from: /^extension\/sites\/(?!index|readers|reading)/, never: ({ from, to }) => to.startsWith('extension/sites/') && !/\/(site|reading)\.ts$/.test(to) && siteOf(from) !== siteOf(to) },
  { wall: 'page code imports sites and types', from: /^extension\/page\//, never: (arrow) => !is(/^extension\/(page|sites)\/|^wxt\//)(arrow) && !(arrow.typeOnly && is(/^(shared\/|extension\/bridge\/messages)/)(arrow)) },
  { wall: 'a noun asks through the bridge', from: RegExp(`^extension/${noun}/`), never: is(/^extension\/(background|page|sites|entrypoints)\/|^wxt\/browser|^webextension-polyfill/) },
  { wall: 'a noun knows lower nouns only', from: RegExp(`^extension/${noun}/`), never: upward },
  { wall: 'the kit knows neither domain nor bridge', from: /^extension\/ui\//, never: (arrow) => isOurs(arrow) && !is(/^extension\/ui\/|^shared\/words\//)(arrow) },
  { wall: 'nobody imports an entrypoint', from: /^(?!extension\/(entrypoints|desk\.web)\/)/, never: is(/^extension\/entrypoints\//) },
]

/** A site's own files begin with its name: `github.ts`, `github.people.read.ts`. */
const siteOf = (path: string): string => path.replace(/^extension\/sites\//, '').replace(/\..*$/, '').split('/')[0] ?? ''
const tell = ({ from, to, typeOnly }: Arrow): string => `${from} -> ${to}${typeOnly ? ' (type)' : ''}`

describe('walls', () => {
  it('reads the house', () => {
    expect(files.length).toBeGreaterThan(20)
    expect(arrows.filter(isOurs).length).toBeGreaterThan(20)
  })

  it.each(walls)('$wall', ({ from, never }) => {
    expect(arrows.filter((arrow) => from.test(arrow.from) && never(arrow)).map(tell)).toEqual([])
  })

  it('has no circle', () => {
    expect(circles(arrows).map((ring) => ring.join(' -> '))).toEqual([])
    expect(circles([{ from: 'a', to: 'b', typeOnly: false }, { from: 'b', to: 'a', typeOnly: false }])).toHaveLength(1)
    expect(circles([{ from: 'a', to: 'b', typeOnly: false }, { from: 'b', to: 'a', typeOnly: true }])).toHaveLength(1)
    expect(circles([{ from: 'a', to: 'b', typeOnly: false }, { from: 'c', to: 'b', typeOnly: true }])).toHaveLength(0)
  })

  it('imports only files that are there', () => {
    expect(arrows.filter((arrow) => isOurs(arrow) && !existsSync(inRoot(arrow.to))).map(tell)).toEqual([])
  })

  it('uses zod/mini as a namespace everywhere', () => {
    const wrong = files.filter((path) => /from\s+['"]zod(?!\/mini['"])|import\s*\{[^}]*\}\s*from\s+['"]zod\/mini['"]/.test(textOf(path)))
    expect(wrong).toEqual([])
  })
})

describe('sites', () => {
  const leaves = filesIn('extension/sites', '.ts').filter((path) => !/\.read\.ts$|\/(index|readers|reading|site)\.ts$/.test(path)).map(siteOf)
  const entrypoints = filesIn('extension/entrypoints', '.ts', '.tsx')
  const tests = filesIn('test', '.test.ts', '.test.tsx')
  const built = entrypoints.some((path) => /\.content(\.ts|\/)/.test(path))

  it('are there', () => expect(leaves).toContain('github'))

  // The generic page has no content script: it works through the toolbar. The demo's pages are made by the Worker.
  it.runIf(built).each(leaves.filter((site) => site !== 'page'))('%s has its entrypoint', (site) => {
    expect(entrypoints.filter((path) => RegExp(`/${site}\\.content(\\.ts$|/index\\.ts$)`).test(path))).toHaveLength(1)
  })

  // By their folder they enrol in the tests of addresses and pages; the generic page and the demo have tests of their own.
  it.each(leaves)('%s has its test', (site) => {
    expect(existsSync(inRoot(`test/pages/${site}/addresses.json`)) || tests.some((path) => path.includes(`/sites/${site}.test.`))).toBe(true)
  })

  it.each(leaves.filter((site) => site !== 'page' && site !== 'demo'))('%s has its page, unless its address is all that is known', (site) => {
    const { addressOnly } = found.get(site)!
    expect(filesIn(`test/pages/${site}`, '.html').length > 0).toBe(!addressOnly)
  })
})

describe('manners', () => {
  const components = filesIn('extension', '.tsx').filter((path) => !path.startsWith('extension/ui/gallery'))
  const spoken = new Set(['title', 'placeholder', 'alt', 'label', 'aria-label', 'aria-description', 'summary', 'heading', 'hint'])
  // How an address begins is no word.
  const isWord = (text: unknown): boolean => typeof text === 'string' && text !== 'https://' && /\p{L}{2}/u.test(text)

  it.each(components)('%s holds no words for people', (path) => {
    const words: string[] = []
    visit(syntaxOf(path).program, (node) => {
      if (node.type === 'JSXText' && isWord(node.value)) words.push(String(node.value).trim())
      if (node.type !== 'JSXAttribute') return
      const { name, value } = node as unknown as { name: { name: string }; value: { type: string; value: unknown } | null }
      if (spoken.has(name.name) && value?.type === 'Literal' && isWord(value.value)) words.push(`${name.name}="${value.value}"`)
    })
    expect(words).toEqual([])
  })

  it('keeps colours in tokens.css', () => {
    const colour = /#[0-9a-f]{8}\b|#[0-9a-f]{6}\b|#[0-9a-f]{3}\b(?=\s*[;,)!}\s'"`])|\b(?:rgba?|hsla?|oklch|oklab)\(/i
    const styles = [...filesIn('extension', '.css'), ...filesIn('extension', '.tsx')]
    expect(styles.filter((path) => path !== 'extension/ui/tokens.css' && colour.test(textOf(path)))).toEqual([])
    expect(colour.test(textOf('extension/ui/tokens.css'))).toBe(true)
  })

  it('mocks none of our own modules', () => {
    const mocking = filesIn('test', '.ts', '.tsx').filter((path) => RegExp('vi\\.(do)?mock' + '\\(').test(textOf(path)))
    expect(mocking).toEqual([])
  })

  it('has no stubs', () => {
    const stubs = [...files, ...filesIn('scripts', '.mjs'), ...filesIn('test', '.ts')].filter((path) => RegExp('\\b(TO' + 'DO|FIX' + 'ME|XX' + 'X)\\b').test(textOf(path)))
    expect(stubs).toEqual([])
  })
})
