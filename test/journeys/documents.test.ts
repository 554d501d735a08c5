/** A file whose page tells no title is named by its author, and a page that is peeked at is the one that is meant. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import type { Card } from '../../shared/cards'
import type { Browser } from '../support/browser'
import { home, soon } from './acts'
import { launcherIn } from './looks'
import { browserFor, stage } from './stage'
import { type Backend, openWork, panelOf, person } from './world'

let backend: Backend
let browser: Browser

beforeAll(async () => {
  backend = await stage({ env: { BASE_URL: home } })
  browser = await browserFor(backend, 'Ben Ode')
})

const page = (file: string) => readFileSync(new URL(`../pages/${file}`, import.meta.url), 'utf8')

it('a file without a title is named in the panel, and the card says that name', async () => {
  const work = await openWork(browser, 'https://www.figma.com/design/AbCdEf0123456789ghIJkl/Trail-map', page('figma/private.html'))
  const { x, y } = await launcherIn(work)
  await work.mouse.click(x, y)
  const panel = await panelOf(work)
  await panel.getByText('Figma …hIJkl').first().waitFor()
  await panel.locator('.chip-find').click()
  await work.keyboard.type('Dee')
  await panel.getByRole('option', { name: /Dee/, selected: true }).waitFor()
  await work.keyboard.press('Enter')
  await panel.getByRole('textbox', { name: 'Name this design' }).fill('The winter map')
  const words = 'Drew the closures so that hikers see them first.'
  await panel.locator('textarea').first().pressSequentially(words)
  await panel.locator('textarea').first().press('Control+Enter')
  await panel.getByRole('button', { name: 'Undo' }).waitFor()
  const ben = await person(backend, 'ben')
  const find = async () => (await ben.get<{ items: Card[] }>('/api/v1/me/given')).items.find(({ body }) => 'text' in body && body.text === words)
  // Where the background slept, it sends at its next alarm.
  expect((await soon(find, (card) => card !== undefined, 45))?.artifact).toMatchObject({ guarded: false, site: 'figma', type: 'design', key: 'AbCdEf0123456789ghIJkl', title: 'The winter map' })
})

it('a page that is opened over another, without a load, is the one that is meant', async () => {
  const below = 'https://www.notion.so/acme/aabbccddeeff00112233445566778899'
  const work = await openWork(browser, below, page('notion/peek.html'))
  const { x, y } = await launcherIn(work)
  await work.evaluate(() => history.pushState({}, '', '?p=1429989fe8ac4effbc8f57f56486db54&pm=s'))
  await work.waitForTimeout(500)
  await work.mouse.click(x, y)
  const panel = await panelOf(work)
  await panel.getByText('Trail map').first().waitFor()
  expect(await panel.getByText('All trails').count()).toBe(0)
})
