// A page that lies gets a correct panel or none: titles and names are text, short, and in their own direction.
import * as fc from 'fast-check'
import { JSDOM, VirtualConsole } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { site as github } from '../../../extension/sites/github'
import { site as gitlab } from '../../../extension/sites/gitlab'
import { read } from '../../../extension/sites/readers'
import { plain } from '../../../extension/sites/reading'

const url = 'https://github.com/acme/api/pull/42'
const ref = github.identify(new URL(url))!
const look = (html: string) => read(new JSDOM(html, { url, virtualConsole: new VirtualConsole() }).window.document, ref)
const titled = (inner: string) => `<h1 class="gh-header-title"><bdi class="js-issue-title">${inner}</bdi> <span>#42</span></h1>`

describe('titles', () => {
  test('a huge one is cut, between graphemes', () => {
    const title = look(titled('👩‍👩‍👧‍👦'.repeat(50_000))).title!
    expect(title.length).toBeLessThanOrEqual(250)
    expect(title).toBe('👩‍👩‍👧‍👦'.repeat(22))
  })
  test('overrides, controls and hidden characters go; line breaks are spaces; other scripts stay', () => {
    expect(plain('\u202Etrap\u202C \u0007a\n\tb\u200B\uFEFFc\u2066d\u{E0041}')).toBe('trap a bcd')
    expect(plain('مراجعة الدفع')).toBe('مراجعة الدفع')
    expect(plain('می‌خواهم')).toBe('می‌خواهم')
  })
  test('markup in a title is text', () => {
    expect(look(titled('&lt;script&gt;alert(1)&lt;/script&gt;')).title).toBe('<script>alert(1)</script>')
  })
  test('nothing but hidden characters is no title', () => expect(look(titled('\u200B\u202E')).title).toBeNull())
  test('any text at all comes out as one short line', () => {
    fc.assert(fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme', maxLength: 600 })), (text) => {
      const line = plain(text)
      if (line === null) return
      expect(line.length).toBeLessThanOrEqual(250)
      expect(line).not.toMatch(/[\p{Cc}\u202A-\u202E\u2066-\u2069\u200B\p{Cs}]/u)
      expect(plain(line)).toBe(line)
    }))
  })
})

describe('people', () => {
  test('500 become 50', () => {
    const rows = Array.from({ length: 500 }, (_, i) => `<span data-assignee-name="person-${i}"></span>`).join('')
    expect(look(`${titled('x')}<form aria-label="Select reviewers">${rows}</form>`).people).toHaveLength(50)
  })
  test('a handle that is none is nobody', () => {
    const rows = ['<b>', '../x', 'a b', '\u202Ex', '', 'x'.repeat(200)].map((name) => `<span data-assignee-name="${name.replace('<', '&lt;')}"></span>`).join('')
    expect(look(`${titled('x')}<form aria-label="Select reviewers">${rows}</form>`).people).toEqual([])
  })
})

describe('public', () => {
  const meta = (name: string, content: string) => `<meta name="octolytics-dimension-repository_${name}" content="${content}">`
  test.each([
    ['both marks, in any case', meta('nwo', 'ACME/Api') + meta('public', 'true'), 'public'],
    ['no name', meta('public', 'true'), 'private'],
    ['no mark', meta('nwo', 'acme/api'), 'private'],
    ['not public', meta('nwo', 'acme/api') + meta('public', 'false'), 'private'],
    ['another repository', meta('nwo', 'acme/api2') + meta('public', 'true'), 'private'],
    ['a second mark that disagrees', meta('nwo', 'acme/api') + meta('public', 'true') + meta('public', 'false'), 'private'],
    ['a second name that disagrees', meta('nwo', 'acme/api') + meta('nwo', 'acme/web') + meta('public', 'true'), 'private'],
  ])('%s', (_, head, visibility) => expect(look(`<head>${head}</head>`).visibility).toBe(visibility))
})

test('data of any shape never makes it throw', () => {
  fc.assert(fc.property(fc.jsonValue(), (value) => {
    const wrap = (payload: unknown) => `<script data-target="react-app.embeddedData">${JSON.stringify({ payload }).replaceAll('<', '\\u003c')}</script>`
    const hurt = { pullRequestsLayoutRoute: { repository: { ownerLogin: 'acme', name: 'api' }, pullRequest: { number: 42, title: value, state: value, author: value } }, preloadedQueries: value }
    const { title, people } = look(wrap(value) + wrap(hurt))
    expect(title === null || typeof title === 'string').toBe(true)
    expect(Array.isArray(people)).toBe(true)
  }), { numRuns: 60 })
})

describe('a GitLab page that lies', () => {
  const address = 'https://gitlab.com/acme/api/-/merge_requests/9'
  const at = (html: string) => read(new JSDOM(`<body data-page="projects:merge_requests:show" data-page-type-id="9" data-project-full-path="acme/api">${html}`, { url: address, virtualConsole: new VirtualConsole() }).window.document, gitlab.identify(new URL(address))!)
  const reviewers = (links: string) => at(`<div data-testid="reviewers-block-container"><div data-testid="reviewer">${links}</div></div>`).people

  test('500 become 50', () => {
    expect(reviewers(Array.from({ length: 500 }, (_, i) => `<a href="/person-${i}"></a>`).join(''))).toHaveLength(50)
  })
  test.each(['https://evil.example/ada', '//evil.example/ada', 'javascript:ada', 'mailto:ada@acme.example', '/acme/ada', '/', '', '/%E0%A4%A', '/a b'])('a link to %s is nobody', (href) => {
    expect(reviewers(`<a href="${href}"></a>`)).toEqual([])
  })
  test('a handle that its own link does not bear is nobody', () => {
    expect(reviewers('<a href="/ada-okafor" data-username="ben-ode"></a>')).toEqual([])
  })
  test('markup in a title is text, and a huge one is cut', () => {
    expect(at('<h1 data-testid="title-content">&lt;img src=x&gt;</h1>').title).toBe('<img src=x>')
    expect(at(`<h1 data-testid="title-content">${'x'.repeat(100_000)}</h1>`).title).toHaveLength(250)
  })
})
