/**
 * What a good engineer would write by hand for three endpoints and nothing else: Hono, raw D1, no schemas, no query builder.
 * The measured feed, inbox and recognition answer the same JSON as ours; the benchmark compares them before it measures.
 */
import type { D1Database, Fetcher } from '@cloudflare/workers-types'
import { Hono } from 'hono'

interface Env { DB: D1Database; MAILBOX: Fetcher }
type Row = Record<string, string | number | null>

const app = new Hono<{ Bindings: Env }>()
const hex = (data: ArrayBuffer): string => Array.from(new Uint8Array(data), (byte) => byte.toString(16).padStart(2, '0')).join('')
const sha256 = async (text: string): Promise<string> => hex(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(text)))

async function credentials(request: Request): Promise<[org: string, hash: string]> {
  const token = request.headers.get('authorization')?.slice(7) ?? ''
  return [token.split('_')[1] ?? '', await sha256(token)]
}

const session = `select p.id, p.name, p.status, p.keys, p.unread, s.expires_at, s.ended_at, o.name as organisation, o.size, o.settings
  from sessions s join people p on p.org_id = s.org_id and p.id = s.person_id join organisations o on o.id = s.org_id where s.org_id = ?1 and s.token_hash = ?2`

const isOut = (viewer: Row | undefined): boolean => !viewer || viewer.status !== 'active' || viewer.ended_at !== null || Number(viewer.expires_at) <= Date.now()

const me = `(select person_id from sessions where org_id = ?1 and token_hash = ?2)`
const columns = `f.*, a.name as author_name,
  (select json_group_array(json_object('id', n.id, 'name', n.name)) from json_each(f.recipients) e cross join people n on n.org_id = f.org_id and n.id = e.value) as recipient_names,
  (select json_object('id', t.id, 'name', t.name, 'size', t.size) from teams t where t.org_id = f.org_id and t.id = f.team_id) as team,
  (select json_object('site', x.site, 'type', x.type, 'instance', x.instance, 'key', x.key, 'url', x.url) from artifacts x where x.org_id = f.org_id and x.id = f.artifact_id) as artifact,
  case when f.thanks + f.helpful + f.seen_it_too > 0 then (select json_group_array(r.reaction) from reactions r where r.org_id = f.org_id and r.feedback_id = f.id and r.person_id = ${me}) end as my_reactions`

const arm = (n: number): string => `select seq, feedback_id from feed where org_id = ?1 and subject = ?3 and key = (select json_extract(keys, '$[${n}]') from me) and seq < ?4`
/** For up to five keys, as the measured viewer has. */
const feed = `with me as materialized (select keys from people where org_id = ?1 and id = ${me}) select ${columns}
  from (${[0, 1, 2, 3, 4].map(arm).join(' union ')} order by seq desc, feedback_id desc limit 20) page
  cross join feedback f on f.org_id = ?1 and f.id = page.feedback_id
  cross join people a on a.org_id = ?1 and a.id = f.author_id`

app.get('/artifacts/:id/feedback', async (c) => {
  const [org, hash] = await credentials(c.req.raw)
  const [who, page] = await c.env.DB.batch<Row>([c.env.DB.prepare(session).bind(org, hash), c.env.DB.prepare(feed).bind(org, hash, `artifact:${c.req.param('id')}`, c.req.query('after') ?? '~')])
  const viewer = who?.results[0]
  if (isOut(viewer)) return c.json({ title: 'Sign in' }, 401)
  const rows = page!.results
  return c.json({ items: rows.map((row) => card(row, viewer!)), after: rows.length === 20 ? rows[19]!.seq : null })
})

const inbox = `select l.seq as line, l.kind as line_kind, l.at as line_at, l.read_at, l.actor_id, n.name as actor_name, ${columns}
  from (select * from notifications where org_id = ?1 and person_id = ${me} and seq < ?3 order by seq desc limit 20) l
  left join people n on n.org_id = ?1 and n.id = l.actor_id
  left join feedback f on f.org_id = ?1 and f.id = l.feedback_id and f.retracted_at is null
  left join people a on a.org_id = ?1 and a.id = f.author_id
  order by l.seq desc`

