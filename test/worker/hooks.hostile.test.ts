/** Bodies that nobody sane sends, signed and unsigned: none of them breaks anything, moves anything, or is answered otherwise than the rest. */
import { env } from 'cloudflare:workers'
import { expect, it } from 'vitest'
import { newId } from '../../shared/ids'
import { type Json, countOf, current, deliver, github, goalWith, hookOf, labelled, make, org, pull, sign, tokens } from './hooks.rig'
import { issueUpdated } from './hooks.jira'
import { api, ask } from './support'

const deep = (levels: number) => `${'['.repeat(levels)}1${']'.repeat(levels)}`
const withLabels = (labels: unknown) => { const payload = pull(2); payload['pull_request'].labels = labels; return payload }
const with_ = (part: (payload: Json) => void) => { const payload = pull(2); part(payload); return payload }

it.each<[what: string, payload: () => unknown, status: number]>([
  ['nothing', () => '', 400],
  ['null', () => 'null', 400],
  ['a list', () => '[]', 400],
  ['a number', () => '1e999', 400],
  ['half an object', () => '{"action":', 400],
  ['a hundred thousand levels', () => deep(100_000), 400],
  ['as many around a good one', () => `{"x":${deep(100_000)},${JSON.stringify(pull(2)).slice(1)}`, 202],
  ['keys that are inherited', () => `{"__proto__":{"action":"closed"},"constructor":1,"pull_request":null}`, 400],
  ['a repository that climbs', () => with_((one) => { one['repository'].full_name = '../../etc' }), 400],
  ['a repository with a script', () => with_((one) => { one['repository'].full_name = '<script>/x' }), 400],
  ['an address that is none', () => with_((one) => { one['repository'].html_url = 'javascript:alert(1)' }), 400],
  ['an address with a name and a password', () => with_((one) => { one['repository'].html_url = 'https://github.com@evil.test/x' }), 400],
  ['a number that is none', () => with_((one) => { one['pull_request'].number = 1.5 }), 400],
  ['a time that is none', () => with_((one) => { one['pull_request'].updated_at = 'soon' }), 400],
  ['labels that are words', () => withLabels(['perf']), 400],
  ['a thousand labels', () => withLabels(Array.from({ length: 1_000 }, (_, n) => ({ name: `l${n}` }))), 400],
  ['a label that is a statement', () => withLabels([{ name: `perf'); drop table goals; --` }]), 202],
  ['a label as long as the body', () => withLabels([{ name: 'p'.repeat(900_000) }]), 202],
])('%s, signed, moves nothing and is counted as what it is', async (_, payload, status) => {
  const of = await goalWith(labelled)
  const answer = await deliver(payload())
  expect(answer.status).toBe(status)
  if (status === 400) expect((await hookOf(github.hook.id))['failures']).toMatchObject({ forged: 0 })
  // Unsigned, it is the same as anything else unsigned.
  const forged = await deliver(payload(), { secret: 'guess' })
  const nothing = await deliver('{}', { secret: 'guess', path: `/api/v1/hooks/${org.id}/${newId()}` })
  expect([forged.status, await forged.text()]).toEqual([404, await nothing.text()])
  if (!/around a good one/.test(_)) expect(await current(of.goal)).toBeNull()
})

it('bytes that are no text are refused; a signature is over the bytes, not over what they read as', async () => {
  const of = await goalWith(labelled)
  const body = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])
  const key = await crypto.subtle.importKey('raw', new TextEncoder().encode(github.secret!), { name: 'HMAC', hash: 'SHA-256' }, false, ['sign'])
  const signature = `sha256=${Array.from(new Uint8Array(await crypto.subtle.sign('HMAC', key, body)), (byte) => byte.toString(16).padStart(2, '0')).join('')}`
  const send = (headers: Record<string, string>) => ask(new Request(github.url, { method: 'POST', headers: { 'content-type': 'application/json', 'x-github-event': 'pull_request', ...headers }, body }))
  expect((await send({ 'x-hub-signature-256': signature })).status).toBe(400)
  // A mark before the text, a blank behind it: other bytes.
  const good = JSON.stringify(pull(2))
  for (const other of [`\ufeff${good}`, `${good}\n`]) expect((await deliver(other, { headers: { 'x-github-event': 'pull_request', 'x-hub-signature-256': await sign(github.secret!, good) } })).status).toBe(404)
  // Both headers, and the older one alone: the one that counts is SHA-256's.
  expect((await deliver(good, { headers: { 'x-github-event': 'pull_request', 'x-hub-signature': await sign(github.secret!, good) } })).status).toBe(404)
  for (const header of ['sha256=', `sha256=${'0'.repeat(64)}`, `sha256=${'0'.repeat(65)}`, 'SHA256', '']) expect((await deliver(good, { headers: { 'x-github-event': 'pull_request', 'x-hub-signature-256': header } })).status).toBe(404)
  expect(await current(of.goal)).toBeNull()
})

it('what was signed for one webhook is forged for another of the same organisation, and for one of the other site', async () => {
  const of = await goalWith(labelled)
  const second = await make({ site: 'github', instance: 'github.com' })
  const jira = await make({ site: 'jira', instance: 'acme.atlassian.net' })
  expect((await deliver(pull(2), { path: new URL(second.url).pathname })).status).toBe(404)
  expect((await deliver(pull(2), { path: new URL(jira.url).pathname, secret: jira.secret! })).status).toBe(400)
  const issue = JSON.stringify(issueUpdated({ key: 'PAY-1', done: true, epic: 'PAY-9', at: '2026-11-02T10:00:00.000+0100' }))
  expect((await deliver(issue, { headers: { 'x-hub-signature': await sign(github.secret!, issue) } })).status).toBe(400)
  expect(await current(of.goal)).toBeNull()
})

it('a delivery of last month that was taken and forgotten moves nothing once more', async () => {
  const of = await goalWith(labelled)
  const payload = pull(2)
  await deliver(payload)
  await deliver(pull(2, { open: true }))
  await env.DB.prepare('delete from hook_deliveries where org_id = ?').bind(org.id).run()
  expect((await deliver(payload)).status).toBe(202)
  expect(await current(of.goal)).toBe(0)
  expect(await countOf('check_ins')).toBe(2)
})

it('answers tell nothing of goals: alike for what moves a private goal and what moves none', async () => {
  const keys = [`person:${org.person('Ben Ode').id}`, `person:${org.person('Ada Okafor').id}`].sort()
  await goalWith({ ...labelled, name: 'secret' }, {}, { visibility: 'private', keys, title: 'Zanzibar' })
  await deliver(pull(1, { labels: ['none'] }))
  const [moves, none] = [await deliver(pull(2, { labels: ['secret'] })), await deliver(pull(3, { labels: ['none'] }))]
  const shape = async (one: Response) => [one.status, await one.text(), [...one.headers.keys()].sort().join()]
  expect(await shape(moves)).toEqual(await shape(none))
  for (const token of [tokens.dee, tokens.eli]) for (const path of ['/api/v1/goals', '/api/v1/goals/map', '/api/v1/goal-exports', `/api/v1/people/${org.person('Ben Ode').id}/goals`, '/api/v1/me/goals', '/api/v1/inbox', '/api/v1/organisation/hooks']) {
    const { text } = await api(token).get(path)
    expect(text).not.toMatch(/Zanzibar|"secret"/)
  }
})
