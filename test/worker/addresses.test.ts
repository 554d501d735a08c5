/** A work e-mail is changed: told at both addresses, shut until the old one or a second admin confirms, and nobody else. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, test } from 'vitest'
import { newId } from '../../shared/ids'
import { settle } from '../../worker/events/outbox'
import { api, ask, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

let org: Organisation
const tokens: Record<string, string> = {}
const as = (name: string) => api(tokens[name])
const person = (name: string) => org.person(name).id
const old = () => org.person('Ben Ode').email
const fresh = () => `ben.new@${org.id.slice(0, 8)}.test`
const base = (name: string) => `/api/v1/people/${person(name)}/address`
interface Mail { to: string; subject: string; text: string; html: string }
const mails = async (): Promise<Mail[]> => {
  await settle(env as never, org.id, Date.now() + 500_000)
  return (await (await env.MAILBOX.fetch('http://mailbox/')).json<Mail[]>()).filter(({ to }) => to.endsWith(`@${org.id.slice(0, 8)}.test`))
}
const change = (by = 'Eli Marsh', to = fresh(), id = newId()) => as(by).post(base('Ben Ode'), { id, email: to })
const enter = async (name: string) => void (tokens[name] = await tokenFor(org, name))
const base8787 = 'http://localhost:8787'
/** A page of the worker, as a browser without a session asks for it or sends its form. */
const page = async (path: string, method = 'GET') => {
  const answer = await ask(new Request(base8787 + path, method === 'GET' ? {} : { method, headers: { origin: base8787, 'sec-fetch-site': 'same-origin', 'content-type': 'application/x-www-form-urlencoded' }, body: '' }))
  return { status: answer.status, text: await answer.text() }
}
const linkIn = (mail: Mail | undefined) => /\/address\/(cairn_[\w-]+)/.exec(mail?.text ?? '')?.[1] ?? 'none'

const said = 'You saved the release by reading the log aloud.'
let note: string

beforeEach(async () => {
  org = await makeOrganisation({ people: [
    { name: 'Ada Okafor' }, { name: 'Ben Ode', manager: 'Ada Okafor' }, { name: 'Dee Alvarez' }, { name: 'Eli Marsh', role: 'admin' }, { name: 'Lea Wirth', role: 'admin' },
  ] })
  const domain = `${org.id.slice(0, 8)}.test`
  await env.DB.prepare(`update organisations set settings = json_set(settings, '$.domains', json_array(?)) where id = ?`).bind(domain, org.id).run()
  for (const name of ['Ada Okafor', 'Ben Ode', 'Dee Alvarez', 'Eli Marsh', 'Lea Wirth']) await enter(name)
  const draft = { ...recognition(org, 'Dee Alvarez', ['Ben Ode']), kind: 'feedback', visibility: 'recipients', keys: ['Dee Alvarez', 'Ben Ode'].map((name) => `person:${person(name)}`).sort(), body: { situation: 'On Monday', behaviour: said, impact: 'Nobody had to stay late.' } }
  const given = await as('Dee Alvarez').post('/api/v1/feedback', draft)
  expect([given.status, given.text.includes(said)]).toEqual([201, true])
  note = draft.id
})

