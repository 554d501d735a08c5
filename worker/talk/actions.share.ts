/** What a recipient may do with what was said to them: their own view of it, passing it on, letting more people see it. Two D1 calls each. */
import { audienceOf } from '../../shared/audience'
import { personKey, teamKey, type Visibility, visibilities } from '../../shared/audience.keys'
import type { Card } from '../../shared/cards'
import { type Kind, ruleOf } from '../../shared/kinds'
import { Refusal } from '../../shared/problem'
import { mostPassedOn, type talkEndpoints } from '../../shared/talk'
import { graphemes } from '../../shared/text'
import { everything, record } from '../events/record'
import { type CardRow, cardsOf, type Change, itemQuery, passedTo, relationTo, settled, viewsOf } from '../feedback/queries'
import { changedSince, foundAt, movedSince, saidTo, storedAs, subjectsOf } from '../feedback/statements'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { factsOf, factsQuery, type PersonRow } from '../people/queries'
import { sql } from '../sql'
import { agreedQuery, type AgreedRow, everyoneQuery } from './queries'
import { checkShown } from './actions.reply'

type Ends = typeof talkEndpoints
const longestView = 1_000

/** @throws Refusal for whoever is no recipient of it, or while it is held */
function checkRecipient(viewer: Viewer, item: CardRow | undefined): asserts item is CardRow {
  if (!item) throw new Refusal('not-found')
  if (relationTo(item, viewer.id) !== 'recipient' || item.waits_for !== null) throw new Refusal('not-allowed')
}

/** While two look at it, nobody more comes to see it. A report that comes meanwhile is met by the guard `changedSince`. @throws Refusal `reported` */
function checkRest({ report_id: report }: CardRow): void {
  if (report !== null) throw new Refusal('reported')
}

const changesOf = (item: CardRow): Change[] => JSON.parse(item.changes) as Change[]
const idsIn = (list: string): string[] => JSON.parse(list) as string[]

/** One's own view of what was said to one, beside it wherever it is shown; empty takes it off. Its author hears of the first. */
export const view = (call: Call<Ends['view']>): Promise<Card> => settled(async () => {
  const { db, env, me, now, params, body: { text, keys } } = call
  const { viewer, rows: [[item]] } = await call.enter(itemQuery(db, me, params.id))
  checkRecipient(viewer, item)
  // Of a whole team nobody is meant alone.
  if (item.to_team === 1) throw new Refusal('not-allowed')
  if (graphemes(text) > longestView) throw new Refusal('invalid', { errors: [{ pointer: '/text', code: 'too-long', params: { max: longestView } }] })
  const views = await viewsOf(env, db.org, item)
  const before = views.find(({ by }) => by === viewer.id)
  if ((before?.text ?? '') === text) return cardOf(call, viewer, item)
  await checkShown(call, viewer, item, keys)
  const stored = await storedAs(env, db.org, item, item.key_version > 0, [...views.filter((one) => one !== before), ...(text === '' ? [] : [{ by: viewer.id, text, at: now }])])
  const { rows: [[after]] } = await record(db, {
    guards: [
      { bad: changedSince(db, item), refuse: 'conflict' },
      { bad: sql`not exists (select 1 from feedback where org_id = ${db.org} and id = ${item.id} and views is ${item.views})`, refuse: 'conflict' },
    ],
    statements: [db.q.run(sql`update feedback set views = ${stored.views}, words = ${stored.text}, key_version = ${stored.version} where org_id = ${db.org} and id = ${item.id}`)],
    event: text === '' ? { kind: 'view.removed', feedback: item.id } : { kind: 'view.added', feedback: item.id, author: item.author_id },
    actor: viewer.id, at: now, quiet: before !== undefined,
  }, itemQuery(db, me, item.id))
  return cardOf(call, viewer, after)
})

