import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { personKey, teamKey } from '../../shared/audience.keys'
import { Card } from '../../shared/cards'
import { api, citation, makeOrganisation, type Organisation, type PersonWish, recognition, tokenFor } from './support'

const people: PersonWish[] = [
  { name: 'Ada Okafor', teams: ['Product / Payments'] }, { name: 'Ben Ode', teams: ['Product / Payments'] }, { name: 'Chi Tran', teams: ['Product / Payments'] },
  { name: 'Hal Brandt', teams: ['Product / Payments'], kind: 'contractor' }, { name: 'Dee Alvarez', teams: ['Product / Maps'] }, { name: 'Jun Park', teams: ['Product / Maps'] },
  { name: 'Lea Wirth', teams: ['Works'], ceiling: 'recipients' }, { name: 'Ivy Stone', teams: ['Works'] }, { name: 'Kai Moss', teams: ['Product / Payments'], status: 'deactivated' },
]
const person = (org: Organisation, name: string) => personKey(org.person(name).id)
const toTeam = (org: Organisation, author: string, team: string, visibility: 'organization' | 'team', more: object = {}) => {
  const outside = people.some((one) => one.kind === 'contractor' && one.teams?.includes(team))
  const keys = visibility === 'team' ? [teamKey(org.team(team)), person(org, author)] : ['org', ...(outside ? [teamKey(org.team(team))] : [])]
  return recognition(org, author, [], { toTeam: org.team(team), visibility, keys, ...more })
}
const everybody = async (org: Organisation, ...names: string[]) => Promise.all(names.map(async (name) => api(await tokenFor(org, name))))
const count = async (org: Organisation, query: string, ...bound: string[]) => (await env.DB.prepare(query).bind(org.id, ...bound).first<{ n: number }>())!.n

