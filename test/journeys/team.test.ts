/** Journey: a pull request asks a team for its review; whoever thanks the team sees who will read it, each member gets one line, and an outsider sees exactly what the sentence said. */
import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Card } from '../../shared/cards'
import { demoPage } from '../../worker/dev/pages'
import { accessibility } from '../support/browser'
import { send, soon } from './acts'
import { saidOn, trailPay } from './telling'
import { type Backend, backendOf, browserOf, openWork, panelOf, type Person, person, pressShortcut, signIn } from './world'

const address = 'https://github.com/northwind/trail-pay/pull/482'
const asks = '<span class="js-reviewer-team" data-hovercard-url="/orgs/northwind/teams/payments/hovercard">payments</span>'
const html = demoPage('/work/github/northwind/trail-pay/pull/482')!.replace('<h2>Reviewers</h2>', `<h2>Reviewers</h2>${asks}`)
const ref = trailPay()
const within = 'You took the gateway apart in turns, and the one who slept always found a page that said where it stood.'
const open = 'You answered every question of the huts during the outage, in the order in which they came.'

let backend: Backend
let people: Record<'ada' | 'ben' | 'chi' | 'hal' | 'dee' | 'jun', Person>

beforeAll(async () => {
  backend = await backendOf()
  const names = ['ada', 'ben', 'chi', 'hal', 'dee', 'jun'] as const
  people = Object.fromEntries(await Promise.all(names.map(async (name) => [name, await person(backend, name)]))) as typeof people
})
afterAll(() => backend?.stop())

const found = async (who: Person, text: string): Promise<Card | undefined> => (await saidOn(who, ref)).find(({ body }) => 'text' in body && body.text === text)
const linesOf = async (who: Person, text: string): Promise<number> =>
  (await who.get<{ items: { kind: string; card: Card | null }[] }>('/api/v1/inbox')).items.filter(({ kind, card }) => kind === 'feedback.received' && card && 'text' in card.body && card.body.text === text).length

it('Dee thanks the team that the page names: by its name before and after, one line a member, nothing for others', async () => {
  const browser = await browserOf()
  try {
    await signIn(browser, backend, 'Dee Alvarez')
    const page = await openWork(browser, address, html)
    await pressShortcut(browser, page)
    const panel = await panelOf(page)
    const who = panel.getByRole('group', { name: 'Who' })
    const says = (sentence: string) => panel.locator('footer').getByText(sentence).waitFor()

    await who.getByRole('button', { name: /^Payments/ }).click()
    await who.getByRole('button', { name: 'Remove Payments' }).waitFor()
    expect(await who.getByRole('button', { name: /^Remove / }).count()).toBe(1)
    // Hal, a contractor, is in the team: he does not hold the organisation's key, and the sentence says so.
    await says('Everyone at Northwind Trails, now and later (10 today). No contractors or guests. Everyone in Payments will see it too, now and later (4 today).')
    await panel.getByRole('button', { name: 'Change who sees it' }).click()
    expect(await panel.locator('.audience-picker').getByRole('radio').count()).toBe(2)
    await panel.getByRole('radio', { name: 'Everyone in Payments' }).check()
    await says('Everyone in Payments, now and later (4 today), and you.')
    expect(await accessibility(panel)).toEqual([])
    await panel.locator('textarea').first().pressSequentially(within)
    await send(panel)
    await panel.getByRole('article', { name: 'Sending' }).getByText('Everyone in Payments, now and later (4 today), and you.').waitFor()
    await soon(() => found(people.dee, within), (card) => card !== undefined)
    await panel.getByRole('article', { name: 'You recognised Payments' }).getByText('Everyone in Payments, now and later (4 today), and you.').waitFor()
    expect(await accessibility(panel)).toEqual([])
  } finally {
    await browser.close()
  }
  for (const name of ['ada', 'ben', 'chi', 'hal'] as const) {
    expect([name, await linesOf(people[name], within), (await found(people[name], within))?.mine]).toEqual([name, 1, 'recipient'])
  }
  expect([await linesOf(people.jun, within), await found(people.jun, within)]).toEqual([0, undefined])
  expect((await people.jun.get(`/api/v1/people/${people.ben.id}/received`)).items.some((card: Card) => 'text' in card.body && card.body.text === within)).toBe(false)
})

it('Ben thanks his own team, found by typing, for everybody to see: he is not thanked himself', async () => {
  const browser = await browserOf()
  try {
    await signIn(browser, backend, 'Ben Ode')
    const page = await openWork(browser, address, html.replace(asks, ''))
    await pressShortcut(browser, page)
    const panel = await panelOf(page)
    await panel.getByRole('button', { name: /^Remove / }).first().waitFor()
    await panel.getByRole('button', { name: 'Someone else' }).click()
    await panel.getByRole('combobox').fill('paym')
    await panel.getByRole('option', { name: /^Payments/ }).click()
    await panel.getByRole('button', { name: 'Remove Payments' }).waitFor()
    await panel.locator('textarea').first().pressSequentially(open)
    await send(panel)
    await soon(() => found(people.ben, open), (card) => card !== undefined)
  } finally {
    await browser.close()
  }
  expect(await found(people.jun, open)).toMatchObject({ mine: 'none', toTeam: { name: 'Payments' }, recipients: [{ name: 'Ada Okafor' }, { name: 'Chi Tran' }, { name: 'Hal Brandt' }], more: 0 })
  expect([await linesOf(people.ben, open), await linesOf(people.ada, open), await linesOf(people.hal, open), await linesOf(people.jun, open)]).toEqual([0, 1, 1, 0])
})
