/** Exact D1 calls, rows read and written of each hot endpoint, at 1,000 and at 1,000,000 pieces of feedback. Counts are exact: a miss is a miss. */
import { artifactId } from '../../shared/artifacts'
import { draft } from './api'
import { newId } from '../../shared/ids'
import { author, coached, found, hotWork, manager, openWork, person, recipient, team, tell, tokenOf, unit, viewers } from './data'
import type { Row, Section } from './table'
import { startWorld, type World } from './world'

const few = 1_000
const many = 1_000_000

interface Cost { calls: number; read: number; written: number; items: number | null }
/** `read` and `written`: the floors of backend.md section 6; null = none is set. */
interface Probe { what: string; calls: number; read: number | null; written: number | null; onlyMany?: boolean; ask(): Promise<Cost> }

export async function rows(): Promise<Section> {
  const world = await startWorld()
  try {
    await found(world.db)
    await tell(world.db, 0, few)
    const probes = await probesOf(world)
    const atFew = await measure(probes, (probe) => !probe.onlyMany)
    const started = Date.now()
    await tell(world.db, few, many)
    const seconds = Math.round((Date.now() - started) / 1_000)
    const atMany = await measure(probes, () => true)
    return {
      title: `D1 calls and rows at ${few.toLocaleString('en')} and ${many.toLocaleString('en')} pieces of feedback`,
      notes: [`Generated in SQL in ${seconds} s. Floors: feed page of 20 with names 120 rows read (200 with 10 keys), the same at both sizes; 12 rows written (18 with another visibility than organization); calls exactly. Open: the same and 12 a person on the page.`],
      rows: probes.map((probe, index) => rowOf(probe, atFew[index] ?? null, atMany[index]!)),
    }
  } finally {
    await world.stop()
  }
}

async function measure(probes: Probe[], wanted: (probe: Probe) => boolean): Promise<(Cost | null)[]> {
  const costs: (Cost | null)[] = []
  for (const probe of probes) costs.push(wanted(probe) ? await probe.ask() : null)
  return costs
}

function rowOf({ what, calls, read, written }: Probe, atFew: Cost | null, atMany: Cost): Row {
  const misses = [
    atMany.calls === calls ? '' : `${atMany.calls} calls, not ${calls}`,
    read !== null && Math.max(atMany.read, atFew?.read ?? 0) > read ? `read > ${read}` : '',
    written !== null && atMany.written > written ? `written > ${written}` : '',
    atFew && (atFew.read !== atMany.read || atFew.written !== atMany.written) ? 'grows' : '',
  ].filter(Boolean)
  return {
    what, items: atMany.items, calls: atMany.calls, 'read at 1k': atFew?.read ?? null, 'read at 1M': atMany.read, 'read floor': read,
    'written at 1k': atFew?.written ?? null, 'written at 1M': atMany.written, 'written floor': written, verdict: misses.length === 0 ? 'ok' : `MISS: ${misses.join(', ')}`,
  }
}

