// Launcher, frame and soft navigation in a real browser, on our own pages.
import { gzipSync } from 'node:zlib'
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { colours } from '../../../extension/page/style'
import { bundle, click, stage, state, until, work, type Opening, type Rect, type World } from './world'

const { show } = stage()
const at = (opening: Opening | string): Promise<World> => show(typeof opening === 'string' ? { file: opening } : opening)

describe('the launcher', () => {
  test('is a button of 32 x 32 with name, key and state, whatever the page styles', async () => {
    const world = await at('plain.html')
    expect(await world.ours('rect(go())')).toMatchObject({ width: 32, height: 32 })
    expect(await world.ours('[...go().attributes].map(({ name, value }) => `${name}=${value}`)')).toEqual(
      expect.arrayContaining(['aria-label=Recognise, coach or ask', 'aria-keyshortcuts=Alt+K', 'aria-expanded=false', 'aria-haspopup=dialog']))
    const { x, y } = await world.ours<Rect>('rect(go())')
    expect(x).toBeGreaterThan(900)
    expect(await world.page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)?.parentElement === document.documentElement, [x + 16, y + 16])).toBe(true)
    await click(world, 'go()')
    await until(world, 'told.opened === 1')
  })

  test('stands under a strict policy too', async () => {
    const world = await at({ file: 'rtl.html', headers: { 'content-security-policy': "default-src 'none'; style-src 'none'; require-trusted-types-for 'script'" } })
    expect(await world.ours('rect(go())')).toMatchObject({ width: 32, height: 32 })
  })

  test('stands where scripts may not construct sheets', async () => {
    const world = await show({ file: 'plain.html' }, 'globalThis.CSSStyleSheet = undefined;')
    expect(await world.ours('rect(go())')).toMatchObject({ width: 32, height: 32 })
  })

  test('speaks a language of the other direction in its own', async () => {
    const words = { ...state.words, hide: 'إخفاء في هذا الموقع', move: 'نقل' }
    const world = await at({ file: 'plain.html', state: { words, language: 'ar', dir: 'rtl' } })
    await world.ours("box().querySelector('.more').focus()")
    await world.page.keyboard.press('Enter')
    expect(await world.ours("[...box().querySelectorAll('[role=menuitem]')].map((item) => [item.textContent, getComputedStyle(item).direction])")).toEqual([['نقل', 'rtl'], ['إخفاء في هذا الموقع', 'rtl']])
    expect((await world.ours<Rect>('rect(go())')).x).toBeGreaterThan(900)
  })

  test('leaves a page that is no artifact untouched', async () => {
    const world = await at({ file: 'plain.html', url: 'https://github.com/acme/api' })
    expect(await world.ours('told.roots.length')).toBe(0)
    expect(await world.page.evaluate(() => document.documentElement.children.length)).toBe(2)
  })

  test('shows its tip after 400 ms, and Escape takes it away', async () => {
    const world = await at('plain.html')
    await world.ours(`globalThis.since = {}; go().addEventListener('pointerenter', () => (since.enter = performance.now()));
      new MutationObserver(() => { if (box().querySelector('.tip')) since.shown ??= performance.now() }).observe(box(), { childList: true }); true`)
    const { x, y } = await world.ours<Rect>('rect(go())')
    await world.page.mouse.move(x + 16, y + 16)
    await until(world, 'since.shown')
    expect(await world.ours('since.shown - since.enter')).toBeGreaterThanOrEqual(399)
    expect(await world.ours("box().querySelector('.tip').textContent")).toBe('Recognise, coach or askAlt K')
    await world.ours('go().focus()')
    await world.page.keyboard.press('Escape')
    expect(await world.ours("box().querySelector('.tip')")).toBeNull()
  })

  test("takes the host's colours and theme", async () => {
    const world = await at('bar.html')
    expect(await world.ours('getComputedStyle(go()).backgroundColor')).toBe('rgb(1, 2, 3)')
    expect(await world.ours('getComputedStyle(go()).color')).toBe('rgb(4, 5, 6)')
    expect(await world.ours('getComputedStyle(box()).color')).toBe('rgb(242, 237, 229)')
  })

  test('stays visible in forced colours, and away in print', async () => {
    const world = await at({ file: 'bar.html', options: { forcedColors: 'active', reducedMotion: 'reduce' } })
    const { background, border, text, fill, canvas } = await world.ours<Record<string, string>>(`(() => { const style = getComputedStyle(go()); const probe = document.body.appendChild(document.createElement('button')); const system = getComputedStyle(probe).backgroundColor; probe.remove();
      return { background: style.backgroundColor, border: style.borderTopColor, text: style.color, fill: getComputedStyle(go(), '::before').backgroundColor, canvas: system } })()`)
    expect(background).not.toBe('rgb(1, 2, 3)')
    expect(text).not.toBe('rgb(4, 5, 6)')
    expect([border, fill]).not.toContain(background)
    expect(canvas).toBe(background)
    await click(world, 'go()')
    await until(world, "go().getAttribute('aria-expanded') === 'true'")
    expect(await world.ours('getComputedStyle(go()).borderTopWidth')).toBe('3px')
    await world.page.emulateMedia({ media: 'print' })
    expect(await world.ours('[root(0), root(1)].map((root) => getComputedStyle(root.host).display)')).toEqual(['none', 'none'])
  })

  test('stands at the other side of a page that runs from right to left, and so does the panel', async () => {
    const world = await at('rtl.html')
    expect((await world.ours<Rect>('rect(go())')).x).toBeLessThan(60)
    await click(world, 'go()')
    await until(world, 'iframe()')
    expect(await world.ours('rect(iframe().parentElement)')).toMatchObject({ x: 0, y: 0, width: 400, height: 700 })
    expect((await world.ours<Rect>('rect(go())')).x).toBeGreaterThan(400)
  })
})

