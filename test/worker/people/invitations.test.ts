import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids'
import { dropExpiredInvitations } from '../../../worker/feedback/actions.waiting'
import { Browser, company, fresh, mailsTo, tokenOf } from '../auth/browser'
import { api } from '../support'

async function northwind(settings: object = {}) {
  const domain = `d${newId().slice(-12)}.test`
  const [eli, ada, ben] = ['eli', 'ada', 'ben'].map((name) => `${name}@${domain}`) as [string, string, string]
  const organisation = await company([
    { email: eli, name: 'Eli Marsh', role: 'admin', team: 'Northwind' }, { email: ada, name: 'Ada Okafor', team: 'Northwind' }, { email: ben, name: 'Ben Ode', team: 'Northwind' },
  ], { domains: [domain], ...settings })
  return { organisation, ivy: `ivy@${domain}`, eli: api(await tokenOf(eli)), ada: api(await tokenOf(ada)), ben: api(await tokenOf(ben)), idOf: organisation.of, adaEmail: ada }
}
const type = (answer: { json: { type?: string } }) => answer.json.type?.replace('/problems/', '')
const linkIn = (text: string): string => /http:\S+\/join\/\S+/.exec(text)![0]
const size = (org: string) => env.DB.prepare('select size from organisations where id = ?').bind(org).first('size')

/** A recognition of somebody who is not here yet. */
async function waiting(one: Awaited<ReturnType<typeof northwind>>, more: object = {}) {
  const body = {
    id: newId(), kind: 'recognition', visibility: 'organization', recipients: [], invite: { email: one.ivy, name: 'Ivy Stone' }, keys: [`person:${one.idOf(one.adaEmail)}`],
    body: { text: 'You drew the map that we all use now.' }, values: [], artifact: null, ...more,
  }
  const answer = await one.ada.post('/api/v1/feedback', body)
  expect([answer.status, type(answer)]).toEqual([201, undefined])
  return { id: body.id, link: linkIn((await mailsTo(one.ivy))[0]!.text) }
}

describe('an invitation', () => {
  it('brings somebody in, once', async () => {
    const one = await northwind()
    const body = { id: newId(), email: one.ivy, name: 'Ivy Stone' }
    const invited = await one.eli.post('/api/v1/invitations', body)
    expect(invited.json).toMatchObject({ name: 'Ivy Stone', status: 'invited' })
    expect((await one.eli.post('/api/v1/invitations', body)).json).toEqual(invited.json)
    expect(await size(one.organisation.id)).toBe(3)
    const link = linkIn((await mailsTo(one.ivy))[0]!.text)
    const browser = new Browser()
    for (const who of [browser, new Browser()]) expect(await (await who.get(link)).text()).toContain('Eli Marsh invited you, Ivy Stone')
    expect(await size(one.organisation.id)).toBe(3)
    expect((await browser.post(new URL(link).pathname, {})).status).toBe(303)
    expect(await browser.signedInAs()).toBe('Ivy Stone')
    expect(await size(one.organisation.id)).toBe(4)
    const again = new Browser()
    expect((await again.post(new URL(link).pathname, {})).headers.get('location')).toBe('/sign-in')
    expect(await again.signedInAs()).toBeNull()
    expect(type(await one.eli.post('/api/v1/invitations', { ...body, id: newId() }))).toBe('conflict')
  })

  it('is also accepted by proving the address', async () => {
    const one = await northwind()
    await one.eli.post('/api/v1/invitations', { id: newId(), email: one.ivy, name: 'Ivy Stone' })
    const browser = new Browser()
    await browser.post('/sign-in', { email: one.ivy, next: '/' })
    const mail = (await mailsTo(one.ivy, 2)).find(({ subject }) => /\d{4} \d{4}/.test(subject))!
    expect((await browser.post('/auth/email/code', { code: /\d{4} \d{4}/.exec(mail.subject)![0] })).status).toBe(303)
    expect(await browser.signedInAs()).toBe('Ivy Stone')
  })

  it('is over after 30 days, and after a newer one', async () => {
    const one = await northwind()
    await one.eli.post('/api/v1/invitations', { id: newId(), email: one.ivy, name: 'Ivy Stone' })
    const first = linkIn((await mailsTo(one.ivy))[0]!.text)
    await one.eli.post('/api/v1/invitations', { id: newId(), email: one.ivy, name: 'Ivy Stone' })
    expect((await new Browser().post(new URL(first).pathname, {})).status).toBe(410)
    const second = (await mailsTo(one.ivy, 2)).map((mail) => linkIn(mail.text)).find((link) => link !== first)!
    await env.DB.prepare('update invitations set expires_at = ? where org_id = ?').bind(Date.now() - 1, one.organisation.id).run()
    expect((await new Browser().get(second)).status).toBe(410)
    expect((await new Browser().post(new URL(second).pathname, {})).status).toBe(410)
    expect((await new Browser().get('/join/nonsense')).status).toBe(404)
    expect((await new Browser().get(`/join/cairn_${one.organisation.id}_${'a'.repeat(64)}`)).status).toBe(404)
  })

  it('goes to the organisation’s own domains, by admins', async () => {
    const one = await northwind()
    const body = { id: newId(), email: fresh('eve', 'elsewhere.test'), name: 'Eve' }
    expect(type(await one.eli.post('/api/v1/invitations', body))).toBe('invite-domain')
    expect(type(await one.ben.post('/api/v1/invitations', { ...body, email: one.ivy }))).toBe('not-allowed')
  })
})