/** Passes feedback or coaching on to named people. Replies stay behind until their authors let them along. */
export const passOn = (call: Call<Ends['passOn']>): Promise<Card> => settled(async () => {
  const { db, me, now, params } = call
  const people = [...new Set(call.body.people)]
  const { viewer, rows: [[item], found] } = await call.enter(itemQuery(db, me, params.id), factsQuery(db, people, now))
  checkRecipient(viewer, item)
  if (!ruleOf(item.kind as Kind).passesOn) throw new Refusal('not-allowed')
  const before = idsIn(item.keys)
  const to = people.filter((id) => !before.includes(personKey(id)))
  if (to.length === 0) return cardOf(call, viewer, item)
  checkRest(item)
  const rows = reachable(to, found)
  const changes = changesOf(item)
  const left = mostPassedOn - passedTo(changes).length
  if (to.length > left) throw new Refusal('invalid', { errors: [{ pointer: '/people', code: 'too-many', params: { max: left } }] })
  const keys = to.map(personKey)
  const recipients = saidTo(item)
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: changedSince(db, item), refuse: 'conflict' }, { bad: movedSince(db, rows), refuse: 'conflict' }],
    statements: [db.q.run(sql`update feedback set keys = ${JSON.stringify([...before, ...keys].sort())}, changes = ${JSON.stringify([...changes, { kind: 'passed_on', by: viewer.id, at: now, to } satisfies Change])} where org_id = ${db.org} and id = ${item.id}`)],
    feed: { feedback: item.id, seq: item.seq, subjects: [...(item.artifact_id === null ? [] : [`artifact:${item.artifact_id}`]), everything], keys },
    event: { kind: 'feedback.passedOn', feedback: item.id, to, author: item.author_id, recipients }, actor: viewer.id, at: now,
  }, itemQuery(db, me, item.id))
  return cardOf(call, viewer, after)
})

/** @throws Refusal naming whoever cannot be reached */
function reachable(ids: readonly string[], found: readonly PersonRow[]): PersonRow[] {
  const errors = ids.flatMap((id, index) => (found.some((row) => row.id === id) ? [] : [{ pointer: `/people/${index}`, code: 'unknown' }]))
  if (errors.length > 0) throw new Refusal('recipient-unknown', { errors })
  const rows = found.filter(({ id }) => ids.includes(id))
  const away = (status: string) => rows.filter((row) => row.status === status)
  const named = (who: PersonRow[]) => ({ params: { names: who.map(({ name }) => name).join(', ') } })
  if (away('deactivated').length > 0) throw new Refusal('recipient-left', named(away('deactivated')))
  if (away('invited').length > 0) throw new Refusal('recipient-unknown', named(away('invited')))
  return rows
}

const rank = (visibility: string): number => visibilities.indexOf(visibility as Visibility)

/** Agrees that a recognition be seen by more people; once every recipient has, it is. Never beyond anybody's ceiling, never by its author. */
export const widen = (call: Call<Ends['widen']>): Promise<Card> => settled(() => widenOnce(call))