app.get('/inbox', async (c) => {
  const [org, hash] = await credentials(c.req.raw)
  const [who, page] = await c.env.DB.batch<Row>([c.env.DB.prepare(session).bind(org, hash), c.env.DB.prepare(inbox).bind(org, hash, c.req.query('after') ?? '~')])
  const viewer = who?.results[0]
  if (isOut(viewer)) return c.json({ title: 'Sign in' }, 401)
  const rows = page!.results
  const mine = new Set(JSON.parse(String(viewer!.keys)) as string[])
  const body = JSON.stringify({
    items: rows.map((row) => ({
      id: row.line, seq: row.line, kind: row.line_kind, at: new Date(Number(row.line_at)).toISOString(), read: row.read_at !== null,
      actor: row.actor_id === null ? null : { id: row.actor_id, name: row.actor_name },
      card: row.id !== null && (JSON.parse(String(row.keys)) as string[]).some((key) => mine.has(key)) ? card(row, viewer!) : null, handle: null,
    })),
    after: rows.length === 20 ? rows[19]!.line : null, unread: Math.min(Number(viewer!.unread), 100),
  })
  const etag = `"${(await sha256(body)).slice(0, 30)}"`
  if (c.req.header('if-none-match') === etag) return c.body(null, 304)
  return c.body(body, 200, { 'content-type': 'application/json', etag })
})

/** A row as the viewer sees it. */
function card(row: Row, viewer: Row) {
  const recipients = JSON.parse(String(row.recipient_names)) as { id: string; name: string }[]
  const author = { id: row.author_id, name: row.author_name }
  const words = JSON.parse(String(row.words)) as { body: unknown; title: string; state: string }
  const keys = JSON.parse(String(row.keys)) as string[]
  const mine = row.author_id === viewer.id ? 'author' : recipients.some(({ id }) => id === viewer.id) ? 'recipient' : 'none'
  const named = [...recipients, author].filter(({ id }) => row.visibility === 'recipients' || keys.includes(`person:${id}`))
  const until = Number(row.at) + 86_400_000
  return {
    id: row.id, seq: row.seq, kind: row.kind, author, recipients, more: 0, body: words.body, values: [],
    artifact: row.artifact === null ? null : { guarded: false, id: row.artifact_id, ...JSON.parse(String(row.artifact)), title: words.title, state: words.state, hiddenFromOthers: row.private === 1 && row.show_title === 0, private: row.private === 1 },
    at: new Date(Number(row.at)).toISOString(),
    audience: {
      visibility: row.visibility, people: named, team: row.visibility === 'team' && row.team !== null ? JSON.parse(String(row.team)) : null,
      organisation: row.visibility === 'organization' ? { name: viewer.organisation, size: viewer.size, includesContractors: false } : null, managers: [], withoutManager: [], narrowedBy: [],
    },
    mine, reactions: { thanks: row.thanks, helpful: row.helpful, seen_it_too: row.seen_it_too, mine: row.my_reactions ? JSON.parse(String(row.my_reactions)) : [] },
    retractUntil: mine === 'author' && Date.now() < until ? new Date(until).toISOString() : null, waitsFor: null, changes: [], toTeam: null,
  }
}

const facts = `select p.id, p.name, p.status, p.ceiling, p.in_org, p.email, p.emails from people p where p.org_id = ?1 and p.id = ?2`
let lastSeq = 0
const seqNow = (): string => {
  lastSeq = Math.max(lastSeq + 1, Date.now() * 4_096)
  const text = lastSeq.toString(16).padStart(15, '0')
  return `${text.slice(0, 8)}-${text.slice(8, 12)}-7${text.slice(12)}-${crypto.randomUUID().slice(19)}`
}

