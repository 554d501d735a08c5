/** What author and recipients may change later: retract, step back, show or hide a private title. Two D1 calls each. */
import { personKey, teamKey } from '../../shared/audience.keys'
import type { feedbackEndpoints } from '../../shared/feedback'
import type { Card } from '../../shared/cards'
import { type Kind, ruleOf } from '../../shared/kinds'
import { Refusal } from '../../shared/problem'
import type { Statement } from '../db'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { sql } from '../sql'
import { cardsOf, relationTo, retractUntil } from './cards'
import { itemQuery } from './queries'
import { settled } from './races'
import type { CardRow, Change } from './rows'
import { changedSince, hidden, saidTo, sinceWidened, storedAs, subjectsOf, takenBack } from './statements'

type Ends = typeof feedbackEndpoints
type Item = { viewer: Viewer; row: CardRow; mine: Card['mine']; everyone: string[] }

/** The item as the viewer sees it, with everybody to whom it was said, stepped back or not. @throws Refusal `not-found` */
async function find(call: Call<Ends['stepBack'] | Ends['retract'] | Ends['showTitle']>): Promise<Item> {
  const { viewer, rows: [[row]] } = await call.enter(itemQuery(call.db, call.me, call.params.id))
  if (!row) throw new Refusal('not-found')
  return { viewer, row, mine: relationTo(row, viewer.id), everyone: saidTo(row) }
}

/** Takes back what the viewer said: words, citation and feed rows go, ids and times stay. While it is reported it is only hidden: the two who look at it keep the words until they have decided. */
export const retract = (call: Call<Ends['retract']>): Promise<undefined> => settled(() => retractOnce(call))

async function retractOnce(call: Call<Ends['retract']>): Promise<undefined> {
  const { db, now } = call
  const { viewer, row, mine, everyone } = await find(call)
  if (mine !== 'author') throw new Refusal('not-allowed')
  if (now >= retractUntil(row)) throw new Refusal('retract-too-late')
  await record(db, {
    guards: [{ bad: changedSince(db, row), refuse: 'conflict' }],
    unfeed: { feedback: row.id, subjects: subjectsOf(row.author_id, everyone, row.artifact_id) },
    statements: row.report_id === null ? takenBack(db, row.id, now) : [hidden(db, row.id, now)],
    event: { kind: 'feedback.retracted', feedback: row.id, recipients: toldOf(row, everyone) }, actor: viewer.id, at: now,
  })
  return undefined
}

/** Takes the viewer off a public recognition: others no longer see their name in it; when the last one goes, it narrows to author and recipients. */
export const stepBack = (call: Call<Ends['stepBack']>): Promise<Card> => settled(() => stepBackOnce(call))

async function stepBackOnce(call: Call<Ends['stepBack']>): Promise<Card> {
  const { db, env, now } = call
  const { viewer, row, mine, everyone } = await find(call)
  const open = row.visibility === 'organization' || row.visibility === 'team'
  const left = (JSON.parse(row.recipients) as string[]).filter((id) => id !== viewer.id)
  if (mine !== 'recipient' || !ruleOf(row.kind as Kind).stepBack) throw new Refusal('not-allowed')
  // Said again, also after it narrowed: it is done, unless everybody let more people see it since.
  if (sinceWidened(JSON.parse(row.changes) as Change[]).some((change) => change.kind === 'stepped_back' && change.by === viewer.id)) return cardOf(call, viewer, row)
  if (!open) throw new Refusal('not-allowed')
  if (row.to_team) return stepOffTeam(call, { viewer, row, mine, everyone }, left)
  const narrowed = left.length === 0
  const changes: Change[] = [...(JSON.parse(row.changes) as Change[]), { kind: 'stepped_back', by: viewer.id, at: now }, ...(narrowed ? [{ kind: 'narrowed', by: viewer.id, at: now } as const] : [])]
  const own = [row.author_id, ...everyone].map(personKey)
  const before = JSON.parse(row.keys) as string[]
  const keys = [...new Set(narrowed ? own : [...before, personKey(viewer.id)])].sort()
  const words = narrowed && row.key_version === 0 ? await storedAs(env, db.org, row, true) : { text: row.words, version: row.key_version, views: row.views }
  const statements: Statement[] = [db.q.run(sql`update feedback set recipients = ${JSON.stringify(narrowed ? everyone : left)}, keys = ${JSON.stringify(keys)}, changes = ${JSON.stringify(changes)},
    visibility = ${narrowed ? 'recipients' : row.visibility}, words = ${words.text}, views = ${words.views}, key_version = ${words.version} where org_id = ${db.org} and id = ${row.id}`),
  db.q.run(sql`update feedback_recipients set stepped_back_at = ${now} where org_id = ${db.org} and feedback_id = ${row.id} and person_id = ${viewer.id}`)]
  const shown = narrowed ? everyone : left
  const hidden = everyone.filter((id) => !shown.includes(id))
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: changedSince(db, row), refuse: 'conflict' }],
    unfeed: { feedback: row.id, subjects: subjectsOf(row.author_id, everyone, row.artifact_id) },
    statements,
    // Who stepped back still finds it among what they received, and nobody else finds it there.
    feed: [
      { feedback: row.id, seq: row.seq, subjects: subjectsOf(row.author_id, shown, row.artifact_id), keys },
      ...hidden.map((id) => ({ feedback: row.id, seq: row.seq, subjects: [`to:${id}`], keys: [personKey(id)] })),
    ],
    event: { kind: 'feedback.steppedBack', feedback: row.id, narrowed, author: row.author_id, recipients: everyone }, actor: viewer.id, at: now,
  }, itemQuery(db, call.me, row.id))
  return cardOf(call, viewer, after)
}

