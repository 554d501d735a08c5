/** Agendas: whose they are, what a date can do to the clock, what another's id can do. */
import { beforeEach, expect, it } from 'vitest'
import { nextMeeting } from '../../../shared/meetings'
import { alwaysThere, daysBetween } from '../../../shared/days'
import { newId } from '../../../shared/ids'
import { api, makeOrganisation, type Organisation, tokenFor } from '../support'

let org: Organisation
let who: Record<'Ada' | 'Ben' | 'Chi' | 'Eli', ReturnType<typeof api>>
const withThe = (name: string) => `/api/v1/meetings/person/${org.person(name).id}`
const point = (more: object = {}) => ({ id: newId(), text: 'Ahornkanari', private: false, section: 'talk', artifact: null, ...more })

beforeEach(async () => {
  org = await makeOrganisation({ people: [{ name: 'Ada', teams: ['Payments'] }, { name: 'Ben', manager: 'Ada', teams: ['Payments'] }, { name: 'Chi', teams: ['Maps'] }, { name: 'Eli', role: 'admin' }] })
  who = Object.fromEntries(await Promise.all(['Ada', 'Ben', 'Chi', 'Eli'].map(async (name) => [name, api(await tokenFor(org, name))]))) as typeof who
})

it.each(['0001-01-01T00:00:00.000Z', '1000-01-01T09:00:00.000Z', '9999-12-31T23:59:59.000Z'])('a meeting at %s is planned by nobody', async (next) => {
  expect((await who.Ada.put(withThe('Ben'), { next, cadenceWeeks: 1, version: 0 })).status).toBe(422)
  expect((await who.Ada.post(`${withThe('Ben')}/hold`, { version: 0 })).status).toBe(200)
})

it('the next of one from long ago is found at once, on its day of the week', () => {
  const [last, now, from] = [Date.UTC(1000, 0, 1, 9), Date.UTC(2026, 10, 21), Date.now()]
  const next = nextMeeting(last, 2, 'UTC', [{ ...alwaysThere, days: '1234567' }], now)!
  expect([Date.now() - from < 100, next > now, next - now <= 14 * 86_400_000, daysBetween('1000-01-01', new Date(next).toISOString().slice(0, 10)) % 14]).toEqual([true, true, true, 0])
})

it('nobody else reads, ticks or takes another’s points, by any pair’s or team’s address, nor their private ones within it', async () => {
  const [shared, own] = [point(), point({ private: true })]
  for (const one of [shared, own]) expect((await who.Ada.post(`${withThe('Ben')}/points`, one)).status).toBe(201)
  for (const name of ['Chi', 'Eli'] as const) {
    for (const place of [withThe('Ben'), withThe('Ada'), `/api/v1/meetings/team/${org.team('Payments')}`]) {
      expect((await who[name].get(place)).text).not.toContain('Ahornkanari')
      for (const { id } of [shared, own]) {
        expect((await who[name].patch(`${place}/points/${id}`, { done: true, version: 1 })).status).toBe(404)
        expect((await who[name].delete(`${place}/points/${id}`)).status).toBe(404)
      }
    }
    // Another's id is taken, and says nothing more.
    expect((await who[name].post(`${withThe('Ben')}/points`, shared)).json.type).toBe('/problems/id-taken')
  }
  expect((await who.Ben.patch(`${withThe('Ada')}/points/${own.id}`, { done: true, version: 1 })).status).toBe(404)
  expect((await who.Ben.patch(`${withThe('Ada')}/points/${shared.id}`, { private: true, version: 1 })).status).toBe(403)
  expect((await who.Ben.get(withThe('Ada'))).json.list.map(({ id }: { id: string }) => id)).toEqual([shared.id])
})

it('nothing to do is given to a stranger, or by one', async () => {
  const item = (owner: string) => ({ id: newId(), text: 'Do it', due: null, owner: org.person(owner).id })
  expect((await who.Ada.post(`${withThe('Ben')}/action-items`, item('Chi'))).status).toBe(422)
  expect((await who.Ada.post(`/api/v1/meetings/team/${org.team('Payments')}/action-items`, item('Chi'))).status).toBe(422)
  expect((await who.Chi.post(`/api/v1/meetings/team/${org.team('Payments')}/action-items`, item('Chi'))).status).toBe(404)
  const other = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay' }] })
  expect((await who.Ada.post(`${withThe('Ben')}/action-items`, { ...item('Ben'), owner: other.person('Fay').id })).status).toBe(422)
  const given = item('Ben')
  expect((await who.Ada.post(`${withThe('Ben')}/action-items`, given)).status).toBe(201)
  for (const name of ['Chi', 'Eli'] as const) for (const [method, path, body] of [['get', '', undefined], ['post', '/done', undefined], ['post', '/drop', { why: 'x' }], ['post', '/reopen', undefined], ['patch', '', { text: 'Y', version: 1 }]] as const) {
    expect([404, 405]).toContain((await who[name][method](`/api/v1/action-items/${given.id}${path}`, body as never)).status)
  }
})
