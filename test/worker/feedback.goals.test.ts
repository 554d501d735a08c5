import { describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { api, makeOrganisation, recognition, tokenFor } from './support'

async function standing() {
  const org = await makeOrganisation({ people: [{ name: 'Ada Okafor' }, { name: 'Ben Ode', manager: 'Ada Okafor' }, { name: 'Chi Tran' }] })
  const [ada, ben, chi] = await Promise.all(['Ada Okafor', 'Ben Ode', 'Chi Tran'].map(async (name) => api(await tokenFor(org, name))))
  const id = (name: string) => org.person(name).id
  const set = async (visibility: string, keys: string[]) => {
    const goal = { id: newId(), title: `Seen by ${visibility}`, why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: '2026-10-01', end: '2026-12-31', visibility, keys, keyResults: [], draft: false }
    const answer = await ben!.post('/api/v1/goals', goal)
    expect(answer.status, answer.text).toBe(201)
    return goal.id
  }
  return { org, id, ada: ada!, ben: ben!, chi: chi!, open: await set('organization', ['org']), hidden: await set('private', [`person:${id('Ada Okafor')}`, `person:${id('Ben Ode')}`].sort()) }
}
const items = async (who: ReturnType<typeof api>, goal: string) => (await who.get(`/api/v1/goals/${goal}/feedback`)).json.items.map((card: { id: string }) => card.id)

describe('what was said along the way', () => {
  it('carries the goals that it served, is found on them by whoever may see it, and goes from them when it is taken back', async () => {
    const { org, id, ada, ben, chi, open } = await standing()
    const wide = recognition(org, 'Ada Okafor', ['Ben Ode'], { goals: [open] })
    const narrow = recognition(org, 'Ada Okafor', ['Ben Ode'], { goals: [open], visibility: 'recipients', keys: ['Ada Okafor', 'Ben Ode'].map((name) => `person:${id(name)}`).sort() })
    const given = await ada.post('/api/v1/feedback', wide)
    expect([given.status, given.json.goals]).toEqual([201, [{ id: open, title: 'Seen by organization' }]])
    expect((await ada.post('/api/v1/feedback', narrow)).status).toBe(201)
    expect(await items(ben, open)).toEqual([narrow.id, wide.id])
    expect(await items(chi, open)).toEqual([wide.id])
    expect((await chi.get(`/api/v1/feedback/${wide.id}`)).json.goals).toEqual([{ id: open, title: 'Seen by organization' }])
    expect((await ada.post(`/api/v1/feedback/${wide.id}/retract`)).status).toBe(204)
    expect([await items(chi, open), await items(ben, open)]).toEqual([[], [narrow.id]])
  })

  it('never names a goal that not everyone may see, nor one of elsewhere', async () => {
    const { org, ben, chi, hidden } = await standing()
    for (const goal of [hidden, newId()]) {
      const answer = await ben.post('/api/v1/feedback', recognition(org, 'Ben Ode', ['Chi Tran'], { goals: [goal] }))
      expect([answer.status, answer.json.errors]).toEqual([422, [{ pointer: '/goals/0', code: 'unknown' }]])
    }
    // Who does not see the goal does not learn that it is there.
    expect((await chi.get(`/api/v1/goals/${hidden}/feedback`)).status).toBe(404)
  })

  it('costs nothing where there is no goal', async () => {
    const { org, ada } = await standing()
    expect((await ada.post('/api/v1/feedback', recognition(org, 'Ada Okafor', ['Ben Ode']))).d1).toMatchObject({ calls: 2, written: 9 })
  })
})
