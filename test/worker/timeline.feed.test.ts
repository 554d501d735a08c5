/** The feed of all that one may see: what it costs, and that it is all of it and nothing else. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { audienceOf } from '../../shared/audience'
import { canSee, personKey, teamKey } from '../../shared/audience.keys'
import { newId } from '../../shared/ids'
import { dbFor } from '../../worker/db'
import { record } from '../../worker/events/record'
import { sql } from '../../worker/sql'
import { api, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

const guilds = Array.from({ length: 4 }, (_, index) => `Guild ${index}`)

/** Notes by one statement, each on a piece of work, under one key after the other; two in forty are to the viewer, two by them. */
async function fill(org: Organisation, notes: number, viewer: string, keys: string[]) {
  await env.DB.batch([
    env.DB.prepare(`with recursive n(i) as (select 0 union all select i + 1 from n where i < 39) insert into artifacts select ?, printf('%064d', i), 'github', 'github.com', 'pull_request', 'northwind/x#' || i, 'https://github.com/northwind/x/pull/' || i from n`).bind(org.id),
    env.DB.prepare(`with recursive n(i) as (select 0 union all select i + 1 from n where i < 39) insert into people (org_id, id, name, name_key, email, email_hash, kind, status, in_org, keys, created_at)
      select ?, printf('00000000-0000-4000-8000-%012d', i), 'Person ' || i, 'person ' || i, 'p' || i || '@x.test', 'hash' || i, 'employee', 'active', 1, '["org"]', 1 from n`).bind(org.id),
    env.DB.prepare(`with recursive n(i) as (select 0 union all select i + 1 from n where i < ${notes - 1}) insert into feedback (org_id, id, seq, author_id, kind, visibility, artifact_id, recipients, keys, body_hash, at, key_version, words)
      select ?1, printf('00000000-0000-4000-9000-%012d', i), printf('00000000-0000-7000-8000-%012d', i), case when i % 20 = 3 then ?2 else printf('00000000-0000-4000-8000-%012d', i % 20) end, 'recognition', 'recipients', printf('%064d', i % 40),
        json_array(case when i % 20 = 7 then ?2 else printf('00000000-0000-4000-8000-%012d', 20 + i % 20) end),
        json_array(case when i % 20 in (3, 7) then 'person:' || ?2 else json_extract(?3, '$[' || (i % json_array_length(?3)) || ']') end), 'h', 1, 0, '{"body":{"text":"words"},"title":null,"state":null}' from n`).bind(org.id, viewer, JSON.stringify(keys)),
    env.DB.prepare(`insert into feed select org_id, case when author_id = ?2 then 'by:' || ?2 when json_extract(recipients, '$[0]') = ?2 then 'to:' || ?2 else 'all' end, json_extract(keys, '$[0]'), seq, id from feedback where org_id = ?1`).bind(org.id, viewer),
  ])
}

describe('what a page of everything costs', () => {
  it.each([[1_000], [20_000]])('is flat at %i, for few keys and for ten', async (notes) => {
    for (const [name, teams, keys, floor] of [['Few Keys', ['Company / Payments'], 4, 165], ['Ten Keys', ['Company / Payments / Core / Retry', ...guilds], 10, 200]] as const) {
      const org = await makeOrganisation({ people: [{ name, teams: [...teams] }] })
      const viewer = org.person(name)
      expect(viewer.keys).toHaveLength(keys)
      await fill(org, notes, viewer.id, viewer.keys)
      const asking = api(await tokenFor(org, name))
      const first = await asking.get('/api/v1/feed')
      const next = await asking.get(`/api/v1/feed?after=${first.json.after}`)
      for (const page of [first, next]) {
        expect(page.json.items).toHaveLength(20)
        expect(page.json.items.every((card: any) => card.author.name && card.recipients[0].name && card.artifact.key)).toBe(true)
        expect(page.d1.calls).toBe(1)
        expect(page.d1.read, `${name}, ${notes}`).toBeLessThanOrEqual(floor)
      }
      expect(new Set([...first.json.items, ...next.json.items].map((card: any) => card.id)).size).toBe(40)
    }
  })
})

