import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { artifactId } from '../../shared/artifacts'
import { personKey, teamKey } from '../../shared/audience.keys'
import { type Answered, api, citation, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

/** Twenty thousand notes on one artifact by one statement: 1 in 100 for Ben's eyes, the rest under `key`. Distinct authors and recipients. */
async function hotArtifact(org: Organisation, notes: number, keys: string[], rare: string) {
  const artifact = await artifactId(citation().ref as never)
  const people = 45
  await env.DB.batch([
    env.DB.prepare(`insert into artifacts values (?, ?, 'github', 'github.com', 'pull_request', 'northwind/trail-pay#482', 'https://github.com/northwind/trail-pay/pull/482')`).bind(org.id, artifact),
    env.DB.prepare(`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${people - 1}) insert into people (org_id, id, name, name_key, email, email_hash, kind, status, in_org, keys, created_at)
      select ?, printf('00000000-0000-4000-8000-%012d', i), 'Person ' || i, 'person ' || i, 'p' || i || '@x.test', 'hash' || i, 'employee', 'active', 1, '["org"]', 1 from n`).bind(org.id),
    env.DB.prepare(`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${notes - 1}) insert into feedback (org_id, id, seq, author_id, kind, visibility, artifact_id, recipients, keys, body_hash, at, key_version, words)
      select ?1, printf('00000000-0000-4000-9000-%012d', i), printf('00000000-0000-7000-8000-%012d', i), printf('00000000-0000-4000-8000-%012d', i % 20), 'recognition', 'organization', ?2,
        json_array(printf('00000000-0000-4000-8000-%012d', 20 + i % 20)), json_array(case when i % 100 = 7 then ?4 else json_extract(?3, '$[' || (i % json_array_length(?3)) || ']') end), 'h', ${Date.now()}, 0, '{"body":{"text":"words"},"title":null,"state":null}' from n`).bind(org.id, artifact, JSON.stringify(keys), rare),
    env.DB.prepare(`insert into feed select org_id, 'artifact:' || artifact_id, json_extract(keys, '$[0]'), seq, id from feedback where org_id = ?`).bind(org.id),
    env.DB.prepare(`insert into feed select org_id, 'to:' || json_extract(recipients, '$[0]'), json_extract(keys, '$[0]'), seq, id from feedback where org_id = ?`).bind(org.id),
  ])
  return artifact
}

/** Notes to one person each with visibility `team`, on one artifact a shape: authors, recipients and teams in turn. Whoever received one, or is thanked for it, finds it in the inbox. */
async function teamNotes(org: Organisation, notes: number, shapes: { name: string; authors: string[]; recipients: string[]; teams: string[]; thanked?: boolean }[]): Promise<Record<string, string>> {
  const pages: Record<string, string> = {}
  for (const [shape, { name, authors, recipients, teams, thanked = false }] of shapes.entries()) {
    const key = `northwind/${shape}#1`
    pages[name] = await artifactId({ site: 'github', instance: 'github.com', key })
    const of = (list: number) => `json_extract(?${list}, '$[' || (i % json_array_length(?${list})) || ']')`
    const place = (part: string) => `printf('00000000-0000-7000-${part}-%012d', i * 16 + ${shape})`
    const mine = `from feedback f where f.org_id = ?1 and f.artifact_id = ?2`
    await env.DB.batch([
      env.DB.prepare(`insert into artifacts values (?1, ?2, 'github', 'github.com', 'pull_request', ?3, 'https://github.com/northwind/x/pull/1')`).bind(org.id, pages[name], key),
      env.DB.prepare(`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${notes - 1}) insert into feedback (org_id, id, seq, author_id, kind, visibility, team_id, artifact_id, recipients, keys, body_hash, at, key_version, words)
        select ?1, ${place('9000')}, ${place('8000')}, ${of(3)}, 'recognition', 'team', ${of(5)}, ?2, json_array(${of(4)}), json_array('person:' || ${of(3)}, 'person:' || ${of(4)}, 'team:' || ${of(5)}), 'h', 1, 0,
          '{"body":{"text":"words"},"title":null,"state":null}' from n`).bind(org.id, pages[name], ...[authors, recipients, teams].map((list) => JSON.stringify(list))),
      env.DB.prepare(`insert into feed select f.org_id, s.value, k.value, f.seq, f.id from feedback f, json_each(json_array('artifact:' || f.artifact_id, 'to:' || json_extract(f.recipients, '$[0]'), 'by:' || f.author_id)) s, json_each(f.keys) k
        where f.org_id = ?1 and f.artifact_id = ?2`).bind(org.id, pages[name]),
      env.DB.prepare(`insert into notifications (org_id, person_id, seq, kind, actor_id, feedback_id, badge, at) select f.org_id, ${thanked ? `f.author_id` : `json_extract(f.recipients, '$[0]')`}, f.seq,
        ${thanked ? `'feedback.thanked', json_extract(f.recipients, '$[0]')` : `'feedback.received', f.author_id`}, f.id, 1, f.at ${mine}`).bind(org.id, pages[name]),
    ])
  }
  return pages
}

const many = Array.from({ length: 3 }, (_, index) => `Guild ${index}`)

/** What every page of twenty team notes costs a viewer with 5 keys and one with 10. */
async function teamCosts(notes: number): Promise<Record<string, Record<string, number>>> {
  const org = await makeOrganisation({
    people: [
      { name: 'Five Keys', teams: ['Company / Payments / Core'] }, { name: 'Ten Keys', teams: ['Company / Payments / Core / Retry', ...many, 'Guild 3'] },
      ...Array.from({ length: 20 }, (_, index) => ({ name: `Colleague ${index}`, teams: [`Far ${index}`] })),
    ],
  })
  const own = ['Company', 'Company / Payments', 'Company / Payments / Core'].map((path) => org.team(path))
  const guilds = [...many, 'Guild 3', 'Company / Payments / Core / Retry'].map((path) => org.team(path))
  const far = Array.from({ length: 20 }, (_, index) => org.team(`Far ${index}`))
  const colleagues = Array.from({ length: 20 }, (_, index) => org.person(`Colleague ${index}`).id)
  const five = org.person('Five Keys')
  const ten = org.person('Ten Keys')
  expect([five.keys.length, ten.keys.length]).toEqual([5, 10])
  const pages = await teamNotes(org, notes, [
    { name: 'own teams', authors: colleagues.slice(0, 10), recipients: colleagues.slice(10), teams: own },
    { name: 'ten teams', authors: colleagues.slice(0, 10), recipients: colleagues.slice(10), teams: [...own, ...guilds] },
    ...[five, ten].flatMap(({ id, name }) => [
      { name: `given by ${name}`, authors: [id], recipients: colleagues, teams: far, thanked: true },
      { name: `received by ${name}`, authors: colleagues, recipients: [id], teams: far },
    ]),
  ])
  const all: Record<string, Record<string, number>> = {}
  for (const { id, name } of [five, ten]) {
    const viewer = api(await tokenFor(org, name))
    const wanted = { 'own teams': pages['own teams'], 'ten teams': pages['ten teams'], 'foreign teams, as author': pages[`given by ${name}`], 'foreign teams, as recipient': pages[`received by ${name}`] }
    const paths = [...Object.values(wanted).map((artifact) => `/api/v1/artifacts/${artifact}/feedback`), '/api/v1/me/received', '/api/v1/me/given', `/api/v1/people/${id}/received`, '/api/v1/inbox']
    const costs: Record<string, number> = all[name] = {}
    for (const [index, path] of paths.entries()) {
      const what = Object.keys(wanted)[index] ?? path.replace(id, 'self')
      const page = await viewer.get(path)
      const cards = page.json.items.map((item: any) => (path.endsWith('/inbox') ? item.card : item))
      expect([what, page.d1.calls, cards.length]).toEqual([what, 1, 20])
      for (const card of cards) expect([card.audience.visibility, card.audience.team.name, card.audience.team.size, card.author.name, card.recipients[0].name], what).toEqual(['team', expect.any(String), expect.any(Number), expect.any(String), expect.any(String)])
      costs[what] = page.d1.read
      const next = await viewer.get(`${path}?after=${page.json.after}`)
      costs[`${what}, next`] = next.d1.read
    }
  }
  return all
}

describe('what a page costs', () => {
  it.each([[1_000], [20_000]])('is flat at %i notes, for 5 keys, for 10, and for a viewer of one in a hundred', async (notes) => {
    const org = await makeOrganisation({
      people: [
        { name: 'Five Keys', teams: ['Company / Payments / Core'] }, { name: 'Ten Keys', teams: ['Company / Payments / Core / Retry', ...many, 'Guild 3'] },
        { name: 'Rare Viewer', teams: ['Elsewhere'] },
      ],
    })
    await env.DB.prepare(`update people set keys = json_remove(keys, '$[1]') where org_id = ? and id = ?`).bind(org.id, org.person('Rare Viewer').id).run()
    expect(org.person('Five Keys').keys).toHaveLength(5)
    expect(org.person('Ten Keys').keys).toHaveLength(10)
    const artifact = await hotArtifact(org, notes, ['org', teamKey(org.team('Company')), teamKey(org.team('Company / Payments')), teamKey(org.team('Company / Payments / Core')), personKey(org.person('Five Keys').id)], personKey(org.person('Rare Viewer').id))
    const costs: Record<string, number> = {}
    for (const name of ['Five Keys', 'Ten Keys', 'Rare Viewer']) {
      const viewer = api(await tokenFor(org, name))
      const page = await viewer.get(`/api/v1/artifacts/${artifact}/feedback`)
      expect(page.json.items, name).toHaveLength(name === 'Rare Viewer' && notes < 2_000 ? 10 : 20)
      expect(new Set(page.json.items.map((card: any) => card.author.name)).size).toBeGreaterThan(0)
      expect(page.json.items.every((card: any) => card.author.name && card.recipients[0].name)).toBe(true)
      expect(page.d1.calls).toBe(1)
      costs[name] = page.d1.read
      const next = await viewer.get(`/api/v1/artifacts/${artifact}/feedback?after=${page.json.after ?? '0'}`)
      costs[`${name}, next`] = next.d1.read
    }
    expect(Math.max(costs['Five Keys']!, costs['Rare Viewer']!, costs['Five Keys, next']!, costs['Rare Viewer, next']!)).toBeLessThanOrEqual(120)
    expect(Math.max(costs['Ten Keys']!, costs['Ten Keys, next']!)).toBeLessThanOrEqual(200)
  })

  it('is flat where all of them are for teams: the viewer’s own, or others’', async () => {
    const [few, more] = [await teamCosts(500), await teamCosts(3_000)]
    for (const [name, floor] of [['Five Keys', 120], ['Ten Keys', 200]] as const) expect(Object.entries(more[name]!).filter(([, read]) => read > floor), name).toEqual([])
    expect(few).toEqual(more)
  })

  it('is one call and few rows for received, given, the inbox and the panel', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Ben Ode', teams: ['Company / Payments / Core'], manager: 'Ada Okafor' }, { name: 'Ada Okafor' }, ...Array.from({ length: 25 }, (_, i) => ({ name: `Author ${i}` }))] })
    const tokens = await Promise.all(Array.from({ length: 25 }, (_, i) => tokenFor(org, `Author ${i}`)))
    for (const [i, token] of tokens.entries()) {
      const { status } = await api(token).post('/api/v1/feedback', recognition(org, `Author ${i}`, ['Ben Ode'], { artifact: citation(`northwind/trail-pay#${i}`) }))
      expect(status).toBe(201)
      expect((await api(tokens[0]!).post('/api/v1/feedback', recognition(org, 'Author 0', [`Author ${i || 1}`], { artifact: citation(`northwind/trail-pay#${i}`) }))).status).toBe(201)
    }
    const ben = api(await tokenFor(org, 'Ben Ode'))
    const first = api(tokens[0]!)
    const received = await ben.get('/api/v1/me/received')
    const given = await first.get('/api/v1/me/given')
    const inbox = await ben.get('/api/v1/inbox')
    const opened = await ben.post('/api/v1/artifacts/open', { artifact: citation('northwind/trail-pay#3').ref, people: [{ handle: 'author-3', name: 'Author 3', role: 'author' }] })
    const profile = await ben.get(`/api/v1/people/${org.person('Author 1').id}/received`)
    for (const one of [received, given, inbox, opened, profile]) expect(one.d1.calls).toBe(1)
    for (const one of [received, given, inbox]) {
      expect(one.json.items).toHaveLength(20)
      expect(one.d1.read).toBeLessThanOrEqual(120)
    }
    expect(inbox.json.unread).toBe(25)
    expect(inbox.json.items[0]).toMatchObject({ kind: 'feedback.received', read: false, actor: { name: 'Author 24' }, card: { author: { name: 'Author 24' }, recipients: [{ name: 'Ben Ode' }] } })
    expect(opened.json.people).toMatchObject([{ by: 'name', person: { name: 'Author 3' }, self: false }])
    expect(opened.json.said.items).toHaveLength(2)
    const again = await ben.get('/api/v1/inbox', { 'if-none-match': inbox.headers.get('etag')! })
    expect([again.status, again.text]).toEqual([304, ''])
  })
})

