/** The rooms around feedback, entered by those who have no business there: another organisation, a role, a manager, somebody who was taken out. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId, randomId } from '../../../shared/ids'
import { api, ask, citation, makeOrganisation, type Organisation, recognition, tokenFor } from '../support'

const canary = 'Stieglitzkanari'
const names = ['Hal', 'Ada', 'Ben', 'Chi', 'Dee', 'Eli', 'Ivy', 'Uli'] as const
let org: Organisation
let other: Organisation
let who: Record<(typeof names)[number] | 'Fay', ReturnType<typeof api>>
const id = (name: string) => org.person(name).id
const keysOf = (...people: string[]) => people.map((name) => `person:${id(name)}`).sort()

beforeEach(async () => {
  org = await makeOrganisation({ people: [
    { name: 'Hal' }, { name: 'Ada', manager: 'Hal' }, { name: 'Ben', manager: 'Ada', teams: ['Payments'] }, { name: 'Chi', teams: ['Payments'] }, { name: 'Dee', teams: ['Payments'] },
    { name: 'Eli', role: 'admin' }, { name: 'Ivy', role: 'hr' }, { name: 'Uli', role: 'auditor' },
  ] })
  other = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay', role: 'admin' }] })
  who = { ...Object.fromEntries(await Promise.all(names.map(async (name) => [name, api(await tokenFor(org, name))]))), Fay: api(await tokenFor(other, 'Fay')) } as typeof who
})

async function coached(visibility: 'author' | 'recipients', more: object = {}) {
  const draft = { ...recognition(org, 'Ada', ['Ben'], { visibility, keys: visibility === 'author' ? keysOf('Ada') : keysOf('Ada', 'Ben'), body: { text: `Try pairing, ${canary}` }, artifact: citation() }), kind: 'coaching', ...more }
  const answer = await who.Ada.post('/api/v1/feedback', draft)
  expect(answer.status, answer.text).toBe(201)
  return draft
}

describe('coaching', () => {
  it.each([['author', ['Ada']], ['recipients', ['Ada', 'Ben']]] as const)('for %s is found by nobody else, by any list, search, timeline, export, agenda or address', async (visibility, readers) => {
    const { id: feedback } = await coached(visibility)
    const unknown = (await who.Dee.get(`/api/v1/feedback/${newId()}`)).text
    for (const name of [...names, 'Fay'] as const) {
      const isReader = (readers as readonly string[]).includes(name)
      const answers = await Promise.all([
        `/api/v1/feedback/${feedback}`, '/api/v1/feed', '/api/v1/me/received', '/api/v1/me/given', '/api/v1/inbox', '/api/v1/me/waiting', `/api/v1/search?q=${canary}`, `/api/v1/people/${id('Ben')}/timeline`,
        '/api/v1/me/timeline', `/api/v1/cards?ids=${feedback}`, '/api/v1/me/export', `/api/v1/meetings/person/${id('Ben')}`, `/api/v1/meetings/person/${id('Ada')}`, `/api/v1/feedback/${feedback}/replies`, `/api/v1/feedback/${feedback}/report`, '/api/v1/audit', '/api/v1/me/audit',
      ].map((path) => who[name].get(path)))
      if (isReader) expect(answers.some(({ text }) => text.includes(canary)), name).toBe(true)
      else {
        for (const { text } of answers) expect(text, name).not.toContain(canary)
        expect(answers[0]!.text, name).toBe(unknown)
        // An auditor sees that something was given; nobody sees to whom.
        for (const { text } of answers.slice(0, -2)) expect(text, name).not.toContain(feedback)
      }
    }
  })

  it('for its author alone tells the person nothing, not by a disclosure either', async () => {
    const { id: feedback } = await coached('author')
    const body = { id: newId(), matter: 'Case 12', people: [id('Ada')], from: '2020-01-01', to: '2099-12-31', approvers: [id('Hal'), id('Ivy')], delayDays: 0, delayWhy: null }
    expect((await who.Eli.post('/api/v1/disclosures', body)).status).toBe(201)
    for (const name of ['Hal', 'Ivy'] as const) expect((await who[name].post(`/api/v1/disclosures/${body.id}/decide`, { agree: true })).status).toBe(200)
    expect((await who.Hal.get(`/api/v1/disclosures/${body.id}/export`)).text).toContain(canary)
    expect((await who.Ada.get(`/api/v1/disclosures/${body.id}`)).json.own).toEqual([feedback])
    expect((await who.Ben.get(`/api/v1/disclosures/${body.id}`)).status).toBe(404)
    expect((await who.Ben.get('/api/v1/inbox')).json.items).toEqual([])
  })

  it('taken back leaves what its author gave to do with nobody, and what its recipient made of it without its source', async () => {
    const given = { id: newId(), text: `Pair on Friday, ${canary}`, due: '2026-11-27' }
    const { id: feedback } = await coached('recipients', { action: given })
    const trying = { id: newId(), text: 'I will pair', due: null, feedback }
    expect((await who.Ben.post('/api/v1/action-items', trying)).status).toBe(201)
    expect((await who.Ada.post(`/api/v1/feedback/${feedback}/retract`)).status).toBe(204)
    expect((await who.Ben.get(`/api/v1/action-items/${given.id}`)).status).toBe(404)
    expect((await who.Ada.get(`/api/v1/action-items/${trying.id}`)).status).toBe(404)
    expect((await who.Ben.get(`/api/v1/action-items/${trying.id}`)).json).toMatchObject({ source: { kind: 'own', id: null }, other: null })
    for (const path of ['/api/v1/me/waiting', '/api/v1/me/action-items?state=open', `/api/v1/meetings/person/${id('Ada')}`]) expect((await who.Ben.get(path)).text).not.toContain(canary)
  })
})

describe('ids of another organisation', () => {
  it('are nobody here, wherever a body takes one', async () => {
    const fay = other.person('Fay').id
    const { id: feedback } = await coached('recipients')
    const bodies: [keyof typeof who, 'post' | 'put', string, object][] = [
      ['Ben', 'post', `/api/v1/feedback/${feedback}/pass-on`, { people: [fay] }],
      ['Ben', 'post', '/api/v1/requests', { id: newId(), asked: [fay], questions: ['What next?'], artifact: null, visibility: 'recipients', subject: null, told: true }],
      ['Ada', 'post', '/api/v1/requests', { id: newId(), asked: [id('Dee')], questions: ['What next?'], artifact: null, visibility: 'recipients', subject: fay, told: true }],
      ['Ada', 'post', '/api/v1/feedback', { ...recognition(org, 'Ada', [], { visibility: 'author', keys: keysOf('Ada'), about: fay }), kind: 'note' }],
      ['Eli', 'put', '/api/v1/organisation/handlers', { people: [fay, id('Ivy')] }],
      ['Eli', 'put', '/api/v1/organisation/data-protection', { people: [fay] }],
      ['Eli', 'post', '/api/v1/holds', { id: newId(), matter: 'x', people: [id('Ada')], from: '2026-01-01', to: '2026-12-31', second: fay }],
      ['Eli', 'post', '/api/v1/disclosures', { id: newId(), matter: 'x', people: [fay], from: '2026-01-01', to: '2026-12-31', approvers: [id('Ivy'), id('Hal')], delayDays: 0, delayWhy: null }],
      ['Eli', 'put', '/api/v1/organisation/settings', { id: newId(), change: { agreement: { title: 'x', covers: ['handlers'], delegates: [fay] } } }],
    ]
    for (const [name, method, path, body] of bodies) {
      const answer = await who[name][method](path, body)
      expect([403, 422].includes(answer.status), `${path}: ${answer.status} ${answer.text}`).toBe(true)
    }
    const { n } = (await env.DB.prepare('select count(*) as n from feedback where org_id = ? and instr(keys, ?) > 0').bind(org.id, fay).first<{ n: number }>())!
    expect(n).toBe(0)
  })
})

describe('somebody who was taken out of a team', () => {
  it('finds what it sees no more: feed, search, cards, thread, agenda, and what hangs on the work', async () => {
    const draft = recognition(org, 'Dee', ['Ben'], { visibility: 'team', team: org.team('Payments'), keys: [...keysOf('Ben', 'Dee'), `team:${org.team('Payments')}`].sort(), body: { text: `You kept us calm, ${canary}` } })
    const given = await who.Dee.post('/api/v1/feedback', draft)
    expect(given.status, given.text).toBe(201)
    expect((await who.Chi.get(`/api/v1/search?q=${canary}`)).text).toContain(draft.id)
    expect((await who.Eli.delete(`/api/v1/teams/${org.team('Payments')}/members/${id('Chi')}`)).status).toBeLessThan(300)
    for (const path of ['/api/v1/feed', `/api/v1/search?q=${canary}`, `/api/v1/cards?ids=${draft.id}`, `/api/v1/feedback/${draft.id}`, `/api/v1/feedback/${draft.id}/replies`, `/api/v1/people/${id('Ben')}/timeline`, '/api/v1/inbox', `/api/v1/meetings/team/${org.team('Payments')}`]) {
      const { text } = await who.Chi.get(path)
      expect([text.includes(canary), text.includes(draft.id)], path).toEqual([false, false])
    }
  })
})

describe('a page elsewhere', () => {
  it('that sends the desk’s cookie along changes nothing, by any method', async () => {
    const token = await tokenFor(org, 'Eli')
    const tried = async (method: string, path: string, headers: Record<string, string>) => (await ask(new Request(`http://localhost:8787${path}`, { method, headers: { cookie: `cairn=${token}`, 'content-type': 'application/json', ...headers }, body: method === 'DELETE' ? null : '{}' }))).status
    for (const [method, path] of [['PUT', '/api/v1/me/channel'], ['DELETE', '/api/v1/me/channel'], ['PUT', '/api/v1/organisation/settings'], ['POST', '/api/v1/holds'], ['PATCH', `/api/v1/organisation/channels/${newId()}`], ['POST', `/api/v1/people/${id('Ben')}/deactivate`], ['PUT', '/api/v1/organisation/data-protection'], ['POST', '/api/v1/me/cases']] as const) {
      expect(await tried(method, path, { origin: 'https://evil.example' }), path).toBe(403)
      expect(await tried(method, path, { origin: 'null' }), path).toBe(403)
      expect(await tried(method, path, { 'sec-fetch-site': 'cross-site' }), path).toBe(403)
      expect(await tried(method, path, {}), path).toBe(403)
    }
  })
})

describe('channels', () => {
  it.each(['http://hooks.example.com/x', 'https://127.0.0.1/x', 'https://2130706433/x', 'https://0x7f.1/x', 'https://[::1]/x', 'https://[::ffff:169.254.169.254]/x', 'https://169.254.169.254/latest', 'https://metadata.google.internal/x', 'https://printer.local./x', 'https://intranet/x', 'https://user:pass@hooks.example.com/x', 'file:///etc/passwd', 'https://hooks.slack.com.evil.example/x'])('post nothing to %s', async (url) => {
    const kind = url.includes('slack') ? 'slack' : 'webhook'
    expect((await who.Ben.put('/api/v1/me/channel', { id: newId(), kind, name: 'x', url })).status).toBe(422)
    expect((await who.Eli.post('/api/v1/organisation/channels', { id: newId(), kind, name: 'x', url, words: true })).status).toBe(422)
  })

  it('of others are not taken over by their id, and show neither address nor secret to anybody', async () => {
    const made = { id: newId(), kind: 'webhook', name: 'Ours', url: `https://hooks.northwind.example/${canary}`, words: true }
    const { json } = await who.Eli.post('/api/v1/organisation/channels', made)
    expect(json.secret).toMatch(/^whsec_/)
    expect((await who.Ben.put('/api/v1/me/channel', { id: made.id, kind: 'webhook', name: 'Ours', url: made.url })).json.type).toBe('/problems/id-taken')
    const again = await who.Eli.post('/api/v1/organisation/channels', made)
    expect([again.json.secret, again.text.includes(canary)]).toEqual([null, false])
    expect((await who.Eli.get('/api/v1/organisation/channels')).text).not.toContain(canary)
    for (const name of ['Ben', 'Ivy', 'Uli'] as const) expect((await who[name].get('/api/v1/organisation/channels')).status).toBe(403)
    expect((await who.Fay.delete(`/api/v1/organisation/channels/${made.id}`)).status).toBe(404)
    expect(JSON.stringify((await env.DB.prepare('select * from channels').all()).results)).not.toContain(canary)
  })
})

it('an unsubscribe link is good for its own person, kind and organisation alone', async () => {
  const { unsubscribeLink } = await import('../../../worker/notifications/links')
  const path = (await unsubscribeLink(env as never, org.id, id('Ben'), 'digest', 'en')).replace(/^https?:\/\/[^/]+/, '')
  const status = async (at: string) => (await ask(new Request(`http://localhost:8787${at}`, { method: 'POST' }))).status
  for (const forged of [path.replace(id('Ben'), id('Dee')), path.replace('/digest/', '/feedback.received/'), path.replace(org.id, other.id), path.replace(/\/[0-9a-f]+\?/, `/${'0'.repeat(64)}?`), path.replace(id('Ben'), randomId())]) expect(await status(forged), forged).toBe(404)
  expect(await status(path)).toBe(200)
  const page = await ask(new Request(`http://localhost:8787${path}&x="><script>alert(1)</script>`))
  expect(await page.text()).not.toContain('<script>alert')
})
