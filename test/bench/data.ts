/** An organisation of 2,000 people and as many pieces of feedback as wanted, generated in SQL inside D1. */
import { artifactId, sha256 } from '../../shared/artifacts'
import type { Database } from './world'

export const org = '00000000-0000-4000-8000-00000000c0de'
const people = 2_000
const hex = (value: number): string => value.toString(16).padStart(8, '0')
export const person = (n: number): string => `00000000-0000-4000-8000-0000${hex(n)}`
export const team = (n: number): string => `00000000-0000-4000-8001-0000${hex(n)}`
const teamsOf = (...numbers: number[]): string[] => numbers.map((n) => `team:${team(n)}`)
// The same in SQL, of an expression.
const personSql = (n: string): string => `printf('00000000-0000-4000-8000-0000%08x', ${n})`
const teamSql = (n: string): string => `printf('00000000-0000-4000-8001-0000%08x', ${n})`

/** Viewers with 2, 5 and 10 keys; the first ten people are nobody's ordinary author or recipient. */
export const viewers = [
  { n: 1, keys: [`person:${person(1)}`, 'org'] },
  { n: 2, keys: [`person:${person(2)}`, 'org', ...teamsOf(20, 10, 1)] },
  { n: 3, keys: [`person:${person(3)}`, 'org', ...teamsOf(20, 10, 5, 1, 100, 101, 102, 103)] },
] as const
export type Viewer = (typeof viewers)[number]

/** Of an ordinary person: the number of their unit, and of their manager. */
export const unit = (n: number): number => 20 + (n % 40)
export const manager = (n: number): number => 4 + (n % 5)

export const workAt = (key: string) => ({ site: 'github' as const, instance: 'github.com', type: 'pull_request' as const, key, url: `https://github.com/${key.replace('#', '/pull/')}` })
/** Everybody finds something on it: half is the organisation's, the rest is for teams and people. */
export const openWork = workAt('northwind/open#1')
/** 20,000 notes of which one viewer may see 1 %, under each of their keys in turn. */
export const hotWork = (viewer: Viewer) => workAt(`northwind/hot#${viewer.n}`)

export const tokenOf = (n: number): string => `cairn_${org}_benchmark-of-person-number-${n}`

