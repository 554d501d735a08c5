/** Moved by the work: Eli makes a webhook, GitHub delivers a merged pull request, Ben's key result moves with its reason, Ben corrects it, and it goes on from there. */
import { createHmac, randomUUID } from 'node:crypto'
import examples from '@octokit/webhooks-examples'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import type { CheckIn } from '../../shared/check-ins'
import { soon } from './acts'
import { looksRightOnTheWeb } from './looks'
import { stage, webDesk } from './stage'
import { type Backend, type Person, person } from './world'

let backend: Backend
let desk: Awaited<ReturnType<typeof webDesk>>
let page: Page
let ben: Person
let url = ''
let secret = ''
const [goal, keyResult] = [randomUUID(), randomUUID()]

beforeAll(async () => {
  backend = await stage({ weeks: false })
  ben = await person(backend, 'ben')
  desk = await webDesk(backend)
  page = desk.page
  await ben.post('/api/v1/goals', {
    id: goal, title: 'Checkout under 300 ms', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: 'organization', keys: ['org'], draft: false,
    keyResults: [{
      id: keyResult, title: 'Merged pull requests labelled perf', measure: 'number', baseline: 0, target: 20, stretch: null, unit: null, rubric: [], weight: 1, owner: null,
      rule: { site: 'github', instance: 'github.com', of: 'label', name: 'perf', within: 'Codertocat/Hello-World', state: 'merged' },
    }],
  })
})

/** GitHub's own example of a pull request that was closed, merged and labelled. */
async function deliver(number: number, at: string, signedWith = secret): Promise<number> {
  const of = (examples as unknown as { name: string; examples: Record<string, any>[] }[]).find(({ name }) => name === 'pull_request')!.examples.find(({ action }) => action === 'closed')!
  const body = JSON.stringify({ ...of, pull_request: { ...of['pull_request'], number, merged: true, updated_at: at, labels: [{ name: 'perf' }] } })
  const answer = await fetch(url, {
    method: 'POST', body,
    headers: { 'content-type': 'application/json', 'user-agent': 'GitHub-Hookshot/044aadd', 'x-github-event': 'pull_request', 'x-github-delivery': randomUUID(), 'x-hub-signature-256': `sha256=${createHmac('sha256', signedWith).update(body).digest('hex')}` },
  })
  return answer.status
}
const history = async (): Promise<CheckIn[]> => (await ben.get(`/api/v1/goals/${goal}/key-results/${keyResult}/check-ins`)).items

it('Eli makes a webhook, and is told once what to paste where', async () => {
  await desk.signIn('Eli Marsh', '/administration/webhooks')
  await page.getByText('No webhook yet').waitFor()
  await page.getByRole('textbox', { name: 'Name' }).pressSequentially('All repositories')
  await page.getByRole('textbox', { name: 'Name' }).press('Enter')
  await page.getByRole('heading', { name: 'Set up All repositories' }).waitFor()
  url = await page.getByRole('textbox', { name: 'Address' }).inputValue()
  secret = await page.getByRole('textbox', { name: 'Secret' }).inputValue()
  expect([url, secret]).toEqual([expect.stringMatching(/^http:\/\/[^/]+\/api\/v1\/hooks\/[0-9a-f-]{36}\/[0-9a-f-]{36}$/), expect.stringMatching(/^[0-9a-f]{64}$/)])
  await page.getByText('nothing delivered yet').waitFor()
  await looksRightOnTheWeb('webhooks', page)
})

it('what is not signed with it moves nothing; what is moves Ben’s key result, once', async () => {
  expect(await deliver(2, '2026-11-02T10:00:00Z', 'guessed')).toBe(404)
  expect(await history()).toEqual([])
  for (let times = 0; times < 2; times += 1) expect(await deliver(2, '2026-11-02T10:00:00Z')).toBe(202)
  expect(await deliver(3, '2026-11-02T11:00:00Z')).toBe(202)
  expect((await history()).map(({ source, reading }) => [source, reading])).toEqual([['work', 2], ['work', 1]])
  await page.reload()
  await page.getByText(/last delivery .*1 not signed by it/).waitFor()
})

it('Ben sees it moved by the work, with its reason, and corrects it', async () => {
  await desk.signIn('Ben Ode', `/goals/${goal}`)
  const moved = page.getByRole('list', { name: 'Check-ins' }).getByRole('listitem').filter({ hasText: 'Moved by the work' })
  expect(await moved.first().waitFor().then(() => moved.count())).toBe(2)
  const reason = moved.first().getByRole('link', { name: /Hello-World #3/ })
  expect(await reason.getAttribute('href')).toBe('https://github.com/Codertocat/Hello-World/pull/3')
  await looksRightOnTheWeb('moved', page)
  await moved.first().getByRole('button', { name: 'Correct this' }).click()
  await page.getByRole('textbox', { name: 'Reading' }).fill('1')
  await page.getByRole('radio', { name: 'On track' }).check({ force: true })
  await page.getByRole('radio', { name: '7 of 10' }).check({ force: true })
  await page.getByRole('textbox', { name: 'What changed since then?' }).fill('Number 3 only renamed a file.')
  await page.getByRole('textbox', { name: 'What changed since then?' }).press('Control+Enter')
  await page.getByText('Corrected since').waitFor()
  const [said, corrected] = await soon(history, (all) => all.length === 3)
  expect([said!.source, said!.reading, corrected!.corrected]).toEqual(['person', 1, true])
})

it('the next one goes on from what Ben said', async () => {
  expect(await deliver(4, '2026-11-03T09:00:00Z')).toBe(202)
  expect((await history()).map(({ source, reading }) => [source, reading])).toEqual([['work', 2], ['person', 1], ['work', 2], ['work', 1]])
  const { keyResults, progress } = await ben.get(`/api/v1/goals/${goal}`)
  expect([keyResults[0].current, keyResults[0].confidence, progress]).toEqual([2, 7, 0.1])
})