describe('a change by an admin', () => {
  test('ends sessions, shuts what was private, is told at both addresses, and the old one opens it again, once', async () => {
    const before = await as('Dee Alvarez').post('/api/v1/feedback', recognition(org, 'Dee Alvarez', ['Ben Ode']))
    expect(before.status).toBe(201)
    const made = await change()
    expect([made.status, made.json.email, made.json.change.from, made.json.change.mayConfirm]).toEqual([200, fresh(), old(), false])
    expect((await as('Ben Ode').get('/api/v1/me')).status).toBe(401)

    await enter('Ben Ode')
    const me = await as('Ben Ode').get('/api/v1/me')
    expect([me.json.person.email, typeof me.json.shutBefore]).toEqual([fresh(), 'string'])
    expect((await as('Ben Ode').get(`/api/v1/feedback/${note}`)).status).toBe(404)
    const inbox = await as('Ben Ode').get('/api/v1/inbox')
    expect(inbox.text).not.toContain(said)
    expect(inbox.json.items[0].kind).toBe('address.changed')
    // What everybody may read stays open, and so does what comes after.
    expect((await as('Ben Ode').get(`/api/v1/feedback/${before.json.id}`)).status).toBe(200)
    const after = { ...recognition(org, 'Dee Alvarez', ['Ben Ode']), visibility: 'recipients', keys: ['Dee Alvarez', 'Ben Ode'].map((name) => `person:${person(name)}`).sort() }
    expect((await as('Dee Alvarez').post('/api/v1/feedback', after)).status).toBe(201)
    expect((await as('Ben Ode').get(`/api/v1/feedback/${after.id}`)).status).toBe(200)
    // To everybody else it stands as it stood.
    expect((await as('Dee Alvarez').get(`/api/v1/feedback/${note}`)).text).toContain(said)

    const sent = await mails()
    const toOld = sent.find(({ to, text }) => to === old() && text.includes('/address/'))
    const toNew = sent.find(({ to, subject }) => to === fresh() && subject.includes('was changed'))
    expect([toOld?.text.includes('Lea Wirth'), toOld?.text.includes('Eli Marsh, '), toNew?.text.includes('/address/'), toNew?.text.includes(old())]).toEqual([true, false, false, true])
    const link = `/address/${linkIn(toOld)}`
    const shown = await page(link)
    expect([shown.status, shown.text.includes(fresh())]).toEqual([200, true])
    expect((await as('Ben Ode').get(`/api/v1/feedback/${note}`)).status).toBe(404)
    expect((await page(link, 'POST')).status).toBe(200)
    expect((await as('Ben Ode').get(`/api/v1/feedback/${note}`)).text).toContain(said)
    expect((await page(link, 'POST')).status).toBe(410)
    expect((await page(link.slice(0, -3), 'POST')).status).toBe(404)
    expect((await as('Ben Ode').get('/api/v1/me')).json.shutBefore).toBeUndefined()
    expect((await mails()).some(({ to, subject }) => to === fresh() && subject.includes('confirmed'))).toBe(true)
  })

  test('is confirmed by a second admin: not by who made it, not by who came later, not by one whose own address is in doubt, not by the person', async () => {
    const made = await change()
    expect(made.status).toBe(200)
    await enter('Ben Ode')
    expect((await as('Eli Marsh').post(`${base('Ben Ode')}/confirm`)).status).toBe(403)
    expect((await as('Ben Ode').post(`${base('Ben Ode')}/confirm`)).status).toBe(403)
    expect((await as('Ada Okafor').post(`${base('Ben Ode')}/confirm`)).status).toBe(403)
    // A puppet of the one who made it: somebody new with the role, or another admin's account taken over the same way.
    await env.DB.prepare(`update people set role = 'admin', created_at = ? where org_id = ? and id = ?`).bind(Date.now() + 1_000, org.id, person('Dee Alvarez')).run()
    expect((await as('Dee Alvarez').post(`${base('Ben Ode')}/confirm`)).status).toBe(403)
    expect((await as('Eli Marsh').post(base('Lea Wirth'), { id: newId(), email: `lea.new@${org.id.slice(0, 8)}.test` })).status).toBe(200)
    await enter('Lea Wirth')
    expect((await as('Lea Wirth').post(`${base('Ben Ode')}/confirm`)).status).toBe(403)
    await env.DB.prepare(`update people set shut_before = null where org_id = ? and id = ?`).bind(org.id, person('Lea Wirth')).run()
    expect((await as('Lea Wirth').get(base('Ben Ode'))).json.change.mayConfirm).toBe(true)
    const confirmed = await as('Lea Wirth').post(`${base('Ben Ode')}/confirm`)
    expect([confirmed.status, confirmed.json.change]).toEqual([200, null])
    expect((await as('Ben Ode').get(`/api/v1/feedback/${note}`)).text).toContain(said)
    expect((await as('Lea Wirth').post(`${base('Ben Ode')}/confirm`)).status).toBe(409)
  })

  test('passes nothing on meanwhile: not by name, not to more, not by an access request, not by growth', async () => {
    await change()
    await enter('Ben Ode')
    expect((await as('Ben Ode').post(`/api/v1/feedback/${note}/pass-on`, { people: [person('Ada Okafor')] })).status).toBe(404)
    expect((await as('Ada Okafor').get(`/api/v1/feedback/${note}`)).status).toBe(404)
    await as('Eli Marsh').put('/api/v1/organisation/data-protection', { people: [person('Lea Wirth')] })
    expect((await as('Ben Ode').post('/api/v1/me/cases', { id: newId(), kind: 'access' })).json.type).toBe('/problems/words-shut')
    expect((await as('Ben Ode').put('/api/v1/me/growth/shared', { people: [person('Dee Alvarez')] })).json.type).toBe('/problems/words-shut')
  })

  test('and again before it is confirmed: the address that was proven last is asked still; back to it, nothing is left to confirm', async () => {
    await change()
    await change('Lea Wirth', `third@${org.id.slice(0, 8)}.test`)
    const asked = (await mails()).filter(({ to, text }) => to === old() && text.includes('/address/'))
    expect((await as('Eli Marsh').get(base('Ben Ode'))).json.change).toMatchObject({ from: old(), by: { name: 'Lea Wirth' } })
    expect((await page(`/address/${linkIn(asked.find(({ text }) => text.includes('Lea Wirth changed')))}`)).status).toBe(200)
    await enter('Ben Ode')
    const back = await change('Eli Marsh', old())
    expect([back.status, back.json.email, back.json.change]).toEqual([200, old(), null])
    expect((await as('Ben Ode').get('/api/v1/me')).status).toBe(401)
    await enter('Ben Ode')
    expect((await as('Ben Ode').get(`/api/v1/feedback/${note}`)).text).toContain(said)
  })

  test('is the same when it is sent twice, and refused for oneself, for a stranger’s domain, for an address that is somebody’s', async () => {
    const id = newId()
    expect([(await change('Eli Marsh', fresh(), id)).status, (await change('Eli Marsh', fresh(), id)).status, (await change('Lea Wirth', fresh(), id)).status]).toEqual([200, 200, 409])
    expect((await as('Eli Marsh').post(base('Eli Marsh'), { id: newId(), email: fresh() })).json.errors).toEqual([{ pointer: '/email', code: 'own-account' }])
    expect((await as('Eli Marsh').post(base('Dee Alvarez'), { id: newId(), email: 'dee@elsewhere.test' })).json.type).toBe('/problems/invite-domain')
    expect((await as('Eli Marsh').post(base('Dee Alvarez'), { id: newId(), email: org.person('Ada Okafor').email })).json.errors).toEqual([{ pointer: '/email', code: 'taken' }])
    expect((await as('Ada Okafor').post(base('Dee Alvarez'), { id: newId(), email: fresh() })).status).toBe(403)
    const race = await Promise.all([change('Eli Marsh', `one@${org.id.slice(0, 8)}.test`), change('Lea Wirth', `two@${org.id.slice(0, 8)}.test`)])
    expect(race.map(({ status }) => status).sort()).toEqual([200, 409])
  })
})

