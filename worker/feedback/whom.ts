/** Whom a draft is for, looked up at sending: people by id, somebody invited, or the members of a team. */
import { type Audience, audienceOf, type OrganisationFacts, sayAudience, type PersonFacts, type TeamFacts, type TeamRecipient } from '../../shared/audience'
import { personKey, sameKeys } from '../../shared/audience.keys'
import type { Draft } from '../../shared/feedback'
import { ruleOf } from '../../shared/kinds'
import { type FieldError, Refusal } from '../../shared/problem'
import type { Db } from '../db'
import type { Env } from '../env'
import type { FeedRows } from '../events/record'
import type { Viewer } from '../http/session'
import type { Invited } from '../people/invitations'
import { byEmailQuery, factsOf, factsQuery, type PersonRow } from '../people/queries'
import { type MemberRow, membersQuery, teamToThank } from '../people/queries.teams'
import type { Subject } from './queries'
import type { Manager } from './rows'
import { managersOf, type Seen, teamChanged } from './statements'
import { inviteFor } from './statements.invite'

/** Somebody who has not come in yet, and until when it waits for them. */
export interface Waiting { person: string; name: string; until: number }

export interface Whom {
  /** Named in it, in order. */
  to: { id: string; name: string }[]
  /** Those of them who find it among what they received by their own key alone. */
  byOwnKey: string[]
  /** Told of it without being named: members of a team who asked for less. */
  unnamed: string[]
  audience: Audience
  managers: Manager[]
  /** What the audience was made from. */
  seen: Seen[]
  team: TeamFacts | null
  waits: Waiting | null
  invited: Invited | null
}

/** The rows that `whomOf` needs, as one statement. @param invited the hash of the address of somebody invited */
export function whomQuery(db: Db, draft: Draft, invited: string | null, now: number) {
  if (draft.toTeam) return membersQuery(db, draft.toTeam, ruleOf(draft.kind).teamOf, now)
  return invited !== null ? byEmailQuery(db, invited, now) : factsQuery(db, [...new Set(draft.recipients)], now, { managers: draft.visibility === 'recipients_and_managers', teams: draft.visibility === 'team' })
}
export type WhomRows = PersonRow[] | MemberRow[]

/** @throws Refusal when somebody cannot be reached, or `audience-changed` when others would see it than the author was shown */
export async function whomOf(call: { db: Db; env: Env; now: number }, viewer: Viewer, draft: Draft, rows: WhomRows): Promise<Whom> {
  return draft.toTeam ? membersOf(viewer, draft, rows as MemberRow[]) : peopleOf(call, viewer, draft, rows as PersonRow[])
}

function membersOf(viewer: Viewer, draft: Draft, rows: MemberRow[]): Whom {
  const wrong = (code: string, params: FieldError['params'] = {}) => new Refusal('invalid', { errors: [{ pointer: '/toTeam', code, params }] })
  const found = teamToThank(rows, viewer.id)
  const max = ruleOf(draft.kind).teamOf
  if (!found) throw wrong('unknown')
  const { team, named, unnamed } = found
  if (team.members > max || (team.members === 0 && team.size > max)) throw wrong('too-many', { max })
  if (team.members === 0) throw wrong('too-few', { min: 1 })
  const audience = resolve(viewer, draft, { team })
  return {
    to: named.map(({ id, name }) => ({ id, name })), unnamed: unnamed.map(({ id }) => id), seen: [...named, ...unnamed], team, managers: [], waits: null, invited: null, audience,
    byOwnKey: named.filter((one) => audience.visibility === 'team' || one.in_org === 0).map(({ id }) => id),
  }
}

async function peopleOf(call: { db: Db; env: Env; now: number }, viewer: Viewer, draft: Draft, people: PersonRow[]): Promise<Whom> {
  const rows = draft.invite ? people : inOrder([...new Set(draft.recipients)], people)
  // Somebody whose invitation ran out is invited anew.
  const invited = draft.invite && rows.every((row) => row.status === 'invited' && row.waits_until === null) ? await inviteFor(call, viewer, draft.invite) : null
  const waits: Waiting | null = invited ?? waitingAmong(draft, rows)
  const facts = rows.map(factsOf)
  const audience = resolve(viewer, draft, { facts, waits })
  return {
    to: waits ? [{ id: waits.person, name: rows[0]?.name ?? waits.name }] : facts.map(({ id, name }) => ({ id, name })), byOwnKey: [], unnamed: [], audience,
    managers: waits ? [] : managersOf(audience, viewer.id, facts), seen: rows, team: null, waits, invited,
  }
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
function resolve(viewer: Viewer, draft: Draft, { facts = [], waits = null, team }: { facts?: PersonFacts[]; waits?: Waiting | null; team?: TeamRecipient }): Audience {
  // Until somebody invited comes in, the author alone sees it; what they chose is kept for then.
  const audience: Audience | string = waits
    ? { visibility: 'author', keys: [personKey(viewer.id)], team: null, managers: [], withoutManager: [], narrowedBy: [] }
    : audienceOf({ visibility: draft.visibility, author: { id: viewer.id, inOrg: viewer.inOrg }, recipients: facts, team: draft.team, toTeam: team })
  if (typeof audience === 'string') throw new Refusal('invalid', { errors: [{ pointer: '/team', code: 'unknown', params: { reason: audience } }] })
  if (!sameKeys(draft.keys, audience.keys)) {
    const { name, size, settings } = viewer.organisation
    const organisation: OrganisationFacts = { name, size, includesContractors: settings.includesContractors ?? false }
    throw new Refusal('audience-changed', { audience: sayAudience(audience, viewer, waits ? [] : facts, organisation) })
  }
  return waits ? { ...audience, visibility: draft.visibility } : audience
}

/** What makes the audience another one than was read: the guard of the write. */
export const teamGuard = (db: Db, { team }: Whom) => (team ? [{ bad: teamChanged(db, team), refuse: 'conflict' as const }] : [])

/**
 * Where a team's members find it: under the audience's keys like everybody; and among what they received, whose list reads the own key and the
 * organisation's, each who lacks that under their own. Such a row opens nothing: what is no longer theirs to see is left out when it is read.
 */
export const membersFeed = (feedback: string, seq: string, members: readonly string[]): FeedRows[] =>
  members.map((id) => ({ feedback, seq, subjects: [`to:${id}` satisfies Subject], keys: [personKey(id)] }))
