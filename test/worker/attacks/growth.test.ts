/** Growth, by whoever sits behind an address that nobody confirmed: what they cannot read they do not write over either. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { newId } from '../../../shared/ids'
import { api, makeOrganisation, tokenFor } from '../support'

it.each(['Ben Ode', 'Ada Okafor'])('is neither revised nor rated anew by %s while it is shut to them', async (name) => {
  const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }, { name: 'Ben Ode', manager: 'Ada Okafor' }, { name: 'Eli Marsh', role: 'admin' }] })
  const [ada, ben, eli] = await Promise.all(['Ada Okafor', 'Ben Ode', 'Eli Marsh'].map(async (one) => api(await tokenFor(org, one))))
  const competency = newId()
  const written = { kind: 'competency', id: competency, name: 'Writing', archived: false, about: '', levels: ['Asks', 'Explains', 'Teaches'] }
  expect((await eli!.post('/api/v1/expectations', { import: null, from: '2026-01-01', items: [{ version: 0, written }] })).status).toBe(201)
  const at = `/api/v1/people/${org.person('Ben Ode').id}/growth`
  const rate = (who: typeof ada, level: number) => who!.put(`${at}/levels`, { levels: [{ competency, level }] })
  const revise = (who: typeof ada, version: number, reason: string) => who!.put(at, { version, reason, strengths: [{ id: newId(), competency, why: reason, cards: [] }], areas: [] })
  expect([(await rate(ada, 1)).status, (await rate(ben, 2)).status]).toEqual([200, 200])
  const hijacked = name === 'Ben Ode' ? ben : ada
  const shut = (since: number | null) => env.DB.prepare('update people set shut_before = ? where org_id = ? and id = ?').bind(since, org.id, org.person(name).id).run()
  const whileShut = async (act: () => ReturnType<typeof rate>) => {
    await shut(Date.now() + 1)
    const { json } = await act()
    await shut(null)
    return json.type
  }
  expect(await whileShut(() => rate(hijacked, 3))).toBe('/problems/words-shut')
  expect((await revise(ben, 0, 'Zanzibar')).status).toBe(200)
  expect(await whileShut(() => revise(hijacked, 1, 'Gone'))).toBe('/problems/words-shut')
  const { json } = await ben!.get(at)
  expect([json.version, json.self.levels[0].level, json.byManager.levels[0].level]).toEqual([1, 2, 1])
})
