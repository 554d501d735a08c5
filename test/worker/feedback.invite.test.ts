import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { artifactId } from '../../shared/artifacts'
import { personKey } from '../../shared/audience.keys'
import { deliverWaiting } from '../../worker/feedback/actions.waiting'
import { dbFor } from '../../worker/db'
import { api, citation, makeOrganisation, recognition, tokenFor } from './support'

const cast = () => makeOrganisation({ people: [{ name: 'Ada' }, { name: 'Dee' }], settings: { domains: ['example.test'] } })
const invite = { email: 'new.one@example.test', name: 'New One' }

describe('recognising somebody who is not here yet', () => {
  it('waits, seen by its author alone, and reaches them and everybody when they come in', async () => {
    const org = await cast()
    const [ada, dee] = [api(await tokenFor(org, 'Ada')), api(await tokenFor(org, 'Dee'))]
    const draft = recognition(org, 'Ada', [], { invite, keys: [personKey(org.person('Ada').id)], artifact: citation() })
    const given = await ada.post('/api/v1/feedback', draft)
    expect([given.status, given.text]).toEqual([201, expect.stringContaining('New One')])
    expect(given.json).toMatchObject({ waitsFor: { name: 'New One' }, audience: { visibility: 'author', people: [{ name: 'Ada' }], organisation: null } })
    expect((await ada.post('/api/v1/feedback', draft)).text).toBe(given.text)
    const artifact = await artifactId(citation().ref as never)
    expect((await ada.get(`/api/v1/artifacts/${artifact}/feedback`)).json.items).toHaveLength(1)
    expect((await dee.get(`/api/v1/artifacts/${artifact}/feedback`)).json.items).toHaveLength(0)
    expect((await dee.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    const { results } = await env.DB.prepare('select kind from events where org_id = ? order by kind').bind(org.id).all()
    expect(results).toEqual([{ kind: 'feedback.given' }, { kind: 'person.invited' }])
    const words = await env.DB.prepare('select key_version, words from feedback where org_id = ?').bind(org.id).first<{ key_version: number; words: string }>()
    expect([words!.key_version, words!.words.includes('race')]).toEqual([1, false])

    // A second one to the same address waits with the first: no second invitation.
    const second = recognition(org, 'Dee', [], { invite, keys: [personKey(org.person('Dee').id)] })
    expect((await dee.post('/api/v1/feedback', second)).status).toBe(201)
    expect(await env.DB.prepare('select count(*) n from invitations where org_id = ?').bind(org.id).first()).toEqual({ n: 1 })

    const person = given.json.recipients[0].id
    await env.DB.prepare(`update people set status = 'active' where org_id = ? and id = ?`).bind(org.id, person).run()
    await deliverWaiting(dbFor(env as never, org.id), person, Date.now())
    expect((await dee.get(`/api/v1/feedback/${draft.id}`)).json).toMatchObject({ recipients: [{ name: 'New One' }], audience: { visibility: 'organization' }, waitsFor: null, body: draft.body })
    expect((await ada.get('/api/v1/inbox')).json.items.map(({ kind }: { kind: string }) => kind)).toContain('invitation.accepted')
  })

  it('is refused outside the organisation’s domains, for oneself, for other kinds, and with other keys', async () => {
    const org = await cast()
    const ada = api(await tokenFor(org, 'Ada'))
    const keys = [personKey(org.person('Ada').id)]
    const refusal = async (more: object) => (await ada.post('/api/v1/feedback', recognition(org, 'Ada', [], { invite, keys, ...more }))).json.type
    expect(await refusal({ invite: { ...invite, email: 'x@elsewhere.test' } })).toBe('/problems/invite-domain')
    expect(await refusal({ invite: { ...invite, email: org.person('Ada').email } })).toBe('/problems/recipient-self')
    expect(await refusal({ recipients: [org.person('Dee').id] })).toBe('/problems/invalid')
    expect(await refusal({ keys: ['org'] })).toBe('/problems/audience-changed')
    expect(await refusal({ kind: 'feedback', visibility: 'recipients', body: { situation: '', behaviour: 'You asked first.', impact: 'Nobody guessed.' } })).toBe('/problems/invalid')
    expect(await env.DB.prepare('select count(*) n from people where org_id = ?').bind(org.id).first()).toEqual({ n: 2 })
  })

  it('becomes ordinary for an address that is somebody’s already, once the author saw who reads it', async () => {
    const org = await cast()
    const ada = api(await tokenFor(org, 'Ada'))
    const draft = recognition(org, 'Ada', [], { invite: { email: org.person('Dee').email, name: 'Dee' }, keys: [personKey(org.person('Ada').id)] })
    const refused = await ada.post('/api/v1/feedback', draft)
    expect([refused.json.type, refused.json.audience.visibility, refused.json.audience.keys]).toEqual(['/problems/audience-changed', 'organization', ['org']])
    expect((await ada.post('/api/v1/feedback', { ...draft, keys: ['org'] })).json).toMatchObject({ recipients: [{ name: 'Dee' }], waitsFor: null })
  })
})