describe('only a person opens it', () => {
  test('clicks that a script makes do nothing', async () => {
    const world = await at('plain.html')
    await world.page.evaluate(() => {
      const host = document.documentElement.lastElementChild as HTMLElement
      host.click()
      for (const type of ['pointerdown', 'pointerup', 'click', 'contextmenu']) host.dispatchEvent(new MouseEvent(type, { bubbles: true, composed: true, clientX: 970, clientY: 590 }))
    })
    await world.ours("go().click(); go().dispatchEvent(new MouseEvent('click', { bubbles: true })); box().querySelector('.more').click(); box().dispatchEvent(new MouseEvent('contextmenu', { bubbles: true })); true")
    await world.page.waitForTimeout(50)
    expect(await world.ours('[told.opened, told.hidden, box().querySelector(".menu")]')).toEqual([0, 0, null])
    await click(world, 'go()')
    await until(world, 'told.opened === 1 && iframe()')
  })

  test('a page cannot reach the frame, nor hear what is typed in it', async () => {
    const world = await at('plain.html')
    const { page } = world
    await page.evaluate(() => {
      const heard: string[] = []
      for (const type of ['keydown', 'keypress', 'input', 'keyup']) window.addEventListener(type, (event) => heard.push(event.type), true)
      Object.assign(window, { heard })
    })
    await click(world, 'go()')
    await until(world, 'iframe()')
    await expect.poll(() => page.frames().length).toBe(2)
    const frame = page.frames()[1]!
    await frame.waitForLoadState()
    await frame.click('#field')
    await expect.poll(() => frame.evaluate(() => document.hasFocus() && document.activeElement?.id)).toBe('field')
    await page.keyboard.type('for your eyes')
    expect(await frame.inputValue('#field')).toBe('for your eyes')
    const hosts = () => [...document.querySelectorAll('[popover]')]
    expect(await page.evaluate(() => [(window as unknown as { heard: string[] }).heard.length, window.length, document.querySelectorAll('iframe').length])).toEqual([0, 0, 0])
    expect(await page.evaluate(`(${hosts})().map((host) => host.shadowRoot)`)).toEqual([null, null])
    expect(await page.evaluate(`(${hosts})().includes(document.activeElement)`)).toBe(true)
  })

  test('after an update of the extension it offers to reload, and asks nobody', async () => {
    const world = await at('plain.html')
    await world.ours('told.isValid = false; true')
    await click(world, 'go()')
    await until(world, "box().querySelector('.notice button')")
    expect(await world.ours('[told.opened, told.reloaded]')).toEqual([0, 0])
    await click(world, "box().querySelector('.notice button')")
    expect(await world.ours('[told.opened, told.reloaded]')).toEqual([0, 1])
  })
})