/** People, teams, values, handles, sessions. */
export async function found(db: Database): Promise<void> {
  const now = Date.now()
  const run = (query: string, ...bound: unknown[]) => db.prepare(query).bind(...bound)
  const count = `with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)`
  const unit = `(20 + i % 40)`
  const parent = `(10 + i % 10)`
  await db.batch([
    run(`insert into organisations (id, name, size, created_at) values (?, 'Northwind Trails', ?, ?)`, org, people, now),
    run(`${count} insert into teams (org_id, id, name, kind, size) select ?, ${teamSql('i')}, 'Team ' || i, 'unit', 50 from n`, 120, org),
    run(`${count} insert into people (org_id, id, name, name_key, email, email_hash, kind, status, in_org, keys, manager_id, unit_id, created_at)
      select ?, ${personSql('i')}, 'Person ' || i, 'person ' || i, 'p' || i || '@bench.test', printf('%064x', i), 'employee', 'active', 1,
        json_array('person:' || ${personSql('i')}, 'org', 'team:' || ${teamSql(unit)}, 'team:' || ${teamSql(parent)}, 'team:' || ${teamSql('1')}),
        case when i > 10 then ${personSql('4 + i % 5')} end, ${teamSql(unit)}, ? from n`, people, org, now),
    run(`${count} insert into memberships (org_id, person_id, team_id, main, from_at) select ?, ${personSql('i')}, ${teamSql(unit)}, 1, 1 from n`, people, org),
    run(`insert into relations (org_id, person_id, kind, other_id, from_at) values (?, ?, 'mentor', ?, 1)`, org, person(coached), person(author)),
    // E-mail goes at once at any hour, so that a run at night costs what one by day does.
    run(`update people set notify = '{"hours":null}' where org_id = ?`, org),
    run(`${count} insert into handles (org_id, site, instance, handle_key, id, handle, person_id, created_at)
      select ?, 'github', 'github.com', 'person-' || i, printf('00000000-0000-4000-8002-0000%08x', i), 'person-' || i, ${personSql('i')}, ? from n`, people, org, now),
    run(`${count} insert into core_values (org_id, id, name, position) select ?, printf('00000000-0000-4000-8003-0000%08x', i), 'Value ' || i, i from n`, 3, org),
    ...viewers.map(({ n, keys }) => run('update people set keys = ? where org_id = ? and id = ?', JSON.stringify(keys), org, person(n))),
    ...(await Promise.all(signedIn.map(async (n) => run(`insert into sessions (org_id, token_hash, id, person_id, kind, opened_at, seen_at, expires_at) values (?, ?, ?, ?, 'script', ?, ?, ?)`,
      org, await sha256(tokenOf(n)), person(n), person(n), now, now + 3_600_000, now + 7_200_000)))),
    ...(await Promise.all([openWork, ...viewers.map(hotWork)].map(async (ref) => run('insert into artifacts (org_id, id, site, instance, type, key, url) values (?, ?, ?, ?, ?, ?, ?)',
      org, await artifactId(ref), ref.site, ref.instance, ref.type, ref.key, ref.url)))),
  ])
}
/** Who has a session beside the viewers: an ordinary author and an ordinary recipient. */
export const author = 11
export const recipient = 12
/** Somebody whose mentor the author is. */
export const coached = 13
const signedIn = [...viewers.map(({ n }) => n), author, recipient]

const atOnce = 50_000
const start = Date.now() - 1_100_000 * 60_000

/**
 * Adds the notes `from` to `to`, one a minute. Of each twenty: three on the hot work, two on the open work, three to and three by the
 * viewers, nine between others on works of their own. Rows of the audit trail are left out: no read touches them.
 */
export async function tell(db: Database, from: number, to: number): Promise<void> {
  const formulas = await formulasOf()
  const id = (i: string, part: string) => `printf('%08x-%04x-7000-${part}-%012x', (${start} + ${i} * 60000) >> 16, (${start} + ${i} * 60000) & 65535, ${i})`
  for (let first = from; first < to; first += atOnce) {
    const last = Math.min(to, first + atOnce) - 1
    const numbers = `with recursive n(i) as (select ${first} union all select i + 1 from n where i < ${last})`
    const fresh = `from feedback f where f.org_id = '${org}' and f.id between ${id(String(first), '9000')} and ${id(String(last), '9000')}`
    await db.batch([
      `insert or ignore into artifacts (org_id, id, site, instance, type, key, url) ${numbers}
        select '${org}', printf('%064x', i), 'github', 'github.com', 'pull_request', 'northwind/work#' || i, 'https://github.com/northwind/work/pull/' || i from n where i % 20 = 19`,
      `insert into feedback (org_id, id, seq, author_id, kind, visibility, team_id, artifact_id, recipients, keys, body_hash, at, key_version, words)
        ${numbers}, ${formulas} select '${org}', ${id('i', '9000')}, ${id('i', '8000')}, author, 'recognition', visibility, team, artifact, json_array(recipient),
          case visibility when 'organization' then json_array('org') when 'team' then json_array('person:' || author, 'person:' || recipient, 'team:' || team) else json_array('person:' || author, 'person:' || recipient) end,
          printf('%064x', i), ${start} + i * 60000, 0, json_object('body', json_object('text', 'You found the race in the retry, and wrote the test for it before you mended it.'), 'title', 'Retry payments after a timeout', 'state', 'open') from note`,
      `insert into feedback_recipients (org_id, feedback_id, person_id) select f.org_id, f.id, json_extract(f.recipients, '$[0]') ${fresh}`,
      `insert into feed (org_id, subject, key, seq, feedback_id) select f.org_id, s.value, k.value, f.seq, f.id
        from feedback f, json_each(json_array('artifact:' || f.artifact_id, 'to:' || json_extract(f.recipients, '$[0]'), 'by:' || f.author_id)) s, json_each(f.keys) k
        ${fresh.replace('from feedback f', '')} order by 2, 3, 4`,
      `insert into feed (org_id, subject, key, seq, feedback_id) select f.org_id, 'all', k.value, f.seq, f.id
        from feedback f, json_each(f.keys) k ${fresh.replace('from feedback f', '')} and k.value not in ('person:' || f.author_id, 'person:' || json_extract(f.recipients, '$[0]')) order by 3, 4`,
      `insert into notifications (org_id, person_id, seq, kind, actor_id, feedback_id, badge, at)
        select f.org_id, json_extract(f.recipients, '$[0]'), f.seq, 'feedback.received', f.author_id, f.id, 1, f.at ${fresh} order by 2, 3`,
    ].map((query) => db.prepare(query)))
  }
}