// Recognition to one person on a public piece of work, with visibility `organization`; `?mail` does the e-mail after the answer too.
app.post('/feedback', async (c) => {
  const { DB } = c.env
  const [org, hash] = await credentials(c.req.raw)
  const text = await c.req.text()
  const draft = JSON.parse(text) as { id: string; kind: string; visibility: string; recipients: [string]; body: { text: string }; artifact: { ref: Record<'site' | 'instance' | 'type' | 'key' | 'url', string>; title: string; state: string } }
  const [who, found, before] = await DB.batch<Row>([
    DB.prepare(session).bind(org, hash), DB.prepare(facts).bind(org, draft.recipients[0]), DB.prepare('select author_id, body_hash from feedback where org_id = ? and id = ?').bind(org, draft.id),
  ])
  const viewer = who?.results[0]
  if (isOut(viewer)) return c.json({ title: 'Sign in' }, 401)
  const to = found?.results[0]
  if (!to || to.status !== 'active' || to.id === viewer!.id || to.ceiling !== 'organization') return c.json({ title: 'Nobody' }, 422)
  if (before!.results.length > 0 || draft.body.text.length < 10 || draft.body.text.length > 2_000) return c.json({ title: 'Refused' }, 409)
  const { ref, title, state } = draft.artifact
  const [artifact, bodyHash] = await Promise.all([sha256([ref.site, ref.instance, ref.key.toLowerCase()].join('\n')), sha256(text)])
  const at = Date.now()
  const seq = seqNow()
  const words = JSON.stringify({ body: draft.body, title, state })
  const isMailed = c.req.query('mail') !== undefined
  await DB.batch([
    DB.prepare('insert into artifacts (org_id, id, site, instance, type, key, url) values (?, ?, ?, ?, ?, ?, ?) on conflict do nothing').bind(org, artifact, ref.site, ref.instance, ref.type, ref.key, ref.url),
    DB.prepare(`insert into feedback (org_id, id, seq, author_id, kind, visibility, artifact_id, recipients, keys, body_hash, at, key_version, words) values (?, ?, ?, ?, ?, ?, ?, ?, '["org"]', ?, ?, 0, ?)`)
      .bind(org, draft.id, seq, viewer!.id, draft.kind, draft.visibility, artifact, JSON.stringify(draft.recipients), bodyHash, at, words),
    DB.prepare('insert into feedback_recipients (org_id, feedback_id, person_id) values (?, ?, ?)').bind(org, draft.id, to.id),
    DB.prepare(`insert into feed (org_id, subject, key, seq, feedback_id) values (?1, ?2, 'org', ?5, ?6), (?1, ?3, 'org', ?5, ?6), (?1, ?4, 'org', ?5, ?6)`)
      .bind(org, `artifact:${artifact}`, `to:${to.id}`, `by:${viewer!.id}`, seq, draft.id),
    DB.prepare(`insert into events (org_id, seq, kind, actor_id, data, at) values (?, ?, 'feedback.given', ?, ?, ?)`).bind(org, seq, viewer!.id, JSON.stringify({ feedback: draft.id, recipients: draft.recipients, artifact }), at),
    DB.prepare(`insert into notifications (org_id, person_id, seq, kind, actor_id, feedback_id, badge, at) values (?, ?, ?, 'feedback.received', ?, ?, 1, ?)`).bind(org, to.id, seq, viewer!.id, draft.id, at),
    DB.prepare('update people set unread = unread + 1 where org_id = ? and id = ?').bind(org, to.id),
    ...(isMailed ? [DB.prepare(`insert into due (org_id, seq, reaction, person_id) values (?, ?, 'email', ?)`).bind(org, seq, to.id)] : []),
  ])
  if (isMailed) c.executionCtx.waitUntil(mail(c.env, org, seq, viewer!, to))
  return c.json(card({
    ...ref, id: draft.id, seq, author_id: viewer!.id!, author_name: viewer!.name!, kind: draft.kind, visibility: draft.visibility, artifact_id: artifact, artifact: JSON.stringify(ref), private: 0, show_title: 1,
    recipient_names: JSON.stringify([{ id: to.id, name: to.name }]), keys: '["org"]', words, team: null, thanks: 0, helpful: 0, seen_it_too: 0, my_reactions: null, at,
  }, viewer!), 201)
})

/** Asks again whether it still stands, sends, and takes it off the list. */
async function mail({ DB, MAILBOX }: Env, org: string, seq: string, viewer: Row, to: Row): Promise<void> {
  const [still] = await DB.batch<Row>([DB.prepare(`select p.emails, f.retracted_at, n.read_at from notifications n join people p on p.org_id = n.org_id and p.id = n.person_id
    join feedback f on f.org_id = n.org_id and f.id = n.feedback_id where n.org_id = ? and n.person_id = ? and n.seq = ?`).bind(org, to.id, seq)])
  const row = still?.results[0]
  if (row?.emails === 1 && row.retracted_at === null) {
    const body = JSON.stringify({ to: to.email, subject: `${viewer.name} recognised you`, text: `Hello ${to.name},\n\n${viewer.name} recognised you on a piece of work.\n` })
    await MAILBOX.fetch('http://mailbox/', { method: 'POST', headers: { 'content-type': 'application/json' }, body })
  }
  await DB.batch([DB.prepare(`delete from due where org_id = ? and seq = ? and reaction = 'email' and person_id = ?`).bind(org, seq, to.id)])
}

export default app
