import { env } from 'cloudflare:workers'
import { describe, expect, it } from 'vitest'
import { artifactId } from '../../shared/artifacts'
import { personKey, teamKey } from '../../shared/audience'
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

const many = Array.from({ length: 3 }, (_, index) => `Guild ${index}`)

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