describe('the panel', () => {
  test('is 400 px wide and full height, says so, and gives the focus back', async () => {
    const world = await at('plain.html')
    await world.ours('go().focus()')
    await world.page.keyboard.press('Enter')
    await until(world, 'iframe()')
    expect(await world.ours('rect(iframe().parentElement)')).toMatchObject({ x: 600, y: 0, width: 400, height: 700 })
    expect(await world.ours("[go().getAttribute('aria-expanded'), iframe().title, getComputedStyle(iframe().parentElement).animationName]")).toEqual(['true', 'Cairn', 'none'])
    const { x, width } = await world.ours<Rect>('rect(go())')
    expect(x + width).toBeLessThanOrEqual(600)
    await world.ours('told.started.close(); true')
    expect(await world.ours("[go().getAttribute('aria-expanded'), iframe() ?? null, go().matches(':focus')]")).toEqual(['false', null, true])
  })
  test('moves in where motion is welcome', async () => {
    const world = await at({ file: 'plain.html', options: { reducedMotion: 'no-preference' } })
    await click(world, 'go()')
    await until(world, 'iframe()')
    expect(await world.ours('getComputedStyle(iframe().parentElement).animationName')).toBe('come')
  })
  test('takes the whole width of a narrow window', async () => {
    const world = await at({ file: 'plain.html', options: { viewport: { width: 420, height: 600 } } })
    await click(world, 'go()')
    await until(world, 'iframe()')
    expect(await world.ours('rect(iframe())')).toMatchObject({ x: 0, width: 420, height: 600 })
  })
  test('closes by Escape on the launcher, or by a second press', async () => {
    const world = await at('plain.html')
    for (const close of [() => click(world, 'go()'), () => world.ours('go().focus()').then(() => world.page.keyboard.press('Escape'))]) {
      await click(world, 'go()')
      await until(world, 'iframe()')
      await close()
      await until(world, '!iframe()')
    }
  })
  test('opened by the key, it gives the focus back to where the person was', async () => {
    const world = await at('dialog.html')
    await world.page.focus('#outside')
    await world.ours('told.started.open(told.frame)')
    await until(world, "document.activeElement.hasAttribute('popover')")
    await world.ours('told.started.close()')
    expect(await world.page.evaluate(() => document.activeElement?.id)).toBe('outside')
  })
  test.each([
    ['native', "document.getElementById('native').showModal()"],
    ['described', "document.getElementById('described').hidden = false"],
  ])('opens inside a %s modal dialog, and keeps the focus there', async (id, show) => {
    const world = await at('dialog.html')
    await world.page.evaluate(show)
    await world.ours('told.started.open(told.frame)')
    await until(world, `document.getElementById('${id}').contains(document.activeElement) && document.activeElement.hasAttribute('popover')`)
    await expect.poll(() => world.page.frames().length).toBe(2)
    const frame = world.page.frames()[1]!
    await frame.waitForLoadState()
    expect(await world.ours('rect(iframe().parentElement)')).toMatchObject({ x: 600, y: 0, width: 400, height: 700 })
    await frame.click('#field')
    await expect.poll(() => frame.evaluate(() => document.hasFocus() && document.activeElement?.id)).toBe('field')
    await world.page.keyboard.type('inside')
    expect(await frame.inputValue('#field')).toBe('inside')
    // The dialog goes: the panel steps out of it, with what was typed.
    await world.page.evaluate(id === 'native' ? "document.getElementById('native').close()" : "document.getElementById('described').hidden = true")
    await until(world, 'iframe() && iframe().getRootNode().host.parentNode === document.documentElement')
    expect(await frame.inputValue('#field')).toBe('inside')
    expect(await world.ours('rect(iframe().parentElement)')).toMatchObject({ x: 600, y: 0, width: 400, height: 700 })
  })
})

describe('soft navigation', () => {
  const go = (world: World, path: string) => world.page.evaluate((to) => history.pushState(null, '', to), path)

  test('the same work: nothing to do', async () => {
    const world = await at('plain.html')
    const before = await world.ours<number>('told.roots.length')
    await go(world, `${work}/files#r1`)
    await world.page.evaluate(() => document.dispatchEvent(new Event('turbo:render')))
    await world.page.waitForTimeout(700)
    expect(await world.ours('[told.roots.length, Boolean(go())]')).toEqual([before, true])
  })
  test('other work: launcher and panel stay, the inline button finds its new bar', async () => {
    const world = await at('plain.html')
    await click(world, 'go()')
    await until(world, 'iframe()')
    await world.ours('globalThis.first = go(); globalThis.panel = iframe(); globalThis.stood = told.roots.length; true')
    await go(world, '/acme/api/issues/7')
    await world.page.evaluate(() => {
      const bar = document.createElement('div')
      bar.dataset.component = 'PH_Actions'
      document.querySelector('main')!.append(bar)
      document.documentElement.lastElementChild!.previousElementSibling!.remove()
      document.dispatchEvent(new Event('turbo:render'))
    })
    await until(world, "document.querySelector('[data-component=PH_Actions]').childElementCount === 1")
    expect(await world.ours("[go() === first, iframe() === panel, [...told.roots].flatMap((root) => [...root.querySelectorAll('.go')]).map((one) => one.getAttribute('aria-expanded'))]")).toEqual([true, true, ['true', 'true']])
  })
  test('no work: gone; back again: there', async () => {
    const world = await at('plain.html')
    await go(world, '/acme/api')
    await until(world, '!go()')
    await world.page.evaluate(() => history.back())
    await until(world, 'go()')
  })
  test('a page that throws everything out gets the launcher back with the next sign', async () => {
    const world = await at('plain.html')
    await world.page.evaluate(() => document.documentElement.lastElementChild?.remove())
    await go(world, `${work}/files`)
    await until(world, 'go()')
  })
  test('ends with its signal', async () => {
    const world = await at('bar.html')
    await click(world, 'go()')
    await until(world, 'iframe()')
    await world.ours('told.end()')
    expect(await world.ours('told.roots.filter((root) => root.host.isConnected).length')).toBe(0)
    await go(world, '/acme/api/issues/7')
    await world.page.waitForTimeout(600)
    expect(await world.ours('told.roots.filter((root) => root.host.isConnected).length')).toBe(0)
  })
})

