/** A piece of work says where it is: nobody can give it another site's address, or a name that reads otherwise than it is. */
import { beforeAll, describe, expect, it } from 'vitest'
import { api, citation, makeOrganisation, type Organisation, recognition, tokenFor } from '../support'

let org: Organisation
let ada: ReturnType<typeof api>
beforeAll(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }, { name: 'Ben Ode' }] })
  ada = api(await tokenFor(org, 'Ada Okafor'))
})

const give = (ref: object, more: Record<string, unknown> = {}) =>
  ada.post('/api/v1/feedback', recognition(org, 'Ada Okafor', ['Ben Ode'], { artifact: { ...citation('northwind/trail-pay#7', more), ref: { ...citation('northwind/trail-pay#7').ref, ...ref } } }))

describe('the address of a work', () => {
  it.each([
    'https://evil.example/northwind/trail-pay/pull/7', 'https://github.com@evil.example/', 'https://github.com.evil.example/', 'https://evilgithub.com/', 'https://github.com:8443/x', 'https://somebody:secret@github.com/northwind/trail-pay/pull/7',
    'javascript://github.com/%0aalert(1)', 'http:github.com', 'nowhere', '//github.com/x',
  ])('is refused at its field: %s', async (url) => {
    const answer = await give({ url })
    expect([answer.status, answer.json.errors?.[0]?.pointer]).toEqual([422, '/artifact/ref/url'])
  })

  it('of one who named the work first is never what a colleague is led to', async () => {
    await give({ key: 'northwind/trail-pay#8', url: 'https://evil.example/' })
    const answer = await give({ key: 'northwind/trail-pay#8', url: 'https://github.com/northwind/trail-pay/pull/8' })
    expect(answer.json.artifact.url).toBe('https://github.com/northwind/trail-pay/pull/8')
  })

  it('may stand below a context path or a workspace', async () => {
    expect((await give({ site: 'jira', type: 'issue', instance: 'Tickets.example/jira', key: 'PAY-1', url: 'https://tickets.example/jira/browse/PAY-1' })).status).toBe(201)
    expect((await give({ site: 'linear', type: 'issue', instance: 'linear.app/acme', key: 'ENG-1', url: 'https://linear.app/acme/issue/ENG-1' })).status).toBe(201)
  })
})

describe('the name of a work', () => {
  it.each([
    ['key', { key: 'northwind/trail\u202e#7' }], ['key', { key: 'a\u0000b' }], ['key', { key: 'a\nb' }], ['key', { key: '\ud800' }], ['key', { key: ' ' }],
    ['instance', { instance: 'github.com\u200b' }], ['sub', { sub: '\u2067x' }],
  ])('%s without what deceives: %j', async (field, ref) => {
    const answer = await give(ref)
    expect([answer.status, answer.json.errors?.map((one: { pointer: string }) => one.pointer)]).toEqual([422, expect.arrayContaining([`/artifact/ref/${field}`])])
  })

  it('is followed by a state on one line, as it reads', async () => {
    expect((await give({}, { state: '\u202eopen\u0000\nnow' })).json.artifact.state).toBe('open now')
  })
})
