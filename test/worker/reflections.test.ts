/** Reflections on core values: their author's alone, by quarter; brought to a 1:1 and taken back; a nudge at a quarter's end; what goes with time. */
import { env } from 'cloudflare:workers'
import { beforeEach, describe, expect, it } from 'vitest'
import { sha256 } from '../../shared/artifacts'
import { addDays } from '../../shared/days'
import { newId } from '../../shared/ids'
import { isNudgeDay } from '../../shared/nudges'
import { quarterOf } from '../../shared/progress'
import { monthsAgo } from '../../shared/retention'
import { dbFor } from '../../worker/db'
import { type Viewer, viewerSql } from '../../worker/http/session'
import { reminderOf, reminderQuery } from '../../worker/reflections/queries.nudge'
import { sweepRetention } from '../../worker/trust/actions.sweep'
import { api, makeOrganisation, type Organisation, tokenFor } from './support'

type Client = ReturnType<typeof api>
const names = { ada: 'Ada Okafor', ben: 'Ben Ode', chi: 'Chi Tran', eli: 'Eli Marsh', mo: 'Mo Reyes', hal: 'Hal Brandt' } as const
let org: Organisation
let as: Record<keyof typeof names, Client>
let benToken: string
const id = (name: keyof typeof names) => org.person(names[name]).id
const today = new Date().toISOString().slice(0, 10)
const quarter = quarterOf(today)
const lived = 'I told Dee about the double charge before the demo.'
const next = 'I want to say it in the stand-up, not in the evening.'

beforeEach(async () => {
  org = await makeOrganisation({ values: ['Say it early', 'Carry it together'], people: [
    { name: names.ada }, { name: names.ben, manager: names.ada }, { name: names.chi, manager: names.ada }, { name: names.eli, role: 'admin' }, { name: names.mo, role: 'hr' }, { name: names.hal, role: 'auditor' },
  ] })
  as = Object.fromEntries(await Promise.all(Object.entries(names).map(async ([short, name]) => [short, api(await tokenFor(org, name))]))) as typeof as
  benToken = await tokenFor(org, names.ben)
})

const mine = '/api/v1/me/reflections'
const at = (from = quarter.from, value = 'Say it early') => `${mine}/${from}/${org.value(value)}`
const write = (who: Client, body: object = {}, path = at()) => who.put(path, { lived, next, version: 0, ...body })
const rows = async (table = 'reflections') => (await env.DB.prepare(`select * from ${table} where org_id = ?`).bind(org.id).all<Record<string, unknown>>()).results
const listOf = async (who: Client, other: keyof typeof names) => (await who.get(`/api/v1/meetings/person/${id(other)}`)).json.list

describe('a reflection', () => {
  it('is its author’s: written, changed, read by quarter; sealed; and no event says whose it is', async () => {
    const first = await write(as.ben)
    expect([first.status, first.d1.calls]).toEqual([200, 2])
    expect(first.json.items).toMatchObject([{ value: { name: 'Say it early' }, from: quarter.from, to: quarter.to, lived, next, version: 1, shares: [] }])
    expect((await write(as.ben)).json.items[0].version).toBe(1)
    expect((await write(as.ben, { next: '', version: 1 })).json.items).toMatchObject([{ next: '', version: 2 }])
    expect((await write(as.ben, { next: 'Other', version: 1 })).json.type).toBe('/problems/changed-meanwhile')
    expect((await as.ben.get(mine)).d1.calls).toBe(1)
    for (const who of [as.ada, as.chi, as.eli, as.mo, as.hal]) expect((await who.get(mine)).json.items).toEqual([])
    expect(JSON.stringify(await rows())).not.toContain('double charge')
    const events = (await rows('events')).filter(({ kind }) => String(kind).startsWith('reflection.'))
    expect(events.map(({ actor_id, data }) => [actor_id, String(data).includes(id('ben'))])).toEqual([[null, false], [null, false]])
  })

  it('takes one of two windows', async () => {
    const answers = await Promise.all(['A', 'B', 'C'].map((text) => write(as.ben, { lived: text })))
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 412, 412])
  })

  it('is written in an open quarter, of a value that stands, in few words', async () => {
    expect((await write(as.ben, {}, at(quarterOf(addDays(quarter.from, -120)).from))).json.type).toBe('/problems/conflict')
    expect((await write(as.ben, {}, at(addDays(quarter.from, 1)))).json.type).toBe('/problems/conflict')
    expect((await write(as.ben, {}, `${mine}/${quarter.from}/${newId()}`)).status).toBe(404)
    expect((await write(as.ben, { lived: 'ä'.repeat(401) })).json.errors).toMatchObject([{ pointer: '/lived', code: 'too-long' }])
    await as.eli.patch(`/api/v1/values/${org.value('Carry it together')}`, { archived: true })
    expect((await write(as.ben, {}, at(quarter.from, 'Carry it together'))).status).toBe(404)
  })

  it('keeps to the fiscal year of the organisation', async () => {
    await as.eli.put('/api/v1/organisation/settings', { id: newId(), change: { fiscalStart: 2 } })
    const { open } = (await as.ben.get(mine)).json
    expect(open[0]).toEqual(quarterOf(today, 2))
    expect((await write(as.ben, {}, at(open[0].from))).status).toBe(200)
  })

  it('goes when both answers are emptied, from agendas too; under a hold it is kept for nobody to see', async () => {
    await write(as.ben)
    await as.ben.put(`${at()}/shares/${id('ada')}`, { point: newId() })
    expect((await write(as.ben, { lived: '', next: '', version: 1 })).json.items).toEqual([])
    expect([await rows(), await rows('reflection_shares'), await listOf(as.ada, 'ben')]).toEqual([[], [], []])
    const hold = { id: newId(), matter: 'Case 12', people: [id('ben')], from: addDays(today, -2), to: addDays(today, 2), second: id('ada') }
    await as.eli.post('/api/v1/holds', hold)
    await as.ada.post(`/api/v1/holds/${hold.id}/confirm`)
    await write(as.ben)
    expect((await write(as.ben, { lived: '', next: '', version: 1 })).json.items).toEqual([])
    expect(await rows()).toMatchObject([{ gone_at: expect.any(Number) }])
    expect((await write(as.ben)).json.items).toHaveLength(1)
  })
})

