/** Reads of requests: one's own sides of them, one item, the part that an answer fulfils. */
import { audienceOf, type Audience, type AudienceSaid, type PersonFacts, sayAudience } from '../../shared/audience'
import type { Visibility } from '../../shared/audience.keys'
import { askedDays } from '../../shared/feedback'
import type { CardArtifact } from '../../shared/cards'
import { type Page, pageSize } from '../../shared/page'
import type { FeedbackRequest, RequestState } from '../../shared/requests'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Viewer, ViewerSql } from '../http/session'
import { personColumns } from '../people/queries'
import { readable, unsealWords } from '../sealing'
import { sql, type SQL } from '../sql'

/** What is sealed of a request. */
export interface RequestWords { questions: string[]; title: string | null; state: string | null }
export const requestPlaceOf = (org: string, request: string) => ({ org, row: request, column: 'requests.words' })

/** [person, name, state, feedback] of everybody who was asked, as far as the viewer may know. */
type Part = [string, string | null, RequestState, string | null]

export interface RequestRow {
  id: string
  seq: string
  asker_id: string
  asker_name: string | null
  subject_id: string
  subject_name: string | null
  told: number
  visibility: Visibility
  artifact_id: string | null
  artifact_sub: string | null
  artifact: string | null
  private: number
  key_version: number
  words: string
  state: RequestState
  at: number
  expires_at: number
  /** {id, name} of the asker's manager, where managers see the answers. */
  manager: string | null
  parts: string
}

const nameOf = (org: string, id: SQL): SQL => sql`(select n.name from people n where n.org_id = ${org} and n.id = ${id})`
const looking = (me: ViewerSql): SQL => sql`me as materialized (select ${me.id} as id)`
const mine = sql`(select id from me)`

/** The columns of a RequestRow over rows `r` of requests. */
const columns = (org: string, now: number): SQL => sql`r.id, r.seq, r.asker_id, ${nameOf(org, sql`r.asker_id`)} as asker_name, r.subject_id,
  case when r.subject_id <> r.asker_id then ${nameOf(org, sql`r.subject_id`)} end as subject_name, r.told, r.visibility, r.artifact_id, r.artifact_sub, r.private, r.key_version, r.words, r.state, r.at, r.expires_at,
  case when r.artifact_id is not null then (select json_object('site', w.site, 'type', w.type, 'instance', w.instance, 'key', w.key, 'url', w.url) from artifacts w where w.org_id = ${org} and w.id = r.artifact_id) end as artifact,
  case when r.visibility = 'recipients_and_managers' then (select q.manager from (select ${personColumns(now)} from people p where p.org_id = ${org} and p.id = r.asker_id) q) end as manager,
  (select json_group_array(json_array(a.person_id, ${nameOf(org, sql`a.person_id`)}, a.state, a.feedback_id)) from request_asked a
    where a.org_id = ${org} and a.request_id = r.id and (r.asker_id = ${mine} or a.person_id = ${mine})) as parts`

/** One request, if the viewer asked, was asked, or is told. */
export const requestQuery = (db: Db, me: ViewerSql, id: string, now: number) => db.q.all<RequestRow>(sql`with ${looking(me)} select ${columns(db.org, now)} from requests r
  where r.org_id = ${db.org} and r.id = ${id} and (r.asker_id = ${mine} or (r.told = 1 and r.subject_id = ${mine})
    or exists (select 1 from request_asked a where a.org_id = r.org_id and a.request_id = r.id and a.person_id = ${mine}))`)

/** One side of the viewer's requests, newest first. */
export function requestsQuery(db: Db, me: ViewerSql, side: 'asked' | 'asker' | 'subject', now: number, after = '~') {
  const from = {
    asked: sql`request_asked s indexed by request_asked_by_person cross join requests r on r.org_id = s.org_id and r.id = s.request_id where s.org_id = ${db.org} and s.person_id = ${mine} and s.seq < ${after} order by s.seq desc`,
    asker: sql`requests r indexed by requests_by_asker where r.org_id = ${db.org} and r.asker_id = ${mine} and r.seq < ${after} order by r.seq desc`,
    subject: sql`requests r indexed by requests_by_subject where r.org_id = ${db.org} and r.subject_id = ${mine} and r.told = 1 and r.subject_id <> r.asker_id and r.seq < ${after} order by r.seq desc`,
  }[side]
  return db.q.all<RequestRow>(sql`with ${looking(me)} select ${columns(db.org, now)} from ${from} limit ${pageSize}`)
}

/** Open ones that were asked of the viewer, newest first. */
export const waitingRequestsQuery = (db: Db, me: ViewerSql, now: number) => db.q.all<RequestRow>(sql`with ${looking(me)} select ${columns(db.org, now)}
  from request_asked s indexed by request_asked_waiting cross join requests r on r.org_id = s.org_id and r.id = s.request_id
  where s.org_id = ${db.org} and s.person_id = ${mine} and s.state = 'open' and r.expires_at > ${now} order by s.seq desc limit ${pageSize}`)

/** What is there already under an id. */
export const earlierRequestQuery = (db: Db, id: string) => db.q.all<{ asker_id: string; body_hash: string }>(sql`select asker_id, body_hash from requests where org_id = ${db.org} and id = ${id}`)

/** Who of these was asked by the viewer of the same work (or of none), about the same person, and may still answer: among what waits for each of them. */
export const stillOpen = (db: Db, me: SQL, { asked, subject, artifact }: { asked: readonly string[]; subject: SQL; artifact: string | null }, now: number): SQL => sql`select r.id, a.person_id from json_each(${JSON.stringify(asked)}) e
  cross join request_asked a indexed by request_asked_waiting on a.org_id = ${db.org} and a.person_id = e.value and a.state = 'open'
  cross join requests r on r.org_id = a.org_id and r.id = a.request_id and r.asker_id = ${me} and r.subject_id = ${subject} and r.artifact_id is ${artifact} and r.expires_at > ${now}`
