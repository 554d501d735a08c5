// The launcher in every state on top of host pages: axe, names, keyboard only, targets, contrast, small windows.
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { BrowserContextOptions } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { launcher as words } from '../../../shared/words/parts/launcher'
import type { LauncherState } from '../../../extension/bridge/messages'
import { click, stage, state, until, type Rect, type World } from './world'

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8')
const { show } = stage()

const spoken = (language: 'en' | 'de' | 'ar'): Partial<LauncherState> => {
  const said = words[language]
  const named = (text: string) => text.replace('{site}', 'GitHub').replace('{key}', 'Alt K')
  return {
    language, dir: language === 'ar' ? 'rtl' : 'ltr',
    words: {
      open: said['launcher.open'], shortcut: 'Alt K', menu: said['launcher.menu'], hide: named(said['launcher.hide']), hidden: named(said['launcher.hidden-key']),
      undo: said['launcher.undo'], move: said['launcher.move'], reload: said['launcher.reload'], panel: said['launcher.panel'],
    },
  }
}

async function at(file: string, language: 'en' | 'de' | 'ar', options: BrowserContextOptions = {}): Promise<World> {
  const world = await show({ file: `hosts/${file}.html`, state: spoken(language), options: { reducedMotion: 'reduce', ...options } }, 'globalThis.unsealed = true;', axe)
  await until(world, 'go()')
  return world
}

/** What axe objects to in what is ours; the host's own faults are its own. */
const complaints = ({ ours }: World) => ours<string[]>(`axe.run(document, { iframes: false, runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] })
  .then(({ violations, passes }) => {
    if (!passes.some(({ nodes }) => nodes.some(({ target }) => Array.isArray(target[0])))) throw new Error('axe saw nothing of ours')
    return violations.flatMap(({ id, nodes }) => nodes.filter(({ target }) => Array.isArray(target[0])).map(({ html, failureSummary }) => id + ': ' + html.slice(0, 120) + ' ' + (failureSummary.split('\\n')[1] ?? '')))
  })`)

/** Everything of ours that can be pressed or read stands inside the window, and is big enough. */
const misfits = ({ ours }: World) => ours<unknown[]>(`told.roots.filter((root) => root.host.isConnected).flatMap((root) => [...root.querySelectorAll('.tip, .menu, button, iframe')])
  .map((one) => ({ what: one.className || one.localName, button: one.localName === 'button', r: one.getBoundingClientRect() }))
  .filter(({ button, r }) => r.left < 0 || r.top < 0 || r.right > innerWidth || r.bottom > innerHeight || (button && (r.width < 24 || r.height < 24)))`)

const states: Record<string, (world: World) => Promise<void>> = {
  async tip(world) {
    const { x, y } = await world.ours<Rect>('rect(go())')
    await world.page.mouse.move(x + 16, y + 16)
    await until(world, "box().querySelector('.tip')")
  },
  async menu(world) {
    await world.page.mouse.move(10, 10)
    await world.ours("box().querySelector('.more').focus(); true")
    await world.page.keyboard.press('Enter')
    await until(world, "box().querySelector('[role=menu]')")
    expect(await world.ours("box().querySelector('.more').getAttribute('aria-expanded')")).toBe('true')
  },
  async moving(world) {
    await world.page.keyboard.press('Enter')
    await until(world, "box().querySelector('kbd')")
  },
  async panel(world) {
    await world.page.keyboard.press('Escape')
    await click(world, 'go()')
    await until(world, "iframe() && go().getAttribute('aria-expanded') === 'true'")
    await world.page.waitForTimeout(200)
  },
  async updated(world) {
    await world.ours('told.started.close(); told.isValid = false; true')
    await click(world, 'go()')
    await until(world, "box().querySelector('.notice')")
  },
  async hidden(world) {
    await world.ours('told.isValid = true; go().focus(); true')
    for (const key of ['Tab', 'Enter', 'End', 'Enter']) await world.page.keyboard.press(key)
    await until(world, "!go() && told.roots.some((root) => root.host.isConnected && root.querySelector('.notice button:focus'))")
  },
}

