/** The demo company with a few weeks of life in it: written once, dates relative to the day. */
import { artifactId } from '../../shared/artifacts'
import { audienceOf, type OrganisationFacts } from '../../shared/audience'
import type { Draft } from '../../shared/feedback'
import { idAt } from '../../shared/ids'
import { type Db, dbFor, directoryDb } from '../db'
import type { Env } from '../env'
import { keepArtifact } from '../artifacts/statements'
import { record } from '../events/record'
import { insertFeedback, sealedWords, subjectsOf } from '../feedback/statements'
import { makeOrganisation, type PersonEntry } from '../people/directory'
import { factsOf, factsQuery } from '../people/queries'
import { membersQuery, teamToThank } from '../people/queries.teams'
import { mostThanked } from '../../shared/kinds'
import { sql } from '../sql'
import { acting } from './acting'
import { type CastMember, demoId, fjord, northwind, personId, teamId } from './cast'
import { life, refOf, type Said, work, type Work } from './life'
import { unread, weeks } from './weeks'

/** @param today `YYYY-MM-DD`. @param weeks with what came of what was said; journeys that begin there go without. @returns false when the demo was there already */
export async function seed(env: Env, today: string, withWeeks = true): Promise<boolean> {
  const directory = directoryDb(env)
  const [there] = await directory.batch(directory.q.all(sql`select id from organisations where id = ${northwind.id}`))
  if (there.length > 0) return false
  const midnight = Date.parse(`${today}T00:00:00Z`)
  const start = midnight - 400 * 86_400_000
  const instance = `${new URL(env.BASE_URL).host}/work/github`
  for (const [group, company] of [northwind, fjord].entries()) {
    await makeOrganisation(env, {
      id: company.id, name: company.name, now: start,
      settings: { domains: [company.domain], includesContractors: false },
      teams: company.teams.map((path, index) => ({ path, id: demoId(10 + group, index + 1) })),
      people: company.people.map((one, index) => entryOf(one, company.domain, demoId(20 + group, index + 1), [instance, 'github.com'], midnight)),
      values: company.values.map((value, index) => ({ id: demoId(30 + group, index + 1), ...value })),
    })
  }
  const db = dbFor(env, northwind.id)
  for (const [index, said] of life.entries()) await say(env, db, said, index, midnight)
  if (withWeeks) await acting(env, db, midnight + 86_400_000, (as) => weeks(env, as, today))
  await settleIn(db, midnight)
  return true
}

const day = (midnight: number, days: number): string => new Date(midnight + days * 86_400_000).toISOString().slice(0, 10)

function entryOf(one: CastMember, domain: string, id: string, instances: string[], midnight: number): PersonEntry {
  const address = (first: string) => `${first}@${domain}`
  const relations = [...(one.dotted ? [{ kind: 'dotted' as const, other: address(one.dotted) }] : []), ...(one.mentor ? [{ kind: 'mentor' as const, other: address(one.mentor) }] : [])]
  return {
    id, email: address(one.first), name: one.name, title: one.title, team: one.team, role: one.role ?? 'member', kind: one.kind ?? 'employee', status: one.status ?? 'active',
    manager: one.manager ? address(one.manager) : null, relations, timeZone: 'Europe/Berlin',
    ...(one.status === 'away' ? { away: { from: day(midnight, -3), to: day(midnight, 11) } } : {}),
    handles: !one.github ? [] : [
      ...instances.map((instance) => ({ site: 'github' as const, instance, handle: one.github! })),
      // The made-up tickets name people as the pull requests do; a real one by Atlassian's account.
      { site: 'jira' as const, instance: instances[0]!.replace(/github$/, 'jira'), handle: one.github },
      { site: 'jira' as const, instance: 'atlassian.net', handle: `712020:${id}` },
    ],
  }
}

