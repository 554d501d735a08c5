/** Who a page suggests: reviewers first, to surface the glue work, then author, assignees, participants. Only suggestions. */
import { sha256, type PageHuman, type Role } from '../../shared/artifacts'
import type { BodyOf } from '../../shared/endpoint'
import type { feedbackEndpoints } from '../../shared/feedback'
import type { Match, Person } from '../../shared/people'

type PageHumanRef = BodyOf<typeof feedbackEndpoints.open>['people'][number]

const order: Record<Role, number> = { reviewer: 0, author: 1, assignee: 2, reporter: 3, participant: 4 }
const byRole = (left: { role: Role }, right: { role: Role }) => order[left.role] - order[right.role]

/** The people of a page as the server is asked about them: no bots, no teams, each handle once, at most 50; addresses as hashes. */
export async function humansOf(people: readonly PageHuman[]): Promise<PageHumanRef[]> {
  const users = people.filter((one) => one.kind === 'user' && one.handle !== '' && one.handle.length <= 200).toSorted(byRole)
  const once = users.filter((one, index) => users.findIndex((other) => other.handle.toLowerCase() === one.handle.toLowerCase()) === index).slice(0, 50)
  return Promise.all(once.map(async ({ handle, name, role, email }) => ({
    handle, role, ...(name && { name: name.slice(0, 200) }), ...(email && { email: await sha256(email.trim().toLowerCase()) }),
  })))
}

export interface Suggestion { person: Person; role: Role; handle: string }
export interface Suggestions {
  /** Surely them: the handle was confirmed, the address is theirs, or the reader said so themselves. */
  sure: Suggestion[]
  /** The name is the same: to be confirmed by eye. */
  maybe: Suggestion[]
  /** In no directory. */
  unknown: { handle: string; role: Role }[]
}

/** Sorts what the server found. The reader and those who left are left out, and everybody stands once. */
export function suggestionsOf(matches: readonly Match[], me: string | null): Suggestions {
  const result: Suggestions = { sure: [], maybe: [], unknown: [] }
  const seen = new Set<string>(me ? [me] : [])
  for (const { person, by, role, handle, self } of matches.toSorted(byRole)) {
    if (self) continue
    if (!person) {
      result.unknown.push({ handle, role })
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
