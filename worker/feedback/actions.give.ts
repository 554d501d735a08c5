/** Giving feedback: who, may they, is it so, do it, say that it happened. Two D1 calls. */
import { artifactId, sha256 } from '../../shared/artifacts'
import { teamVisibilities } from '../../shared/audience'
import { citesCompetencies, citesGoals, type Draft, type feedbackEndpoints } from '../../shared/feedback'
import { bodyErrors } from '../../shared/bodies'
import type { Card } from '../../shared/cards'
import { newId } from '../../shared/ids'
import { ruleOf } from '../../shared/kinds'
import { type FieldError, Refusal } from '../../shared/problem'
import { keepArtifact } from '../artifacts/statements'
import { record } from '../events/record'
import { competencyNamesQuery } from '../expectations/queries'
import { citedOf, citedQuery } from '../goals/queries.cited'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { visibilitiesOf } from '../people/queries.me'
import { keyedHash } from '../sealing'
import { insertItem, itemTaken } from '../action-items/statements'
import { answerTo, type PartRow, partQuery } from '../requests/queries'
import { endParts, notOpen } from '../requests/statements'
import { cardsOf } from './cards'
import { mayNoMore, type MayRow, mayQuery } from './queries.coach'
import { type EarlierRow, earlierQuery, itemQuery } from './queries'
import { citing, countReading, insertFeedback, movedSince, sealedWords, subjectsOf } from './statements'
import { membersFeed, teamGuard, whomOf, whomQuery } from './whom'

type GiveCall = Call<typeof feedbackEndpoints.give>

/**
 * Stores a draft once, however often and from how many places it is sent.
 * @throws Refusal: `audience-changed` when others would see it than the author was shown; nothing is stored then
 */
export async function give(call: GiveCall, draft: Draft): Promise<Card> {
  for (let tries = 3; ; tries -= 1) {
    try {
      return await giveOnce(call, draft)
    } catch (error) {
      // Somebody was faster: the same draft sent twice at once, or a recipient who moved meanwhile. Look again.
      const raced = error instanceof Raced || (error instanceof Refusal && error.code === 'conflict')
      if (!raced || tries === 0) throw error instanceof Raced ? new Refusal('id-taken') : error
    }
  }
}
class Raced extends Error {}

