/** Attacks on reflections: by two windows at once, by the one they were brought to, by whoever guesses. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { newId } from '../../../shared/ids'
import { api, makeOrganisation, type Organisation, tokenFor } from '../support'

type Client = ReturnType<typeof api>
const names = { ada: 'Ada Okafor', ben: 'Ben Ode', chi: 'Chi Tran' } as const
let org: Organisation
let as: Record<keyof typeof names, Client>
let from: string
const id = (name: keyof typeof names) => org.person(names[name]).id
const at = () => `/api/v1/me/reflections/${from}/${org.value('Say it early')}`
const write = (version: number, lived = 'Zanzibar') => as.ben.put(at(), { lived, next: '', version })
const share = (point = newId()) => as.ben.put(`${at()}/shares/${id('ada')}`, { point })
const takeBack = () => as.ben.delete(`${at()}/shares/${id('ada')}`)
const seenByAda = async () => (await as.ada.get(`/api/v1/meetings/person/${id('ben')}`)).text.includes('Zanzibar')
const mine = async () => (await as.ben.get('/api/v1/me/reflections')).json.items[0]

beforeEach(async () => {
  org = await makeOrganisation({ values: ['Say it early'], people: [{ name: names.ada }, { name: names.ben, manager: names.ada }, { name: names.chi, manager: names.ada }] })
  as = Object.fromEntries(await Promise.all(Object.entries(names).map(async ([short, name]) => [short, api(await tokenFor(org, name))]))) as typeof as
  from = (await as.ben.get('/api/v1/me/reflections')).json.open[0].from
})

describe('two windows at once', () => {
  it('brought to a 1:1 while it is emptied, it stands on no agenda any more, or was emptied too early', async () => {
    for (let round = 0; round < 12; round += 1) {
      expect((await write(0)).status).toBe(200)
      const [shared, emptied] = round % 2 === 0 ? await Promise.all([share(), write(1, '')]) : (await Promise.all([write(1, ''), share()])).toReversed()
      expect(emptied!.status).toBe(200)
      expect(await seenByAda(), `${round} ${shared!.status}`).toBe(false)
      expect(await mine()).toBeUndefined()
    }
  })

  it('taken back twice and brought again, what stands there can be taken back', async () => {
    await write(0)
    for (let round = 0; round < 12; round += 1) {
      await share()
      await Promise.all([takeBack(), takeBack().then(() => share()), takeBack()])
      const { shares } = await mine()
      expect(await seenByAda(), String(round)).toBe(shares.length === 1)
      await takeBack()
      expect(await seenByAda()).toBe(false)
    }
  })
})

it('is nobody else’s by any address, and no id of another’s is one’s own', async () => {
  await write(0)
  await share()
  for (const who of ['ada', 'chi'] as const) {
    expect((await as[who].put(`${at()}/shares/${id(who === 'ada' ? 'chi' : 'ada')}`, { point: newId() })).status).toBe(404)
    expect((await as[who].delete(`${at()}/shares/${id('ben')}`)).status).toBe(404)
    expect((await as[who].put(at(), { lived: 'Mine', next: '', version: 1 })).status).toBe(412)
  }
  const [point] = (await as.ada.get(`/api/v1/meetings/person/${id('ben')}`)).json.list
  expect((await as.chi.put(at(), { lived: 'Mine', next: '', version: 0 })).status).toBe(200)
  expect((await as.chi.put(`${at()}/shares/${id('ada')}`, { point: point.id })).json.type).toBe('/problems/id-taken')
  expect((await as.ada.patch(`/api/v1/meetings/person/${id('ben')}/points/${point.id}`, { text: 'Other', version: point.version })).status).toBe(403)
  // A quarter that looks like one, but is not.
  for (const quarter of ['2026-13-01', '2026-10-01%27', '__proto__', `${from}%20`, '0000-01-01']) expect((await as.ben.put(at().replace(from, quarter), { lived: 'x', next: '', version: 0 })).status).toBeGreaterThanOrEqual(404)
  const { results } = await env.DB.prepare('select * from reflections where org_id = ?').bind(org.id).all()
  expect(JSON.stringify(results)).not.toContain('Zanzibar')
})
