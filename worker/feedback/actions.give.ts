/** Giving feedback: who, may they, is it so, do it, say that it happened. Two D1 calls. */
import { artifactId, sha256 } from '../../shared/artifacts'
import { type Audience, audienceOf, type OrganisationFacts, personKey, sameKeys, sayAudience } from '../../shared/audience'
import { bodyErrors, type Card, type Draft, type feedbackEndpoints } from '../../shared/feedback'
import { newId } from '../../shared/ids'
import { ruleOf } from '../../shared/kinds'
import { type FieldError, Refusal } from '../../shared/problem'
import { keepArtifact } from '../artifacts/statements'
import { record } from '../events/record'
import type { Call } from '../http/call'
import type { Viewer } from '../http/session'
import { byEmailQuery, factsOf, factsQuery, type PersonRow } from '../people/queries'
import { visibilitiesOf } from '../people/queries.me'
import { keyedHash } from '../sealing'
import { cardsOf } from './cards'
import { inviteFor } from './statements.invite'
import { type EarlierRow, earlierQuery, itemQuery } from './queries'
import { insertFeedback, managersOf, movedSince, sealedWords, subjectsOf } from './statements'

type GiveCall = Call<typeof feedbackEndpoints.give>

/** Somebody who has not come in yet, and until when it waits for them. */
interface Waiting { person: string; name: string; until: number }

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
  const recipients = [...new Set(draft.recipients)]
  const hash = await keyedHash(env, db.org, JSON.stringify({ ...draft, keys: [...draft.keys].sort() }))
  const { viewer, rows: [people, [earlier]] } = await call.enter(
    draft.invite ? byEmailQuery(db, await sha256(draft.invite.email), now) : factsQuery(db, recipients, now),
    earlierQuery(db, draft.id, draft.values),
  )
  if (!earlier) throw new Error('No row about what went before')
  if (earlier.author_id !== null) return again(call, viewer, draft, earlier, hash)

  checkDraft(viewer, draft, recipients, earlier)
  const rows = draft.invite ? people : inOrder(recipients, people)
  // Somebody whose invitation ran out is invited anew.
  const invited = draft.invite && rows.every((row) => row.status === 'invited' && row.waits_until === null) ? await inviteFor(call, viewer, draft.invite) : null
  const waits: Waiting | null = invited ?? waitingAmong(draft, rows)
  const audience = resolve(viewer, draft, rows, waits)

  const facts = rows.map(factsOf)
  const to = waits ? [waits.person] : facts.map((one) => one.id)
  const seq = newId()
  const cited = draft.artifact && { id: await artifactId(draft.artifact.ref), ...draft.artifact }
  const words = await sealedWords(env, db.org, draft.id, { body: draft.body, title: cited?.title ?? null, state: cited?.state ?? null },
    audience.visibility !== 'organization' || waits !== null || (cited?.visibility === 'private' && !cited.showTitle))
  const managers = waits ? [] : managersOf(audience, viewer.id, facts)
  const row = insertFeedback(db, { draft, audience, author: viewer.id, to, managers, cited, seq, hash, at: now, waits, words })
  await record(db, {
    guards: [{ bad: movedSince(db, rows), refuse: 'conflict' }],
    statements: [...(invited?.statements ?? []), ...(cited ? [keepArtifact(db, cited.id, cited.ref)] : []), ...row.statements],
    feed: { feedback: draft.id, subjects: subjectsOf(viewer.id, to, cited?.id ?? null), keys: audience.keys },
    event: { kind: 'feedback.given', feedback: draft.id, recipients: to, artifact: cited?.id ?? null },
    ...(invited ? { also: [{ ...invited.event, feedback: draft.id }], due: [{ reaction: 'invitation', person: invited.person }] } : {}),
    actor: viewer.id, at: now, seq, quiet: waits !== null,
  }).catch((error: unknown) => {
    throw /UNIQUE constraint failed: feedback\./.test(String(error) + String((error as Error)?.cause)) ? new Raced() : error
  })
  const named = (id: string, name: string) => [id, name] as const
  const [card] = await cardsOf(env, viewer, [{
    ...row.card, author_name: viewer.name,
    recipient_names: JSON.stringify(waits ? [named(waits.person, rows[0]?.name ?? waits.name)] : facts.map((one) => named(one.id, one.name))),
    manager_names: JSON.stringify(audience.managers.map((one) => named(one.id, one.name))),
    value_names: earlier.value_names, team: audience.team && JSON.stringify(audience.team), my_reactions: null,
    artifact: cited && JSON.stringify({ ...cited.ref, instance: cited.ref.instance.toLowerCase() }),
  }], now)
  return card!
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
function checkDraft(viewer: Viewer, draft: Draft, recipients: string[], earlier: EarlierRow): void {
  const rule = ruleOf(draft.kind)
  const errors: FieldError[] = bodyErrors(draft.kind, draft.body)
  const [min, max] = draft.invite ? [0, 0] : rule.recipients
  if (recipients.length < min) errors.push({ pointer: '/recipients', code: 'too-few', params: { min } })
  if (recipients.length > max) errors.push({ pointer: '/recipients', code: 'too-many', params: { max } })
  if (draft.invite && !rule.invites) errors.push({ pointer: '/invite', code: 'wrong-shape' })
  if (draft.values.length > rule.maxValues) errors.push({ pointer: '/values', code: 'too-many', params: { max: rule.maxValues } })
  const known = new Set(JSON.parse(earlier.value_names ?? '[]').map(([id]: [string]) => id))
  draft.values.forEach((id, index) => {
    if (!known.has(id)) errors.push({ pointer: `/values/${index}`, code: 'unknown' })
  })
  if (errors.length > 0) throw new Refusal('invalid', { errors })
  if (!visibilitiesOf(draft.kind, viewer.organisation.settings).includes(draft.visibility)) throw new Refusal('visibility-not-allowed', { errors: [{ pointer: '/visibility', code: 'unknown' }] })
  if (recipients.includes(viewer.id) || draft.invite?.email === viewer.email.toLowerCase()) throw new Refusal('recipient-self')
}