describe('brought to a 1:1', () => {
  const share = (person: keyof typeof names, point = newId()) => as.ben.put(`${at()}/shares/${id(person)}`, { point })

  it('it is a talking point with its words as they stood, for that person alone', async () => {
    expect((await share('ada')).status).toBe(404)
    await write(as.ben)
    const point = newId()
    expect((await share('ada', point)).json.items[0].shares).toMatchObject([{ person: { name: names.ada } }])
    expect((await share('ada')).json.items[0].shares).toHaveLength(1)
    expect(await listOf(as.ada, 'ben')).toMatchObject([{ id: point, author: { name: names.ben }, text: 'Say it early', reflection: { from: quarter.from, lived, next }, private: false }])
    await write(as.ben, { lived: 'Later words', version: 1 })
    expect((await listOf(as.ada, 'ben'))[0].reflection.lived).toBe(lived)
    expect(await listOf(as.chi, 'ben')).toEqual([])
    expect((await as.ada.get(mine)).json.items).toEqual([])
    expect((await as.ada.patch(`/api/v1/meetings/person/${id('ben')}/points/${point}`, { done: true, version: 1 })).json.reflection.lived).toBe(lived)
  })

  it('it is taken back, also after the meeting; on the agenda too', async () => {
    await write(as.ben)
    await share('ada')
    const [point] = await listOf(as.ben, 'ada')
    await as.ben.patch(`/api/v1/meetings/person/${id('ada')}/points/${point.id}`, { done: true, version: 1 })
    await as.ada.post(`/api/v1/meetings/person/${id('ben')}/hold`, { version: (await as.ada.get(`/api/v1/meetings/person/${id('ben')}`)).json.version })
    const past = async () => (await as.ada.get(`/api/v1/meetings/person/${id('ben')}/past`)).json.items.flatMap((one: { points: object[] }) => one.points)
    expect(await past()).toHaveLength(1)
    expect((await as.ben.delete(`${at()}/shares/${id('ada')}`)).json.items[0].shares).toEqual([])
    expect(await past()).toEqual([])
    expect((await as.ben.delete(`${at()}/shares/${id('ada')}`)).status).toBe(200)
    const again = newId()
    await share('ada', again)
    await as.ben.delete(`/api/v1/meetings/person/${id('ada')}/points/${again}`)
    expect((await as.ben.get(mine)).json.items[0].shares).toEqual([])
  })

  it('not with oneself, nobody, one who has left, nor more than five; two at once make one', async () => {
    await write(as.ben)
    expect((await share('ben')).status).toBe(404)
    expect((await as.ben.put(`${at()}/shares/${newId()}`, { point: newId() })).status).toBe(404)
    await as.eli.post(`/api/v1/people/${id('hal')}/deactivate`)
    expect((await share('hal')).status).toBe(403)
    await Promise.all([share('ada'), share('ada'), share('ada')])
    expect(await listOf(as.ada, 'ben')).toHaveLength(1)
  })
})

