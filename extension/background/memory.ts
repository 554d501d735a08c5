/** What pages may be shown without a network: the organisation, and people whom this browser has seen. Of whoever is signed in; it goes when they sign out. */
import type { ArtifactRef } from '../../shared/artifacts'
import { matchKey } from '../../shared/artifacts'
import type { ReplyOf } from '../../shared/endpoint'
import type { feedbackEndpoints } from '../../shared/feedback'
import type { Match, Me, Person } from '../../shared/people'
import { fold } from '../../shared/text'
import type { Asked } from '../bridge/messages'
import type { Owner } from '../bridge/kept'
import type { World } from './browser'
import { type MemoryRow, ownerKey } from './database'
import * as session from './session'

type Coached = ReplyOf<typeof feedbackEndpoints.coached>
/** All whom one may coach, not one of them asked for. */
const isWhole = (query: unknown): boolean => (query as { person?: string } | undefined)?.person === undefined

const mostPeople = 300
const mostFound = 50

/** Whether replies of an endpoint are remembered. */
export const learns = (endpoint: string, query?: unknown): boolean => (endpoint === 'feedback.coached' && isWhole(query)) || ['people.me', 'people.search', 'feedback.open'].includes(endpoint)

/** Remembers what a reply of the API says of the organisation and its people. @param asker who was signed in when it was asked: what comes for somebody else is left */
export async function learn(world: World, endpoint: string, body: unknown, reply: unknown, asker?: Owner | null): Promise<void> {
  if (endpoint === 'people.me') return change(world, asker, (row) => ({ ...row, me: reply as Me }))
  if (endpoint === 'people.search') return change(world, asker, (row) => ({ ...row, people: newestFirst((reply as { items: Person[] }).items, row.people) }))
  if (endpoint === 'feedback.coached') return change(world, asker, (row) => ({ ...row, coached: reply as Coached }))
  if (endpoint !== 'feedback.open') return
  const { artifact } = body as { artifact: ArtifactRef }
  const found = (reply as { people: Match[] }).people.filter(({ person }) => person !== null)
  await change(world, asker, (row) => ({
    ...row,
    people: newestFirst(found.map(({ person }) => person!), row.people),
    matches: [...found.map((match) => ({ of: placeOf(artifact, match.handle), match })), ...row.matches.filter(({ of }) => !found.some(({ handle }) => placeOf(artifact, handle) === of))].slice(0, mostPeople),
  }))
}

/** What can be answered from memory when nobody answers; undefined = nothing. */
export async function recall(world: World, endpoint: string, query: unknown): Promise<unknown> {
  const row = await rowOf(world)
  if (endpoint === 'people.me') return row?.me ?? undefined
  if (endpoint === 'feedback.coached') return isWhole(query) ? row?.coached : undefined
  if (endpoint !== 'people.search' || !row?.me) return undefined
  const wanted = fold((query as { q?: string } | undefined)?.q ?? '')
  const items = row.people.filter(({ name, status }) => status !== 'deactivated' && fold(name).includes(wanted))
  return { items: items.sort((a, b) => a.name.localeCompare(b.name)).slice(0, mostFound), after: null }
}

/** Whom they may coach, as the server last said. */
export const coached = async (world: World): Promise<Coached | null> => (await rowOf(world))?.coached ?? null

/** Whom a page names, as they were found when there was a network. */
export async function matches(world: World, { artifact, people }: Asked['people.remembered'][0]): Promise<Match[]> {
  const row = await rowOf(world)
  return people.flatMap(({ handle, role }) => {
    const known = row?.matches.find(({ of }) => of === placeOf(artifact, handle))
    return known ? [{ ...known.match, role }] : []
  })
}

const placeOf = ({ site, instance }: ArtifactRef, handle: string): string => [site, instance, matchKey(site, handle)].join(' ')

const newestFirst = (now: readonly Person[], before: readonly Person[]): Person[] =>
  [...now, ...before.filter(({ id }) => !now.some((one) => one.id === id))].slice(0, mostPeople)

async function rowOf(world: World): Promise<MemoryRow | undefined> {
  const owner = await session.owner(world)
  return owner ? (await world.database()).get('memory', ownerKey(owner)) : undefined
}

async function change(world: World, asker: Owner | null | undefined, decide: (row: MemoryRow) => MemoryRow): Promise<void> {
  const owner = await session.owner(world)
  if (!owner || (asker !== undefined && (asker === null || ownerKey(asker) !== ownerKey(owner)))) return
  const key = ownerKey(owner)
  const tx = (await world.database()).transaction('memory', 'readwrite')
  const row = (await tx.store.get(key)) ?? { ownerKey: key, me: null, people: [], matches: [] }
  await Promise.all([tx.store.put(decide(row)), tx.done])
}