describe('paging', () => {
  it('has no gap and nothing twice while others write', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Ada Okafor', teams: ['Payments'] }, { name: 'Ben Ode', teams: ['Payments'] }] })
    const ada = api(await tokenFor(org, 'Ada Okafor'))
    const ben = api(await tokenFor(org, 'Ben Ode'))
    const own = ['Ada Okafor', 'Ben Ode'].map((name) => personKey(org.person(name).id))
    const shapes = [{}, { visibility: 'recipients', keys: own }, { visibility: 'team', keys: [...own, teamKey(org.team('Payments'))] }]
    const give = async (count: number) => {
      const ids: string[] = []
      for (let i = 0; i < count; i += 1) {
        const draft = recognition(org, 'Ada Okafor', ['Ben Ode'], { ...shapes[i % 3], artifact: citation() })
        expect((await ada.post('/api/v1/feedback', draft)).status).toBe(201)
        ids.push(draft.id)
      }
      return ids
    }
    const before = await give(45)
    for (const path of [`/api/v1/artifacts/${await artifactId(citation().ref as never)}/feedback`, '/api/v1/me/received', `/api/v1/people/${org.person('Ben Ode').id}/received`]) {
      const seen: string[] = []
      for (let after: string | null = ''; after !== null; ) {
        const [page]: [Answered, string[]] = await Promise.all([ben.get(path + (after ? `?after=${after}` : '')), give(2)])
        expect(page.status).toBe(200)
        seen.push(...page.json.items.map((card: any) => card.id))
        after = page.json.after
      }
      expect(new Set(seen).size).toBe(seen.length)
      expect(seen.filter((id) => before.includes(id))).toEqual([...before].reverse())
    }
  })
})
