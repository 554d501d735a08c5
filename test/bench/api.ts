/** Throughput of ours against the hand-written baseline: same runtime, same database, rounds in turn, ratios only. */
import { isDeepStrictEqual } from 'node:util'
import { Agent, request } from 'node:http'
import { artifactId } from '../../shared/artifacts'
import { newId } from '../../shared/ids'
import { author, found, openWork, person, tell, tokenOf, viewers, workAt } from './data'
import { median, quantile, type Row, type Section, short } from './table'
import { startWorld, type World } from './world'

const connections = 16
const rounds = 3
const roundMs = 3_000
const atMost = 20_000
const floor = 0.6

interface Ask { method: 'GET' | 'POST'; url: URL; headers: Record<string, string>; body?: string }
interface Answered { status: number; d1: string | undefined; text: string; ms: number }
/** One thing asked of two or more servers in turn; the first is the baseline that the others are held against. */
interface Duel { name: string; baseline: () => Ask; ours: () => Ask; fair?: string; status: number }

export async function api(): Promise<Section> {
  const world = await startWorld()
  try {
    await found(world.db)
    await tell(world.db, 0, 1_000)
    const rows: Row[] = []
    for (const duel of await duels(world)) rows.push(await fight(duel))
    return {
      title: 'API against a hand-written Hono handler on raw D1, in the same workerd',
      notes: [`${connections} connections, ${rounds} rounds of ${roundMs / 1_000} s in turn; ratio = median of the rounds' ours / baseline; floor ${floor} (information: never a pass or fail by time).`],
      rows,
    }
  } finally {
    await world.stop()
  }
}

async function duels({ ours, baseline }: World): Promise<Duel[]> {
  const artifact = await artifactId(openWork)
  const get = (base: URL, path: string, as: number): (() => Ask) => {
    const ask = { method: 'GET' as const, url: new URL(path, base), headers: { authorization: `Bearer ${tokenOf(as)}` } }
    return () => ask
  }
  const post = (base: URL, path: string): (() => Ask) => {
    const url = new URL(path, base)
    return () => ({ method: 'POST', url, headers: { authorization: `Bearer ${tokenOf(author)}`, 'content-type': 'application/json' }, body: JSON.stringify(draft()) })
  }
  const five = viewers[1].n
  return [
    { name: 'artifact feed', status: 200, baseline: get(baseline, `/artifacts/${artifact}/feedback`, five), ours: get(ours, `/api/v1/artifacts/${artifact}/feedback`, five) },
    { name: 'inbox', status: 200, baseline: get(baseline, '/inbox', five), ours: get(ours, '/api/v1/inbox', five) },
    { name: 'give', status: 201, baseline: post(baseline, '/feedback'), ours: post(ours, '/api/v1/feedback'), fair: 'ours sends the e-mail after the answer, the baseline none' },
    { name: 'give, both with e-mail', status: 201, baseline: post(baseline, '/feedback?mail'), ours: post(ours, '/api/v1/feedback'), fair: 'e-mail after the answer: due row, check, send, done' },
  ]
}

let number = 0
/** A recognition of one person on a pull request of its own, with a fresh id. */
export function draft(more: Record<string, unknown> = {}) {
  number += 1
  return {
    id: newId(), kind: 'recognition', visibility: 'organization', recipients: [person(12 + (number % 1_900))], keys: ['org'],
    body: { text: 'You found the race in the retry, and wrote the test for it before you mended it.' }, values: [],
    artifact: { ref: workAt(`northwind/fresh#${number}`), title: 'Retry payments after a timeout', state: 'open', visibility: 'public', showTitle: true }, ...more,
  }
}

async function fight({ name, baseline, ours, status, fair }: Duel): Promise<Row> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  try {
    await checkSame(name, await send(agent, baseline()), await send(agent, ours()), status)
    for (const one of [baseline, ours]) await load(agent, one, status, 700)
    const ratios: number[] = []
    const times: Record<'baseline' | 'ours', number[]> = { baseline: [], ours: [] }
    const rates: Record<'baseline' | 'ours', number[]> = { baseline: [], ours: [] }
    let d1 = ''
    for (let round = 0; round < rounds; round += 1) {
      const [a, b] = [await load(agent, baseline, status, roundMs), await load(agent, ours, status, roundMs)]
      ratios.push(b.rate / a.rate)
      times.baseline.push(...a.ms)
      times.ours.push(...b.ms)
      rates.baseline.push(a.rate)
      rates.ours.push(b.rate)
      d1 = b.d1
    }
    return {
      what: name, ratio: short(median(ratios)), floor, rounds: ratios.map(short).join(' '), 'D1 calls': Number(/calls=(\d+)/.exec(d1)?.[1] ?? Number.NaN),
      'ours /s': Math.round(median(rates.ours)), 'baseline /s': Math.round(median(rates.baseline)),
      'ours p50 ms': short(quantile(times.ours, 0.5)), 'ours p99 ms': short(quantile(times.ours, 0.99)),
      'baseline p50 ms': short(quantile(times.baseline, 0.5)), 'baseline p99 ms': short(quantile(times.baseline, 0.99)), ...(fair && { note: fair }),
    }
  } finally {
    agent.destroy()
  }
}

/** A baseline that answers something else would prove nothing. */
function checkSame(name: string, left: Answered, right: Answered, status: number): void {
  if (left.status !== status || right.status !== status) throw new Error(`${name}: baseline answers ${left.status}, ours ${right.status}: ${(left.status === status ? right : left).text.slice(0, 300)}`)
  if (!isDeepStrictEqual(timeless(left.text), timeless(right.text))) throw new Error(`${name}: the baseline answers something else:\n${left.text.slice(0, 1_500)}\n${right.text.slice(0, 1_500)}`)
}

/** A reply of a write without what differs by nature: ids, times, the number of the work. */
const timeless = (text: string): unknown => {
  const body = JSON.parse(text) as Record<string, unknown>
  return 'items' in body ? body : JSON.parse(text.replace(/\d{4}-\d\d-\d\dT[\d:.]+Z|#\d+|\/pull\/\d+|[0-9a-f]{64}|[0-9a-f]{8}-[0-9a-f-]{27}|Person \d+/g, '*'))
}

async function load(agent: Agent, next: () => Ask, status: number, forMs: number): Promise<{ rate: number; ms: number[]; d1: string }> {
  const started = performance.now()
  const ms: number[] = []
  let d1 = ''
  let asked = 0
  const one = async () => {
    while (performance.now() - started < forMs && asked < atMost) {
      asked += 1
      const answer = await send(agent, next())
      if (answer.status !== status) throw new Error(`Answered ${answer.status}: ${answer.text.slice(0, 300)}`)
      ms.push(answer.ms)
      d1 = answer.d1 ?? d1
    }
  }
  await Promise.all(Array.from({ length: connections }, one))
  return { rate: ms.length / ((performance.now() - started) / 1_000), ms, d1 }
}

function send(agent: Agent, { method, url, headers, body }: Ask): Promise<Answered> {
  const started = performance.now()
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, agent, headers: { ...headers, ...(body !== undefined && { 'content-length': Buffer.byteLength(body) }) } }, (response) => {
      let text = ''
      response.setEncoding('utf8')
      response.on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, d1: response.headers['x-d1'] as string | undefined, text, ms: performance.now() - started }))
    })
    sent.on('error', reject)
    sent.end(body)
  })
}