async function probesOf({ ours }: World): Promise<Probe[]> {
  const send = async (as: number, method: string, path: string, body?: unknown): Promise<Cost & { json: any }> => {
    const headers = { authorization: `Bearer ${tokenOf(as)}`, ...(body !== undefined && { 'content-type': 'application/json' }) }
    const answer = await fetch(new URL(path, ours), { method, headers, ...(body !== undefined && { body: JSON.stringify(body) }) })
    const text = await answer.text()
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text.slice(0, 300)}`)
    const json = text === '' ? null : JSON.parse(text)
    const list = json?.items ?? json?.said?.items
    const [calls = 0, read = 0, written = 0] = [...(answer.headers.get('x-d1') ?? '').matchAll(/=(\d+)/g)].map(([, value]) => Number(value))
    return { calls, read, written, items: list ? list.length : null, json }
  }
  const get = (as: number, path: string) => () => send(as, 'GET', path)
  /** Gives, and then does something with it; answers what the last step cost. */
  const after = (step: (id: string) => Promise<Cost>) => async () => step((await send(author, 'POST', '/api/v1/feedback', draft({ recipients: [person(recipient)] }))).json.id)

  const probes: Probe[] = []
  for (const viewer of viewers) {
    const { n, keys } = viewer
    const name = `${keys.length} keys`
    const read = keys.length <= 5 ? 120 : 200
    const page = (what: string, path: string, onlyMany = false): Probe => ({ what: `${what}, ${name}`, calls: 1, read, written: 0, onlyMany, ask: get(n, path) })
    probes.push(
      page('artifact feed', `/api/v1/artifacts/${await artifactId(openWork)}/feedback`),
      page('artifact feed, 1 % of 20,000', `/api/v1/artifacts/${await artifactId(hotWork(viewer))}/feedback`, true),
      page('inbox', '/api/v1/inbox'),
      page('received', '/api/v1/me/received'),
      page('given', '/api/v1/me/given'),
      // More ranges, and each card with its work: our own bound is that of ten keys. What is newest differs with the size, and with it what it cites.
      { ...page('all I may see', '/api/v1/feed', true), read: 200 },
      { ...page('timeline', '/api/v1/me/timeline'), read: null, onlyMany: true },
      { ...page('search', '/api/v1/search?q=retry'), read: null, calls: 2, onlyMany: true },
      // Our own bound: twelve rows for each person whom the page names.
      { ...page('open, 5 people on the page', ''), read: read + 5 * 12, ask: () => send(n, 'POST', '/api/v1/artifacts/open', { artifact: openWork, people: [21, 22, 23, 24, 25].map((one) => ({ handle: `person-${one}`, role: 'reviewer' })) }) },
    )
  }
  const to = recipient
  let asked = 100
  const reading = { title: 'json', state: 'json', people: 'testid', visibility: 'meta' }
  const people = [`person:${person(author)}`, `person:${person(to)}`]
  const give = (what: string, written: number, more: Record<string, unknown> | (() => Record<string, unknown>)): Probe =>
    ({ what: `give: ${what}`, calls: 2, read: null, written, ask: () => send(author, 'POST', '/api/v1/feedback', draft({ recipients: [person(to)], ...(typeof more === 'function' ? more() : more) })) })
  probes.push(
    give('organization', 12, {}),
    // One row more: the counter of how reading went.
    give('organization, counted', 12, { reading }),
    give('recipients', 18, { visibility: 'recipients', keys: people }),
    give('recipients_and_managers', 18, {
      kind: 'feedback', visibility: 'recipients_and_managers', keys: [...people, `person:${person(manager(to))}`], body: { situation: 'The review.', behaviour: 'You answered within the hour.', impact: 'We could decide.' },
    }),
    give('recipients, counted', 18, { visibility: 'recipients', keys: people, reading }),
    give('team', 18, { visibility: 'team', keys: [...people, `team:${team(unit(to))}`] }),
    give('coaching with an action item', 18, () => ({
      kind: 'coaching', visibility: 'recipients', recipients: [person(coached)], keys: [`person:${person(author)}`, `person:${person(coached)}`], body: { text: 'Let staging decide before you close it.' }, action: { id: newId(), text: 'Pair on the cache key', due: '2026-11-20' },
    })),
    // What stands around feedback: no figure of the design, so its size is what is shown. Measured once: each round of probes adds to it.
    { what: 'what waits', onlyMany: true, calls: 1, read: null, written: 0, ask: get(to, '/api/v1/me/waiting') },
    { what: 'requests asked of me', onlyMany: true, calls: 1, read: null, written: 0, ask: get(to, '/api/v1/me/requests?side=asked') },
    { what: 'own action items', onlyMany: true, calls: 1, read: null, written: 0, ask: get(to, '/api/v1/me/action-items') },
    { what: 'own 1:1s', onlyMany: true, calls: 1, read: null, written: 0, ask: get(to, '/api/v1/me/meetings') },
    { what: 'an agenda', onlyMany: true, calls: 1, read: null, written: 0, ask: get(to, `/api/v1/meetings/person/${person(author)}`) },
    { what: 'a thread', calls: 1, read: null, written: 0, ask: after((id) => send(recipient, 'GET', `/api/v1/feedback/${id}/replies`)) },
    { what: 'reply', calls: 2, read: null, written: 18, ask: after((id) => send(recipient, 'POST', `/api/v1/feedback/${id}/replies`, { id: newId(), text: 'Thank you. I had not seen it so.', keys: ['org'] })) },
    {
      what: 'ask one person', calls: 2, read: null, written: 18,
      // Somebody else every time: who was asked already has that request open.
      ask: () => send(author, 'POST', '/api/v1/requests', { id: newId(), asked: [person(asked += 1)], subject: null, told: true, questions: ['What is one thing that I could do before the next change?'], visibility: 'recipients', artifact: null }),
    },
    { what: 'a talking point', onlyMany: true, calls: 2, read: null, written: 12, ask: () => send(author, 'POST', `/api/v1/meetings/person/${person(to)}/points`, { id: newId(), text: 'What staging told us', private: false, section: 'talk', artifact: null }) },
    { what: 'thank', calls: 2, read: null, written: null, ask: after((id) => send(recipient, 'PUT', `/api/v1/feedback/${id}/reactions/thanks`)) },
    { what: 'retract', calls: 2, read: null, written: null, ask: after((id) => send(author, 'POST', `/api/v1/feedback/${id}/retract`)) },
  )
  return probes
}
