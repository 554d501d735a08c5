/** Journey 3 and 4 in Firefox: Ben recognises Dee from a pull request, undoes, sends; she thanks him; nothing is lost when the event page sleeps. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFirefox } from '../../scripts/lib/browser.mjs'
import { demoPage } from '../../worker/dev/pages'
import type { Firefox } from '../support/firefox'
import type { Surface } from '../support/surface'
import { never, once, soon, standing } from './acts'
import { differs, fox, signInWith } from './foxes'
import { readAll } from './telling'
import { type Backend, backendOf, type Person, person } from './world'

const address = 'https://github.com/northwind/trail-pay/pull/482'
const html = demoPage('/work/github/northwind/trail-pay/pull/482')!
const words = 'Asked what a late answer of the gateway would do, and brought a failing test.'
const sentence = 'Everyone at Northwind Trails, now and later (10 today)'

describe.skipIf(!(await findFirefox()))('in Firefox', () => {
  let backend: Backend
  let his: Firefox
  let hers: Firefox
  let ben: Person
  let dee: Person

  beforeAll(async () => {
    backend = await backendOf()
    ;[ben, dee] = [await person(backend, 'ben'), await person(backend, 'dee')]
    await Promise.all([readAll(ben), readAll(dee)])
    ;[his, hers] = await Promise.all([fox(), fox()])
    await signInWith(his, backend, 'Ben Ode')
    await signInWith(hers, backend, 'Dee Alvarez')
  })
  afterAll(async () => {
    await Promise.all([his?.close(), hers?.close()])
    await backend?.stop()
  })

  const field = 'document.querySelector("textarea")'
  const focused = (panel: Surface) => soon(() => panel.run<boolean>(`return document.hasFocus() && document.activeElement === ${field}`).catch(() => false), (now) => now)
  const openPanel = async (browser: Firefox): Promise<{ page: Surface; panel: Surface; empty: Buffer }> => {
    const page = await browser.work(address, html)
    // The launcher stands: the script in the page answers the shortcut.
    const empty = await page.picture()
    await browser.shortcut('open-panel')
    const panel = await browser.frameIn(page)
    await panel.see('Dee Alvarez')
    expect(await focused(panel)).toBe(true)
    return { page, panel, empty }
  }

  it('Ben recognises her from the frame in the page, by keys; Undo gives his words back; then it is sent exactly once', async () => {
    const { page, panel, empty } = await openPanel(his)
    await page.type(words)
    expect(await panel.run(`return ${field}.value`)).toBe(words)
    await panel.see(/Retry payments after a timeout[\s\S]*northwind\/trail-pay #482 · open/)
    await panel.see(sentence)
    await panel.see('Draft kept')
    // The page itself knows nothing of it.
    expect(await page.run<string>('return document.documentElement.outerHTML')).not.toContain('failing test.</')
    expect(await page.run<string>('return document.activeElement.shadowRoot === null && document.activeElement.textContent')).toBe('')
    expect(await differs(empty, await page.picture(), 'firefox-panel')).toBeGreaterThan(0.03)

    await page.press('Control+Enter')
    await panel.click('button', 'Undo')
    await panel.see('Who')
    expect(await soon(() => panel.run(`return ${field}?.value ?? null`), (now) => now === words)).toBe(words)
    expect(await standing(backend, ben, dee, words)).toEqual(never)

    await panel.run(`${field}.focus()`)
    await panel.press('Control+Enter')
    await panel.see('Undo')
    expect(await soon(() => standing(backend, ben, dee, words), (now) => now.mails > 0 && now.lines > 0)).toEqual(once)
    await panel.see('You recognised Dee Alvarez')
    await page.close()
  })

  it('Dee reads it in her popup, and thanks him by one key', async () => {
    const popup = await hers.open('popup.html')
    await popup.see(words)
    expect(await popup.see('Ben Ode')).toContain(sentence)
    await soon(() => popup.has('button', 'Thank'), (now) => now)
    await popup.press('t')
    await soon(() => popup.has('button', 'Thanked'), (now) => now)
    const [card] = (await ben.get('/api/v1/me/given')).items.filter(({ body }: { body: { text?: string } }) => body.text === words)
    expect((await ben.get(`/api/v1/feedback/${card.id}`)).reactions.thanks).toBe(1)
    await popup.close()
  })

  it('Ben sees that she does', async () => {
    const popup = await his.open('popup.html')
    await popup.see('Dee Alvarez thanks you')
    await popup.see('About Retry payments after a timeout')
    await popup.close()
  })

  it('by mouse: the button in the page opens it, and Send wants a second look, because Firefox cannot tell whether the panel is covered', async () => {
    const page = await his.work(address, html)
    await page.clickInShadow({ class: 'go', 'aria-haspopup': 'dialog' })
    const panel = await his.frameIn(page)
    await panel.see('Dee Alvarez')
    expect(await focused(panel)).toBe(true)
    const clicked = 'Rewrote the retry so that one key means one payment.'
    await page.type(clicked)
    await panel.see('Draft kept')
    await panel.click('button', /^Send/)
    await panel.see('Look at the names once more, then press Send again.')
    expect(await standing(backend, ben, dee, clicked)).toEqual(never)
    await new Promise((resolve) => setTimeout(resolve, 1_000)) // A look, not a double click.
    await panel.click('button', /^Send/)
    await panel.see('Undo')
    expect(await soon(() => standing(backend, ben, dee, clicked), (now) => now.mails > 0 && now.lines > 0)).toEqual(once)
    await page.close()
  })

  it('an event page that ends while words wait loses none and doubles none: they go when it wakes', async () => {
    const late = 'Stayed on the call until the second refund had gone out.'
    const { page, panel } = await openPanel(his)
    await page.type(late)
    await panel.see('Draft kept')
    await page.press('Control+Enter')
    await panel.see('Undo')
    await page.close()
    await his.suspend()
    // Past the time for Undo, and nobody there to send.
    await new Promise((resolve) => setTimeout(resolve, 7_000))
    expect([await his.eventPage(), await standing(backend, ben, dee, late)]).toEqual(['stopped', never])
    const popup = await his.open('popup.html')
    expect(await soon(() => standing(backend, ben, dee, late), (now) => now.mails > 0 && now.lines > 0)).toEqual(once)
    expect(await his.eventPage()).toBe('running')
    await popup.close()
  })
})
