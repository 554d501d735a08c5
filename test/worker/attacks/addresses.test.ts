/** Attacks on a changed address: by an admin who wants into somebody's words, by whoever sits behind the new mailbox, by whoever asks for codes. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { idAt, momentIn, newId } from '../../../shared/ids'
import { settle } from '../../../worker/events/outbox'
import { api, ask, makeOrganisation, type Organisation, recognition, tokenFor } from '../support'

let org: Organisation
const names = { ada: 'Ada Okafor', ben: 'Ben Ode', dee: 'Dee Alvarez', eli: 'Eli Marsh', lea: 'Lea Wirth', sox: 'Sox Puppet' } as const
type Who = keyof typeof names
let as: Record<Who, ReturnType<typeof api>>
const idOf = (who: Who): string => org.person(names[who]).id
const keysFor = (...people: Who[]) => people.map((who) => `person:${idOf(who)}`).sort()
const at = (mailbox: string) => `${mailbox}@${org.id.slice(0, 8)}.test`
const address = (who: Who) => `/api/v1/people/${idOf(who)}/address`
const change = (who: Who, mailbox: string, id = newId()) => as.eli.post(address(who), { id, email: at(mailbox) })
const enter = async (who: Who) => void (as[who] = api(await tokenFor(org, names[who])))
interface Mail { to: string; text: string }
const mails = async (): Promise<Mail[]> => {
  await settle(env as never, org.id, Date.now() + 500_000)
  return (await (await env.MAILBOX.fetch('http://mailbox/')).json<Mail[]>()).filter(({ to }) => to.endsWith(at('')))
}
const base = 'http://localhost:8787'
const press = async (path: string, headers: Record<string, string> = {}) =>
  (await ask(new Request(base + path, { method: 'POST', headers: { origin: base, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded', ...headers }, body: '' }))).status
const linkIn = (mail: Mail | undefined) => `/address/${/\/address\/(cairn_[\w-]+)/.exec(mail?.text ?? '')?.[1] ?? 'none'}`
const linkTo = async (mailbox: string) => linkIn((await mails()).findLast(({ to, text }) => to === mailbox && text.includes('/address/')))

beforeEach(async () => {
  org = await makeOrganisation({ values: ['Say it early'], people: [
    { name: names.ada }, { name: names.ben, manager: names.ada }, { name: names.dee }, { name: names.eli, role: 'admin' }, { name: names.lea, role: 'admin' }, { name: names.sox },
  ] })
  await env.DB.prepare(`update organisations set settings = json_set(settings, '$.domains', json_array(?)) where id = ?`).bind(at('').slice(1), org.id).run()
  as = {} as typeof as
  for (const who of Object.keys(names) as Who[]) await enter(who)
})

describe('the link to the old address', () => {
  it('of one person’s change opens nobody else’s, under whatever id the change is made', async () => {
    const secret = { ...recognition(org, names.dee, [names.ben]), kind: 'feedback', visibility: 'recipients', keys: keysFor('dee', 'ben'), body: { situation: 'On Monday', behaviour: 'Zanzibar', impact: 'Nobody had to stay late.' } }
    expect((await as.dee.post('/api/v1/feedback', secret)).status).toBe(201)
    // The admin reads the mail of a puppet, whose change was made under an id of the admin's choice, ...
    const id = newId()
    expect((await change('sox', 'sox.one', id)).status).toBe(200)
    const link = await linkTo(org.person(names.sox).email)
    expect(link).not.toContain('none')
    expect((await change('sox', 'sox.two')).status).toBe(200)
    // ... and makes Ben's under the same.
    expect((await change('ben', 'eli.other', id)).status).toBe(200)
    await enter('ben')
    expect(await press(link)).toBe(404)
    expect((await as.ben.get(`/api/v1/feedback/${secret.id}`)).status).toBe(404)
    expect((await as.eli.get(address('ben'))).json.change).not.toBeNull()
  })

  it('an id that stands with another’s change is no error of ours, and tells nothing', async () => {
    const id = newId()
    expect((await change('sox', 'sox.one', id)).status).toBe(200)
    expect((await change('ben', 'ben.new', id)).status).toBe(200)
    expect(await press(await linkTo(org.person(names.ben).email))).toBe(200)
    expect((await as.eli.get(address('sox'))).json.change).not.toBeNull()
  })

  it('is pressed on our own page alone: not from another site, not without an origin, not by looking', async () => {
    await change('ben', 'ben.new')
    const link = await linkTo(org.person(names.ben).email)
    expect(await press(link, { origin: 'https://evil.test', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await press(link, { origin: 'null', 'sec-fetch-site': 'cross-site' })).toBe(403)
    expect(await press(link, { 'content-type': 'application/json' })).toBeGreaterThanOrEqual(400)
    for (const method of ['GET', 'HEAD']) {
      const looked = await ask(new Request(base + link, { method }))
      expect([looked.headers.get('cache-control'), looked.headers.get('set-cookie'), looked.headers.get('location')]).toEqual(['no-store', null, null])
      expect(['same-origin', 'no-referrer']).toContain(looked.headers.get('referrer-policy'))
    }
    expect((await as.eli.get(address('ben'))).json.change).not.toBeNull()
    const answers = await Promise.all([press(link), press(link), as.lea.post(`${address('ben')}/confirm`).then(({ status }) => status)])
    expect(answers.filter((status) => status === 200)).toHaveLength(1)
    const confirmed = await env.DB.prepare(`select count(*) as n from events where org_id = ? and kind = 'person.addressConfirmed'`).bind(org.id).first<{ n: number }>()
    expect(confirmed!.n).toBe(1)
  })
})

describe('whoever sits behind a new address', () => {
  it('keeps no way in once it is changed back: no session, no account at a provider, no channel', async () => {
    const link = (who: Who, subject: string, linked: number) => env.DB.prepare('insert into identities (org_id, issuer, subject, person_id, linked_at) values (?, ?, ?, ?, ?)').bind(org.id, 'https://issuer.example', `${org.id} ${subject}`, idOf(who), linked).run()
    const subjects = async () => (await env.DB.prepare('select subject from identities where org_id = ? order by subject').bind(org.id).all<{ subject: string }>()).results.map(({ subject }) => subject.slice(37))
    await link('ben', 'before', Date.now() - 1_000)
    await link('ada', 'another', Date.now() + 1_000)
    expect((await change('ben', 'eli.other')).status).toBe(200)
    await enter('ben')
    await link('ben', 'meanwhile', Date.now())
    expect((await as.ben.put('/api/v1/me/channel', { id: newId(), kind: 'slack', name: 'Mine', url: 'https://hooks.slack.com/services/T000/B000/xyz' })).status).toBe(200)
    expect((await change('ben', 'eli.third')).status).toBe(200)
    expect(await subjects()).toEqual(['another', 'before'])
    await link('ben', 'again', Date.now())
    expect((await as.eli.post(address('ben'), { id: newId(), email: org.person(names.ben).email })).json.change).toBeNull()
    expect(await subjects()).toEqual(['another', 'before'])
    expect((await as.ben.get('/api/v1/me')).status).toBe(401)
    await enter('ben')
    expect((await as.ben.get('/api/v1/me/channel')).json).toEqual({ channel: null })
    // What is linked once nothing is open any more stays.
    await link('ben', 'later', Date.now())
    expect((await change('ben', 'ben.new')).status).toBe(200)
    expect(await subjects()).toEqual(['another', 'before', 'later'])
  })

  it('hands on nothing that is shut to them: not by a report, a goal, a 1:1, an area, a request', async () => {
    await as.lea.put('/api/v1/organisation/handlers', { people: [idOf('eli'), idOf('sox')] })
    const secret = { ...recognition(org, names.dee, [names.ben]), kind: 'feedback', visibility: 'recipients', keys: keysFor('dee', 'ben'), body: { situation: 'On Monday', behaviour: 'Zanzibar', impact: 'Nobody had to stay late.' } }
    expect((await as.dee.post('/api/v1/feedback', secret)).status).toBe(201)
    const quiet = recognition(org, names.dee, [names.ben], { visibility: 'recipients', keys: keysFor('dee', 'ben'), body: { text: 'Zanzibar, you saved the release.' } })
    expect((await as.dee.post('/api/v1/feedback', quiet)).status).toBe(201)
    const goal = {
      id: newId(), title: 'Zanzibar', why: 'Zanzibar', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: '2026-10-01', end: '2026-12-31', visibility: 'private', keys: keysFor('ada', 'ben'), draft: false,
      keyResults: [{ id: newId(), title: 'Zanzibar', measure: 'number', baseline: 0, target: 5, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule: null }],
    }
    expect((await as.ben.post('/api/v1/goals', goal)).status).toBe(201)
    const point = newId()
    const agenda = `/api/v1/meetings/person/${idOf('eli')}`
    expect((await as.ben.post(`${agenda}/points`, { id: point, text: 'Zanzibar', private: true, section: 'talk', artifact: null })).status).toBe(201)
    const { open: [{ from }] } = (await as.ben.get('/api/v1/me/reflections')).json
    const reflection = `/api/v1/me/reflections/${from}/${org.value('Say it early')}`
    expect((await as.ben.put(reflection, { lived: 'Zanzibar', next: '', version: 0 })).status).toBe(200)

    expect((await change('ben', 'eli.other')).status).toBe(200)
    await enter('ben')
    for (const { id } of [secret, quiet]) {
      expect((await as.ben.post(`/api/v1/feedback/${id}/report`, { id: newId(), why: 'Look at this', handlers: [idOf('eli'), idOf('sox')] })).status).toBe(404)
      expect((await as.ben.post(`/api/v1/feedback/${id}/pass-on`, { people: [idOf('eli')] })).status).toBe(404)
      expect((await as.ben.post(`/api/v1/feedback/${id}/widen`, { visibility: 'organization' })).status).toBe(404)
      expect((await as.ben.post('/api/v1/action-items', { id: newId(), text: 'Try it', due: null, feedback: id })).status).toBe(404)
    }
    const refused = [
      await as.ben.patch(`/api/v1/goals/${goal.id}`, { visibility: 'organization', keys: ['org'], version: 1 }), await as.ben.patch(`/api/v1/goals/${goal.id}`, { coOwners: [idOf('eli')], keys: keysFor('ada', 'ben', 'eli'), version: 1 }),
      await as.ben.patch(`/api/v1/goals/${goal.id}`, { owner: idOf('eli'), keys: keysFor('eli'), version: 1 }), await as.ben.post(`/api/v1/goals/${goal.id}/close`, { outcome: 'dropped', closing: 'Later.', carry: newId(), version: 1 }),
      await as.ben.patch(`${agenda}/points/${point}`, { private: false, version: 1 }), await as.ben.put(`${reflection}/shares/${idOf('eli')}`, { point: newId() }),
    ]
    expect(refused.map(({ status }) => status >= 403 && status <= 409)).toEqual(refused.map(() => true))
    for (const who of ['ben', 'eli', 'sox'] as const) {
      for (const path of ['/api/v1/me/reports', '/api/v1/goals', '/api/v1/me/goals', `/api/v1/goals/${goal.id}`, agenda, `/api/v1/meetings/person/${idOf('ben')}`, '/api/v1/me/timeline', '/api/v1/feed', '/api/v1/inbox', '/api/v1/me/export', '/api/v1/me/reflections', '/api/v1/me/action-items']) {
        expect((await as[who].get(path)).text, `${who} ${path}`).not.toContain('Zanzibar')
      }
    }
  })

  it('reads no older goal that came by an import which says that it is of next century', async () => {
    const id = idAt(Date.UTC(2099, 0, 1))
    expect((await as.eli.post('/api/v1/goal-imports', { id, csv: `objective,owner\nZanzibar,${org.person(names.ben).email}\n`, commit: true })).json.committed).toBe(true)
    const [goal] = (await as.ben.get('/api/v1/me/goals')).json.items
    expect((await as.ben.patch(`/api/v1/goals/${goal.id}`, { visibility: 'private', keys: keysFor('ada', 'ben'), version: 1 })).status).toBe(200)
    expect((await change('ben', 'eli.other')).status).toBe(200)
    await enter('ben')
    expect((await as.ben.get(`/api/v1/goals/${goal.id}`)).text).not.toContain('Zanzibar')
    const row = await env.DB.prepare('select seq from goals where org_id = ? and id = ?').bind(org.id, goal.id).first<{ seq: string }>()
    expect(momentIn(row!.seq)).toBeLessThanOrEqual(Date.now())
  })

  it('agrees to nothing that takes two: no change under an agreement, no hold', async () => {
    const put = (change: object) => as.eli.put('/api/v1/organisation/settings', { id: newId(), change })
    expect((await put({ agreement: { title: 'Works agreement 7', covers: ['counters'], delegates: [idOf('dee')] } })).status).toBe(200)
    const { json } = await put({ counters: false })
    expect(json.open).toHaveLength(1)
    expect((await change('dee', 'eli.other')).status).toBe(200)
    await enter('dee')
    const decide = () => as.dee.post(`/api/v1/organisation/settings/proposals/${json.open[0].id}/decide`, { agree: true, sentence: 'Fine by me.' })
    expect((await decide()).json.type).toBe('/problems/words-shut')
    const held = { id: newId(), matter: 'Case 12', people: [idOf('ben')], from: '2026-11-01', to: '2026-11-30', second: idOf('dee') }
    expect((await as.eli.post('/api/v1/holds', held)).status).toBe(201)
    expect((await as.dee.post(`/api/v1/holds/${held.id}/confirm`)).json.type).toBe('/problems/words-shut')
    expect((await as.lea.post(`${address('dee')}/confirm`)).status).toBe(200)
    expect([(await decide()).status, (await as.dee.post(`/api/v1/holds/${held.id}/confirm`)).status]).toEqual([200, 200])
  })
})

it('confirmed while it is changed again and back: words are open where the change that stands is confirmed, and nowhere else', async () => {
  for (let n = 0; n < 8; n += 1) {
    await change('ben', `one.${n}`)
    const answers = await Promise.all([as.lea.post(`${address('ben')}/confirm`), change('ben', `two.${n}`), as.eli.post(address('ben'), { id: newId(), email: org.person(names.ben).email }), as.lea.post(`${address('ben')}/confirm`)])
    expect(answers.filter(({ status }) => status >= 500)).toEqual([])
    const row = await env.DB.prepare('select p.shut_before, c.confirmed_at from people p join address_changes c on c.org_id = p.org_id and c.person_id = p.id where p.org_id = ?').bind(org.id).first<{ shut_before: number | null; confirmed_at: number | null }>()
    expect(row!.shut_before === null, JSON.stringify(answers.map(({ status }) => status))).toBe(row!.confirmed_at !== null)
  }
})

it('codes are sent five times in ten minutes, also by whoever takes the wish back in between', async () => {
  const statuses: number[] = []
  for (let n = 0; n < 7; n += 1) {
    statuses.push((await as.ben.post('/api/v1/me/address', { id: newId(), email: at('somebody') })).status)
    await as.ben.delete('/api/v1/me/address')
  }
  expect(statuses).toEqual([200, 200, 200, 200, 200, 429, 429])
  expect((await as.ben.get('/api/v1/me/address')).json.wish).toBeNull()
  expect((await mails()).filter(({ to }) => to === at('somebody'))).toHaveLength(5)
})
