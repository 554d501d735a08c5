import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { artifactId } from '../../shared/artifacts'
import { personKey, teamKey } from '../../shared/audience.keys'
import { Card } from '../../shared/cards'
import { newId } from '../../shared/ids'
import { api, citation, makeOrganisation, recognition, tokenFor } from './support'

const cast = () => makeOrganisation({
  people: [
    { name: 'Ada Okafor', teams: ['Product / Payments'], manager: 'Gus Lind' }, { name: 'Gus Lind', teams: ['Product'] },
    { name: 'Ben Ode', teams: ['Product / Payments', 'Guild'], manager: 'Ada Okafor' }, { name: 'Dee Alvarez', teams: ['Maps'] },
    { name: 'Hal Brandt', kind: 'contractor' }, { name: 'Kai Moss', status: 'deactivated' }, { name: 'New One', status: 'invited' },
  ],
  values: ['Leave the trail better'],
})
const sbi = { situation: 'In the review of the retry.', behaviour: 'You asked before you changed it.', impact: 'Nobody had to guess.' }

describe('giving', () => {
  it('stores a recognition with its artifact, seen by the organisation', async () => {
    const org = await cast()
    const ada = api(await tokenFor(org, 'Ada Okafor'))
    const dee = api(await tokenFor(org, 'Dee Alvarez'))
    const draft = recognition(org, 'Ada Okafor', ['Ben Ode'], { values: [org.value('Leave the trail better')], artifact: citation() })
    const given = await ada.post('/api/v1/feedback', draft)
    expect(given.text).toContain('Ben Ode')
    expect(given.status).toBe(201)
    expect(given.d1.calls).toBe(2)
    expect(given.d1.written).toBeLessThanOrEqual(12)
    expect(Card.parse(given.json)).toMatchObject({
      kind: 'recognition', mine: 'author', recipients: [{ name: 'Ben Ode' }], author: { name: 'Ada Okafor' }, values: [{ name: 'Leave the trail better' }],
      artifact: { guarded: false, key: 'northwind/trail-pay#482', title: 'Retry payments after a timeout' },
      audience: { visibility: 'organization', organisation: { name: 'Northwind Trails', size: 6 }, people: [] },
    })
    const page = await dee.get(`/api/v1/artifacts/${await artifactId(citation().ref as never)}/feedback`)
    expect(page.d1.calls).toBe(1)
    expect(page.json.items).toHaveLength(1)
    expect(page.json.items[0]).toMatchObject({ mine: 'none', body: draft.body, retractUntil: null, values: [{ name: 'Leave the trail better' }] })
  })

  it('answers a repeated send with the same bytes, and writes nothing', async () => {
    const org = await cast()
    const ada = api(await tokenFor(org, 'Ada Okafor'))
    for (const draft of [
      recognition(org, 'Ada Okafor', ['Ben Ode', 'Hal Brandt'], { artifact: citation(), keys: ['org', personKey(org.person('Hal Brandt').id)], values: [org.value('Leave the trail better')] }),
      { ...recognition(org, 'Ada Okafor', ['Dee Alvarez']), kind: 'feedback', visibility: 'recipients_and_managers', body: sbi, keys: [personKey(org.person('Ada Okafor').id), personKey(org.person('Dee Alvarez').id)] },
      recognition(org, 'Ada Okafor', ['Ben Ode'], { visibility: 'team', keys: [teamKey(org.team('Product / Payments')), ...['Ada Okafor', 'Ben Ode'].map((name) => personKey(org.person(name).id))] }),
    ]) {
      const first = await ada.post('/api/v1/feedback', draft)
      const second = await ada.post('/api/v1/feedback', draft)
      expect([first.status, second.status]).toEqual([201, 201])
      expect(second.text).toBe(first.text)
      expect(second.d1.written).toBe(0)
      expect(first.d1.written).toBeLessThanOrEqual(draft.recipients.length === 1 ? 18 : 22)
    }
  })

  it('stores one of fifty parallel sends', async () => {
    const org = await cast()
    const ada = api(await tokenFor(org, 'Ada Okafor'))
    const draft = recognition(org, 'Ada Okafor', ['Ben Ode'], { artifact: citation() })
    const answers = await Promise.all(Array.from({ length: 50 }, () => ada.post('/api/v1/feedback', draft)))
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([201]))
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1)
    const ben = api(await tokenFor(org, 'Ben Ode'))
    expect((await ben.get('/api/v1/me/received')).json.items).toHaveLength(1)
    const { results } = await env.DB.prepare(`select (select count(*) from events where org_id = ?1) events, (select count(*) from notifications where org_id = ?1) lines, (select unread from people where org_id = ?1 and id = ?2) unread`).bind(org.id, org.person('Ben Ode').id).all()
    expect(results).toEqual([{ events: 1, lines: 1, unread: 1 }])
  })

  it('refuses another body or another author under the same id, without detail', async () => {
    const org = await cast()
    const ada = api(await tokenFor(org, 'Ada Okafor'))
    const dee = api(await tokenFor(org, 'Dee Alvarez'))
    const draft = recognition(org, 'Ada Okafor', ['Ben Ode'])
    await ada.post('/api/v1/feedback', draft)
    const other = await ada.post('/api/v1/feedback', { ...draft, body: { text: 'Something else altogether.' } })
    const stranger = await dee.post('/api/v1/feedback', draft)
    expect([other.status, stranger.status]).toEqual([409, 409])
    expect(other.text).toBe(stranger.text)
    expect(other.json).toEqual({ type: '/problems/id-taken', title: 'id taken', status: 409 })
  })

  it('refuses what the kind, the organisation or the people do not allow', async () => {
    const org = await cast()
    const ada = api(await tokenFor(org, 'Ada Okafor'))
    const refusal = async (draft: unknown) => {
      const { status, json } = await ada.post('/api/v1/feedback', draft)
      return [status, json.type.replace('/problems/', ''), json.errors?.map(({ pointer, code }: { pointer: string; code: string }) => `${pointer} ${code}`).join() ?? json.params?.names]
    }
    const ok = () => recognition(org, 'Ada Okafor', ['Ben Ode'])
    expect(await refusal({ ...ok(), recipients: [] })).toEqual([422, 'invalid', '/recipients too-few'])
    expect(await refusal({ ...ok(), body: { text: 'Short.' } })).toEqual([422, 'invalid', '/body/text too-short'])
    expect(await refusal({ ...ok(), body: sbi })).toEqual([422, 'invalid', '/body wrong-shape'])
    expect(await refusal({ ...ok(), values: [newId()] })).toEqual([422, 'invalid', '/values/0 unknown'])
    expect(await refusal({ ...ok(), kind: 'feedback', body: sbi })).toEqual([422, 'visibility-not-allowed', '/visibility unknown'])
    expect(await refusal({ ...ok(), kind: 'feedback', visibility: 'team', body: sbi })).toEqual([422, 'visibility-not-allowed', '/visibility unknown'])
    expect(await refusal({ ...ok(), visibility: 'author' })).toEqual([422, 'visibility-not-allowed', '/visibility unknown'])
    expect(await refusal({ ...ok(), recipients: [org.person('Ada Okafor').id] })).toEqual([422, 'recipient-self', undefined])
    expect(await refusal({ ...ok(), recipients: [newId()] })).toEqual([422, 'recipient-unknown', '/recipients/0 unknown'])
    expect(await refusal({ ...ok(), recipients: [org.person('Kai Moss').id] })).toEqual([422, 'recipient-left', 'Kai Moss'])
    expect(await refusal({ ...ok(), recipients: [org.person('New One').id] })).toEqual([422, 'recipient-unknown', 'New One'])
    expect(await refusal({ ...ok(), recipients: [org.person('Hal Brandt').id], visibility: 'team' })).toEqual([422, 'invalid', '/team unknown'])
    expect(await refusal({ ...ok(), visibility: 'team', team: org.team('Maps') })).toEqual([422, 'invalid', '/team unknown'])
    const { results } = await env.DB.prepare('select count(*) n from feedback where org_id = ?').bind(org.id).all()
    expect(results).toEqual([{ n: 0 }])
  })

  it('keeps to the visibilities that the organisation left on', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }, { name: 'Ben Ode' }], settings: { visibilities: { recognition: ['recipients'] } } })
    const ada = api(await tokenFor(org, 'Ada Okafor'))
    expect((await ada.post('/api/v1/feedback', recognition(org, 'Ada Okafor', ['Ben Ode']))).json.type).toBe('/problems/visibility-not-allowed')
    const keys = ['Ada Okafor', 'Ben Ode'].map((name) => personKey(org.person(name).id))
    expect((await ada.post('/api/v1/feedback', recognition(org, 'Ada Okafor', ['Ben Ode'], { visibility: 'recipients', keys }))).status).toBe(201)
    expect((await ada.get('/api/v1/me')).json.organisation.visibilities).toMatchObject({ recognition: ['recipients'], feedback: ['recipients', 'recipients_and_managers'] })
  })
})
