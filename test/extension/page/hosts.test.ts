// Launcher and panel on pages of ours that behave as hosts do: they navigate, mount anew, trap the focus, cover, throw out, listen.
import { describe, expect, test } from 'vitest'
import { click, stage, state, until, work, type Opening, type Rect, type World } from './world'

const { opened, show } = stage()

async function at(file: string, more: Partial<Opening> = {}): Promise<World> {
  const world = await show({ file: `hosts/${file}.html`, ...more })
  await until(world, more.state?.shown === false ? 'told.started' : 'go()')
  return world
}

const stones = "told.roots.filter((root) => root.host.isConnected && root.querySelector('.go')).length"
const inline = "told.roots.find((root) => root.host.isConnected && root.querySelector('span > .go'))"

/** Opens the panel by its button, and answers its frame. */
async function panel(world: World) {
  await click(world, 'go()')
  return framed(world)
}
async function framed(world: World) {
  await until(world, 'iframe()')
  await expect.poll(() => world.page.frames().filter((one) => one.url().includes('panel.example')).length).toBe(1)
  const frame = world.page.frames().find((one) => one.url().includes('panel.example'))!
  await frame.waitForLoadState()
  return frame
}
/** Writes with real keys into the panel, as a person does after a click into its field. */
async function write(world: World, words: string): Promise<string> {
  const frame = await framed(world)
  await frame.click('#field')
  await expect.poll(() => frame.evaluate(() => document.hasFocus() && document.activeElement?.id)).toBe('field')
  await world.page.keyboard.type(words)
  return frame.inputValue('#field')
}
const beside = { x: 600, y: 0, width: 400, height: 700 }

describe('navigation', () => {
  test('by history, with content that comes late: the bar gets its button each time, the panel keeps its words', async () => {
    const world = await at('history')
    await until(world, inline)
    expect(await write(world, '').catch(() => 'no panel')).toBe('no panel')
    await panel(world)
    expect(await write(world, 'kept')).toBe('kept')
    for (const path of ['/acme/api/pull/43', '/acme/api/issues/7']) {
      await world.page.evaluate((to) => (window as any).go(to), path)
      await until(world, `document.querySelector('h1')?.textContent === '${path}' && ${inline}`)
    }
    expect(await (await framed(world)).inputValue('#field')).toBe('kept')
    await world.page.goBack()
    await until(world, `document.querySelector('h1')?.textContent === '/acme/api/pull/43' && ${inline}`)
    expect(await world.ours(stones)).toBe(2)
  }, 30_000)

  test('by replacing the body: same work and other work', async () => {
    const world = await at('turbo')
    await panel(world)
    expect(await write(world, 'kept')).toBe('kept')
    await world.ours('globalThis.first = go(); true')
    for (const path of [`${new URL(work).pathname}/files`, '/acme/api/pull/43']) {
      await world.page.evaluate((to) => (window as any).go(to), path)
      await until(world, `document.querySelector('h1').textContent === '${path}' && ${inline}`)
    }
    expect(await world.ours(`[go() === first, ${stones}]`)).toEqual([true, 2])
    expect(await (await framed(world)).inputValue('#field')).toBe('kept')
  })

  test('a root that is mounted anew: the inline button comes back a few times, the floating one never goes', async () => {
    const world = await at('remount')
    await until(world, inline)
    for (let times = 0; times < 3; times += 1) {
      await world.page.evaluate('remount()')
      await until(world, inline)
    }
    for (let times = 0; times < 30; times += 1) {
      await world.page.evaluate('remount()')
      await world.page.waitForTimeout(60)
    }
    await panel(world)
    expect(await write(world, 'still here')).toBe('still here')
    // Long after, a sign of the same work is enough.
    await world.page.evaluate('remount(); document.dispatchEvent(new Event("turbo:render"))')
    await until(world, inline)
  }, 30_000)
})