describe('a busy page', () => {
  test('2,000 nodes on a settled page run no line of ours', async () => {
    const world = await at('bar.html')
    // Settled: 5 s after the inline button stands, nothing observes any more.
    await world.page.waitForTimeout(5_500)
    await world.calls()
    await world.page.evaluate(async () => {
      const feed = document.getElementById('feed')!
      for (let i = 0; i < 2_000; i++) {
        const row = document.createElement('p')
        row.textContent = `row ${i}`
        feed.append(row)
        if (i % 2) feed.firstChild?.remove()
        if (i % 200 === 0) await new Promise(requestAnimationFrame)
      }
      document.body.classList.add('done')
    })
    await world.page.waitForTimeout(300)
    expect(await world.calls()).toBe(0)
    await go(world)
    expect(await world.calls()).toBeGreaterThan(0)
    expect(await world.ours('Boolean(go())')).toBe(true)
  }, 20_000)
  const go = async (world: World) => {
    await world.page.evaluate(() => history.pushState(null, '', '/acme/api/issues/7'))
    await world.page.waitForTimeout(700)
  }

  test('the inline button comes when its bar comes, and gives up after being thrown out five times', async () => {
    const world = await at('plain.html')
    const bar = "document.querySelector('[data-component=PH_Actions]')"
    await world.page.evaluate(() => {
      const bar = document.createElement('div')
      bar.dataset.component = 'PH_Actions'
      document.querySelector('main')!.append(bar)
      Object.assign(window, { inserted: 0 })
      new MutationObserver((changes) => {
        for (const node of changes.flatMap((change) => [...change.addedNodes])) {
          Object.assign(window, { inserted: (window as unknown as { inserted: number }).inserted + 1 })
          setTimeout(() => (node as Element).remove())
        }
      }).observe(bar, { childList: true })
    })
    await until(world, `${bar} && performance.now() > 0`)
    await expect.poll(() => world.page.evaluate('inserted'), { timeout: 5_000 }).toBeGreaterThanOrEqual(2)
    await world.page.waitForTimeout(3_000)
    const most = await world.page.evaluate('inserted')
    expect(most).toBeLessThanOrEqual(6)
    await world.page.waitForTimeout(1_000)
    expect(await world.page.evaluate('inserted')).toBe(most)
  }, 20_000)

  test('the inline button opens the panel as the floating one does', async () => {
    const world = await at('bar.html')
    await click(world, "told.roots.find((root) => root.host.parentElement?.dataset.component === 'PH_Actions').querySelector('.go')")
    await until(world, "iframe() && [...told.roots].every((root) => root.querySelector('.go')?.getAttribute('aria-expanded') !== 'false')")
  })
})

