/**
 * What a site delivers: read once, believed only when it is signed, answered alike whether there is no such webhook or the signature is wrong. One D1 call;
 * two where something moves, and two more for every further 50 key results.
 */
import { artifactId, sha256 } from '../../shared/artifacts'
import type { hookEndpoints, hookFailures } from '../../shared/hooks'
import { Refusal } from '../../shared/problem'
import { keepArtifact } from '../artifacts/statements'
import { type Db, dbFor } from '../db'
import { record } from '../events/record'
import { movableAtOnce, movableQuery, type MovableRow, movesOf } from '../goals/queries.moves'
import { linkStates, moveStatements } from '../goals/statements.moves'
import type { OpenCall } from '../http/call'
import { checkLimit } from '../http/guards'
import { seal, unseal } from '../sealing'
import { sql } from '../sql'
import { secretPlace } from './actions'
import { readGithub } from './github'
import { readJira } from './jira'
import { hookQuery, type HookRow } from './queries'
import { isSame, isSigned } from './signature'
import type { Told } from './told'

type Delivery = Pick<OpenCall<(typeof hookEndpoints)['deliver']>, 'env' | 'request' | 'body' | 'meter' | 'now' | 'later'> & { params: { org: string; hook: string } }
type Failure = (typeof hookFailures)[number]

/** @param given the secret that stands in the address, or null @throws Refusal `not-found`: unknown, or forged */
export async function deliver(call: Delivery, given: string | null): Promise<undefined> {
  const { env, request, params, body, meter, now, later } = call
  const place = `${params.org}/${params.hook}`
  // Whoever tries addresses that they invent is counted before anything is read; a webhook that was believed is not held to what its site's other senders do.
  if (!believed.has(place)) await checkLimit(request, env, null)
  const db = dbFor(env, params.org, meter)
  const { site, told } = read(request.headers, body)
  const artifact = told ? await artifactId(told.ref) : ''
  const delivery = (request.headers.get('x-github-delivery') ?? request.headers.get('x-atlassian-webhook-identifier') ?? (await sha256(request.headers.get('x-hub-signature-256') ?? request.headers.get('x-hub-signature') ?? new TextDecoder().decode(body)))).slice(0, 100)
  const [[hook], movable, links] = await db.batch(
    hookQuery(db, params.hook, delivery), movableQuery(db, artifact, told?.work ?? null), db.q.all<{ n: number }>(sql`select 1 as n from goal_links where org_id = ${db.org} and artifact_id = ${artifact} limit 1`))
  if (!(await isGenuine(call, hook, given))) {
    believed.delete(place)
    if (hook) later(fail(db, hook.id, 'forged', now))
    throw new Refusal('not-found')
  }
  remember(place)
  const wrong: Failure | null = told === undefined || site !== hook!.site ? 'unread' : told && told.ref.instance.toLowerCase() !== hook!.instance ? 'elsewhere' : null
  if (wrong) {
    later(fail(db, hook!.id, wrong, now))
    throw new Refusal('bad-request')
  }
  if (now - (hook!.last_at ?? 0) > 60_000) later(db.batch(db.q.run(sql`update hooks set last_at = ${now} where org_id = ${db.org} and id = ${params.hook}`)))
  if (told && !hook!.taken) await move(call, db, told, { artifact, delivery }, { movable, isLinked: links.length > 0 })
  return undefined
}

// Webhooks that this isolate has believed of late: at most so many.
const believed = new Set<string>()
const remembered = 500
function remember(place: string): void {
  believed.delete(place)
  believed.add(place)
  if (believed.size > remembered) believed.delete(believed.values().next().value!)
}

interface Found { movable: MovableRow[]; isLinked: boolean }
/**
 * Everything that it moves, in steps of 50 key results. That it was taken stands only with the last: what broke off is gone on with when it is delivered
 * again, and what heard of it before does not move twice.
 */
async function move({ env, params, now }: Delivery, db: Db, told: Told, { artifact, delivery }: { artifact: string; delivery: string }, { movable, isLinked }: Found): Promise<void> {
  const { work, gone, at, ref } = told
  let counts = isLinked
  for (let rows = movable, first = true; ; first = false) {
    const isLast = rows.length < movableAtOnce
    const moving = movesOf(rows, work.state, { work, gone, from: 'work', at })
    counts ||= moving.length > 0
    const { statements, checkIns } = await moveStatements(env, db, moving, { artifact, source: 'work', by: null, state: work.state, title: null, private: told.private, now })
    const all = [
      ...(counts && isLast ? [db.q.run(sql`insert into hook_deliveries (org_id, hook_id, id, at) select ${db.org}, id, ${delivery}, ${now} from hooks where org_id = ${db.org} and id = ${params.hook} on conflict do nothing`)] : []),
      ...(checkIns.length > 0 ? [keepArtifact(db, artifact, ref)] : []),
      ...(isLinked && first ? [linkStates(db, artifact, work.state, { from: 'work', by: null, at, now })] : []),
      ...statements,
    ]
    const [event, ...also] = checkIns.map((one) => ({ kind: 'goal.checkedIn' as const, ...one, need: null }))
    if (event) await record(db, { statements: all, event, also, actor: null, at: now })
    else await db.batch(...all)
    if (isLast) return
    rows = (await db.batch(movableQuery(db, artifact, work, { after: rows.at(-1) })))[0]
  }
}

/** What is told, before anybody knows whether to believe it. `told`: null = nothing for us, undefined = not as the site sends it. */
function read(headers: Headers, body: Uint8Array): { site: 'github' | 'jira'; told: Told | null | undefined } {
  const event = headers.get('x-github-event')
  const site = event === null ? 'jira' : 'github'
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(body)
    const isForm = (headers.get('content-type') ?? '').startsWith('application/x-www-form-urlencoded')
    const json: unknown = JSON.parse(isForm ? new URLSearchParams(text).get('payload') ?? '' : text)
    return { site, told: event === null ? readJira(json) : readGithub(event, json) }
  } catch {
    return { site, told: undefined }
  }
}

/** The same steps, whether there is such a webhook or not. */
async function isGenuine({ env, params, request, body }: Delivery, hook: HookRow | undefined, given: string | null): Promise<boolean> {
  const place = secretPlace(params.org, params.hook)
  const secret = hook ? await unseal(env, place, hook.secret, hook.key_version) : (await seal(env, place, '-')).sealed
  const header = request.headers.get(request.headers.has('x-github-event') ? 'x-hub-signature-256' : 'x-hub-signature')
  const [signed, same] = await Promise.all([isSigned(secret, body, header), isSame(secret, given ?? '')])
  return hook !== undefined && (hook.in_path === 1 ? same : signed && given === null)
}

const fail = (db: Db, hook: string, of: Failure, now: number) =>
  db.batch(db.q.run(sql`update hooks set ${sql.identifier(of)} = ${sql.identifier(of)} + 1, failed_at = ${now} where org_id = ${db.org} and id = ${hook}`))