async function giveOnce(call: GiveCall, draft: Draft): Promise<Card> {
  const { db, env, now } = call
  const hash = await keyedHash(env, db.org, JSON.stringify({ ...draft, keys: [...draft.keys].sort() }))
  const coaches = ruleOf(draft.kind).giver === 'coach'
  const whose = coaches ? draft.recipients[0] : draft.request ? null : draft.about
  const { viewer, rows: [rows, [earlier], ...more] } = await call.enter(whomQuery(db, draft, draft.invite ? await sha256(draft.invite.email) : null, now), earlierQuery(db, draft.id, draft.values),
    ...(draft.request ? [partQuery(db, call.me, draft.request)] : []), ...(whose ? [mayQuery(db, call.me, whose, now)] : []), ...(draft.competencies?.length ? [competencyNamesQuery(db, draft.competencies)] : []), ...(draft.goals?.length ? [citedQuery(db, call.me, draft.goals)] : []))
  if (!earlier) throw new Error('No row about what went before')
  const [part] = draft.request ? (more.shift() as PartRow[]) : []
  const mays = whose ? (more.shift() as MayRow[]) : undefined
  const competencies = draft.competencies?.length ? (more.shift() as { id: string; name: string }[]) : []
  const goals = draft.goals?.length ? await citedOf(env, db.org, more.shift() as never) : []
  if (earlier.author_id !== null) return again(call, viewer, draft, earlier, hash)

  checkDraft(viewer, draft, earlier)
  checkCited(draft, competencies, goals)
  if (draft.request) await checkAnswer(draft, part, now)
  else checkRelation(draft, mays?.[0])
  const whom = await whomOf(call, viewer, draft, rows)
  const { audience, waits, invited } = whom
  const to = whom.to.map(({ id }) => id)
  const seq = newId()
  const cited = draft.artifact && { id: await artifactId(draft.artifact.ref), ...draft.artifact }
  const words = await sealedWords(env, db.org, draft.id, { body: draft.body, title: cited?.title ?? null, state: cited?.state ?? null, ...(competencies.length > 0 && { competencies }), ...(goals.length > 0 && { goals }) },
    audience.visibility !== 'organization' || waits !== null || (cited?.visibility === 'private' && !cited.showTitle))
  const action = draft.action && { ...draft.action, source: { kind: 'feedback' as const, id: draft.id }, owner: to[0]!, other: viewer.id, by: viewer.id, seq, hash, at: now }
  const row = insertFeedback(db, { draft, audience, author: viewer.id, to, managers: whom.managers, cited, seq, hash, at: now, waits, words })
  await record(db, {
    guards: [
      { bad: movedSince(db, whom.seen), refuse: 'conflict' }, ...teamGuard(db, whom),
      ...(draft.request ? [{ bad: notOpen(db, draft.request, viewer.id, now), refuse: 'request-closed' as const }] : []),
      ...(whose ? [{ bad: mayNoMore(db, viewer.id, whose, coaches ? 'coaches' : 'leads', now), refuse: 'conflict' as const }] : []),
    ],
    statements: [...(invited?.statements ?? []), ...(draft.request ? endParts(db, draft.request, viewer.id, 'answered', now, draft.id) : []), ...(cited ? [keepArtifact(db, cited.id, cited.ref)] : []), ...row.statements, ...(competencies.length > 0 ? [citing(db, draft.id, to[0]!, seq, competencies)] : []), ...(action ? [await insertItem(env, db, action)] : []), ...countReading(db, draft, viewer.organisation.settings.counters !== false, now)],
    feed: [{ feedback: draft.id, subjects: subjectsOf(viewer.id, to, cited?.id ?? null), keys: audience.keys }, ...membersFeed(draft.id, seq, whom.byOwnKey)],
    event: { kind: 'feedback.given', feedback: draft.id, recipients: audience.visibility === 'author' ? [] : [...to, ...whom.unnamed], artifact: cited?.id ?? null },
    ...(invited ? { also: [{ ...invited.event, feedback: draft.id }], due: [{ reaction: 'invitation', person: invited.person }] } : {}),
    ...(draft.request && { also: [{ kind: 'request.answered', request: draft.request, feedback: draft.id }] }),
    ...(action && { also: [{ kind: 'actionItem.added', item: action.id, other: viewer.id, feedback: draft.id }] }),
    actor: viewer.id, at: now, seq, quiet: waits !== null,
  }).catch((error: unknown) => {
    if (itemTaken(error)) throw new Refusal('id-taken')
    throw /UNIQUE constraint failed: feedback\./.test(String(error) + String((error as Error)?.cause)) ? new Raced() : error
  })
  const [card] = await cardsOf(env, viewer, [{
    ...row.card, action: action ? { id: action.id, text: action.text, due: action.due, state: 'open' } : null, author_name: viewer.name, recipient_names: JSON.stringify(whom.to.map(({ id, name }) => [id, name])),
    manager_names: JSON.stringify([...audience.managers.map(({ id, name }) => [id, name]), ...(draft.about ? [[draft.about, mays?.[0]?.name ?? part?.subject_name ?? null]] : [])]),
    value_names: earlier.value_names, team: audience.team && JSON.stringify(audience.team), my_reactions: null,
    artifact: cited && JSON.stringify({ ...cited.ref, instance: cited.ref.instance.toLowerCase() }),
  }], now)
  return card!
}

/** Only what helps somebody to grow cites competencies, and such as there are. @throws Refusal */
function checkCited({ kind, competencies, goals }: Draft, known: readonly { id: string }[], goalsKnown: readonly { id: string }[]): void {
  const errors = (competencies ?? []).flatMap((id, index): FieldError[] => (known.some((one) => one.id === id) ? [] : [{ pointer: `/competencies/${index}`, code: 'unknown' }]))
  for (const [index, id] of (goals ?? []).entries()) if (!goalsKnown.some((one) => one.id === id)) errors.push({ pointer: `/goals/${index}`, code: 'unknown' })
  if (goals?.length && !citesGoals(kind)) errors.push({ pointer: '/goals', code: 'wrong-shape' })
  if (competencies?.length && !citesCompetencies(kind)) errors.push({ pointer: '/competencies', code: 'wrong-shape' })
  if (errors.length > 0) throw new Refusal('invalid', { errors })
}

