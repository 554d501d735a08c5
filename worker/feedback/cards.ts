/** From a row to a card: unsealed, guarded, named, as one viewer may see it. No SQL, no clock of its own. */
import type { AudienceSaid } from '../../shared/audience'
import { personKey, teamKey } from '../../shared/audience.keys'
import type { Card, Reaction } from '../../shared/cards'
import type { FeedbackBody } from '../../shared/bodies'
import { type Kind, ruleOf } from '../../shared/kinds'
import type { PersonRef } from '../../shared/people'
import type { Env } from '../env'
import type { Viewer } from '../http/session'
import { readable, unsealWords } from '../sealing'
import { itemPlaceOf, type ItemWords } from '../action-items/statements'
import { type CardAction, type CardRow, type Change, type Manager, teamNames } from './rows'

/** The words of an item, as they are stored with it. */
export interface Words { body: FeedbackBody; title: string | null; state: string | null; competencies?: { id: string; name: string }[]; goals?: { id: string; title: string }[] }

/** Where the words of an item stand, for sealing. The column's first name stays: what was sealed under it must open. */
export const placeOf = (org: string, feedback: string) => ({ org, row: feedback, column: 'feedback_words.words' })

/** @throws when sealed words were moved or changed; Refusal `words-shut` */
export async function wordsOf(env: Env, org: string, row: Pick<CardRow, 'id' | 'key_version' | 'words' | 'at'>): Promise<Words> {
  const text = row.key_version > 0 ? await unsealWords(env, placeOf(org, row.id), row.words, row.key_version, row.at) : row.words
  return JSON.parse(text) as Words
}

/** A page names at most this many people; cards count the rest. */
const named = 50

/** The cards of a page, in its order, without those whose words are shut to the viewer. `known`: names that the page has beside its rows. */
export async function cardsOf(env: Env, viewer: Viewer, rows: readonly CardRow[], now: number, known: readonly (readonly [string, string | null])[] = []): Promise<Card[]> {
  const names = new Map<string, string | null>([[viewer.id, viewer.name]])
  for (const [id, name] of known) learn(names, id, name)
  for (const row of rows) {
    learn(names, row.author_id, row.author_name)
    for (const [id, name] of pairs(row.recipient_names)) learn(names, id, name)
    for (const [id, name] of pairs(row.manager_names)) learn(names, id, name)
  }
  const shown = new Set<string>([viewer.id, ...rows.map((row) => row.author_id)])
  return readable(rows, (row) => cardOf(env, viewer, row, names, shown, now))
}

const learn = (names: Map<string, string | null>, id: string, name: string | null): void => {
  if (name !== null || !names.has(id)) names.set(id, name)
}
const pairs = (json: string | null): [string, string | null][] => (json === null ? [] : (JSON.parse(json) as [string, string | null][]))

async function cardOf(env: Env, viewer: Viewer, row: CardRow, names: Map<string, string | null>, shown: Set<string>, now: number): Promise<Card> {
  const who = (id: string): PersonRef => ({ id, name: names.get(id) ?? null })
  const recipients = JSON.parse(row.recipients) as string[]
  const changes = JSON.parse(row.changes) as Change[]
  const mine = relationTo(row, viewer.id)
  const first = (row.to_team ? fewOf(recipients, viewer.id) : recipients).filter((id) => {
    if (!shown.has(id) && shown.size >= named) return false
    shown.add(id)
    return true
  })
  const [words, views, action] = await Promise.all([wordsOf(env, viewer.org, row), viewsOf(env, viewer.org, row), mine === 'none' ? null : actionOf(env, viewer.org, row)])
  const until = retractUntil(row)
  const waits = row.waits_for === null ? null : (JSON.parse(row.waits_for) as { name: string; until: number })
  return {
    id: row.id, seq: row.seq, kind: row.kind as Kind, author: who(row.author_id), recipients: first.map(who), more: recipients.length - first.length, toTeam: row.to_team ? teamOf(row) : null,
    body: words.body, values: pairs(row.value_names).map(([id, name]) => ({ id, name: name ?? '' })), ...(words.competencies && { competencies: words.competencies }), ...(words.goals && (viewer.inOrg || mine === 'author') && { goals: words.goals }), artifact: artifactOf(row, words, mine !== 'none'),
    at: new Date(row.at).toISOString(), audience: audienceOfCard(viewer, row, first.map(who), who), mine,
    reactions: { thanks: row.thanks, helpful: row.helpful, seen_it_too: row.seen_it_too, mine: (row.my_reactions?.split(',') ?? []).sort() as Reaction[] },
    retractUntil: mine === 'author' && now < until ? new Date(Math.min(until, lastMoment)).toISOString() : null,
    waitsFor: mine === 'author' && waits ? { name: waits.name, until: new Date(waits.until).toISOString() } : null,
    changes: mine === 'none' ? [] : changes.map((change) => ({ kind: change.kind, by: who(change.by), at: new Date(change.at).toISOString(), ...(change.to && { to: change.to.map(who) }) })),
    ...(row.about_id !== null && { about: who(row.about_id) }),
    ...(views.length > 0 && { views: views.map(({ by, text, at }) => ({ by: who(by), text, at: new Date(at).toISOString() })) }),
    ...(row.replies > 0 && { replies: isLater(changes, viewer.id, mine) ? null : row.replies }),
    ...(action && { action }),
    ...(mine !== 'none' && row.trying !== null && { trying: JSON.parse(row.trying) as NonNullable<Card['trying']> }),
    ...(mine !== 'none' && row.helped !== null && { helped: row.helped }),
    ...(mine !== 'none' && row.request_id !== null && { request: row.request_id }),
    ...(row.expires_at !== null && { expiresAt: new Date(row.expires_at).toISOString() }),
    ...(row.held === 1 && { held: true }),
  }
}

