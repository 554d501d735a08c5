// Two sites on one host: whoever asks from there is the one whose work stands at the address.
import { describe, expect, test } from 'vitest'
import { leafOf } from '../../../extension/background/leaves'
import { askerOf } from '../../../extension/background/sender'
import type { Instance } from '../../../extension/bridge/sites'

const own: Instance[] = [
  { site: 'jira', instance: 'tools.acme.example', protocol: 'https:', by: 'person' },
  { site: 'confluence', instance: 'tools.acme.example/wiki', protocol: 'https:', by: 'person' },
]

describe('the leaf of an address', () => {
  test.each([
    ['https://acme.atlassian.net/browse/PAY-118', 'jira'],
    ['https://acme.atlassian.net/wiki/spaces/ENG/pages/12', 'confluence'],
    ['https://tools.acme.example/browse/PAY-118', 'jira'],
    ['https://tools.acme.example/wiki/display/ENG/Maps', 'confluence'],
    ['https://github.com/acme/api', 'github'],
    ['https://tools.acme.example:8443/browse/PAY-118', undefined],
    ['https://evilatlassian.net/browse/PAY-118', undefined],
  ])('%s', (address, id) => expect(leafOf(new URL(address), own)?.id).toBe(id))

  test('without work there, one of those that may stand there', () => {
    expect(['jira', 'confluence']).toContain(leafOf(new URL('https://acme.atlassian.net/home'))?.id)
  })

  test("Confluence's script is not taken for Jira's", () => {
    const url = 'https://acme.atlassian.net/wiki/spaces/ENG/pages/12'
    const asker = askerOf({ id: 'ours', url, frameId: 0, tab: { id: 7, url } }, { id: 'ours', origin: 'chrome-extension://ours' }, [])
    expect(asker).toMatchObject({ kind: 'content', tab: 7, leaf: { id: 'confluence' } })
  })
})