describe('the nudge of a quarter’s end', () => {
  const rhythm = { timeZone: 'UTC', days: '12345', away: [] }
  const lastDays = Array.from({ length: 14 }, (_, index) => addDays(quarter.to, -index)).filter((day) => isNudgeDay(day, rhythm))
  const nudge = async (day: string) => {
    const db = dbFor(env as never, org.id)
    const [rows] = await db.batch(reminderQuery(db, viewerSql(org.id, await sha256(benToken))))
    return reminderOf({ id: id('ben'), name: names.ben, organisation: { settings: {} } } as Viewer, rows, Date.parse(`${day}T12:00:00Z`))
  }

  it('comes in its last two weeks alone, and not to whoever reflected', async () => {
    expect(lastDays.length).toBeGreaterThan(2)
    expect(await nudge(addDays(quarter.to, -20))).toBeNull()
    expect(await nudge(addDays(quarter.to, 1))).toBeNull()
    expect(await nudge(lastDays[0]!)).toMatchObject({ kind: 'reflection', person: { id: id('ben') } })
    await write(as.ben)
    for (const day of lastDays) expect(await nudge(day)).toBeNull()
  })

  it('is answered once for a quarter, and switched off for good', async () => {
    const { id: found } = (await nudge(lastDays[0]!))!
    expect((await as.chi.post(`/api/v1/me/nudges/${found}`, { answer: 'never' })).status).toBe(404)
    expect((await as.ben.post(`/api/v1/me/nudges/${found}`, { answer: 'not_now' })).status).toBe(204)
    for (const day of lastDays) expect(await nudge(day)).toBeNull()
    expect((await as.ben.get(mine)).json.reminded).toBe(true)
    const later = Array.from({ length: 14 }, (_, index) => addDays(quarterOf(addDays(quarter.to, 1)).to, -index)).find((day) => isNudgeDay(day, rhythm))!
    expect(await nudge(later)).not.toBeNull()
    expect((await as.ben.put(`${mine}/reminder`, { on: false })).json.reminded).toBe(false)
    expect(await nudge(later)).toBeNull()
    expect((await as.ben.put(`${mine}/reminder`, { on: true })).json.reminded).toBe(true)
    expect(await nudge(later)).not.toBeNull()
  })

  it('does not come where there is nothing to reflect on', async () => {
    await env.DB.prepare('update core_values set archived_at = 1 where org_id = ?').bind(org.id).run()
    expect(await nudge(lastDays[0]!)).toBeNull()
  })
})

it('goes 24 months after it was changed last; what a hold asks for stays', async () => {
  const night = Date.UTC(2026, 10, 22, 2, 0)
  for (const who of [as.ben, as.chi, as.ada]) await write(who)
  const age = (name: keyof typeof names, time: number) => env.DB.prepare('update reflections set changed_at = ? where org_id = ? and person_id = ?').bind(time, org.id, id(name)).run()
  const past = monthsAgo(24, night) - 1
  await age('ben', past)
  await age('chi', past)
  const day = new Date(past).toISOString().slice(0, 10)
  const hold = { id: newId(), matter: 'Case 12', people: [id('chi')], from: addDays(day, -1), to: addDays(day, 1), second: id('ada') }
  await as.eli.post('/api/v1/holds', hold)
  await as.ada.post(`/api/v1/holds/${hold.id}/confirm`)
  // Other tests' organisations come before: so many a minute.
  for (let minute = 0; minute < 4; minute += 1) await sweepRetention(env as never, night + minute * 60_000)
  expect((await rows()).map(({ person_id }) => person_id).sort()).toEqual([id('ada'), id('chi')].sort())
})

it('leaves with whoever is forgotten; what they brought to a 1:1 stays with whom they gave it to', async () => {
  await as.eli.put('/api/v1/organisation/data-protection', { people: [id('mo')] })
  await write(as.ben)
  await as.ben.put(`${at()}/shares/${id('ada')}`, { point: newId() })
  await as.ben.put(`${mine}/reminder`, { on: false })
  const asked = await as.ben.post('/api/v1/me/cases', { id: newId(), kind: 'erasure' })
  await as.eli.post(`/api/v1/people/${id('ben')}/deactivate`)
  expect((await as.mo.post(`/api/v1/cases/${asked.json.id}/answer`, { letter: '' })).status).toBe(200)
  for (const table of ['reflections', 'reflection_shares', 'reflection_reminders']) expect(await rows(table), table).toEqual([])
  expect(await listOf(as.ada, 'ben')).toMatchObject([{ reflection: { lived } }])
})
