/** Timelines, one's own export, and search: no more than one may see, and all of that. */
import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { personKey, teamKey } from '../../shared/audience.keys'
import { api, citation, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

const people = [
  { name: 'Ada Okafor', teams: ['Payments'] }, { name: 'Ben Ode', manager: 'Ada Okafor', teams: ['Payments'] }, { name: 'Chi Tran', manager: 'Ada Okafor', teams: ['Payments'] },
  { name: 'Dee Alvarez', teams: ['Maps'] }, { name: 'Hal Reed', role: 'hr' as const }, { name: 'Eli Marsh', role: 'admin' as const }, { name: 'Aud Berg', role: 'auditor' as const },
]
const keysOf = (org: Organisation, ...names: string[]) => names.map((name) => personKey(org.person(name).id))
const said = (text: string) => ({ text: `${text}, and it held.` })

async function world() {
  const org = await makeOrganisation({ values: ['Say it early'], people })
  const as = Object.fromEntries(await Promise.all(people.map(async ({ name }) => [name.split(' ')[0]!, api(await tokenFor(org, name))]))) as Record<string, ReturnType<typeof api>>
  const give = async (by: string, draft: Record<string, unknown>) => {
    expect((await as[by]!.post('/api/v1/feedback', draft)).status).toBe(201)
    return draft['id'] as string
  }
  const open = await give('Dee', recognition(org, 'Dee Alvarez', ['Ben Ode'], { body: said('You wrote the lantern test'), values: [org.value('Say it early')], artifact: citation() }))
  const close = await give('Ada', recognition(org, 'Ada Okafor', ['Ben Ode'], { visibility: 'recipients', keys: keysOf(org, 'Ada Okafor', 'Ben Ode'), body: said('You carried the harbour move'), artifact: citation('northwind/secret#9', { title: 'Quartz payout', visibility: 'private', showTitle: false }) }))
  const guarded = await give('Ada', recognition(org, 'Ada Okafor', ['Ben Ode'], { body: said('You made the fern release calm'), artifact: citation('northwind/secret#10', { title: 'Cobalt payout', visibility: 'private', showTitle: false }) }))
  const team = await give('Ben', recognition(org, 'Ben Ode', ['Chi Tran'], { visibility: 'team', keys: [teamKey(org.team('Payments')), ...keysOf(org, 'Ben Ode', 'Chi Tran')], body: said('You named the Ötztal gate') }))
  return { org, as, ids: { open, close, guarded, team } }
}

describe('a timeline', () => {
  it('holds what reached its person, as far as its reader may see it, in one call', async () => {
    const { org, as, ids } = await world()
    const mine = await as.Ben!.get('/api/v1/me/timeline')
    expect(mine.d1.calls).toBe(1)
    expect(mine.json).toMatchObject({
      after: null, rhythm: { timeZone: 'UTC', days: '12345', away: [] },
      entries: [
        { id: ids.guarded, kind: 'recognition', author: { name: 'Ada Okafor' }, values: [], site: 'github' }, { id: ids.close, author: { name: 'Ada Okafor' } },
        { id: ids.open, author: { name: 'Dee Alvarez' }, values: [{ name: 'Say it early' }], site: 'github' },
      ],
    })
    const seenBy = async (name: string) => (await as[name]!.get(`/api/v1/people/${org.person('Ben Ode').id}/timeline`)).json.entries.map((entry: any) => entry.id)
    expect(await seenBy('Ada')).toEqual([ids.guarded, ids.close, ids.open])
    for (const name of ['Chi', 'Dee', 'Hal', 'Eli', 'Aud']) expect(await seenBy(name), name).toEqual([ids.guarded, ids.open])
    expect(JSON.stringify((await as.Dee!.get(`/api/v1/people/${org.person('Ben Ode').id}/timeline`)).json)).not.toMatch(/harbour|secret|Quartz/)
  })

  it('tells periods away, long over or not, to the person and their chain alone', async () => {
    const { org, as } = await world()
    const ben = org.person('Ben Ode').id
    await env.DB.batch([['2026-01-05', '2026-01-30'], ['2026-11-01', null]].map(([from, to]) => env.DB.prepare('insert into away_periods values (?, ?, ?, ?)').bind(org.id, ben, from, to)))
    const rhythm = { away: [{ from: '2026-01-05', to: '2026-01-30' }, { from: '2026-11-01', to: null }] }
    expect((await as.Ben!.get('/api/v1/me/timeline')).json.rhythm).toMatchObject(rhythm)
    for (const name of ['Ada', 'Ben']) expect((await as[name]!.get(`/api/v1/people/${ben}/timeline`)).json.rhythm, name).toMatchObject(rhythm)
    for (const name of ['Chi', 'Dee', 'Hal', 'Eli', 'Aud']) expect((await as[name]!.get(`/api/v1/people/${ben}/timeline`)).json.rhythm, name).toBe(null)
  })

  it('gives cards by id, and leaves out those that are not the reader’s', async () => {
    const { as, ids } = await world()
    const all = Object.values(ids).join()
    const found = async (name: string) => (await as[name]!.get(`/api/v1/cards?ids=${all}`)).json.items.map((card: any) => card.id)
    expect(await found('Ben')).toEqual([ids.team, ids.guarded, ids.close, ids.open])
    expect(await found('Chi')).toEqual([ids.team, ids.guarded, ids.open])
    for (const name of ['Hal', 'Eli', 'Aud', 'Dee']) expect(await found(name), name).toEqual([ids.guarded, ids.open])
  })

  it('looks at five hundred at a time and says where it goes on', async () => {
    const org = await makeOrganisation({ people })
    const ben = org.person('Ben Ode').id
    await env.DB.batch([
      env.DB.prepare(`with recursive n(i) as (select 0 union all select i + 1 from n where i < 719) insert into feedback (org_id, id, seq, author_id, kind, visibility, recipients, keys, body_hash, at, key_version, words)
        select ?1, printf('00000000-0000-4000-9000-%012d', i), printf('00000000-0000-7000-8000-%012d', i), ?2, 'recognition', 'recipients', json_array(?3), json_array('person:' || ?2, 'person:' || ?3), 'h', 1700000000000 + i, 0, '{"body":{"text":"words"},"title":null,"state":null}' from n`).bind(org.id, org.person('Ada Okafor').id, ben),
      env.DB.prepare(`insert into feed select org_id, 'to:' || ?2, 'person:' || ?2, seq, id from feedback where org_id = ?1`).bind(org.id, ben),
      env.DB.prepare(`insert into feed select org_id, 'by:' || author_id, 'person:' || author_id, seq, id from feedback where org_id = ?1`).bind(org.id),
    ])
    const asking = api(await tokenFor(org, 'Ben Ode'))
    const first = await asking.get('/api/v1/me/timeline')
    const next = await asking.get(`/api/v1/me/timeline?after=${first.json.after}`)
    expect([first.json.entries.length, next.json.entries.length, next.json.after]).toEqual([500, 220, null])
    expect(new Set([...first.json.entries, ...next.json.entries].map((one: any) => one.id)).size).toBe(720)
    expect(first.d1.read).toBeLessThanOrEqual(1_600)
    const search = await asking.get('/api/v1/search?q=words')
    expect([search.json.items.length, search.json.onlyNewest, search.json.more]).toEqual([20, true, true])
    const pages: string[] = []
    for (let after: string | null = ''; after !== null;) {
      const page: any = await asking.get(`/api/v1/me/export${after ? `?after=${after}` : ''}`)
      expect(page.d1.calls).toBe(1)
      expect(page.json.items.length).toBeLessThanOrEqual(50)
      pages.push(...page.json.items.map((card: any) => card.id))
      after = page.json.after
    }
    expect([pages.length, new Set(pages).size]).toEqual([720, 720])
  })
})

describe('one’s own export', () => {
  it('is what one said and what reached one, and nothing else', async () => {
    const { as, ids } = await world()
    const of = async (name: string) => (await as[name]!.get('/api/v1/me/export')).json.items.map((card: any) => card.id)
    expect(await of('Ben')).toEqual([ids.team, ids.guarded, ids.close, ids.open])
    expect(await of('Ada')).toEqual([ids.guarded, ids.close])
    expect(await of('Chi')).toEqual([ids.team])
    for (const name of ['Hal', 'Eli', 'Aud']) expect(await of(name), name).toEqual([])
  })
})

describe('search', () => {
  it('finds words, titles and keys of what one may see, and never those of others', async () => {
    const { as, ids } = await world()
    const hits = async (name: string, q: string) => {
      const answer = await as[name]!.get(`/api/v1/search?q=${encodeURIComponent(q)}`)
      expect(answer.status).toBe(200)
      expect(answer.d1.calls).toBeLessThanOrEqual(2)
      return answer.json.items.map((card: any) => card.id)
    }
    expect(await hits('Eli', 'LANTERN test')).toEqual([ids.open])
    expect(await hits('Eli', 'lantern nothing')).toEqual([])
    expect(await hits('Dee', 'trail-pay#482')).toEqual([ids.open])
    expect(await hits('Chi', 'otztal')).toEqual([ids.team])
    // The canaries: private words, the title and key of private work.
    for (const name of ['Ada', 'Ben']) for (const word of ['harbour', 'quartz', 'secret#9']) expect(await hits(name, word), `${name}: ${word}`).toEqual([ids.close])
    for (const name of ['Chi', 'Dee', 'Hal', 'Eli', 'Aud']) {
      for (const word of ['harbour', 'quartz', 'secret#9', 'cobalt', 'secret#10']) expect(await hits(name, word), `${name}: ${word}`).toEqual([])
      expect(await hits(name, 'fern'), name).toEqual([ids.guarded])
    }
    for (const name of ['Dee', 'Hal', 'Eli', 'Aud']) expect(await hits(name, 'ötztal'), name).toEqual([])
    for (const q of ['a', '%', '_%', ' ']) expect(await hits('Ben', q), q).toEqual([])
  })

  it('finds people and teams', async () => {
    const { as } = await world()
    const { json } = await as.Ben!.get('/api/v1/search?q=pay')
    expect(json.teams.map((team: any) => team.name)).toEqual(['Payments'])
    expect((await as.Ben!.get('/api/v1/search?q=chi')).json.people.map((one: any) => one.name)).toEqual(['Chi Tran'])
    expect((await as.Ben!.get('/api/v1/search?q=--')).json.people).toEqual([])
  })
})