/** What the i-th note is: author, recipient, work, visibility. */
async function formulasOf(): Promise<string> {
  const hots = await Promise.all(viewers.map(async (viewer) => ({ viewer, id: await artifactId(hotWork(viewer)) })))
  const slot = 'i % 20'
  const turn = 'i / 20'
  const isHot = `(${slot} < 3 and ${turn} < 20000)`
  const seen = `(${isHot} and ${turn} % 100 = 0)`
  // Which key of the viewer shows a seen note of the hot work: person, organisation, or a team.
  const key = `(${turn} / 100 % case ${slot} ${viewers.map(({ keys }, index) => `when ${index} then ${keys.length}`).join(' ')} end)`
  const hotTeam = `case ${slot} * 100 + ${key} ${viewers.flatMap(({ keys }, index) => keys.flatMap((one, k) => (one.startsWith('team:') ? [`when ${index * 100 + k} then '${one.slice(5)}'`] : []))).join(' ')} end`
  const other = (factor: number) => personSql(`11 + (i * ${factor}) % ${people - 10 - 1}`)
  const open = `(${slot} in (3, 4))`
  const openTurn = `(${turn} * 2 + ${slot} - 3)`
  return `
    drawn as (select i,
      case when ${slot} between 8 and 10 then ${personSql(`${slot} - 7`)} else ${other(7919)} end as author,
      case when ${seen} and ${key} = 0 then ${personSql(`${slot} + 1`)} when ${slot} between 5 and 7 then ${personSql(`${slot} - 4`)}
        when ${open} and ${openTurn} % 10 = 8 then ${personSql(`1 + ${openTurn} / 10 % 3`)} else ${other(104729)} end as drawn_to,
      case when ${isHot} then case ${slot} ${hots.map(({ id }, index) => `when ${index} then '${id}'`).join(' ')} end when ${open} then '${await artifactId(openWork)}' else printf('%064x', i / 20 * 20 + 19) end as artifact,
      case when ${isHot} then case when ${seen} and ${key} = 1 then 'organization' when ${seen} and ${key} > 1 then 'team' else 'recipients' end
        when ${open} then case when ${openTurn} % 10 < 5 then 'organization' when ${openTurn} % 10 < 8 then 'team' else 'recipients' end
        else case i / 20 % 3 when 0 then 'organization' when 1 then 'recipients' else 'team' end end as visibility,
      case when ${seen} then ${hotTeam} when ${open} then case ${openTurn} % 10 when 5 then '${team(1)}' when 6 then '${team(100)}' else '${team(20)}' end else ${teamSql('20 + i % 40')} end as drawn_team
      from n),
    note as (select i, author, case when drawn_to = author then ${personSql('10')} else drawn_to end as recipient, artifact, visibility, case when visibility = 'team' then drawn_team end as team from drawn)`
}