describe('what is in it', () => {
  it('is every item whose keys and the viewer’s meet, newest first, and no other', async () => {
    const names = ['Ada', 'Ben', 'Chi', 'Dee', 'Eli']
    const paths = ['Company', 'Company / Payments', 'Company / Maps', 'Guild']
    const wish = fc.record({
      people: fc.tuple(...names.map((name) => fc.record({ name: fc.constant(name), contractor: fc.boolean(), teams: fc.uniqueArray(fc.constantFrom(...paths), { maxLength: 3 }), manager: fc.option(fc.constantFrom(...names.filter((one) => one !== name))) }))),
      said: fc.array(fc.record({ author: fc.constantFrom(...names), recipients: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }), visibility: fc.constantFrom('author', 'recipients', 'recipients_and_managers', 'team', 'organization') }), { minLength: 5, maxLength: 45 }),
    })
    await fc.assert(fc.asyncProperty(wish, async ({ people, said }) => {
      const org = await makeOrganisation({ people: people.map(({ name, contractor, teams }) => ({ name, kind: contractor ? 'contractor' as const : 'employee' as const, teams })) })
      const db = dbFor(env as never, org.id)
      const factOf = (name: string) => {
        const one = people.find((each) => each.name === name)!
        return {
          id: org.person(name).id, name, ceiling: 'organization' as const, inOrg: !one.contractor, teams: one.teams.map((path) => ({ id: org.team(path), name: path, size: 1 })),
          manager: one.manager ? { id: org.person(one.manager).id, name: one.manager } : null,
        }
      }
      const items: { id: string; keys: string[] }[] = []
      for (const { author, recipients, visibility } of said) {
        const to = recipients.filter((name) => name !== author).map(factOf)
        if (to.length === 0) continue
        const audience = audienceOf({ visibility: visibility as never, author: factOf(author), recipients: to })
        if (typeof audience === 'string') continue
        const [id, seq, by] = [newId(), newId(), org.person(author).id]
        await record(db, {
          statements: [db.q.run(sql`insert into feedback (org_id, id, seq, author_id, kind, visibility, recipients, keys, body_hash, at, key_version, words)
            values (${org.id}, ${id}, ${seq}, ${by}, 'recognition', ${audience.visibility}, ${JSON.stringify(to.map((one) => one.id))}, ${JSON.stringify(audience.keys)}, 'h', 1, 0, '{"body":{"text":"words"},"title":null,"state":null}')`)],
          feed: { feedback: id, subjects: [`by:${by}`, ...to.map((one) => `to:${one.id}`)], keys: audience.keys }, seq,
          event: { kind: 'feedback.given', feedback: id, recipients: [], artifact: null }, actor: by, at: 1, quiet: true,
        })
        items.unshift({ id, keys: audience.keys })
      }
      for (const name of names) {
        const asking = api(await tokenFor(org, name))
        const seen: string[] = []
        for (let after: string | null = ''; after !== null;) {
          const page: any = await asking.get(`/api/v1/feed${after ? `?after=${after}` : ''}`)
          expect(page.status).toBe(200)
          seen.push(...page.json.items.map((card: any) => card.id))
          after = page.json.after
        }
        expect(seen, name).toEqual(items.filter(({ keys }) => canSee(keys, org.person(name).keys)).map(({ id }) => id))
      }
    }), { numRuns: 12 })
  })

  it('loses what is taken back, and keeps what somebody stepped back from', async () => {
    const org = await makeOrganisation({ people: [{ name: 'Ada', teams: ['Payments'] }, { name: 'Ben', teams: ['Payments'] }, { name: 'Chi', teams: ['Payments'] }] })
    const [ada, ben, chi] = await Promise.all(['Ada', 'Ben', 'Chi'].map(async (name) => api(await tokenFor(org, name))))
    const [kept, gone, team] = [
      recognition(org, 'Ada', ['Ben', 'Chi']), recognition(org, 'Ada', ['Ben']),
      recognition(org, 'Ada', ['Ben'], { visibility: 'team', keys: [teamKey(org.team('Payments')), ...['Ada', 'Ben'].map((name) => personKey(org.person(name).id))] }),
    ]
    for (const draft of [kept, gone, team]) expect((await ada!.post('/api/v1/feedback', draft)).status).toBe(201)
    const ids = async (viewer: typeof ada) => (await viewer!.get('/api/v1/feed')).json.items.map((card: any) => card.id)
    for (const viewer of [ada, ben, chi]) expect(await ids(viewer)).toEqual([team.id, gone.id, kept.id])
    expect((await ada!.post(`/api/v1/feedback/${gone.id}/retract`)).status).toBe(204)
    expect((await ben!.post(`/api/v1/feedback/${kept.id}/step-back`)).status).toBe(200)
    for (const viewer of [ada, ben, chi]) expect(await ids(viewer)).toEqual([team.id, kept.id])
  })
})
