/** Jira is asked on its own origin, and only after a click; Confluence stands on the same host and answers for itself. */
import { readFileSync } from 'node:fs'
import { beforeAll, expect, it } from 'vitest'
import type { Browser } from '../support/browser'
import { home } from './acts'
import { launcherIn } from './looks'
import { browserFor, stage } from './stage'
import { type Backend, openWork, panelOf } from './world'

let backend: Backend
let browser: Browser

beforeAll(async () => {
  backend = await stage({ env: { BASE_URL: home } })
  browser = await browserFor(backend, 'Ben Ode')
})

const page = (file: string) => readFileSync(new URL(`../pages/${file}`, import.meta.url), 'utf8')
const json = (body: object, status = 200) => ({ status, contentType: 'application/json', body: JSON.stringify(body) })

it('what Jira itself says goes before what its page shows', async () => {
  const work = await openWork(browser, 'https://acme.atlassian.net/browse/PAY-118', page('jira/cloud-issue.html'))
  const asked: string[] = []
  await browser.context.route('https://acme.atlassian.net/rest/**', (route) => {
    const { pathname } = new URL(route.request().url())
    asked.push(pathname)
    const zoe = { accountId: '557058:9', displayName: 'Zoe Lind', accountType: 'atlassian' }
    const issue = { key: 'PAY-118', fields: { summary: 'Payments stop in the rain', status: { name: 'Under way' }, assignee: zoe, security: { id: '10000' } } }
    return route.fulfill(pathname.endsWith('/myself') ? json({}, 401) : json(issue))
  })
  const { x, y } = await launcherIn(work)
  expect(asked).toEqual([])
  await work.mouse.click(x, y)
  const panel = await panelOf(work)
  await panel.getByText('Payments stop in the rain').first().waitFor()
  await panel.getByText('Under way').first().waitFor()
  expect(asked).toEqual(['/rest/api/3/issue/PAY-118', '/rest/api/3/myself'])
})

it('a Confluence page on the same host is no issue of Jira', async () => {
  const work = await openWork(browser, 'https://acme.atlassian.net/wiki/spaces/ENG/pages/201819180/How', page('confluence/cloud.html'))
  const { x, y } = await launcherIn(work)
  await work.mouse.click(x, y)
  const panel = await panelOf(work)
  await panel.getByText('How we treat timeouts').first().waitFor()
  expect(await panel.getByText('Confluence', { exact: false }).count()).toBeGreaterThan(0)
})
