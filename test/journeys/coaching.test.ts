/** Coaching on a ticket: whom one may coach is offered it, what is written stays between two people, an action item comes with it, and it is found, thanked for and tried where the work is. */
import type { Frame } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Card } from '../../shared/cards'
import type { Browser } from '../support/browser'
import { home, openPanel, soon } from './acts'
import { looksRight } from './looks'
import { readAll } from './telling'
import { type Backend, backendOf, browserOf, type Person, person, signIn } from './world'

const ticket = `${home}/work/jira/browse/PAY-118`
const canary = 'You closed it when your own test was green, before the heron-lantern staging had run.'
const step = 'Pair with Jun on the quince cache key'
const attempt = 'Draw the quince cache before the next change'
const ownEyes = 'Watch whether the walnut tests run before he closes the next one.'

let backend: Backend
let browser: Browser
let his: Browser
let people: Record<'ada' | 'ben' | 'chi' | 'jun' | 'gus' | 'eli' | 'mo' | 'fay', Person>

beforeAll(async () => {
  backend = await backendOf({ weeks: false, env: { BASE_URL: home } })
  const names = ['ada', 'ben', 'chi', 'jun', 'gus', 'eli', 'mo'] as const
  people = Object.fromEntries([...await Promise.all(names.map(async (name) => [name, await person(backend, name)])), ['fay', await person(backend, 'fay', 'fjord.cairn.test')]])
  await readAll(people.ben)
  ;[browser, his] = await Promise.all([browserOf({ backend: backend.port }), browserOf({ backend: backend.port })])
  await signIn(browser, { ...backend, url: home }, 'Ada Okafor')
})
afterAll(async () => {
  await Promise.all([browser?.close(), his?.close()])
  await backend?.stop()
})

const kinds = (panel: Frame) => panel.getByRole('group', { name: 'What do you want to say?' })
const offers = (panel: Frame) => kinds(panel).getByRole('radio', { name: 'Coach' })
const foot = (panel: Frame) => panel.locator('.composer-foot')
const given = async (who: Person): Promise<Card[]> => (await who.get('/api/v1/me/given')).items.filter(({ kind }: Card) => kind === 'coaching')

it('Ada writes to Ben with the situation from the ticket, and gives him something to do until Friday', async () => {
  const { page, panel } = await openPanel(browser, ticket)
  await offers(panel).check({ force: true })
  const who = panel.getByRole('group', { name: 'Who' })
  await who.getByText('Ben Ode').waitFor()
  expect(await who.innerText()).toMatch(/Ben Ode\s+assignee · reports to you/)
  const situation = panel.getByRole('textbox', { name: 'Situation' })
  expect(await situation.inputValue()).toBe('PAY-118 Payments stop when the gateway is slow')
  await panel.getByRole('textbox', { name: 'Behaviour' }).pressSequentially(canary)
  await panel.getByRole('textbox', { name: 'Impact' }).pressSequentially('Support told 40 hikers that it was fixed.')
  await panel.getByRole('textbox', { name: 'Next step' }).pressSequentially(step)
  await panel.getByRole('button', { name: 'Add an action item' }).click()
  const action = panel.getByRole('region', { name: 'Action item' })
  expect(await action.getByRole('textbox', { name: 'What to do' }).inputValue()).toBe(step)
  expect(await action.getByRole('button', { name: /^Friday/, pressed: true }).count()).toBe(1)
  expect(await foot(panel).innerText()).toContain('Only Ben Ode and you. HR and admins will not.')
  // As high as the drawing.
  await page.setViewportSize({ width: 1280, height: 920 })
  await looksRight(browser, 'coaching', { ours: panel, page })

  await panel.getByRole('textbox', { name: 'Behaviour' }).press('Control+Enter')
  await panel.getByRole('article', { name: 'Sending' }).getByText('Undo').waitFor()
  await panel.getByRole('article', { name: 'You coached Ben Ode' }).getByText(step).first().waitFor({ timeout: 30_000 })
  const [card] = await given(people.ada)
  expect(new Date(`${card!.action!.due}T12:00:00Z`).getUTCDay()).toBe(5)
  await page.close()
})

it('she keeps another for herself: who may see it is chosen in words, and nothing is given to do', async () => {
  const { page, panel } = await openPanel(browser, ticket)
  await offers(panel).check({ force: true })
  await panel.getByRole('group', { name: 'Who' }).getByText('Ben Ode').waitFor()
  await panel.getByRole('button', { name: 'Just words' }).click()
  await panel.getByRole('textbox', { name: /^What do you want Ben/ }).pressSequentially(ownEyes)
  await panel.getByRole('button', { name: 'Change who sees it' }).click()
  expect(await panel.getByRole('radio', { name: 'Ben and me' }).isChecked()).toBe(true)
  await panel.getByRole('radio', { name: 'Only me' }).check()
  await foot(panel).getByText('Only you. HR and admins will not.').waitFor()
  expect(await panel.getByRole('button', { name: 'Add an action item' }).count()).toBe(0)
  await panel.getByRole('textbox', { name: /^What do you want Ben/ }).press('Control+Enter')
  await panel.getByRole('article', { name: 'You coached Ben Ode' }).getByText(ownEyes).waitFor({ timeout: 30_000 })
  await page.close()
})