describe('moving and hiding', () => {
  test('by keyboard: the menu, arrow keys, Enter; the place is remembered', async () => {
    const world = await at('plain.html')
    const { keyboard } = world.page
    const before = await world.ours<Rect>('rect(go())')
    await world.ours('go().focus()')
    await keyboard.press('Tab')
    await keyboard.press('Enter')
    expect(await world.ours("[...box().querySelectorAll('[role=menu] [role=menuitem]')].map((item) => item.textContent)")).toEqual(['Move', 'Hide on GitHub'])
    await keyboard.press('Enter')
    for (const key of ['ArrowUp', 'ArrowUp', 'ArrowLeft', 'Enter']) await keyboard.press(key)
    const after = await world.ours<Rect>('rect(go())')
    expect(before.y - after.y).toBe(32)
    expect(after.x).toBe(12)
    expect(await world.ours('[told.places, told.opened]')).toEqual([[{ side: 'start', blockEnd: 128 }], 0])
    await keyboard.press('ArrowUp')
    expect((await world.ours<Rect>('rect(go())')).y).toBe(after.y)
  })
  test('by pointer: it stays at the nearer side, and the drag opens nothing', async () => {
    const world = await at('plain.html')
    const { x, y } = await world.ours<Rect>('rect(go())')
    await world.page.mouse.move(x + 16, y + 16)
    await world.page.mouse.down()
    await world.page.mouse.move(300, 200, { steps: 5 })
    await world.page.mouse.up()
    expect(await world.ours('[told.places, told.opened]')).toEqual([[{ side: 'start', blockEnd: 484 }], 0])
    expect(await world.ours('rect(go())')).toMatchObject({ x: 12, y: 184 })
    await click(world, 'go()')
    await until(world, 'told.opened === 1')
  })
  test('a remembered place is kept inside a smaller window', async () => {
    const world = await at({ file: 'plain.html', state: { place: { side: 'start', blockEnd: 5_000 } } })
    expect(await world.ours('rect(go())')).toMatchObject({ x: 12, y: 12 })
  })
  test('"Hide on this site" takes everything away, by keyboard', async () => {
    const world = await at('bar.html')
    await world.ours("box().querySelector('.more').focus()")
    for (const key of ['Enter', 'ArrowDown', 'Enter']) await world.page.keyboard.press(key)
    // Says so once, with the way back under the person's hand; Escape is enough.
    const said = "told.roots.find((root) => root.host.isConnected)?.querySelector('[role=status]')"
    expect(await world.ours(`[told.hidden, told.roots.filter((root) => root.host.isConnected).length, ${said}.firstChild.textContent, ${said}.querySelector('button').matches(':focus')]`))
      .toEqual([1, 1, 'Hidden on GitHub. Alt K still opens Cairn; show the button again in its options.', true])
    await world.page.keyboard.press('Escape')
    expect(await world.ours('told.roots.filter((root) => root.host.isConnected).length')).toBe(0)
    await world.page.evaluate(() => history.pushState(null, '', '/acme/api/issues/7'))
    await world.page.waitForTimeout(600)
    expect(await world.ours('Boolean(go())')).toBe(false)
  })
  test('a slip is undone: the launcher is back, with its menu', async () => {
    const world = await at('bar.html')
    await world.ours("box().querySelector('.more').focus()")
    for (const key of ['Enter', 'ArrowDown', 'Enter', 'Enter']) await world.page.keyboard.press(key)
    expect(await world.ours('[told.hidden, Boolean(go())]')).toEqual([0, true])
    await click(world, 'go()')
    await until(world, 'told.opened === 1 && iframe()')
  })
  test('Escape and a click elsewhere close the menu', async () => {
    const world = await at('dialog.html')
    for (const close of [() => world.page.keyboard.press('Escape'), () => world.page.mouse.click(300, 300)]) {
      await world.ours("box().querySelector('.more').focus()")
      await world.page.keyboard.press('Enter')
      await until(world, "box().querySelector('.menu')")
      await close()
      await until(world, "!box().querySelector('.menu')")
    }
    expect(await world.ours('told.hidden')).toBe(0)
  })
  test('hidden on this site: no launcher, but the key still opens the panel', async () => {
    const world = await at({ file: 'plain.html', state: { ...state, shown: false } })
    expect(await world.ours('told.roots.length')).toBe(0)
    await world.ours('told.started.open(told.frame)')
    await until(world, 'iframe()')
  })
})

test('the script stays small and plain: under 6 KiB, no reader, no framework', async () => {
  const text = await bundle('content.ts', true)
  expect(gzipSync(text, { level: 9 }).length).toBeLessThan(6 * 1024)
  expect(text).not.toMatch(/octolytics|preact|ZodError|\$ZodType|Segmenter/)
})

test('its colours are those of the tokens', () => {
  const tokens = readFileSync(new URL('../../../extension/ui/tokens.css', import.meta.url), 'utf8')
  const declared = Object.fromEntries([...tokens.matchAll(/--([\w-]+):\s*([^;]+);/g)].reverse().map(([, name, value]) => [name, value]))
  expect(Object.fromEntries(Object.keys(colours).map((name) => [name, declared[name]]))).toEqual(colours)
})
