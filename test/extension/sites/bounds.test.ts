// A page may be built to hold the reader up, and a pack to point at what is nobody's business: neither works.
import { JSDOM, VirtualConsole } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { identify } from '../../../extension/sites'
import { read } from '../../../extension/sites/readers'
import { saidBy, wordsIn } from '../../../extension/sites/reading'
import { segmentsOf } from '../../../extension/sites/site'

const docOf = (html: string, url = 'https://work.example/') => new JSDOM(html, { url, virtualConsole: new VirtualConsole() }).window.document
const field = (html: string) => saidBy(docOf(html).body.firstElementChild ?? docOf(html).head.firstElementChild)

describe('a selector that points at a secret finds nothing', () => {
  test.each([
    ['a password', '<input type="password" value="hunter2">'],
    ['a hidden token', '<input type="hidden" name="x" value="hunter2">'],
    ['a password shown as text', '<input type="text" autocomplete="current-password" value="hunter2">'],
    ['a code', '<input autocomplete="one-time-code" value="123456">'],
    ['a card', '<input autocomplete="cc-number" value="4111">'],
    ['a token by its name', '<input name="authenticity_token" value="hunter2">'],
    ['data of the page', '<script type="application/json">{"token":"hunter2"}</script>'],
    ['a box with data of the page', '<div><script type="application/json">{"token":"hunter2"}</script></div>'],
    ['what somebody is writing', '<div><textarea>hunter2</textarea></div>'],
    ['a token in the head', '<meta name="csrf-token" content="hunter2">'],
  ])('%s', (_, html) => expect(field(html)).toBeNull())

  test('titles are found as before', () => {
    expect(field('<input class="docs-title-input" value="Plan">')).toBe('Plan')
    expect(field('<meta property="og:title" content="Plan">')).toBe('Plan')
    expect(field('<h1>A <b>big</b> plan</h1>')).toBe('A big plan')
  })

  test('of a work item and a card too', () => {
    const azure = identify(new URL('https://dev.azure.com/acme/pay/_git/gate/pullrequest/7'))!
    const page = docOf('<title>Pull request 7: Words - Repos</title><input type="password" id="p" value="hunter2">', azure.url)
    expect(read(page, azure, { selectors: { pullRequestTitle: ['#p'] } }).title).toBe('Words')
    const trello = identify(new URL('https://trello.com/c/abcdefgh'))!
    const card = docOf('<title>hunter2 on Board | Trello</title><input type="password" id="p" value="hunter2">', trello.url)
    expect(read(card, trello, { selectors: { title: ['#p'] } }).title).toBeNull()
  })
})

describe('a page that nests without end', () => {
  const github = identify(new URL('https://github.com/acme/api/pull/42'))!
  const depth = 300
  const row = '<a class="assignee" href="/someone">x</a>'
  const deep = (inner: string) => `<form aria-label="Select reviewers" action="/acme/api/pull/42/review-requests">${'<div>'.repeat(depth)}${inner}${'</div>'.repeat(depth)}</form>`

  test('is not climbed once for each reviewer', () => {
    const page = docOf(deep(Array.from({ length: 60 }, (_, at) => row.replace('someone', `someone${at}`)).join('') + '<i></i>'.repeat(5_000)), github.url)
    let asked = 0
    const ask = page.defaultView!.Element.prototype.querySelectorAll
    page.defaultView!.Element.prototype.querySelectorAll = function (this: Element, selector: string) {
      asked++
      return ask.call(this, selector)
    } as never
    expect(read(page, github).people).toHaveLength(50)
    expect(asked).toBeLessThan(50)
  })

  test('still tells who is only proposed', () => {
    const proposed = '<div><div><span data-assignee-name="copilot">c</span></div><p><b class="js-suggested-reviewer"></b></p></div>'
    const page = docOf(deep(`${row}<p><span data-assignee-name="ada">a</span></p>${proposed}`), github.url)
    expect(read(page, github).people.map(({ handle }) => handle)).toEqual(['someone', 'ada'])
  })

  test('gives only its first words', () => {
    const page = docOf(`<div id="x">${'<b>word </b>'.repeat(50_000)}</div>`)
    let seen = 0
    const step = page.defaultView!.TreeWalker.prototype.nextNode
    page.defaultView!.TreeWalker.prototype.nextNode = function (this: TreeWalker) {
      seen++
      return step.call(this)
    }
    expect(wordsIn(page.querySelector('#x'))).toMatch(/^word word/)
    expect(seen).toBeGreaterThan(0)
    expect(seen).toBeLessThan(2_000)
  })
})

test('an address without end is nobody\'s work', () => {
  const page = identify(new URL(`https://gitlab.com/${'acme/'.repeat(100)}api/-/issues/7`))
  expect(page).toMatchObject({ site: 'gitlab' })
  expect(segmentsOf(new URL(`https://gitlab.com/${'acme/'.repeat(5_000)}api/-/issues/7`))).toBeNull()
  expect(identify(new URL(`https://gitlab.com/${'acme/'.repeat(5_000)}api/-/issues/7`))).toBeNull()
})