export const stillOpenQuery = (db: Db, me: ViewerSql, asking: { asked: readonly string[]; subject: string | null; artifact: string | null }, now: number) =>
  db.q.all<{ id: string; person_id: string }>(sql`${stillOpen(db, me.id, { ...asking, subject: asking.subject === null ? me.id : sql`${asking.subject}` }, now)} limit 5`)

/** What a request fixed for its answers, and how the viewer's part stands. No row: they were not asked. */
export interface PartRow { asker_id: string; subject_id: string; told: number; visibility: Visibility; artifact_id: string | null; state: RequestState; expires_at: number; subject_name: string | null }
export const partQuery = (db: Db, me: ViewerSql, request: string) => db.q.all<PartRow>(sql`select r.asker_id, r.subject_id, r.told, r.visibility, r.artifact_id, a.state, r.expires_at, case when r.told = 0 then ${nameOf(db.org, sql`r.subject_id`)} end as subject_name
  from request_asked a cross join requests r on r.org_id = a.org_id and r.id = a.request_id where a.org_id = ${db.org} and a.request_id = ${request} and a.person_id = ${me.id}`)

/** Those who asked the viewer about themselves: open, or answered not long ago (shared/feedback.coachesAsAsked). As SQL: ids. */
export const ownAskersOf = (db: Db, me: SQL, now: number): SQL => sql`select own_asker_id from request_asked indexed by request_asked_by_asker
  where org_id = ${db.org} and person_id = ${me} and own_asker_id is not null and state in ('open', 'answered') and (state = 'open' or ended_at > ${now - askedDays * 86_400_000})`

/** To whom an answer goes: the asker, and a subject who is told, first. */
export const answerTo = ({ asker_id, subject_id, told }: Pick<PartRow, 'asker_id' | 'subject_id' | 'told'>): { recipients: string[]; about: string | null } =>
  ({ recipients: [...new Set(told ? [subject_id, asker_id] : [asker_id])], about: told ? null : subject_id })

export async function requestPageOf(env: Env, viewer: Viewer, rows: readonly RequestRow[], now: number): Promise<Page<FeedbackRequest>> {
  return { items: await requestsOf(env, viewer, rows, now), after: rows.length === pageSize ? rows.at(-1)!.seq : null }
}

export const requestsOf = (env: Env, viewer: Viewer, rows: readonly RequestRow[], now: number): Promise<FeedbackRequest[]> => readable(rows, (row) => requestOf(env, viewer, row, now))

/** From a row to what one viewer may see of it. */
export async function requestOf(env: Env, viewer: Viewer, row: RequestRow, now: number): Promise<FeedbackRequest> {
  const words = JSON.parse(await unsealWords(env, requestPlaceOf(viewer.org, row.id), row.words, row.key_version, row.at)) as RequestWords
  const parts = JSON.parse(row.parts) as Part[]
  const own = parts.find(([id]) => id === viewer.id)
  const side = row.asker_id === viewer.id ? 'asker' : own ? 'asked' : 'subject'
  const asker = { id: row.asker_id, name: row.asker_name }
  const state = side === 'asked' ? own![2] : side === 'subject' && row.state === 'declined' ? 'open' : row.state
  return {
    id: row.id, seq: row.seq, asker, subject: row.subject_id === row.asker_id ? asker : { id: row.subject_id, name: row.subject_name }, told: row.told === 1,
    artifact: artifactOf(row, words), questions: words.questions, audience: audienceFor(viewer, row, side === 'asker' ? parts : []), at: new Date(row.at).toISOString(), expiresAt: new Date(row.expires_at).toISOString(), mine: side,
    // A decline is the asker's to know: to the subject it stays open until its time is over.
    state: state === 'open' && row.expires_at <= now ? 'expired' : state,
    asked: side === 'subject' ? [] : parts.map(([id, name, of, feedback]) => ({ person: { id, name }, state: of, feedback })),
  }
}

function artifactOf(row: RequestRow, words: RequestWords): CardArtifact | null {
  if (row.artifact_id === null || row.artifact === null) return null
  const { site, type, instance, key, url } = JSON.parse(row.artifact) as { site: never; type: never; instance: string; key: string; url: string }
  return { guarded: false, id: row.artifact_id, site, type, instance, key, url, title: words.title, state: words.state, hiddenFromOthers: row.private === 1, private: row.private === 1 }
}

/** Who will see the viewer's answer; to asker and subject: the answers, each beside its author. */
function audienceFor(viewer: Viewer, row: RequestRow, parts: readonly Part[]): AudienceSaid {
  const manager = row.manager === null ? null : (JSON.parse(row.manager) as PersonFacts['manager'])
  const facts = answerTo(row).recipients.map((id): PersonFacts => ({
    id, name: (id === row.asker_id ? row.asker_name : row.subject_name) ?? '', manager: id === row.asker_id ? manager : null, teams: [], ceiling: 'organization', inOrg: true,
  }))
  const author = row.asker_id === viewer.id || row.subject_id === viewer.id ? facts[0]! : viewer
  // Named people alone: that cannot be refused.
  const audience = audienceOf({ visibility: row.visibility, author: { id: author.id, inOrg: true }, recipients: facts }) as Audience
  const { name, size, settings } = viewer.organisation
  const said = sayAudience(audience, author, facts, { name, size, includesContractors: settings.includesContractors ?? false })
  return { ...said, people: [...said.people, ...parts.map(([id, who]) => ({ id, name: who ?? '' }))] }
}