it('nobody else finds it by any way: not a colleague, a manager above, HR, an admin or another organisation; not in mails or the database', async () => {
  const cards = await given(people.ada)
  expect(cards.map(({ audience }) => audience.visibility).sort()).toEqual(['author', 'recipients'])
  const words = ['heron-lantern', 'quince cache', 'walnut']
  for (const name of ['chi', 'jun', 'gus', 'eli', 'mo', 'fay'] as const) {
    const who = people[name]
    for (const { id } of cards) expect(await who.get(`/api/v1/feedback/${id}`).catch((error: Error) => error.message), name).toMatch(/: 404 /)
    const paths = ['/api/v1/me/received', '/api/v1/inbox', '/api/v1/me/action-items', `/api/v1/people/${people.ben.id}/received`, `/api/v1/artifacts/${(cards[0]!.artifact as { id: string }).id}/feedback`]
    const found = await Promise.all(paths.map((path) => who.get(path).then((answer) => JSON.stringify(answer), (error: Error) => (/: 404 /.test(error.message) ? '' : Promise.reject(error)))))
    for (const word of words) expect(found.join('\n'), `${name} finds ${word}`).not.toContain(word)
  }
  const { results: tables } = await backend.db.prepare(`select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\'`).all<{ name: string }>()
  for (const { name } of tables) {
    const rows = JSON.stringify((await backend.db.prepare(`select * from ${name}`).all()).results)
    for (const word of words) expect(rows, name).not.toContain(word)
  }
  const mails = await soon(() => backend.mail.list(), (all) => all.some(({ to }) => to.includes('ben@demo.cairn.test')))
  for (const word of words) expect(JSON.stringify(mails)).not.toContain(word)
})

it('Ben finds the one that is for him, in his popup and on the ticket, thanks and tries it: it stands in both their next 1:1', async () => {
  await signIn(his, { ...backend, url: home }, 'Ben Ode')
  const popup = await his.open('popup.html')
  const stone = popup.getByRole('article', { name: 'Ada Okafor coached you' })
  await stone.getByText(canary).waitFor()
  await stone.getByRole('button', { name: 'Thank' }).click()
  await popup.getByRole('button', { name: 'Thanked' }).waitFor()
  await popup.close()

  const { page, panel } = await openPanel(his, ticket)
  const said = panel.getByRole('list', { name: /^Said on this/ })
  await said.getByText(canary).waitFor()
  await said.getByText(step).first().waitFor()
  expect(await panel.content()).not.toContain(ownEyes)
  await said.getByText(step).last().scrollIntoViewIfNeeded()
  await looksRight(his, 'coaching-said', { ours: panel, page })
  await panel.getByLabel(/^What did Ada do/).pressSequentially('You read the whole incident before you wrote.')
  await said.getByRole('button', { name: 'Try this' }).first().click()
  const trying = said.getByRole('textbox', { name: 'What will you try?' })
  // Ada gave the next step to do: it stands there already.
  expect(await trying.inputValue()).toBe('')
  await trying.fill(attempt)
  // Ctrl+Enter is of the form that one is in: what is begun above for everyone stays a draft.
  await trying.press('Control+Enter')
  await said.getByText('You are trying this.').waitFor()
  expect(await panel.getByRole('article', { name: 'Sending' }).count()).toBe(0)
  expect(await panel.getByLabel(/^What did Ada do/).inputValue()).toMatch(/^You read/)
  await page.close()
  const agendas = await Promise.all([people.ada.get(`/api/v1/meetings/person/${people.ben.id}`), people.ben.get(`/api/v1/meetings/person/${people.ada.id}`)])
  for (const { items } of agendas) expect(items.map(({ text }: { text: string }) => text).sort()).toEqual([attempt, step])
  expect((await given(people.ada)).map(({ reactions }) => reactions.thanks).sort()).toEqual([0, 1])
})

it('Jun, his mentor, is offered it too; Chi, who coaches nobody, is not', async () => {
  for (const [name, may] of [['Jun Park', true], ['Chi Tran', false]] as const) {
    const other = await browserOf({ backend: backend.port })
    try {
      await signIn(other, { ...backend, url: home }, name)
      const { panel } = await openPanel(other, ticket)
      await kinds(panel).getByRole('radio', { name: 'Note' }).waitFor({ state: 'attached' })
      if (may) await offers(panel).waitFor({ state: 'attached' })
      // Whom one may coach has been answered by then.
      await soon(() => panel.evaluate(() => performance.now()), (now) => now > 3_000)
      expect(await offers(panel).count(), name).toBe(may ? 1 : 0)
    } finally {
      await other.close()
    }
  }
})