describe('recognition to a team', () => {
  it('is one send: a card by the team’s name, a line for every member but the author, and it costs a few rows each', async () => {
    const org = await makeOrganisation({ people })
    const [ben, chi, hal, dee] = await everybody(org, 'Ben Ode', 'Chi Tran', 'Hal Brandt', 'Dee Alvarez')
    for (const visibility of ['team', 'organization'] as const) {
      const draft = toTeam(org, 'Ben Ode', 'Product / Payments', visibility, { artifact: citation() })
      const given = await ben!.post('/api/v1/feedback', draft)
      expect(given.status, given.text).toBe(201)
      expect(given.d1.calls).toBe(2)
      // Three members: what the item itself costs, and for each their recipient's row, feed rows, inbox line, badge, and what is due by e-mail.
      expect(given.d1.written).toBeLessThanOrEqual(10 + 3 * 7)
      expect(Card.parse(given.json)).toMatchObject({ mine: 'author', toTeam: { id: org.team('Product / Payments'), name: 'Payments' }, recipients: [{ name: 'Ada Okafor' }, { name: 'Chi Tran' }, { name: 'Hal Brandt' }], more: 0 })
      const again = await ben!.post('/api/v1/feedback', draft)
      expect([again.text, again.d1.written]).toEqual([given.text, 0])
      const chis = (await chi!.get(`/api/v1/feedback/${draft.id}`)).json
      expect(chis).toMatchObject({ mine: 'recipient', recipients: [{ name: 'Chi Tran' }, { name: 'Ada Okafor' }, { name: 'Hal Brandt' }] })
      expect((await dee!.get(`/api/v1/feedback/${draft.id}`)).status).toBe(visibility === 'team' ? 404 : 200)
      for (const [name, who] of [['Chi Tran', chi!], ['Hal Brandt', hal!]] as const) {
        const inbox = (await who.get('/api/v1/inbox')).json
        expect(inbox.items.filter((line: any) => line.card?.id === draft.id).map((line: any) => [line.kind, line.actor.name]), name).toEqual([['feedback.received', 'Ben Ode']])
        expect((await who.get('/api/v1/me/received')).json.items.map((card: any) => card.id)).toContain(draft.id)
      }
      expect((await ben!.get('/api/v1/inbox')).json.items).toEqual([])
      expect((await ben!.get('/api/v1/me/received')).json.items).toEqual([])
      const onChi = (await hal!.get(`/api/v1/people/${org.person('Chi Tran').id}/received`)).json.items.map((card: any) => card.id)
      expect(onChi).toContain(draft.id)
    }
    const { d1 } = await chi!.get('/api/v1/me/received')
    expect([d1.calls, d1.read]).toEqual([1, expect.any(Number)])
    expect(d1.read).toBeLessThanOrEqual(40)
  })

  it('sent fifty times at once is there once, with one line each', async () => {
    const org = await makeOrganisation({ people })
    const [dee] = await everybody(org, 'Dee Alvarez')
    const draft = toTeam(org, 'Dee Alvarez', 'Product / Payments', 'team')
    const answers = await Promise.all(Array.from({ length: 50 }, () => dee!.post('/api/v1/feedback', draft)))
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(await count(org, 'select count(*) n from notifications where org_id = ?')).toBe(4)
    expect(await count(org, 'select count(*) n from events where org_id = ?')).toBe(1)
    expect(await count(org, 'select sum(unread) n from people where org_id = ?')).toBe(4)
  })

  it('names nobody whose ceiling is lower, keeps all of it in the team, and tells them all the same', async () => {
    const org = await makeOrganisation({ people })
    const [dee, lea, ivy, ben] = await everybody(org, 'Dee Alvarez', 'Lea Wirth', 'Ivy Stone', 'Ben Ode')
    const wide = toTeam(org, 'Dee Alvarez', 'Works', 'organization')
    const refused = await dee!.post('/api/v1/feedback', wide)
    expect([refused.status, refused.json.type, refused.json.audience]).toMatchObject([409, '/problems/audience-changed', { visibility: 'team', narrowedBy: ['Works'], toTeam: true, team: { name: 'Works' } }])
    expect(await count(org, 'select count(*) n from feedback where org_id = ?')).toBe(0)
    const given = await dee!.post('/api/v1/feedback', { ...wide, keys: refused.json.audience.keys })
    expect(given.json).toMatchObject({ recipients: [{ name: 'Ivy Stone' }], more: 0, audience: { visibility: 'team', toTeam: true } })
    expect((await lea!.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'feedback.received', card: { mine: 'none', recipients: [{ name: 'Ivy Stone' }] } }])
    expect((await ivy!.get(`/api/v1/people/${org.person('Lea Wirth').id}/received`)).json.items).toEqual([])
    expect((await ben!.get(`/api/v1/feedback/${wide.id}`)).status).toBe(404)
    expect(JSON.stringify((await ivy!.get(`/api/v1/feedback/${wide.id}`)).json)).not.toContain('Lea')
  })

  it('is today’s members’: who leaves the team sees it no more, who comes sees it', async () => {
    const org = await makeOrganisation({ people })
    const [dee, chi, jun] = await everybody(org, 'Dee Alvarez', 'Chi Tran', 'Jun Park')
    const draft = toTeam(org, 'Dee Alvarez', 'Product / Payments', 'team', { artifact: citation() })
    await dee!.post('/api/v1/feedback', draft)
    await env.DB.prepare('update people set keys = ? where org_id = ? and id = ?').bind(JSON.stringify([person(org, 'Chi Tran'), 'org']), org.id, org.person('Chi Tran').id).run()
    await env.DB.prepare('update people set keys = ? where org_id = ? and id = ?').bind(JSON.stringify([person(org, 'Jun Park'), 'org', teamKey(org.team('Product / Payments'))]), org.id, org.person('Jun Park').id).run()
    expect((await chi!.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    expect((await chi!.get('/api/v1/me/received')).json).toEqual({ items: [], after: null })
    expect((await chi!.get('/api/v1/inbox')).json.items).toMatchObject([{ card: null }])
    expect((await jun!.get(`/api/v1/feedback/${draft.id}`)).json).toMatchObject({ mine: 'none' })
  })

  it('is refused where there is nobody to thank, too many, no such team, or other recipients beside it', async () => {
    const org = await makeOrganisation({ people: [...people, { name: 'Fay Lone', teams: ['Alone'] }] })
    const [fay] = await everybody(org, 'Fay Lone')
    const refusal = async (team: string, more: object = {}) => {
      const { status, json } = await fay!.post('/api/v1/feedback', recognition(org, 'Fay Lone', [], { toTeam: team, visibility: 'team', keys: [teamKey(team), person(org, 'Fay Lone')], ...more }))
      return [status, json.type.replace('/problems/', ''), ...(json.errors ?? []).map((one: any) => `${one.pointer} ${one.code}`)]
    }
    expect(await refusal(org.team('Alone'))).toEqual([422, 'invalid', '/toTeam too-few'])
    expect(await refusal(org.person('Fay Lone').id)).toEqual([422, 'invalid', '/toTeam unknown'])
    const stranger = await makeOrganisation({ people })
    expect(await refusal(stranger.team('Works'))).toEqual([422, 'invalid', '/toTeam unknown'])
    expect((await fay!.get(`/api/v1/teams/${stranger.team('Works')}`)).status).toBe(404)
    expect(await refusal(org.team('Works'), { recipients: [org.person('Ivy Stone').id] })).toEqual([422, 'invalid', '/recipients too-many'])
    expect(await refusal(org.team('Works'), { visibility: 'recipients' })).toEqual([422, 'visibility-not-allowed', '/visibility unknown'])
    expect(await refusal(org.team('Works'), { kind: 'feedback', visibility: 'recipients', body: { situation: '', behaviour: 'You asked first.', impact: 'Nobody guessed.' } })).toEqual([422, 'invalid', '/toTeam wrong-shape'])
    await env.DB.prepare('update teams set size = 202 where org_id = ? and id = ?').bind(org.id, org.team('Works')).run()
    expect(await refusal(org.team('Works'))).toEqual([422, 'invalid', '/toTeam too-many'])
    await env.DB.prepare('update teams set closed_at = 1 where org_id = ? and id = ?').bind(org.id, org.team('Works')).run()
    expect(await refusal(org.team('Works'))).toEqual([422, 'invalid', '/toTeam unknown'])
    expect((await fay!.get(`/api/v1/teams/${org.team('Works')}`)).status).toBe(404)
  })

  it('of two hundred members is one batch', async () => {
    const many = Array.from({ length: 200 }, (_, index): PersonWish => ({ name: `Member ${String(index).padStart(3, '0')}`, teams: ['Big'] }))
    const org = await makeOrganisation({ people: [{ name: 'Dee Alvarez' }, ...many] })
    const [dee, one] = await everybody(org, 'Dee Alvarez', 'Member 117')
    const draft = recognition(org, 'Dee Alvarez', [], { toTeam: org.team('Big'), visibility: 'team', keys: [teamKey(org.team('Big')), person(org, 'Dee Alvarez')], artifact: citation() })
    const given = await dee!.post('/api/v1/feedback', draft)
    expect([given.status, given.d1.calls, given.json.recipients.length, given.json.more]).toEqual([201, 2, 3, 197])
    expect(given.d1.written).toBeLessThanOrEqual(15 + 200 * 7)
    expect((await one!.get(`/api/v1/feedback/${draft.id}`)).json).toMatchObject({ mine: 'recipient', recipients: [{ name: 'Member 117' }, {}, {}, {}], more: 196 })
    const received = await one!.get('/api/v1/me/received')
    expect([received.json.items.length, received.d1.calls]).toEqual([1, 1])
    expect(received.d1.read).toBeLessThanOrEqual(30)
    await dee!.post(`/api/v1/feedback/${draft.id}/retract`)
    expect(await count(org, 'select count(*) n from feed where org_id = ?')).toBe(0)
  })
})

describe('what can be changed later', () => {
  it('a member takes their own name off; with the last one, it stays with author and team', async () => {
    const org = await makeOrganisation({ people })
    const [dee, ada, ben, chi, hal, jun] = await everybody(org, 'Dee Alvarez', 'Ada Okafor', 'Ben Ode', 'Chi Tran', 'Hal Brandt', 'Jun Park')
    const draft = toTeam(org, 'Dee Alvarez', 'Product / Payments', 'organization', { artifact: citation() })
    await dee!.post('/api/v1/feedback', draft)
    const off = await chi!.post(`/api/v1/feedback/${draft.id}/step-back`)
    expect(off.json).toMatchObject({ mine: 'recipient', recipients: [{ name: 'Ada Okafor' }, { name: 'Ben Ode' }, { name: 'Hal Brandt' }], audience: { visibility: 'organization' } })
    expect((await jun!.get(`/api/v1/people/${org.person('Chi Tran').id}/received`)).json.items).toEqual([])
    expect((await chi!.get('/api/v1/me/received')).json.items).toHaveLength(1)
    expect((await jun!.get(`/api/v1/feedback/${draft.id}`)).json.recipients.map((one: any) => one.name)).not.toContain('Chi Tran')
    expect((await chi!.post(`/api/v1/feedback/${draft.id}/step-back`)).d1.written).toBe(0)
    for (const who of [ada!, ben!, hal!]) expect((await who.post(`/api/v1/feedback/${draft.id}/step-back`)).status).toBe(200)
    expect((await jun!.get(`/api/v1/feedback/${draft.id}`)).status).toBe(404)
    expect((await dee!.get(`/api/v1/feedback/${draft.id}`)).json).toMatchObject({ toTeam: { name: 'Payments' }, recipients: [], more: 0, audience: { visibility: 'team' } })
    for (const who of [ada!, ben!, chi!, hal!]) expect((await who.get('/api/v1/me/received')).json.items).toHaveLength(1)
    const { words, key_version } = (await env.DB.prepare('select words, key_version from feedback where org_id = ? and id = ?').bind(org.id, draft.id).first<{ words: string; key_version: number }>())!
    expect([key_version > 0, words.includes('race')]).toEqual([true, false])
    await dee!.post(`/api/v1/feedback/${draft.id}/retract`)
    expect(await count(org, 'select count(*) n from feed where org_id = ?')).toBe(0)
  })

  it('stepping off a team’s own recognition leaves it to the others, and no feed row behind after it is taken back', async () => {
    const org = await makeOrganisation({ people })
    const [dee, ben, chi] = await everybody(org, 'Dee Alvarez', 'Ben Ode', 'Chi Tran')
    const draft = toTeam(org, 'Dee Alvarez', 'Product / Payments', 'team')
    await dee!.post('/api/v1/feedback', draft)
    expect((await chi!.post(`/api/v1/feedback/${draft.id}/step-back`)).json.changes).toMatchObject([{ kind: 'stepped_back', by: { name: 'Chi Tran' } }])
    expect((await ben!.get(`/api/v1/people/${org.person('Chi Tran').id}/received`)).json.items).toEqual([])
    expect((await ben!.get(`/api/v1/feedback/${draft.id}`)).json.mine).toBe('recipient')
    expect((await dee!.post(`/api/v1/feedback/${draft.id}/retract`)).status).toBe(204)
    expect(await count(org, 'select count(*) n from feed where org_id = ?')).toBe(0)
    expect((await chi!.get('/api/v1/me/received')).json.items).toEqual([])
  })

  it('the author hears of a member’s thanks', async () => {
    const org = await makeOrganisation({ people })
    const [dee, chi] = await everybody(org, 'Dee Alvarez', 'Chi Tran')
    const draft = toTeam(org, 'Dee Alvarez', 'Product / Payments', 'team')
    await dee!.post('/api/v1/feedback', draft)
    await chi!.put(`/api/v1/feedback/${draft.id}/reactions/thanks`)
    expect((await dee!.get('/api/v1/inbox')).json.items).toMatchObject([{ kind: 'feedback.thanked', actor: { name: 'Chi Tran' } }])
  })
})

describe('teams to pick', () => {
  it('are found by any part of their name, with what tells two of one name apart', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Ada', teams: ['Product / Web Payments'] }, { name: 'Ben', teams: ['Sales / Crew'] }, { name: 'Chi', teams: ['Product / Crew'] }, { name: 'Dee', status: 'invited' }] })
    const [ada] = await everybody(org, 'Ada')
    const names = async (q: string) => (await ada!.get(`/api/v1/teams?q=${q}`)).json.items.map((one: any) => `${one.parent ?? '-'} / ${one.name}`)
    expect(await names('pay')).toEqual(['Product / Web Payments'])
    expect((await names('CREW')).sort()).toEqual(['Product / Crew', 'Sales / Crew'])
    expect(await names('')).toHaveLength(5)
    expect(await names('nothing')).toEqual([])
  })

  it('are offered from the page when exactly one has that name', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Ada', teams: ['Product / Web Payments'] }, { name: 'Ben', teams: ['Sales / Crew'] }, { name: 'Chi', teams: ['Product / Crew'] }, { name: 'Dee', teams: ['Trail-Devs'] }] })
    const [ada] = await everybody(org, 'Ada')
    const opened = await ada!.post('/api/v1/artifacts/open', { artifact: citation().ref, people: [], teams: [
      { handle: 'acme/web-payments' }, { handle: 'acme/crew' }, { handle: 'acme/trail-devs' }, { handle: 'acme/x', name: 'Web Payments' }, { handle: 'acme/nobody' },
    ] })
    expect(opened.d1.calls).toBe(1)
    expect(opened.json.teams.map((one: any) => [one.handle, one.team.name])).toEqual([['acme/web-payments', 'Web Payments'], ['acme/trail-devs', 'Trail-Devs']])
  })
})