const small = { viewport: { width: 320, height: 256 } }
const hosts: [string, string, 'en' | 'de' | 'ar', BrowserContextOptions][] = [
  ['a light host', 'light', 'en', {}],
  ['a light host, in German, at 400 %', 'light', 'de', small],
  ['a dark host by color-scheme', 'dark', 'en', {}],
  ['a dark host by its attribute, in Arabic', 'dark-mode', 'ar', {}],
  ['a host from right to left, in Arabic', 'rtl', 'ar', {}],
  ['a host from right to left, in German, at 400 %', 'rtl', 'de', small],
  ['forced colours', 'light', 'en', { forcedColors: 'active' }],
  ['forced colours, dark', 'dark', 'ar', { forcedColors: 'active', colorScheme: 'dark' }],
]

describe.for(hosts)('on %s', ([, file, language, options]) => {
  test('axe finds nothing, and all fits, in any state', async () => {
    const world = await at(file, language, options)
    expect(await complaints(world)).toEqual([])
    for (const [name, enter] of Object.entries(states)) {
      await enter(world)
      expect([name, await complaints(world), await misfits(world)]).toEqual([name, [], []])
    }
  })
})

test("at 400 % the launcher leaves the host's controls alone, and the panel takes the window", async () => {
  const world = await at('light', 'en', small)
  expect(await world.ours('rect(go())')).toMatchObject({ x: 276, y: 212, width: 32, height: 32 })
  const covered = await world.page.evaluate(() => [...document.querySelectorAll('button')].filter((one) => {
    const { x, y, width, height } = one.getBoundingClientRect()
    return !one.contains(document.elementFromPoint(x + width / 2, y + height / 2))
  }).length)
  expect(covered).toBe(0)
  // What is not seen yet takes no click from the page either.
  const more = await world.ours<Rect>("rect(box().querySelector('.more'))")
  expect(await world.page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)?.matches('[popover]'), [more.x + 12, more.y + 12])).toBe(false)
  await click(world, 'go()')
  await until(world, 'iframe()')
  expect(await world.ours('rect(iframe())')).toMatchObject({ x: 0, y: 0, width: 320, height: 256 })
})

test('by keyboard alone: reached by Tab, its menu by the menu key and Shift+F10, closed by Escape, the focus stays', async () => {
  const world = await at('light', 'en')
  const { keyboard } = world.page
  for (let times = 0; times < 12 && !(await world.ours("go().matches(':focus')")); times += 1) await keyboard.press('Tab')
  expect(await world.ours("go().matches(':focus-visible')")).toBe(true)
  expect(await world.ours('getComputedStyle(go()).outlineWidth')).toBe('2px')
  for (const key of ['ContextMenu', 'Shift+F10']) {
    await keyboard.press(key)
    await until(world, "box().querySelector('[role=menuitem]:focus')")
    await keyboard.press('Escape')
    expect(await world.ours("[box().querySelector('.menu'), go().matches(':focus')]")).toEqual([null, true])
  }
  await keyboard.press('Enter')
  await until(world, 'iframe()')
  await world.ours('told.started.close(); true')
  expect(await world.ours("go().matches(':focus')")).toBe(true)
})

test.each(['light', 'dark', 'dark-mode', 'rtl'])('its mark is 3:1 or better on its ground, and the ring on the page: %s', async (file) => {
  const world = await at(file, 'en')
  for (let times = 0; times < 12 && !(await world.ours("go().matches(':focus')")); times += 1) await world.page.keyboard.press('Tab')
  const [mark, ground, ring, page] = await world.ours<string[]>("(() => { const s = getComputedStyle(go()); return [s.color, s.backgroundColor, s.outlineColor, getComputedStyle(document.body).backgroundColor] })()")
  expect(contrast(mark!, ground!)).toBeGreaterThanOrEqual(3)
  expect(contrast(ring!, page!)).toBeGreaterThanOrEqual(3)
})

test('a frame has its name in the language of the person', async () => {
  const world = await at('light', 'ar')
  await click(world, 'go()')
  await until(world, 'iframe()')
  expect(await world.ours('iframe().title')).toBe(words.ar['launcher.panel'])
  expect(state.words.panel).not.toBe(words.ar['launcher.panel'])
})

function contrast(one: string, other: string): number {
  const light = (colour: string) => {
    const [r, g, b] = colour.match(/[\d.]+/g)!.map((part) => Number(part) / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
    return 0.2126 * r! + 0.7152 * g! + 0.0722 * b!
  }
  const [dark, bright] = [light(one), light(other)].sort((a, b) => a - b)
  return (bright! + 0.05) / (dark! + 0.05)
}
