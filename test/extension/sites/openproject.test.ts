// Which unknown page shows to be an OpenProject, and below which path.
import { JSDOM } from 'jsdom'
import { describe, expect, test } from 'vitest'
import { prove } from '../../../extension/sites/openproject'

const at = (url: string, head: string, body = '') => prove(new JSDOM(`<head>${head}</head><body ${body}></body>`).window.document, new URL(url))
const base = (path: string) => `<meta name="app_base_path" content="${path}">`
const initializer = '<meta name="openproject_initializer" data-locale="de">'

describe('an unknown page', () => {
  test.each([
    ['at the root', 'https://plan.acme.example/projects/maps', base('') + initializer, '', 'plan.acme.example'],
    ['below a path', 'https://acme.example/op/work_packages/42', base('/op') + initializer, '', 'acme.example/op'],
    ['with a port and a slash at the end', 'http://plan.acme.example:8080/op/wp/42', base('/op/') + initializer, '', 'plan.acme.example:8080/op'],
    ['of an older release', 'https://plan.acme.example/', base(''), 'data-relative_url_root="/"', 'plan.acme.example'],
    ['that says another path than its own', 'https://acme.example/open/work_packages/42', base('/op') + initializer, '', null],
    ['that says a host', 'https://acme.example/work_packages/42', base('//evil.example') + initializer, '', null],
    ['with the path alone', 'https://acme.example/work_packages/42', base(''), '', null],
    ['without the path', 'https://acme.example/work_packages/42', initializer, '', null],
  ])('%s', (_, url, head, body, answer) => expect(at(url, head, body)).toBe(answer))
})
