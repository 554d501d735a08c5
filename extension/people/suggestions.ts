/** Who a page suggests: reviewers first, to surface the glue work, then author, assignees, participants. Only suggestions. */
import type { PageHuman, Role, SiteId } from '../../shared/artifacts'
import { addressKey, handleFits, isAddress } from '../../shared/handles'
import type { BodyOf } from '../../shared/endpoint'
import type { feedbackEndpoints } from '../../shared/feedback'
import type { Match, Person } from '../../shared/people'
import { handleText, isNumber } from './names'

type PageHumanRef = BodyOf<typeof feedbackEndpoints.open>['people'][number]

const order: Record<Role, number> = { reviewer: 0, author: 1, assignee: 2, reporter: 3, participant: 4 }
const byRole = (left: { role: Role }, right: { role: Role }) => order[left.role] - order[right.role]

/** Somebody whom the page names, as the server is asked about them, with how the page itself names them. */
export interface Asked { ref: PageHumanRef; human: PageHuman }

/**
 * The people of a page as the server is asked about them: no bots, no teams, each handle once, at most 50. Addresses travel as hashes, also where one is
 * the handle; what is no handle on its site is only a name.
 */
export async function askedOf(people: readonly PageHuman[], site?: SiteId): Promise<Asked[]> {
  const users = people.filter((one) => one.kind === 'user' && one.handle !== '' && one.handle.length <= 200).toSorted(byRole)
  const once = users.filter((one, index) => users.findIndex((other) => other.handle.toLowerCase() === one.handle.toLowerCase()) === index).slice(0, 50)
  return Promise.all(once.map(async (human) => {
    const email = human.email ?? (isAddress(human.handle) ? human.handle : undefined)
    const name = human.name ?? (!site || handleFits(site, human.handle) ? null : human.handle)
    return { human, ref: {
      handle: isAddress(human.handle) ? await addressKey(human.handle) : human.handle, role: human.role, ...(name && { name: name.slice(0, 200) }), ...(email && { email: await addressKey(email) }),
    } }
  }))
}

/** The answer in the page's own words: an address by which was asked is itself again. */
export const asNamed = (matches: readonly Match[], asked: readonly Asked[]): Match[] =>
  matches.map((match) => ({ ...match, handle: asked.find(({ ref }) => ref.handle === match.handle)?.human.handle ?? match.handle }))

/** The teams of a page as the server is asked about them, each once, at most 20. */
export function teamsOn(people: readonly PageHuman[]): { handle: string; name?: string }[] {
  const teams = people.filter((one) => one.kind === 'team' && one.handle !== '' && one.handle.length <= 200)
  const once = teams.filter((one, index) => teams.findIndex((other) => other.handle.toLowerCase() === one.handle.toLowerCase()) === index)
  return once.slice(0, 20).map(({ handle, name }) => ({ handle, ...(name && { name: name.slice(0, 200) }) }))
}

export interface Suggestion { person: Person; role: Role; handle: string }
export interface Unknown { handle: string; role: Role; name: string | null }
export interface Suggestions {
  /** Surely them: the handle was confirmed, the address is theirs, or the reader said so themselves. */
  sure: Suggestion[]
  /** The name is the same: to be confirmed by eye. */
  maybe: Suggestion[]
  /** In no directory. */
  unknown: Unknown[]
}

/**
 * Sorts what the server found. The reader and those who left are left out, and everybody stands once.
 * @param people how the page names them
 */
export function suggestionsOf(matches: readonly Match[], me: string | null, people: readonly PageHuman[] = []): Suggestions {
  const result: Suggestions = { sure: [], maybe: [], unknown: [] }
  const seen = new Set<string>(me ? [me] : [])
  for (const { person, by, role, handle, self } of matches.toSorted(byRole)) {
    if (self) continue
    if (!person) {
      result.unknown.push({ handle, role, name: people.find((one) => one.handle === handle)?.name ?? null })
      continue
    }
    if (seen.has(person.id) || person.status === 'deactivated') continue
    const sure = by !== 'name'
    if (!sure && matches.some((other) => other.person?.id === person.id && other.by !== 'name')) continue
    seen.add(person.id)
    result[sure ? 'sure' : 'maybe'].push({ person, role, handle })
  }
  return result
}

/** Whether the answer to "who is this?" can be kept as a handle: not where the page shows only what somebody is called. */
export const isKept = (site: SiteId, { handle, name }: Pick<Unknown, 'handle' | 'name'>): boolean =>
  handleFits(site, handle) && (site === 'github' || site === 'gitlab' || isAddress(handle) || handle !== name)

/** What to call somebody who is not known: the handle as people write it; the name where the handle is a number that nobody reads. */
export const calledOn = (site: SiteId, one: Pick<Unknown, 'handle' | 'name'>): string =>
  one.name && isNumber(one.handle) ? one.name : isKept(site, one) ? handleText(one.handle) : one.handle
