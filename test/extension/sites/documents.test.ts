// Titles of documents are found behind any length, and no page makes a reader throw.
import * as fc from 'fast-check'
import { JSDOM, VirtualConsole } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { identify } from '../../../extension/sites/index'
import { read } from '../../../extension/sites/readers'

const look = (url: string, html: string) => read(new JSDOM(html, { url, virtualConsole: new VirtualConsole() }).window.document, identify(new URL(url))!)
const long = `Plan - ${'x'.repeat(400)}`

const pages: [string, string, string][] = [
  ['https://docs.google.com/document/d/1AbC-dEf_123/edit', `${long} - Dokumenty Google`, long],
  ['https://docs.google.com/forms/d/e/1FAIpQLSexample/viewform', long, long],
  ['https://www.figma.com/design/AbCdEf0123456789ghIJkl/x', `${long} – Figma`, long],
  ['https://app.clickup.com/t/8790abcde', `${long} | #8790abcde`, long],
  ['https://acme.openproject.com/wp/42', `Task: ${long} (#42) | Maps | OpenProject`, long],
  ['https://www.notion.so/1429989fe8ac4effbc8f57f56486db54', `(3) ${long}`, long],
]

describe.each(pages)('%s', (url, title, name) => {
  test('a long title is cut, its suffix is not needed for that', () => {
    const read = look(url, `<title>${title}</title>`).title!
    expect(read.length).toBeLessThanOrEqual(250)
    expect(read.length).toBeGreaterThan(240)
    expect(name.startsWith(read)).toBe(true)
  })

  test('whatever the page says, the answer is a title of one line or none', () => {
    const hooks = ['meta property="og:title"', 'meta property="og:url"', 'link rel="canonical" href="//["', 'input class="docs-title-input"', 'b data-testid="filename"', 'h1 aria-roledescription="page title"', 'p class="notion-peek-renderer"']
    const element = fc.tuple(fc.constantFrom(...hooks), fc.string()).map(([hook, text]) => `<${hook} content="${escaped(text)}" value="${escaped(text)}" data-block-id="${escaped(text)}">${escaped(text)}`)
    fc.assert(fc.property(fc.array(element, { maxLength: 5 }), fc.string(), (elements, words) => {
      const { title, people, visibility } = look(url, `<title>${escaped(words)}</title>${elements.join('')}`)
      if (title !== null) expect(title).toMatch(/^[^\n\r]{1,250}$/)
      expect([people, visibility]).toEqual([[], 'private'])
    }), { numRuns: 60 })
  })
})

const escaped = (text: string) => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
