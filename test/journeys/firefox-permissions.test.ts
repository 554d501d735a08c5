/** Firefox as people install it: no host is granted, the toolbar works all the same, a site is turned on by Firefox's own question, an idle event page sleeps, an administrator's policy counts. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { findFirefox } from '../../scripts/lib/browser.mjs'
import { demoPage } from '../../worker/dev/pages'
import { type Firefox, realFirefox, until } from '../support/firefox'
import type { Surface } from '../support/surface'
import { soon } from './acts'
import { fox, signInWith } from './foxes'
import { type Backend, backendOf } from './world'

const html = demoPage('/work/github/northwind/trail-pay/pull/482')!
const idleAfter = 1_500

describe.skipIf(!(await findFirefox()))('in Firefox, as it is installed', () => {
  let backend: Backend
  let firefox: Firefox
  let page: Surface

  beforeAll(async () => {
    backend = await backendOf()
    firefox = await fox({ extension: realFirefox, idleAfter, policy: { server: backend.url } })
  })
  afterAll(async () => {
    await firefox?.close()
    await backend?.stop()
  })

  // Our element stands beside the page's body.
  const stands = () => page.run<boolean>('return [...document.documentElement.children].some((one) => one.localName === "div")')
  const granted = (welcome: Surface) => welcome.run<string[]>('return browser.permissions.getAll().then(({ origins }) => origins)')

  it.runIf(process.platform === 'linux')('an administrator\'s policy names the server, and nobody changes it', async () => {
    const welcome = await firefox.open('welcome.html')
    expect(await soon(() => welcome.ask('settings.get'), ({ serverFixed }) => serverFixed)).toMatchObject({ server: backend.url, serverFixed: true })
    expect(await welcome.ask('settings.set', { server: 'https://elsewhere.example' })).toMatchObject({ server: backend.url })
    await welcome.close()
  })

  it('with nothing granted no button stands on the page, and the toolbar\'s popup knows the work all the same', async () => {
    await signInWith(firefox, backend, 'Ben Ode')
    page = await firefox.work('https://github.com/northwind/trail-pay/pull/482', html)
    await firefox.shortcut('_execute_action')
    await firefox.seeIn('popup', /Retry payments after a timeout\s+This tab · northwind\/trail-pay #482\s+Recognise/)
    expect(await stands()).toBe(false)
    await firefox.closePopup()
  })

  it('on a page of no known site the shortcut opens the popup, which names the page by its title and address alone', async () => {
    const plain = await firefox.work('https://intranet.northwind.example/notes/pricing?draft=7#costs', '<title>Pricing for winter</title><h1>Pricing</h1>')
    await firefox.shortcut('open-panel')
    const said = await firefox.seeIn('popup', /Pricing for winter\s+This tab · intranet\.northwind\.example\/notes\/pricing\s+Recognise/)
    expect(said).not.toContain('draft=7')
    await firefox.closePopup()
    await plain.close()
  })

  it('Firefox asks for one site; "no" leaves it off, "yes" puts the button into the tab that is open, the sidebar follows, and taking it back removes the button at once', async () => {
    const welcome = await firefox.open('welcome.html')
    expect(await granted(welcome)).not.toContain('https://github.com/*')
    await welcome.click('checkbox', 'Show Cairn on GitHub')
    await firefox.answer('deny')
    await welcome.see('Your browser did not allow GitHub.')
    expect([await granted(welcome), await stands()]).toEqual([expect.not.arrayContaining(['https://github.com/*']), false])

    await welcome.click('checkbox', 'Show Cairn on GitHub')
    await firefox.answer('allow')
    await until(async () => (await granted(welcome)).includes('https://github.com/*'), 'Nothing was granted')
    await until(stands, 'The button does not stand')

    await page.front()
    await firefox.sidebar()
    await firefox.seeIn('sidebar', /Retry payments after a timeout\s+northwind\/trail-pay #482 · open/)
    const other = await firefox.work('https://github.com/northwind/trail-pay/pull/483', '<title>Another</title>')
    await firefox.seeIn('sidebar', /northwind\/trail-pay #483/)
    await other.close()
    await page.front()
    await firefox.seeIn('sidebar', /northwind\/trail-pay #482/)

    await welcome.run('return browser.permissions.remove({ origins: ["https://github.com/*"] })')
    await until(async () => !(await stands()), 'The button still stands')
    await welcome.close()
  })

  it('its event page sleeps when it is idle, and wakes for a question with everybody still signed in', async () => {
    const popup = await firefox.open('welcome.html')
    await until(async () => (await firefox.eventPage()) === 'stopped', 'The event page does not sleep')
    expect(await popup.ask('session.state')).toMatchObject({ state: 'signed-in', name: 'Ben Ode' })
    await popup.close()
  })
})