/** Coaching takes a relation, and so does a note about somebody. @throws Refusal `not-allowed` */
function checkRelation({ kind, about }: Draft, may: MayRow | undefined): void {
  if (ruleOf(kind).giver === 'coach' && may?.coaches !== 1) throw new Refusal('not-allowed')
  if (about && may?.leads !== 1) throw new Refusal('not-allowed')
}

/** A request fixed to whom, about whom, on what work, and who sees it. @throws Refusal `request-closed` when the viewer's part is not open any more */
async function checkAnswer({ recipients, about, visibility, artifact, toTeam, invite }: Draft, part: PartRow | undefined, now: number): Promise<void> {
  const wrong = (pointer: string, code = 'wrong-shape') => new Refusal('invalid', { errors: [{ pointer, code }] })
  if (!part) throw wrong('/request', 'unknown')
  if (part.state !== 'open' || part.expires_at <= now) throw new Refusal('request-closed')
  const fixed = answerTo(part)
  if (toTeam || invite || [...recipients].sort().join() !== [...fixed.recipients].sort().join()) throw wrong('/recipients')
  if ((about ?? null) !== fixed.about) throw wrong('/about')
  if (visibility !== part.visibility) throw wrong('/visibility')
  if ((artifact ? await artifactId(artifact.ref) : null) !== part.artifact_id) throw wrong('/artifact')
}

/** The same draft sent again: the same answer. @throws Refusal without detail for any other */
async function again({ db, env, me, now }: GiveCall, viewer: Viewer, draft: Draft, earlier: EarlierRow, hash: string): Promise<Card> {
  if (earlier.author_id !== viewer.id) throw new Refusal('id-taken')
  if (earlier.retracted_at !== null) throw new Refusal('gone')
  if (earlier.body_hash !== hash) throw new Refusal('id-taken')
  const [rows] = await db.batch(itemQuery(db, me, draft.id))
  const [card] = await cardsOf(env, viewer, rows, now)
  if (!card) throw new Refusal('gone')
  return card
}

/** What the kind's row and the organisation allow: the composer asks the same table. @throws Refusal */
function checkDraft(viewer: Viewer, draft: Draft, earlier: EarlierRow): void {
  const rule = ruleOf(draft.kind)
  const recipients = [...new Set(draft.recipients)]
  const errors: FieldError[] = bodyErrors(draft.kind, draft.body)
  // An answer about a report who is told is theirs and the asker's.
  const [min, max] = draft.invite || draft.toTeam ? [0, 0] : draft.request ? [1, 2] : rule.recipients
  if (recipients.length < min) errors.push({ pointer: '/recipients', code: 'too-few', params: { min } })
  if (recipients.length > max) errors.push({ pointer: '/recipients', code: 'too-many', params: { max } })
  if (draft.invite && !rule.invites) errors.push({ pointer: '/invite', code: 'wrong-shape' })
  if (draft.toTeam && (rule.teamOf === 0 || draft.invite)) errors.push({ pointer: '/toTeam', code: 'wrong-shape' })
  if (draft.about && rule.giver !== 'self' && !draft.request) errors.push({ pointer: '/about', code: 'wrong-shape' })
  // What nobody but its author sees gives nobody anything to do.
  if (draft.action && (!rule.action || draft.visibility === 'author')) errors.push({ pointer: '/action', code: 'wrong-shape' })
  if (draft.request && !rule.answers) errors.push({ pointer: '/request', code: 'wrong-shape' })
  if (draft.values.length > rule.maxValues) errors.push({ pointer: '/values', code: 'too-many', params: { max: rule.maxValues } })
  const known = new Set(JSON.parse(earlier.value_names ?? '[]').map(([id]: [string]) => id))
  draft.values.forEach((id, index) => {
    if (!known.has(id)) errors.push({ pointer: `/values/${index}`, code: 'unknown' })
  })
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  const left = visibilitiesOf(draft.kind, viewer.organisation.settings)
  if (!left.includes(draft.visibility) || (draft.toTeam && !teamVisibilities.includes(draft.visibility))) throw new Refusal('visibility-not-allowed', { errors: [{ pointer: '/visibility', code: 'unknown' }] })
  if (recipients.includes(viewer.id) || draft.invite?.email === viewer.email.toLowerCase()) throw new Refusal('recipient-self')
}
