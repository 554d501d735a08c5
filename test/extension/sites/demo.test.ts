// The made-up pages and the leaf that knows them fit each other.
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { site as demo } from '../../../extension/sites/demo'
import { read } from '../../../extension/sites/readers'
import { demoPage } from '../../../worker/dev/pages'

const origin = 'http://localhost:8787'
const open = (path: string) => new JSDOM(demoPage(path) ?? '', { url: origin + path }).window.document

/** Every page that can be reached from the first one by links. */
function reachable(): string[] {
  const paths = new Set(['/work/'])
  for (const path of paths) {
    for (const link of open(path).querySelectorAll<HTMLAnchorElement>('a[href]')) paths.add(new URL(link.href).pathname)
  }
  return [...paths]
}

test.each([
  ['/work/github/northwind/trail-pay/pull/482', 'Retry payments after a timeout', 'open', 'public', ['author ben-ode', 'reviewer dee-alvarez', 'reviewer chi-tran', 'assignee octocat']],
  ['/work/github/northwind/pass-maps/pull/31', 'Draw the winter closures', 'merged', 'private', ['author chi-tran', 'reviewer ben-ode', 'assignee chi-tran']],
  ['/work/jira/browse/PAY-118', 'Payments stop when the gateway is slow', 'in progress', 'private', ['assignee ben-ode', 'reporter ada-okafor']],
  ['/work/docs/document/d/trail-pay-timeouts/edit', 'How we treat timeouts', null, 'private', ['author dee@demo.cairn.test']],
])('%s', (path, title, state, visibility, people) => {
  const ref = demo.identify(new URL(origin + path))!
  const details = read(open(path), ref)
  expect({ title: details.title, state: details.state, visibility: details.visibility, people: details.people.map(({ role, handle }) => `${role} ${handle}`) }).toEqual({ title, state, visibility, people })
})

describe('the made-up pages', () => {
  const paths = reachable()
  test('are linked with each other', () => expect(paths.length).toBeGreaterThanOrEqual(10))
  test.each(paths)('%s is there, says what it is, and runs nothing', (path) => {
    const doc = open(path)
    expect(doc.querySelector('footer')?.textContent).toContain('made-up page of the Cairn demo')
    expect(doc.querySelectorAll('script:not([type="application/json"]), link, img, iframe, [style]')).toHaveLength(0)
    expect([...doc.querySelectorAll('*')].flatMap((element) => element.getAttributeNames()).filter((name) => name.startsWith('on'))).toEqual([])
  })
  test.each(['/', '/work', '/work/x', '/work/github/northwind/trail-pay/pull/483', '/work/github/northwind/trail-pay/pull/482/x', '/work/../api', '/work/github/__proto__'])('nothing else: %s', (path) => {
    expect(demoPage(path) === null).toBe(path !== '/work')
  })
  test('a page of one key says nothing about another', () => {
    const other = demo.identify(new URL(`${origin}/work/jira/browse/PAY-119`))!
    expect(read(open('/work/jira/browse/PAY-118'), other)).toMatchObject({ title: null, people: [] })
  })
})