/**
 * The same for one of a team's members. Its keys are the team's, so nobody gets one of their own; when the last name goes, what the organisation saw
 * narrows to the author and the team. Then `to:` rows of all are gone from others' eyes, since nobody is named any more.
 */
async function stepOffTeam(call: Call<Ends['stepBack']>, { viewer, row, everyone }: Item, left: string[]): Promise<Card> {
  const { db, env, now } = call
  const narrowed = left.length === 0 && row.visibility === 'organization'
  const team = (JSON.parse(row.team!) as { id: string }).id
  const keys = narrowed ? [personKey(row.author_id), teamKey(team)].sort() : (JSON.parse(row.keys) as string[])
  const changes: Change[] = [...(JSON.parse(row.changes) as Change[]), { kind: 'stepped_back', by: viewer.id, at: now }, ...(narrowed ? [{ kind: 'narrowed', by: viewer.id, at: now } as const] : [])]
  const words = narrowed && row.key_version === 0 ? await storedAs(env, db.org, row, true) : { text: row.words, version: row.key_version, views: row.views }
  const own = (person: string) => ({ feedback: row.id, seq: row.seq, subjects: [`to:${person}`], keys: [personKey(person)] })
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: changedSince(db, row), refuse: 'conflict' }],
    unfeed: { feedback: row.id, subjects: narrowed ? subjectsOf(row.author_id, everyone, row.artifact_id) : [`to:${viewer.id}`] },
    statements: [
      db.q.run(sql`update feedback set recipients = ${JSON.stringify(left)}, keys = ${JSON.stringify(keys)}, changes = ${JSON.stringify(changes)},
        visibility = ${narrowed ? 'team' : row.visibility}, words = ${words.text}, views = ${words.views}, key_version = ${words.version} where org_id = ${db.org} and id = ${row.id}`),
      db.q.run(sql`update feedback_recipients set stepped_back_at = ${now} where org_id = ${db.org} and feedback_id = ${row.id} and person_id = ${viewer.id}`),
    ],
    // Each finds it among what they themselves received, and nobody else finds it there.
    feed: narrowed ? [{ feedback: row.id, seq: row.seq, subjects: subjectsOf(row.author_id, [], row.artifact_id), keys }, ...everyone.map(own)] : own(viewer.id),
    event: { kind: 'feedback.steppedBack', feedback: row.id, narrowed, author: row.author_id, recipients: everyone }, actor: viewer.id, at: now,
  }, itemQuery(db, call.me, row.id))
  return cardOf(call, viewer, after)
}

/** Shows (the author) or hides (author or recipient) the title of a private place to the whole audience. */
export const showTitle = (call: Call<Ends['showTitle']>): Promise<Card> => settled(() => showTitleOnce(call))

async function showTitleOnce(call: Call<Ends['showTitle']>): Promise<Card> {
  const { db, env, now, body: { shown } } = call
  const { viewer, row, mine, everyone } = await find(call)
  if (mine === 'none' || (shown && mine !== 'author')) throw new Refusal('not-allowed')
  if (row.private === 0 || (row.show_title === 1) === shown) return cardOf(call, viewer, row)
  const changes: Change[] = [...(JSON.parse(row.changes) as Change[]), { kind: shown ? 'title_shown' : 'title_hidden', by: viewer.id, at: now }]
  const isPrivate = !shown || row.visibility !== 'organization' || row.waits_for !== null
  const { text, version, views } = await storedAs(env, db.org, row, isPrivate)
  const { rows: [[after]] } = await record(db, {
    guards: [{ bad: changedSince(db, row), refuse: 'conflict' }],
    statements: [
      db.q.run(sql`update feedback set show_title = ${shown ? 1 : 0}, changes = ${JSON.stringify(changes)}, words = ${text}, views = ${views}, key_version = ${version} where org_id = ${db.org} and id = ${row.id}`),
    ],
    event: { kind: shown ? 'feedback.titleShown' : 'feedback.titleHidden', feedback: row.id, author: row.author_id, recipients: toldOf(row, everyone) }, actor: viewer.id, at: now,
  }, itemQuery(db, call.me, row.id))
  return cardOf(call, viewer, after)
}

/** Those to whom it was said as far as they know: what waits for somebody, and what its author keeps to themselves, names nobody in an event either. */
const toldOf = ({ visibility, waits_for }: CardRow, everyone: string[]): string[] => (visibility === 'author' || waits_for !== null ? [] : everyone)

async function cardOf({ env, now }: Pick<Call, 'env' | 'now'>, viewer: Viewer, row: CardRow | undefined): Promise<Card> {
  const [card] = row ? await cardsOf(env, viewer, [row], now) : []
  if (!card) throw new Refusal('not-found')
  return card
}