async function widenOnce(call: Call<Ends['widen']>): Promise<Card> {
  const { db, env, me, now, params, body: { visibility: wished } } = call
  const { viewer, rows: [[item], people, agreed] } = await call.enter(itemQuery(db, me, params.id), everyoneQuery(db, params.id, now), agreedQuery(db, params.id))
  checkRecipient(viewer, item)
  const rule = ruleOf(item.kind as Kind)
  // What a whole team was told has nobody whose word would be enough.
  if (!rule.stepBack || !rule.visibilities.includes(wished) || item.to_team === 1) throw new Refusal('not-allowed')
  if (rank(wished) <= rank(item.visibility)) return cardOf(call, viewer, item)
  checkRest(item)
  const open = (viewer.organisation.settings.visibilities?.[item.kind] ?? rule.visibilities).includes(wished)
  const audience = audienceToday(item, people, wished)
  if (!open || typeof audience === 'string' || audience.visibility !== wished) {
    throw new Refusal('visibility-not-allowed', typeof audience === 'string' ? {} : { params: { names: audience.narrowedBy.join(', ') } })
  }
  const everyone = saidTo(item)
  const all: AgreedRow[] = [...agreed.filter(({ person_id }) => person_id !== viewer.id), { person_id: viewer.id, visibility: wished }]
  const agreedBy = new Set(all.map(({ person_id }) => person_id))
  const event = { feedback: item.id, author: item.author_id, recipients: everyone }
  const guards = [
    { bad: changedSince(db, item), refuse: 'conflict' as const },
    { bad: sql`(select coalesce(json_group_array(json_array(person_id, visibility)), '[]') from (select person_id, visibility from widenings where org_id = ${db.org} and feedback_id = ${item.id} order by person_id)) <> ${JSON.stringify(agreed.map((one) => [one.person_id, one.visibility]))}`, refuse: 'conflict' as const },
  ]
  if (!everyone.every((id) => agreedBy.has(id))) {
    if (agreed.some((one) => one.person_id === viewer.id && one.visibility === wished)) return cardOf(call, viewer, item)
    await record(db, {
      guards,
      statements: [db.q.run(sql`insert into widenings (org_id, feedback_id, person_id, visibility, at) values (${db.org}, ${item.id}, ${viewer.id}, ${wished}, ${now}) on conflict do update set visibility = excluded.visibility, at = excluded.at`)],
      event: { kind: 'feedback.widenAgreed', ...event, recipients: everyone.filter((id) => !agreedBy.has(id)) }, actor: viewer.id, at: now,
    })
    return cardOf(call, viewer, item)
  }
  // As far as the most careful of them agreed.
  const visibility = all.map((one) => one.visibility).reduce((a, b) => (rank(a) < rank(b) ? a : b))
  const wide = visibility === wished ? audience : audienceToday(item, people, visibility)
  if (typeof wide === 'string' || wide.visibility !== visibility) throw new Refusal('visibility-not-allowed')
  const recipients = idsIn(item.recipients)
  const keys = [...new Set([...wide.keys, ...everyone.filter((id) => !recipients.includes(id)).map(personKey)])].sort()
  const stored = await storedAs(env, db.org, item, visibility !== 'organization' || (item.private === 1 && item.show_title === 0))
  const changes: Change[] = [...changesOf(item), { kind: 'widened', by: viewer.id, at: now }]
  const { rows: [[after]] } = await record(db, {
    guards: [...guards, { bad: movedSince(db, people), refuse: 'conflict' }],
    unfeed: { feedback: item.id, subjects: subjectsOf(item.author_id, everyone, item.artifact_id) },
    statements: [
      db.q.run(sql`update feedback set visibility = ${visibility}, team_id = ${wide.team?.id ?? null}, keys = ${JSON.stringify(keys)}, changes = ${JSON.stringify(changes)},
        words = ${stored.text}, views = ${stored.views}, key_version = ${stored.version} where org_id = ${db.org} and id = ${item.id}`),
      db.q.run(sql`delete from widenings where org_id = ${db.org} and feedback_id = ${item.id}`),
    ],
    feed: foundAt(item, keys),
    event: { kind: 'feedback.widened', ...event }, actor: viewer.id, at: now,
  }, itemQuery(db, me, item.id))
  return cardOf(call, viewer, after)
}

/** Who would see it today. The team is the one that it was said in, where it was. */
function audienceToday(item: CardRow, people: readonly PersonRow[], visibility: Visibility) {
  const facts = people.map(factsOf)
  const author = facts.find(({ id }) => id === item.author_id)!
  const recipients = saidTo(item).flatMap((id) => facts.filter((one) => one.id === id))
  const team = idsIn(item.keys).find((key) => recipients.some((one) => one.teams.some(({ id }) => teamKey(id) === key)))?.slice(5)
  return audienceOf({ visibility, author, recipients, team })
}

async function cardOf({ env, now }: Pick<Call, 'env' | 'now'>, viewer: Viewer, row: CardRow | undefined): Promise<Card> {
  const [card] = row ? await cardsOf(env, viewer, [row], now) : []
  if (!card) throw new Refusal('not-found')
  return card
}