describe('dialogs', () => {
  test('one that traps the focus, opened before the panel: one can type, close, and is back in the dialog', async () => {
    const world = await at('trap')
    await world.page.evaluate('show()')
    await world.ours('told.started.open(told.frame)')
    expect(await write(world, 'inside')).toBe('inside')
    expect(await world.ours('rect(iframe().parentElement)')).toMatchObject(beside)
    await world.ours('told.started.close(); true')
    expect(await world.page.evaluate("document.activeElement.getAttribute('aria-label')")).toBe('Comment')
  })

  test('one that traps the focus, opened after the panel: the words stay, one types on, and again after it has gone', async () => {
    const world = await at('trap')
    await panel(world)
    expect(await write(world, 'before')).toBe('before')
    await world.page.click('#card')
    await until(world, "document.querySelector('[aria-modal]').contains(iframe().getRootNode().host)")
    expect(await write(world, ', during')).toBe('before, during')
    expect(await world.ours('rect(iframe().parentElement)')).toMatchObject(beside)
    await world.page.waitForTimeout(1_000)
    // The host takes its dialog out of the page, and our panel with it: the panel is opened anew, by its own new address.
    await world.ours("told.frame = 'https://panel.example/panel.html?nonce=2'; true")
    await world.page.click('[aria-modal] button')
    await until(world, "iframe()?.src.endsWith('nonce=2') && iframe().getRootNode().host.parentNode === document.documentElement")
    expect(await write(world, 'after')).toBe('after')
    expect(await world.ours("go().getAttribute('aria-expanded')")).toBe('true')
  })

  test('gone with work that is not shown any more, the panel closes and says so', async () => {
    const world = await at('trap')
    await world.page.evaluate('show()')
    await world.ours('told.started.open(told.frame)')
    await framed(world)
    await world.page.waitForTimeout(1_000)
    await world.page.evaluate("history.pushState(null, '', '/acme/api/pull/43'); hide()")
    await until(world, "!iframe() && go().getAttribute('aria-expanded') === 'false'")
    expect(await world.ours('told.opened')).toBe(0)
  })

  test('a native one, opened after the panel and closed again', async () => {
    const world = await at('native')
    await panel(world)
    expect(await write(world, 'before')).toBe('before')
    await world.page.evaluate("document.querySelector('dialog').showModal()")
    expect(await write(world, ', during')).toBe('before, during')
    expect(await world.ours('rect(iframe().parentElement)')).toMatchObject(beside)
    await world.page.evaluate("document.querySelector('dialog').close()")
    expect(await write(world, ', after')).toBe('before, during, after')
  })

  test('a launcher that came while a native one was open stands after it', async () => {
    const world = await at('native', { url: 'https://github.com/acme/api' }).catch(() => null)
    expect(world).toBeNull()
    const [none] = opened
    await none!.page.evaluate("document.querySelector('dialog').showModal(); history.pushState(null, '', '/acme/api/pull/42')")
    await until(none!, 'go()')
    expect(await none!.ours("document.querySelector('dialog').contains(box().getRootNode().host)")).toBe(true)
    await none!.page.evaluate("document.querySelector('dialog').remove()")
    await none!.page.evaluate("document.dispatchEvent(new Event('turbo:render'))")
    await until(none!, 'go() && rect(go()).width === 32')
  }, 20_000)
})

describe('full screen', () => {
  test.each([['a part of the page', '#present'], ['the whole page', '#whole']])('%s: the launcher is out of the way, the panel comes above when asked for', async (_, button) => {
    const world = await at('screen')
    await world.page.click(button)
    await until(world, 'document.fullscreenElement')
    const seen = async () => {
      const { x, y, width } = await world.ours<Rect>('rect(go())')
      return width > 0 && (await world.page.evaluate(([x, y]) => document.elementFromPoint(x!, y!)?.matches('[popover]') ?? false, [x + 16, y + 16]))
    }
    expect(await seen()).toBe(false)
    await world.ours('told.started.open(told.frame)')
    expect(await write(world, 'above')).toBe('above')
    expect(await world.page.evaluate("document.elementFromPoint(innerWidth - 40, 300).matches('[popover]')")).toBe(true)
    await world.page.evaluate('document.exitFullscreen()')
    await until(world, '!document.fullscreenElement && rect(go()).width === 32')
    expect(await write(world, ', after')).toBe('above, after')
  })
})

test('a film in full screen, in which nothing can stand, ends for the panel', async () => {
  const world = await at('screen')
  await world.page.click('#play')
  await until(world, 'document.fullscreenElement')
  await world.ours('told.started.open(told.frame)')
  await until(world, '!document.fullscreenElement')
  expect(await write(world, 'above')).toBe('above')
})