describe('an address that somebody wants', () => {
  const wished = () => `benjamin@${org.id.slice(0, 8)}.test`
  const codeIn = (list: Mail[]) => (/(\d{4} \d{4})/.exec(list.filter(({ to }) => to === wished()).at(-1)?.text ?? '')?.[1] ?? 'none')

  test('is proven by the code that went to it, and an admin hears of it and makes the change', async () => {
    const asked = await as('Ben Ode').post('/api/v1/me/address', { id: newId(), email: wished() })
    expect([asked.status, asked.json.wish]).toEqual([200, { email: wished(), proven: false }])
    const code = codeIn(await mails())
    expect(asked.text).not.toContain(code)
    expect((await as('Eli Marsh').get(base('Ben Ode'))).json.wish).toBeNull()
    expect((await as('Ben Ode').post('/api/v1/me/address/code', { code: '0000 0000' })).json.type).toBe('/problems/code-wrong')
    expect((await as('Dee Alvarez').post('/api/v1/me/address/code', { code })).status).toBe(410)
    const proven = await as('Ben Ode').post('/api/v1/me/address/code', { code })
    expect([proven.status, proven.json.wish, proven.json.email]).toEqual([200, { email: wished(), proven: true }, old()])
    expect((await as('Eli Marsh').get('/api/v1/inbox')).json.items[0]).toMatchObject({ kind: 'address.waits', subject: { kind: 'address', id: person('Ben Ode') } })
    expect((await as('Lea Wirth').get(base('Ben Ode'))).json.wish).toEqual({ email: wished(), proven: true })
    const made = await change('Eli Marsh', wished())
    expect([made.json.email, made.json.wish]).toEqual([wished(), null])
  })

  test('is guessed at five times at most, asked for five times at most, and left again', async () => {
    await as('Ben Ode').post('/api/v1/me/address', { id: newId(), email: wished() })
    const code = codeIn(await mails())
    for (let tries = 0; tries < 5; tries += 1) expect((await as('Ben Ode').post('/api/v1/me/address/code', { code: '1111 1111' })).status).toBe(422)
    expect((await as('Ben Ode').post('/api/v1/me/address/code', { code })).json.type).toBe('/problems/code-expired')
    for (let asked = 1; asked < 5; asked += 1) expect((await as('Ben Ode').post('/api/v1/me/address', { id: newId(), email: wished() })).status).toBe(200)
    expect((await as('Ben Ode').post('/api/v1/me/address', { id: newId(), email: wished() })).json.type).toBe('/problems/too-many')
    expect((await as('Ben Ode').delete('/api/v1/me/address')).json.wish).toBeNull()
  })
})