/** The recipients in the order of the draft. @throws Refusal `recipient-unknown` */
function inOrder(ids: string[], rows: PersonRow[]): PersonRow[] {
  const errors = ids.flatMap((id, index) => (rows.some((row) => row.id === id) ? [] : [{ pointer: `/recipients/${index}`, code: 'unknown' }]))
  if (errors.length > 0) throw new Refusal('recipient-unknown', { errors })
  return ids.map((id) => rows.find((row) => row.id === id)!)
}

/** An invited person who is the only recipient, and whose invitation stands, is waited for. @throws Refusal with the names of those who cannot be reached */
function waitingAmong(draft: Draft, rows: PersonRow[]): Waiting | null {
  const refuse = (code: 'recipient-left' | 'recipient-unknown', who: PersonRow[]): never => {
    throw new Refusal(code, { params: { names: who.map((one) => one.name).join(', ') } })
  }
  const left = rows.filter((row) => row.status === 'deactivated')
  if (left.length > 0) refuse('recipient-left', left)
  const invited = rows.filter((row) => row.status === 'invited')
  const [one] = invited
  if (!one) return null
  if (rows.length > 1 || one.waits_until === null || !ruleOf(draft.kind).invites) return refuse('recipient-unknown', invited)
  return { person: one.id, name: one.name, until: one.waits_until }
}

/** The audience of today, if it is the one that the author was shown. @throws Refusal `audience-changed` with the one it would be */
function resolve(viewer: Viewer, draft: Draft, rows: PersonRow[], waits: Waiting | null): Audience {
  const facts = rows.map(factsOf)
  // Until somebody invited comes in, the author alone sees it; what they chose is kept for then.
  const audience: Audience | string = waits
    ? { visibility: 'author', keys: [personKey(viewer.id)], team: null, managers: [], withoutManager: [], narrowedBy: [] }
    : audienceOf({ visibility: draft.visibility, author: { id: viewer.id, inOrg: viewer.inOrg }, recipients: facts, team: draft.team })
  if (typeof audience === 'string') throw new Refusal('invalid', { errors: [{ pointer: '/team', code: 'unknown', params: { reason: audience } }] })
  if (!sameKeys(draft.keys, audience.keys)) {
    const { name, size, settings } = viewer.organisation
    const organisation: OrganisationFacts = { name, size, includesContractors: settings.includesContractors ?? false }
    throw new Refusal('audience-changed', { audience: sayAudience(audience, viewer, waits ? [] : facts, organisation) })
  }
  return waits ? { ...audience, visibility: draft.visibility } : audience
}
