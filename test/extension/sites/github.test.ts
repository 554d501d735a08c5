// Which address names which work by hand: GitHub, Enterprise, the demo; and who is turned away. What proves an Enterprise, and what a pack may do.
import { readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { ArtifactRef } from '../../../shared/artifacts'
import { identify, sites, sitesWithDemo } from '../../../extension/sites/index'
import { site as demo } from '../../../extension/sites/demo'
import { prove, site as github } from '../../../extension/sites/github'
import { read } from '../../../extension/sites/readers'

const at = (address: string) => identify(new URL(address))
const hex = '0123456789abcdef0123456789abcdef01234567'

describe('work on GitHub', () => {
  test.each([
    ['https://github.com/acme/api/pull/42/commits/0123456789abcdef', 'pull_request', 'acme/api#42', undefined],
    ['https://github.com/acme/api/pull/42/', 'pull_request', 'acme/api#42', undefined],
    ['https://github.com/Acme/API.js/pull/42/checks?check_run_id=1', 'pull_request', 'Acme/API.js#42', undefined],
    ['https://github.com/acme/api/pull/42/files#r77', 'pull_request', 'acme/api#42', 'discussion_r77'],
    ['https://github.com/acme/api/pull/42#pullrequestreview-9', 'pull_request', 'acme/api#42', 'pullrequestreview-9'],
    ['https://github.com/acme/api/pull/42#issuecomment-1x', 'pull_request', 'acme/api#42', undefined],
    ['https://github.com/acme_corp/api/issues/7#issuecomment-12', 'issue', 'acme_corp/api#7', 'issuecomment-12'],
    ['https://github.com/acme/api/discussions/3#discussioncomment-5', 'discussion', 'acme/api#3', 'discussioncomment-5'],
    [`https://github.com/acme/api/commit/${hex.toUpperCase()}`, 'commit', `acme/api@${hex}`, undefined],
    [`https://github.com/acme/api/commit/0123abc#commitcomment-4`, 'commit', 'acme/api@0123abc', 'commitcomment-4'],
    ['https://github.com/orgs/acme/projects/3/views/1?pane=issue&itemId=9&issue=acme%7Capi%7C7', 'issue', 'acme/api#7', undefined],
    ['https://github.com/users/ben/projects/3?pane=issue&issue=acme|api|7', 'issue', 'acme/api#7', undefined],
  ])('%s', (address, type, key, sub) => {
    const ref = at(address)
    expect({ type: ref?.type, key: ref?.key, sub: ref?.sub }).toEqual({ type, key, sub })
    expect(ArtifactRef.safeParse(ref).success).toBe(true)
  })

  test.each([
    'https://github.com/', 'https://github.com/acme', 'https://github.com/acme/api', 'https://github.com/acme/api/pull', 'https://github.com/acme/api/pull/0',
    'https://github.com/acme/api/pull/042', 'https://github.com/acme/api/pull/4a', 'https://github.com/acme/api/pull/42.diff', 'https://github.com/acme/api/pull/new/branch',
    'https://github.com/acme/api/pull/99999999999', 'https://github.com/acme/api/commit/main', 'https://github.com/acme/api/commits/main', 'https://github.com/acme/api/discussions/categories/ideas',
    'https://github.com/acme/../issues/1/pull', 'https://github.com/acme/%2e%2e/pull/42', 'https://github.com/acme/a%2Fb/pull/42', 'https://github.com/acme/%E0%A4%A/pull/42', 'https://github.com/-acme/api/pull/1',
    'https://github.com/orgs/acme/discussions/3', 'https://github.com/settings/apps/issues/3', 'https://github.com/acme/api/constructor/1', 'https://github.com/acme/api/blob/main/pull/42',
    'https://github.com/orgs/acme/projects/3?pane=issue&itemId=9', 'https://github.com/orgs/acme/projects/3?pane=issue&issue=acme|api|7|8', 'https://github.com/orgs/acme/projects/3?pane=issue&issue=acme|api|x',
    'https://github.com/orgs/acme/projects/3?pane=info&issue=acme|api|7',
  ])('stays away from %s', (address) => expect(at(address)).toBeNull())

  test('a pane on another page names nothing of its own', () => {
    expect(at('https://github.com/acme/api/pull/42?pane=issue&issue=evil|repo|1')?.key).toBe('acme/api#42')
  })

  test.each([
    'https://evilgithub.com', 'https://github.com.evil.example', 'https://github.com@evil.example', 'https://github.com:8443', 'http://github.com', 'https://gist.github.com', 'https://www.github.com', 'https://xn--gthub-n4a.com',
    'https://github.com.', 'https://evil.example/github.com', 'ftp://github.com', 'file://github.com',
  ])('is not taken in by %s', (origin) => expect(at(`${origin}/acme/api/pull/42`)).toBeNull())

  test('credentials in an address never reach the reference', () => {
    expect(at('https://me:secret@github.com/acme/api/pull/42')?.url).toBe('https://github.com/acme/api/pull/42')
  })
})

describe('Enterprise', () => {
  const hints = { instances: ['git.acme.example/ghe', 'code.acme.example:8443', 'not a host'] }
  test.each([
    ['https://git.acme.example/ghe/acme/api/pull/1/files', 'git.acme.example/ghe', 'https://git.acme.example/ghe/acme/api/pull/1'],
    ['https://code.acme.example:8443/acme/api/pull/1', 'code.acme.example:8443', 'https://code.acme.example:8443/acme/api/pull/1'],
    ['https://github.com/acme/api/pull/1', 'github.com', 'https://github.com/acme/api/pull/1'],
  ])('%s', (address, instance, url) => expect(github.identify(new URL(address), hints)).toMatchObject({ instance, url, key: 'acme/api#1' }))

  test.each(['https://git.acme.example/acme/api/pull/1', 'https://code.acme.example/acme/api/pull/1', 'https://x.git.acme.example/ghe/acme/api/pull/1', 'https://git.acme.example/ghex/acme/api/pull/1'])(
    'not %s', (address) => expect(github.identify(new URL(address), hints)).toBeNull())
})

describe('a page proves to be Enterprise', () => {
  const saved = readFileSync(new URL('../../pages/github/enterprise.html', import.meta.url), 'utf8')
  const at = (html: string, url: string) => prove(new JSDOM(html, { url }).window.document, new URL(url))

  test('by its own host, with the context path of its own search', () => {
    expect(at(saved, 'https://git.acme.example/ghe/acme/api/pull/15')).toBe('git.acme.example/ghe')
    expect(at(saved.replace('/ghe/opensearch.xml', '/opensearch.xml'), 'https://git.acme.example/acme/api/pull/15')).toBe('git.acme.example')
    expect(at('<meta name="hostname" content="git.acme.example"><meta name="octolytics-app-id" content="x">', 'https://git.acme.example/acme/api')).toBe('git.acme.example')
    expect(at('<body class="env-enterprise">', 'https://git.acme.example/acme/api')).toBe('git.acme.example')
  })
  test.each([
    ['on another host', saved, 'https://evil.example/ghe/acme/api/pull/15'],
    ['on a host that only begins like it', saved, 'https://git.acme.example.evil.example/ghe/acme/api/pull/15'],
    ['outside its context path', saved, 'https://git.acme.example/ghex/acme/api/pull/15'],
    ['if its tags disagree', saved.replace('expected-hostname" content="git.acme.example', 'expected-hostname" content="github.com'), 'https://git.acme.example/ghe/acme/api/pull/15'],
    ['if its search is elsewhere', saved.replace('/ghe/opensearch.xml', 'https://other.example/opensearch.xml'), 'https://git.acme.example/ghe/acme/api/pull/15'],
    ['by a host alone', '<meta name="hostname" content="git.acme.example">', 'https://git.acme.example/acme/api/pull/15'],
    ['by a mark alone', '<meta property="og:site_name" content="GitHub">', 'https://git.acme.example/acme/api/pull/15'],
    ['with nothing', '<p>GitHub</p>', 'https://git.acme.example/acme/api/pull/15'],
  ])('not %s', (_, html, url) => expect(at(html, url)).toBeNull())
})

describe('a pack', () => {
  const url = 'https://github.com/acme/api/pull/42'
  const look = (html: string) => read(new JSDOM(html, { url }).window.document, github.identify(new URL(url))!, {
    selectors: { title: ['not [css', '.fresh-title'], state: ['.fresh-state'], author: ['.fresh-author'], unknown: ['*'] },
  })
  const fresh = (number: number) => `<h2><b class="fresh-title">Newer <i>words</i> than #7</b> <small>#${number}</small></h2><i class="fresh-state">Merged</i><a class="fresh-author" href="/ada-okafor"></a>`

  test('stands in front, field by field', () => {
    const { title, state, people } = look(fresh(42))
    expect({ title, state, people }).toEqual({ title: 'Newer words than #7', state: 'merged', people: [{ handle: 'ada-okafor', name: null, role: 'author', kind: 'user' }] })
  })
  test('proves nothing: without our number beside it a title is none', () => {
    const { title, state, people } = look(fresh(43))
    expect({ title, state, people }).toEqual({ title: null, state: null, people: [] })
  })
  test('leaves the own ones behind it', () => {
    expect(look('<h1 class="gh-header-title"><bdi class="js-issue-title">Old words</bdi> #42</h1><div class="gh-header-meta"><i class="State">Open</i></div>')).toMatchObject({ title: 'Old words', state: 'open' })
  })
})

describe('the demo', () => {
  test.each([
    ['http://localhost:8787/work/github/northwind/trail-pay/pull/482/files', 'github', 'localhost:8787/work/github', 'northwind/trail-pay#482'],
    ['http://127.0.0.1:9000/work/jira/browse/PAY-118?x=1', 'jira', '127.0.0.1:9000/work/jira', 'PAY-118'],
    ['http://localhost:8787/work/docs/document/d/trail-pay-timeouts/edit#heading', 'google-docs', 'localhost:8787/work/docs', 'trail-pay-timeouts'],
  ])('%s', (address, site, instance, key) => {
    expect(identify(new URL(address), sitesWithDemo)).toMatchObject({ site, instance, key })
    expect(identify(new URL(address), sites)).toBeNull()
  })
  test.each(['http://localhost.evil.example/work/jira/browse/PAY-118', 'https://localhost/work/jira/browse/PAY-118', 'http://localhost:8787/work/', 'http://localhost:8787/work/github/browse/PAY-118', 'http://192.168.0.1/work/jira/browse/PAY-118'])(
    'not %s', (address) => expect(demo.identify(new URL(address))).toBeNull())
})
