// What work is called where its title is not known: as people say it, never forty letters by chance.
import { describe, expect, it } from 'vitest'
import { isSaid, keyText } from '../../../extension/artifacts/naming'
import { identify } from '../../../extension/sites/index'

const at = (address: string) => identify(new URL(address))!

describe('the key as people say it', () => {
  it.each([
    ['https://github.com/acme/api/pull/42', 'acme/api #42', true],
    ['https://github.com/acme/api/commit/0123abc4567890123456789012345678901234ab', 'acme/api @0123abc', true],
    ['https://acme.atlassian.net/browse/PAY-118', 'PAY-118', true],
    ['https://gitlab.com/group/sub/project/-/merge_requests/9', 'group/sub/project !9', true],
    ['https://linear.app/acme/issue/ENG-12/do-the-thing', 'ENG-12', true],
    ['https://docs.google.com/document/d/1SmA18gY4YwvSyAwjvs6ZYX4CJSwO8udKaSYmm_prj0M/edit', 'Google Docs …prj0M', false],
    ['https://docs.google.com/spreadsheets/d/1AbC-dEf_123ghIJ-_klm/edit', 'Google Sheets …klm', false],
    ['https://docs.google.com/presentation/d/1AbC-dEf_123ghIJ/edit', 'Google Slides …3ghIJ', false],
    ['https://docs.google.com/forms/d/e/1FAIpQLSexample-Form/viewform', 'Google Forms …Form', false],
    ['https://www.notion.so/acme/Trail-map-1429989fe8ac4effbc8f57f56486db54', 'Notion …6db54', false],
    ['https://www.figma.com/design/AbCdEf0123456789ghIJkl/Trail-map', 'Figma …hIJkl', false],
    ['https://app.clickup.com/t/3812878/PAY-12', 'PAY-12', true],
    ['https://acme.openproject.com/wp/42', '#42', true],
    ['https://trello.com/c/abc123XY/7-fold-the-map', 'Trello …123XY', false],
    ['https://app.asana.com/0/1200000000000000/1205890974749373', 'Asana …49373', false],
    ['https://acme.atlassian.net/wiki/spaces/ENG/pages/201819180/Timeouts', 'Confluence …19180', false],
  ])('%s', (address, said, isKnown) => {
    expect(keyText(at(address))).toBe(said)
    expect(isSaid(at(address))).toBe(isKnown)
  })

  it('of any other page is its path', () => {
    expect(keyText({ site: 'page', key: '/20181918012345' })).toBe('/20181918012345')
    expect(isSaid({ site: 'page', key: '/20181918012345' })).toBe(false)
  })
})
