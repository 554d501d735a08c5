// `npm run --silent read-page -- FILE URL`, as a person calls it.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { inRoot } from '../../scripts/lib/paths.mjs'

const folder = mkdtempSync(join(tmpdir(), 'cairn-read-page-'))
afterAll(() => rmSync(folder, { recursive: true }))

function readPage(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [inRoot('scripts/read-page.mjs'), ...args], { encoding: 'utf8', timeout: 30_000 })
  return { status, stdout, stderr, value: status === 0 ? (JSON.parse(stdout) as Record<string, unknown> | null) : undefined }
}
function saved(html: string | Buffer): string {
  const file = join(folder, `${Math.random()}.html`)
  writeFileSync(file, html)
  return file
}

describe('read-page', () => {
  test('answers in the documented shape', () => {
    expect(readPage(inRoot('test/pages/github/old-merged.html'), 'https://github.com/acme/api/pull/9/files#discussion_r4').value).toEqual({
      site: 'github', instance: 'github.com', type: 'pull_request', key: 'acme/api#9', url: 'https://github.com/acme/api/pull/9', sub: 'discussion_r4',
      title: 'Revert #8 & <b>', state: 'merged', visibility: 'private',
      people: [{ handle: 'ben-ode', name: null, role: 'author', kind: 'user' }, { handle: 'dee-alvarez', name: null, role: 'reviewer', kind: 'user' }],
      via: { title: 'css', state: 'css', author: 'css', reviewer: 'aria' },
    })
  })
  test('null for what is no artifact of a known host, the page itself elsewhere', () => {
    const file = saved('<title>Any \u202Epage</title>')
    expect(readPage(file, 'https://github.com/acme/api').value).toBeNull()
    expect(readPage(file, 'chrome://settings/').value).toBeNull()
    expect(readPage(file, 'https://wiki.example/a?b#c').value).toMatchObject({ site: 'page', key: '/a', url: 'https://wiki.example/a', title: 'Any page', people: [] })
    expect(readPage(file, 'https://evilgithub.com/acme/api/pull/1').value).toMatchObject({ site: 'page', people: [] })
  })
  test('survives what a hostile page may hold, and runs none of it', () => {
    const rows = Array.from({ length: 500 }, (_, i) => `<span data-assignee-name="p${i}"></span>`).join('')
    const file = saved(`<script>document.title = 'ran'; process.exit(3)</script><style>@import url(https://x.invalid/) }}}</style><meta property="og:url" content="//../..">
      <h1 class="gh-header-title"><bdi class="js-issue-title">${'\u202E' + 'long '.repeat(200_000)}</bdi> <span>#1</span></h1>
      <script data-target="react-app.embeddedData">{"payload":{"pullRequestsLayoutRoute":[</script>${'<div>'.repeat(3_000)}
      <form aria-label="Select reviewers">${rows}</form>`)
    const { value, stderr } = readPage(file, 'https://github.com/acme/api/pull/1')
    expect(stderr).toBe('')
    expect(value?.['title']).toBe('long '.repeat(50).trim())
    expect(value?.['people']).toHaveLength(50)
    expect(value?.['visibility']).toBe('private')
    expect(readPage(saved(Buffer.from([0xff, 0xfe, 0, 1, 2, 0x3c])), 'https://github.com/acme/api/pull/1').value).toMatchObject({ title: null, people: [] })
    expect(readPage(saved(''), 'https://github.com/acme/api/pull/1').value).toMatchObject({ title: null, people: [] })
  })
  test.each([
    [[join(folder, 'none.html'), 'https://github.com/acme/api/pull/1'], /cannot read .*none\.html: ENOENT/],
    [[folder, 'https://github.com/acme/api/pull/1'], /cannot read .*: EISDIR/],
    [[inRoot('package.json'), 'not an address'], /not an address: not an address/],
    [[inRoot('package.json')], /usage/],
    [[], /usage/],
  ])('says what is wrong: %j', (args, message) => {
    const { status, stdout, stderr } = readPage(...args)
    expect([status, stdout]).toEqual([2, ''])
    expect(stderr).toMatch(message)
    expect(stderr).not.toContain('at ')
  })
})
