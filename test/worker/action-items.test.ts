import { env } from 'cloudflare:workers'
import { beforeAll, describe, expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { api, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

let org: Organisation
const tokens: Record<string, string> = {}
const as = (name: string) => api(tokens[name])
const canary = 'cormorant-ledger'

beforeAll(async () => {
  org = await makeOrganisation({ people: [
    { name: 'Ada Okafor', teams: ['Payments'] }, { name: 'Ben Ode', manager: 'Ada Okafor', teams: ['Payments'] }, { name: 'Chi Tran', teams: ['Payments'] },
    { name: 'Eli Marsh', role: 'admin' }, { name: 'Hana Sato', role: 'hr' },
  ] })
  for (const name of ['Ada Okafor', 'Ben Ode', 'Chi Tran', 'Eli Marsh', 'Hana Sato']) tokens[name.split(' ')[0]!] = await tokenFor(org, name)
})

/** Feedback from Ada to Ben, seen by the two. */
async function feedback(): Promise<string> {
  const draft = recognition(org, 'Ada Okafor', ['Ben Ode'], {
    kind: 'feedback', visibility: 'recipients', keys: ['Ada Okafor', 'Ben Ode'].map((name) => `person:${org.person(name).id}`),
    body: { situation: 'In the review', behaviour: 'You answered each comment', impact: 'We merged on the same day' },
  })
  expect((await as('Ada').post('/api/v1/feedback', draft)).status).toBe(201)
  return draft.id
}
const add = (who: string, more: Record<string, unknown> = {}) => {
  const body = { id: newId(), text: 'Write the retry down', due: null as string | null, ...more }
  return as(who).post('/api/v1/action-items', body).then((answered) => ({ ...answered, body }))
}
const rowsOf = async (table: string) => (await env.DB.prepare(`select * from ${table} where org_id = ?`).bind(org.id).all<Record<string, unknown>>()).results

describe('an action item of one’s own', () => {
  it('is noted in two calls, read in one, and seen by its owner alone', async () => {
    const added = await add('Ben', { text: `Ask about the ${canary}`, due: '2026-11-20' })
    expect(added.status).toBe(201)
    expect(added.d1.calls).toBe(2)
    expect(added.json).toMatchObject({ text: `Ask about the ${canary}`, due: '2026-11-20', state: 'open', mine: 'owner', other: null, source: { kind: 'own', id: null }, version: 1 })
    const read = await as('Ben').get(`/api/v1/action-items/${added.body.id}`)
    expect([read.status, read.d1.calls]).toEqual([200, 1])
    expect(read.d1.read).toBeLessThanOrEqual(12)
    for (const who of ['Ada', 'Chi', 'Eli', 'Hana']) expect((await as(who).get(`/api/v1/action-items/${added.body.id}`)).status).toBe(404)
  })

  it('is the same however often it is sent, and nobody else’s id', async () => {
    const { body } = await add('Ben')
    expect((await as('Ben').post('/api/v1/action-items', body)).status).toBe(201)
    expect((await as('Ben').post('/api/v1/action-items', { ...body, text: 'Other words' })).json.type).toBe('/problems/id-taken')
    expect((await as('Chi').post('/api/v1/action-items', body)).json.type).toBe('/problems/id-taken')
    expect((await rowsOf('action_items')).filter((row) => row['id'] === body.id)).toHaveLength(1)
  })

  it('is changed by version, done, dropped with a sentence, and opened again, each as an event', async () => {
    const { body: { id } } = await add('Ben')
    const path = `/api/v1/action-items/${id}`
    const moved = await as('Ben').patch(path, { due: '2026-12-01', version: 1 })
    expect([moved.status, moved.json.due, moved.json.version, moved.d1.calls]).toEqual([200, '2026-12-01', 2, 2])
    expect((await as('Ben').patch(path, { text: 'Late', version: 1 })).status).toBe(412)
    const done = await as('Ben').post(`${path}/done`)
    expect([done.json.state, done.json.closedAt !== null]).toEqual(['done', true])
    expect((await as('Ben').post(`${path}/drop`, { why: 'x' })).status).toBe(409)
    expect((await as('Ben').post(`${path}/reopen`)).json).toMatchObject({ state: 'open', closedAt: null })
    expect((await as('Ben').post(`${path}/drop`, { why: 'The maps team has it' })).json).toMatchObject({ state: 'dropped', why: 'The maps team has it' })
    expect((await as('Ben').post(`${path}/reopen`)).json).toMatchObject({ state: 'open', why: null })
    const kinds = (await rowsOf('events')).filter((row) => String(row['data']).includes(id)).map((row) => row['kind'])
    expect(kinds.sort()).toEqual(['actionItem.added', 'actionItem.changed', 'actionItem.done', 'actionItem.dropped', 'actionItem.reopened', 'actionItem.reopened'])
  })

  it('stands in a list by date, those without one last, page after page', async () => {
    const own = await makeOrganisation({ people: [{ name: 'Dee Alvarez' }] })
    const dee = api(await tokenFor(own, 'Dee Alvarez'))
    const days = Array.from({ length: 47 }, (_, index) => (index % 3 === 0 ? null : `2026-11-${String(1 + ((index * 7) % 28)).padStart(2, '0')}`))
    for (const due of days) await dee.post('/api/v1/action-items', { id: newId(), text: 'x', due })
    const seen: (string | null)[] = []
    for (let after: string | null = ''; after !== null;) {
      const page: { json: { items: { due: string | null }[]; after: string | null }; d1: { calls: number; read: number } } = await dee.get(`/api/v1/me/action-items${after && `?after=${after}`}`)
      expect(page.d1.calls).toBe(1)
      expect(page.d1.read).toBeLessThanOrEqual(100)
      seen.push(...page.json.items.map((item) => item.due))
      after = page.json.after
    }
    expect(seen).toEqual(days.toSorted((a, b) => ((a ?? '~') < (b ?? '~') ? -1 : (a ?? '~') > (b ?? '~') ? 1 : 0)))
  })

  it('stands among the closed ones, the last closed first', async () => {
    const own = await makeOrganisation({ people: [{ name: 'Dee Alvarez' }] })
    const dee = api(await tokenFor(own, 'Dee Alvarez'))
    const ids = Array.from({ length: 23 }, () => newId())
    for (const id of ids) await dee.post('/api/v1/action-items', { id, text: 'x', due: null })
    for (const id of ids) await dee.post(`/api/v1/action-items/${id}/done`)
    const first = (await dee.get('/api/v1/me/action-items?state=closed')).json
    const second = (await dee.get(`/api/v1/me/action-items?state=closed&after=${first.after}`)).json
    expect([...first.items, ...second.items].map(({ id }: { id: string }) => id).sort()).toEqual([...ids].sort())
    expect(second.after).toBeNull()
    expect((await dee.get('/api/v1/me/action-items')).json.items).toEqual([])
  })
})

describe('"trying this"', () => {
  it('is made by who received it; its author sees it and hears, and its card says so', async () => {
    const id = await feedback()
    const tried = await add('Ben', { feedback: id, text: 'Answer each comment on the same day' })
    expect([tried.status, tried.d1.calls]).toEqual([201, 2])
    expect(tried.json).toMatchObject({ other: { name: 'Ada Okafor' }, source: { kind: 'feedback', id }, mine: 'owner' })
    expect((await as('Ada').get(`/api/v1/action-items/${tried.body.id}`)).json).toMatchObject({ mine: 'other', owner: { name: 'Ben Ode' } })
    for (const who of ['Ben', 'Ada']) expect((await as(who).get(`/api/v1/feedback/${id}`)).json.trying).toEqual({ item: tried.body.id, state: 'open' })
    const line = (await as('Ada').get('/api/v1/inbox')).json.items.find((one: { kind: string }) => one.kind === 'feedback.trying')
    expect(line).toMatchObject({ actor: { name: 'Ben Ode' }, subject: { kind: 'action', id: tried.body.id }, card: { id } })
    expect((await rowsOf('due')).filter((row) => row['person_id'] === org.person('Ada Okafor').id)).toEqual([])
    // Once: a second one only when the first was let go.
    expect((await add('Ben', { feedback: id })).status).toBe(409)
    await as('Ben').post(`/api/v1/action-items/${tried.body.id}/drop`, { why: 'Too much at once' })
    expect((await add('Ben', { feedback: id })).status).toBe(201)
  })

  it('is changed by the other side, who may neither tick it off nor drop it', async () => {
    const tried = await add('Ben', { feedback: await feedback() })
    const path = `/api/v1/action-items/${tried.body.id}`
    expect((await as('Ada').patch(path, { due: '2026-12-04', version: 1 })).json).toMatchObject({ due: '2026-12-04', version: 2 })
    expect((await as('Ben').patch(path, { text: 'Mine', version: 1 })).status).toBe(412)
    for (const verb of ['done', 'reopen']) expect((await as('Ada').post(`${path}/${verb}`)).status).toBe(403)
    expect((await as('Ada').post(`${path}/drop`, { why: 'x' })).status).toBe(403)
    for (const who of ['Chi', 'Eli', 'Hana']) expect((await as(who).post(`${path}/done`)).status).toBe(404)
  })

  it('is not for who gave it, nor for recognition, nor for what one does not see', async () => {
    const id = await feedback()
    expect((await add('Ada', { feedback: id })).status).toBe(403)
    expect((await add('Chi', { feedback: id })).status).toBe(404)
    const kudos = recognition(org, 'Ada Okafor', ['Ben Ode'])
    await as('Ada').post('/api/v1/feedback', kudos)
    expect((await add('Ben', { feedback: kudos.id })).status).toBe(403)
  })

  it('stays its owner’s when the feedback is taken back, and nobody knows any more where it came from', async () => {
    const id = await feedback()
    const tried = await add('Ben', { feedback: id, text: 'My own words' })
    expect((await as('Ada').post(`/api/v1/feedback/${id}/retract`)).status).toBe(204)
    expect((await as('Ben').get(`/api/v1/action-items/${tried.body.id}`)).json).toMatchObject({ text: 'My own words', other: null, source: { kind: 'own', id: null } })
    expect((await as('Ada').get(`/api/v1/action-items/${tried.body.id}`)).status).toBe(404)
    expect((await add('Ben', { feedback: id })).status).toBe(404)
  })
})

it('keeps its words out of the database, events and inbox lines', async () => {
  const { body: { id } } = await add('Ben', { text: `Ask about the ${canary}` })
  await as('Ben').post(`/api/v1/action-items/${id}/drop`, { why: `No ${canary} any more` })
  const dump = await Promise.all(['action_items', 'events', 'notifications', 'due', 'feedback'].map(rowsOf))
  expect(JSON.stringify(dump)).not.toContain(canary)
  expect(JSON.stringify(dump)).toContain(id)
})
