/** Journey 9: a hint for the wording, on the device, one at a time, never in the way, and off for good when it is not wanted. */
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { accessibility, type Browser, screenshot } from '../support/browser'
import { openPanel } from './acts'
import { looksRight } from './looks'
import { type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

let backend: Backend
let his: Browser
let ben: Person

beforeAll(async () => {
  backend = await backendOf()
  ben = await person(backend, 'ben')
  his = await browserOf()
  await signIn(his, backend, 'Ben Ode')
})
afterAll(async () => {
  await his?.close()
  await backend?.stop()
})

it('says in the panel what is missing, why, and how it could be, once he pauses, and goes when it is there', async () => {
  const { page, panel } = await openPanel(his, `${backend.url}/work/github/northwind/trail-pay/pull/482`)
  const hint = panel.getByRole('note', { name: 'A hint for the wording' })
  await panel.getByRole('button', { name: /^Remove / }).first().waitFor()
  const field = panel.locator('textarea').first()
  const asked: string[] = []
  his.context.on('request', (request) => void (request.url().startsWith(backend.url) && request.method() !== 'GET' && asked.push(request.postData() ?? '')))
  await field.fill('Great job on this!')
  await hint.getByText('This does not say yet what was done.').waitFor()
  await hint.getByText('You wrote the way back first').waitFor()
  await looksRight(his, 'hint', { ours: panel, page })
  await field.fill('You’re brilliant and you always listen.')
  await hint.getByText('“You’re brilliant” says what somebody is.').waitFor()
  expect(await panel.getByRole('note').count()).toBe(1)
  await hint.getByRole('button', { name: 'Leave this hint out' }).click()
  await hint.getByText('“you always listen” is seldom all of it.').waitFor()
  await field.fill('You found the race in the retry and wrote the test for it.')
  await hint.waitFor({ state: 'detached' })
  await page.waitForTimeout(2_000)
  expect(await hint.count()).toBe(0)
  // Nothing of it left the device, and nothing stood in the way of sending.
  expect(asked.filter((body) => /brilliant|Great job/.test(body))).toEqual([])
  await field.fill('Great job!')
  await field.press('Control+Enter')
  await panel.getByRole('button', { name: 'Undo' }).waitFor()
  await page.close()
})

it('stands below the field it is about, and what is written there keeps the focus', async () => {
  const { page, panel } = await openPanel(his, `${backend.url}/work/github/northwind/trail-pay/pull/482`)
  await panel.getByRole('radio', { name: 'Feedback' }).check({ force: true })
  const top = async (name: string): Promise<number> => (await panel.getByRole('textbox', { name }).boundingBox())!.y
  const hint = panel.getByRole('note', { name: 'A hint for the wording' })
  await panel.getByRole('textbox', { name: 'Impact' }).pressSequentially('We lost a day.')
  await panel.getByRole('textbox', { name: 'Behaviour' }).pressSequentially('You are lazy.')
  await hint.getByText('“You are lazy” says what somebody is.').waitFor()
  const { y } = (await hint.boundingBox())!
  expect([await top('Behaviour') < y, y < await top('Impact')]).toEqual([true, true])
  expect(await panel.getByRole('textbox', { name: 'Behaviour' }).evaluate((element) => element === document.activeElement)).toBe(true)
  await page.close()
})

it('speaks the language in which he writes, on the desk too, on a phone', async () => {
  const desk = await his.open('desk.html#/people')
  await desk.setViewportSize({ width: 360, height: 780 })
  await desk.getByRole('link', { name: 'Chi Tran' }).click()
  await desk.getByRole('button', { name: 'Recognise' }).click()
  await desk.locator('textarea').first().fill('Gute Arbeit beim Release, aber die Notizen haben gefehlt.')
  await desk.getByText('Praise that leads to a “but” is hard to hear.').waitFor()
  await screenshot(desk, 'hint-360')
  expect(await accessibility(desk)).toEqual([])
  expect(await desk.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(360)
  await desk.close()
})

it('is switched off where it stands, and on again in the settings', async () => {
  const open = async (): Promise<Page> => {
    const desk = await his.open(`desk.html#/people/${(await ben.get('/api/v1/people?q=chi')).items[0].id}`)
    await desk.getByRole('button', { name: 'Recognise' }).click()
    await desk.locator('textarea').first().fill('Thanks for your great work!')
    return desk
  }
  const first = await open()
  await first.getByRole('button', { name: 'Switch hints off' }).click()
  await first.getByRole('note').waitFor({ state: 'detached' })
  await first.close()
  const second = await open()
  await second.waitForTimeout(2_500)
  expect(await second.getByRole('note').count()).toBe(0)
  await second.goto(second.url().replace(/#.*/, '#/settings'))
  const tick = second.getByLabel('Show hints while I write')
  expect(await tick.isChecked()).toBe(false)
  await tick.check()
  await second.close()
  const third = await open()
  await third.getByRole('note').waitFor()
  await third.close()
})