describe('words for somebody who was invited', () => {
  it('wait for them, and then reach everybody whom the author meant', async () => {
    const one = await northwind()
    const { id, link } = await waiting(one)
    expect((await one.ben.get(`/api/v1/feedback/${id}`)).status).toBe(404)
    const browser = new Browser()
    expect((await browser.post(new URL(link).pathname, {})).status).toBe(303)
    await mailsTo(one.ivy, 2)
    expect((await one.ben.get(`/api/v1/feedback/${id}`)).json).toMatchObject({ body: { text: 'You drew the map that we all use now.' }, audience: { visibility: 'organization' }, waitsFor: null })
    const received = (await (await browser.get('/api/v1/me/received')).json()) as { items: { id: string }[] }
    expect(received.items.map((item) => item.id)).toEqual([id])
    const inbox = (await (await browser.get('/api/v1/inbox')).json()) as { items: { kind: string; actor: { name: string } }[]; unread: number }
    expect(inbox).toMatchObject({ unread: 1, items: [{ kind: 'feedback.received', actor: { name: 'Ada Okafor' } }] })
    expect((await one.ada.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'invitation.accepted', actor: { name: 'Ivy Stone' } }])
    expect((await one.ada.get('/api/v1/me/given')).json.items).toMatchObject([{ id, waitsFor: null }])
  })

  it('become narrower where they cannot be had as meant: no team yet', async () => {
    const one = await northwind()
    const { id, link } = await waiting(one, { visibility: 'team' })
    await new Browser().post(new URL(link).pathname, {})
    await mailsTo(one.ivy, 2)
    expect((await one.ada.get(`/api/v1/feedback/${id}`)).json).toMatchObject({ audience: { visibility: 'recipients' }, waitsFor: null })
    expect((await one.ben.get(`/api/v1/feedback/${id}`)).status).toBe(404)
  })

  it('are dropped after 30 days, with word to the author', async () => {
    const one = await northwind()
    const { id, link } = await waiting(one)
    await dropExpiredInvitations(env, Date.now() + 29 * 86_400_000)
    expect((await one.ada.get(`/api/v1/feedback/${id}`)).status).toBe(200)
    await dropExpiredInvitations(env, Date.now() + 31 * 86_400_000)
    expect((await one.ada.get(`/api/v1/feedback/${id}`)).status).toBe(404)
    const left = await env.DB.prepare('select (select count(words) from feedback where id = ?1) as words, (select count(*) from feed where feedback_id = ?1) as feed').bind(id).first()
    expect(left).toEqual({ words: 0, feed: 0 })
    expect((await one.ada.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'invitation.expired' }])
    await dropExpiredInvitations(env, Date.now() + 31 * 86_400_000)
    expect((await one.ada.get('/api/v1/inbox')).json.items).toHaveLength(1)
    expect(link).toContain('/join/')
  })

  it('are delivered by the clock where that was missed', async () => {
    const one = await northwind()
    const { id } = await waiting(one)
    await env.DB.prepare("update people set status = 'active' where org_id = ? and email = ?").bind(one.organisation.id, one.ivy).run()
    await dropExpiredInvitations(env, Date.now())
    await dropExpiredInvitations(env, Date.now())
    expect((await one.ben.get(`/api/v1/feedback/${id}`)).status).toBe(200)
    expect((await one.ada.get('/api/v1/inbox')).json.items).toHaveLength(1)
  })
})