describe('pages that do not want it', () => {
  test('one that throws out unknown children gets it back five times, then is left alone; the next navigation tries again', async () => {
    const world = await at('jealous').catch(() => opened.at(-1)!)
    await world.page.waitForTimeout(4_000)
    const thrown = await world.page.evaluate<number>('thrown')
    expect(thrown).toBeGreaterThanOrEqual(2)
    expect(thrown).toBeLessThanOrEqual(6)
    await world.page.waitForTimeout(1_500)
    expect(await world.page.evaluate('thrown')).toBe(thrown)
    // A panel that is thrown out at once counts as closed.
    await world.ours('told.started.open(told.frame)')
    await expect.poll(() => world.page.evaluate('thrown')).toBe(thrown + 1)
    await world.page.waitForTimeout(500)
    expect(await world.page.evaluate('thrown')).toBe(thrown + 1)
    await world.page.evaluate("guard.disconnect(); history.pushState(null, '', '/acme/api/pull/43')")
    await until(world, 'go()')
  }, 30_000)

  test.each([
    ['hostile styles', 'hostile', {}],
    ['a root that is a containing block', 'moved', {}],
    ['a strict policy and Trusted Types', 'history', { 'content-security-policy': "default-src 'none'; style-src 'none'; frame-src https://panel.example; script-src 'unsafe-inline'; require-trusted-types-for 'script'; trusted-types 'none'" }],
  ])('%s: it is seen, pressed, and the panel is whole', async (_, file, headers) => {
    // A page under Trusted Types may not write markup itself: its own errors are not ours.
    const world = await at(file as string, { headers: headers as Record<string, string> })
    if (file === 'history') world.errors.length = 0
    // The check in an idle moment.
    await until(world, "rect(go()).y < innerHeight")
    expect(await world.ours('rect(go())')).toMatchObject({ x: 956, y: 572, width: 32, height: 32 })
    expect(await world.ours("(({ opacity, visibility, pointerEvents }) => [opacity, visibility, pointerEvents])(getComputedStyle(go()))")).toEqual(['1', 'visible', 'auto'])
    await panel(world)
    expect(await write(world, 'whole')).toBe('whole')
    expect(await world.ours('rect(iframe().parentElement)')).toMatchObject(beside)
    if (file === 'history') world.errors.length = 0
  })

  test('a layer above everything that comes later: the first touch lifts the launcher above it', async () => {
    const world = await at('covered')
    await world.page.evaluate('cover()')
    const { x, y } = await world.ours<Rect>('rect(go())')
    await world.page.mouse.move(x + 16, y + 16)
    await until(world, "box().getRootNode().host.matches(':popover-open')")
    await panel(world)
    expect(await write(world, 'seen')).toBe('seen')
  })

  test('one that hears every key and blurs what is not its own: it hears none of the panel, and one can type', async () => {
    const world = await at('keys')
    await panel(world)
    expect(await write(world, 'for your eyes')).toBe('for your eyes')
    expect(await world.page.evaluate('heard')).toEqual([])
    await world.page.click('input')
    await world.page.keyboard.press('a')
    expect(await world.page.evaluate('heard.length')).toBeGreaterThan(0)
  })
})

describe('the side panel of the browser', () => {
  test('chosen by the person: a press asks for it, in the same turn, and opens no frame', async () => {
    const world = await at('light', { state: { aside: true } })
    await click(world, 'go()')
    await until(world, 'told.asides === 1')
    await world.page.waitForTimeout(200)
    expect(await world.ours('[told.opened, Boolean(iframe())]')).toEqual([0, false])
    await world.ours('told.asideOpens = false; true')
    await click(world, 'go()')
    await until(world, 'told.asides === 2 && iframe()')
  })
})

describe('places of the signed pack', () => {
  test("stand before the leaf's own; what is no CSS is passed over", async () => {
    const world = await at('light', { state: { anchors: ['h1:::(', '.absent', 'footer'] } })
    await until(world, `${inline}?.host.parentNode.localName === 'footer'`)
    expect(await world.ours(stones)).toBe(2)
  })
})

describe('words', () => {
  test('a language chosen elsewhere reaches launcher and open panel, whose words stay', async () => {
    const world = await at('light')
    await panel(world)
    expect(await write(world, 'kept')).toBe('kept')
    const words = { ...state.words, open: 'Anerkennen', panel: 'Cairn: zu dieser Arbeit' }
    await world.ours(`told.state = ${JSON.stringify({ ...state, language: 'de', words })}; told.started.renew(); true`)
    await until(world, "go()?.getAttribute('aria-label') === 'Anerkennen'")
    expect(await world.ours("[iframe().title, box().lang, go().getAttribute('aria-expanded')]")).toEqual(['Cairn: zu dieser Arbeit', 'de', 'true'])
    expect(await (await framed(world)).inputValue('#field')).toBe('kept')
  })
})