async function say(env: Env, db: Db, said: Said, index: number, midnight: number): Promise<void> {
  const at = midnight - said.daysAgo * 86_400_000 + said.minute * 60_000
  const author = personId(said.by)
  const [people, members, [organisation], [writer]] = await db.batch(
    factsQuery(db, said.to.map(personId), at), membersQuery(db, said.team ? teamId(said.team) : '', mostThanked, midnight), db.q.all<OrganisationFacts>(sql`select name, size from organisations where id = ${db.org}`), factsQuery(db, [author], at))
  if (!organisation || !writer) throw new Error('The cast is not there')
  const thanked = teamToThank(members, author)
  const to = thanked ? thanked.named.map(({ id }) => id) : said.to.map(personId)
  const audience = audienceOf({ visibility: said.visibility, author: { id: author, inOrg: writer.in_org === 1 }, recipients: people.map(factsOf), toTeam: thanked?.team })
  if (typeof audience === 'string') throw new Error(`${said.by} has no audience: ${audience}`)
  const place: Work | null = said.on && work[said.on]
  const ref = place && refOf(env, place)
  const cited = ref && place ? { id: await artifactId(ref), ref, title: place.title, state: place.state, visibility: place.public ? 'public' as const : 'private' as const, showTitle: place.public } : null
  const draft: Draft = {
    id: demoId(40, index + 1), kind: said.kind, visibility: said.visibility, recipients: thanked ? [] : to, ...(thanked && { toTeam: thanked.team.id }), keys: audience.keys,
    body: said.sbi ?? { text: said.text ?? '' }, values: (said.values ?? []).map((value) => demoId(30, value + 1)), artifact: null,
  }
  const seq = idAt(at)
  const words = await sealedWords(env, db.org, draft.id, { body: draft.body, title: cited?.title ?? null, state: cited?.state ?? null }, audience.visibility !== 'organization' || (cited !== null && !cited.showTitle))
  const { statements } = insertFeedback(db, { draft, audience, author, to, managers: [], cited, seq, hash: 'demo', at, waits: null, words })
  const reacted = [...(said.thanks ?? []).map((first) => [first, 'thanks']), ...(said.seenToo ?? []).map((first) => [first, 'seen_it_too'])]
  await record(db, {
    statements: [
      ...(cited ? [keepArtifact(db, cited.id, cited.ref)] : []), ...statements,
      ...reacted.map(([first, reaction]) => db.q.run(sql`insert into reactions (org_id, feedback_id, person_id, reaction, at) values (${db.org}, ${draft.id}, ${personId(first!)}, ${reaction!}, ${at + 3_600_000})`)),
      db.q.run(sql`update feedback set thanks = ${said.thanks?.length ?? 0}, seen_it_too = ${said.seenToo?.length ?? 0} where org_id = ${db.org} and id = ${draft.id}`),
    ],
    feed: { feedback: draft.id, subjects: subjectsOf(author, to, cited?.id ?? null), keys: audience.keys },
    event: { kind: 'feedback.given', feedback: draft.id, recipients: to, artifact: cited?.id ?? null },
    actor: author, at, seq,
  })
}

/** What is long past was read, and its e-mails were sent then. */
async function settleIn(db: Db, midnight: number): Promise<void> {
  const fresh = life.flatMap((said, index) => (said.fresh ? [demoId(40, index + 1)] : []))
  await db.batch(
    db.q.run(sql`delete from due where org_id = ${db.org}`),
    db.q.run(sql`update notifications set read_at = at where org_id = ${db.org} and at < ${midnight} and coalesce(feedback_id, subject, '') not in (select value from json_each(${JSON.stringify([...fresh, ...unread])}))`),
    // A demo is looked at in the evening too: its mail does not wait for the morning.
    db.q.run(sql`update people set notify = '{"hours":null}' where org_id = ${db.org}`),
    db.q.run(sql`update people set unread = (select count(*) from notifications n where n.org_id = people.org_id and n.person_id = people.id and n.badge = 1 and n.read_at is null) where org_id = ${db.org}`),
  )
}