/** The last moment that a date can say. */
const lastMoment = 8_640_000_000_000_000
/** Until when its author may take it back, in milliseconds. */
export const retractUntil = ({ kind, at }: Pick<CardRow, 'kind' | 'at'>): number => at + (ruleOf(kind as Kind).retractMinutes ?? Infinity) * 60_000

/** Whether they came to see it later than others: not all that was replied may be theirs to read. */
const isLater = (changes: readonly Change[], viewer: string, mine: Card['mine']): boolean =>
  passedTo(changes).includes(viewer) || (mine === 'none' && changes.some((change) => change.kind === 'widened'))

/** To whom it was passed on. */
export const passedTo = (changes: readonly Change[]): string[] => changes.flatMap((change) => (change.kind === 'passed_on' ? (change.to ?? []) : []))

/** What those it was said to say about it themselves. */
export interface View { by: string; text: string; at: number }
export const viewsPlaceOf = (org: string, feedback: string) => ({ org, row: feedback, column: 'feedback.views' })
export async function viewsOf(env: Env, org: string, row: Pick<CardRow, 'id' | 'key_version' | 'views' | 'at'>): Promise<View[]> {
  if (row.views === null) return []
  return JSON.parse(row.key_version > 0 ? await unsealWords(env, viewsPlaceOf(org, row.id), row.views, row.key_version, row.at) : row.views) as View[]
}

/** What its author gave its recipient to do. */
async function actionOf(env: Env, org: string, { action, at }: CardRow): Promise<CardAction | null> {
  if (typeof action !== 'string') return action
  const { id, due, state, words, version } = JSON.parse(action) as CardAction & { words: string; version: number }
  return { id, text: (JSON.parse(await unsealWords(env, itemPlaceOf(org, id), words, version, at)) as ItemWords).text, due, state }
}

/** Those of a team's members who are named: the viewer first, where they are one. */
const fewOf = (recipients: readonly string[], viewer: string): string[] => {
  const first = recipients.slice(0, teamNames)
  return recipients.includes(viewer) ? [viewer, ...first.filter((id) => id !== viewer)] : first
}
const teamOf = ({ team }: CardRow) => {
  if (team === null) return null
  const { id, name } = JSON.parse(team) as NonNullable<AudienceSaid['team']>
  return { id, name }
}

/** What somebody is to an item. Who stepped back is still the one it was said to. */
export function relationTo(row: Pick<CardRow, 'author_id' | 'recipients' | 'changes'>, viewer: string): Card['mine'] {
  if (row.author_id === viewer) return 'author'
  if ((JSON.parse(row.recipients) as string[]).includes(viewer)) return 'recipient'
  return (JSON.parse(row.changes) as Change[]).some((change) => change.kind === 'stepped_back' && change.by === viewer) ? 'recipient' : 'none'
}

/** Private work guard (domain.md section 3). */
function artifactOf(row: CardRow, words: Words, inside: boolean): Card['artifact'] {
  if (row.artifact_id === null || row.artifact === null) return null
  const { site, type, instance, key, url } = JSON.parse(row.artifact) as { site: never; type: never; instance: string; key: string; url: string }
  const hiddenFromOthers = row.private === 1 && row.show_title === 0
  if (hiddenFromOthers && !inside) return { guarded: true, site, type }
  return { guarded: false, id: row.artifact_id, site, type, instance, key, url, title: words.title, state: words.state, hiddenFromOthers, private: row.private === 1 }
}

/** Who sees it, by name, with the team's and the organisation's numbers of today. */
function audienceOfCard(viewer: Viewer, row: CardRow, recipients: PersonRef[], who: (id: string) => PersonRef): AudienceSaid {
  const keys = JSON.parse(row.keys) as string[]
  const visibility = row.waits_for === null && row.held === 0 ? (row.visibility as AudienceSaid['visibility']) : 'author'
  const managers = visibility === 'recipients_and_managers' ? (JSON.parse(row.managers) as Manager[]) : []
  const name = (id: string): string => who(id).name ?? ''
  const passed = passedTo(JSON.parse(row.changes) as Change[]).map(who)
  const among = visibility === 'author' ? [] : [...recipients, ...passed, ...managers.flatMap(({ id }) => (id ? [who(id)] : []))]
  const byKey = visibility === 'organization' || visibility === 'team'
  const people = [...among, who(row.author_id)]
    .filter((one, index, all) => all.findIndex((other) => other.id === one.id) === index && (!byKey || keys.includes(personKey(one.id))))
    .map(({ id }) => ({ id, name: name(id) }))
    // Who was erased sees nothing any more.
    .filter((one) => one.name !== '')
  const { organisation } = viewer
  const team = row.team !== null && (visibility === 'team' || row.to_team) ? (JSON.parse(row.team) as NonNullable<AudienceSaid['team']>) : null
  return {
    visibility, people, team: team && (!row.to_team || keys.includes(teamKey(team.id))) ? team : null, ...(row.to_team ? { toTeam: true } : {}),
    organisation: visibility === 'organization' ? { name: organisation.name, size: organisation.size, includesContractors: organisation.settings.includesContractors ?? false } : null,
    managers: managers.flatMap(({ id, of }) => (id ? [{ id, name: name(id), of: name(of) }] : [])),
    withoutManager: managers.flatMap(({ id, of }) => (id ? [] : [name(of)])), narrowedBy: [],
  }
}
