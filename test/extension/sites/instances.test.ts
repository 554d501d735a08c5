// What proves that a page on an unknown host is a self-hosted GitLab, Bitbucket or Azure DevOps Server; the instance is always the page's own host.
import { readFileSync } from 'node:fs'
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { prove as azureDevOps } from '../../../extension/sites/azure-devops'
import { prove as bitbucket } from '../../../extension/sites/bitbucket'
import { identify } from '../../../extension/sites/index'
import { prove as gitlab } from '../../../extension/sites/gitlab'
import { proveInstance } from '../../../extension/sites/readers'
import type { Prove } from '../../../extension/sites/site'

const at = (prove: Prove, html: string, url: string) => prove(new JSDOM(html, { url }).window.document, new URL(url))

describe('GitLab', () => {
  const page = '<head><meta property="og:site_name" content="GitLab"><link rel="search" href="/lab/search/opensearch.xml" title="Search GitLab"></head><body data-page="projects:issues:show">'
  const url = 'https://git.acme.example/lab/acme/api/-/issues/7'
  test('by its name and its controller, with the context path of its search', () => {
    expect(at(gitlab, page, url)).toBe('git.acme.example/lab')
    expect(at(gitlab, page.replace('/lab/', '/'), 'http://git.acme.example:8080/acme/api/-/issues/7')).toBe('git.acme.example:8080')
    expect(at(gitlab, '<meta property="og:site_name" content="GitLab"><body data-page="projects:issues:show"><aside data-root-path="/lab/">', url)).toBe('git.acme.example/lab')
  })
  test.each([
    ['outside its context path', page, 'https://git.acme.example/labs/acme/api/-/issues/7'],
    ['if it names another host', page.replace('<head>', '<head><meta property="og:url" content="https://gitlab.com/acme/api">'), url],
    ['by its name alone', '<meta property="og:site_name" content="GitLab">', url],
    ['by a controller alone', '<body data-page="projects:issues:show">', url],
    ['with a controller that is none', page.replace('projects:issues:show', 'home'), url],
  ])('not %s', (_, html, address) => expect(at(gitlab, html, address)).toBeNull())
})

describe('Bitbucket', () => {
  const page = '<meta name="application-name" content="Bitbucket">'
  test('by the name that it gives itself, on a page of a repository', () => {
    expect(at(bitbucket, page, 'https://code.acme.example/bitbucket/projects/PAY/repos/gate/pull-requests/42')).toBe('code.acme.example/bitbucket')
    expect(at(bitbucket, page, 'https://code.acme.example/users/ben/repos/gate/pull-requests/42')).toBe('code.acme.example')
    expect(at(bitbucket, page.replace('Bitbucket', 'Stash'), 'http://code.acme.example:7990/projects/PAY/repos/gate')).toBe('code.acme.example:7990')
  })
  test.each([
    ['elsewhere', page, 'https://code.acme.example/dashboard'],
    ['by its address alone', '<p>Bitbucket</p>', 'https://code.acme.example/projects/PAY/repos/gate/pull-requests/42'],
    ['a copy of a page of the cloud', `${page}<meta name="bb-canon-url" content="https://bitbucket.org">`, 'https://code.acme.example/projects/PAY/repos/gate/pull-requests/42'],
  ])('not %s', (_, html, address) => expect(at(bitbucket, html, address)).toBeNull())
})

describe('Azure DevOps Server', () => {
  const page = '<script id="dataProviders" type="application/json">{"data":{"ms.vss-web.page-data":{}}}</script>'
  test('by the answers of its data providers', () => {
    expect(at(azureDevOps, page, 'https://ado.acme.example/Main/pay/_workitems/edit/7')).toBe('ado.acme.example')
    expect(at(azureDevOps, page, 'https://ado.acme.example/tfs/Main/pay/_workitems/edit/7')).toBe('ado.acme.example/tfs')
  })
  test.each([
    ['by its address alone', '<p>Azure DevOps</p>'],
    ['by data of somebody else', '<script id="dataProviders" type="application/json">{"data":{}}</script>'],
  ])('not %s', (_, html) => expect(at(azureDevOps, html, 'https://ado.acme.example/Main/pay/_workitems/edit/7')).toBeNull())
})

// Through all leaves, as the background asks: exactly one of them says yes, and the address then names the work.
test.each([
  ['github', 'enterprise.html', 'https://git.acme.example/ghe/acme/api/pull/15', 'acme/api#15'],
  ['gitlab', 'merge-request.html', 'https://gitlab.acme.example/acme/api/-/merge_requests/9', 'acme/api!9'],
  ['bitbucket', 'data-center.html', 'https://code.acme.example/bitbucket/projects/PAY/repos/gate/pull-requests/42', 'PAY/gate#42'],
])('a page of %s is found among all', (site, file, url, key) => {
  const html = readFileSync(new URL(`../../pages/${site}/${file}`, import.meta.url), 'utf8').replaceAll('https://gitlab.com/', 'https://gitlab.acme.example/')
  const instance = proveInstance(new JSDOM(html, { url }).window.document, new URL(url))
  expect(instance?.site).toBe(site)
  expect(identify(new URL(url), undefined, [instance!])).toMatchObject({ site, key })
})
