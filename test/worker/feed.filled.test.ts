/** Pages tell nothing of what one may see no more: their length and their cursor are as if it were not there. */
import { env } from 'cloudflare:workers'
import { expect, test } from 'vitest'
import { teamKey } from '../../shared/audience.keys'
import { api, makeOrganisation, recognition, tokenFor } from './support'

test.each([
  ['/api/v1/feed', 'items', 20], ['/api/v1/me/received', 'items', 20], ['/api/v1/me/export', 'items', 50], ['/api/v1/me/timeline', 'entries', 500],
])('%s', async (path, list, size) => {
  const org = await makeOrganisation({ people: [{ name: 'Dee Alvarez' }, { name: 'Chi Tran', teams: ['Payments'] }, { name: 'Jun Park', teams: ['Payments'] }] })
  const [dee, chi] = await Promise.all(['Dee Alvarez', 'Chi Tran'].map(async (name) => api(await tokenFor(org, name))))
  const team = org.team('Payments')
  const toTeam = recognition(org, 'Dee Alvarez', [], { toTeam: team, visibility: 'team', keys: [teamKey(team), `person:${org.person('Dee Alvarez').id}`] })
  const toChi = recognition(org, 'Dee Alvarez', ['Chi Tran'])
  for (const one of [toTeam, toChi]) expect((await dee!.post('/api/v1/feedback', one)).status).toBe(201)
  // As many again of each, by copies: the team's among the others, and a page of them at the end.
  const copy = async (from: string, count: number, seq: string) => {
    const ids = JSON.stringify(Array.from({ length: count }, (_, n) => `00000000-0000-4000-8${from === toTeam.id ? '1' : '2'}00-${String(n).padStart(12, '0')}`))
    const row = (await env.DB.prepare('select * from feedback where org_id = ? and id = ?').bind(org.id, from).first<Record<string, unknown>>())!
    const place = `substr(${seq}, 1, 36)`
    const columns = Object.keys(row).map((name) => (name === 'id' ? 'e.value' : name === 'seq' ? place : name === 'key_version' ? '0' : name === 'words' ? `'{"body":{"text":"One of many"},"title":null,"state":null}'` : `f.${name}`))
    await env.DB.prepare(`insert into feedback (${Object.keys(row).join()}) select ${columns.join()} from feedback f, json_each(?) e where f.org_id = ? and f.id = ?`).bind(ids, org.id, from).run()
    await env.DB.prepare(`insert into feed (org_id, subject, key, seq, feedback_id) select d.org_id, d.subject, d.key, ${place}, e.value from feed d, json_each(?) e where d.org_id = ? and d.feedback_id = ?`).bind(ids, org.id, from).run()
  }
  // Each of Chi's own has one of the team's before it; and more than a page of the team's is the oldest of all.
  await copy(toChi.id, size + 5, `printf('01000000-0000-7000-8000-%012d', e.key * 2)`)
  await copy(toTeam.id, size * 2 + 30, `printf('01000000-0000-7000-8000-%012d', case when e.key < ${size + 5} then e.key * 2 + 1 else 0 end)`)
  await env.DB.prepare('update people set keys = ? where org_id = ? and id = ?').bind(JSON.stringify([`person:${org.person('Chi Tran').id}`, 'org']), org.id, org.person('Chi Tran').id).run()
  const first = await chi!.get(path)
  expect([first.json[list].length, first.json.after]).toEqual([size, first.json[list].at(-1).seq])
  const second = await chi!.get(`${path}?after=${first.json.after}`)
  expect([second.json[list].length, second.json.after]).toEqual([6, null])
  // What was found is what there is, without holes; and nothing of the team's is in it.
  expect(new Set([...first.json[list], ...second.json[list]].map((one: { id: string }) => one.id)).size).toBe(size + 6)
  expect(first.text + second.text).not.toContain(toTeam.id)
  // Who has nothing hidden pays one call.
  expect((await dee!.get(path)).d1.calls).toBe(1)
})
