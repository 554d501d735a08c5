/** How a directory stands, what is wanted of it, and the plan between the two. */
import type { SiteId } from '../../shared/artifacts'
import type { Ceiling } from '../../shared/audience'
import type { AccessRole, PersonStatus, RelationKind, personKinds, languages, themes } from '../../shared/people'
import { maxLevels } from '../../shared/teams'

export type PersonKind = (typeof personKinds)[number]
type Language = (typeof languages)[number]

/** A person with the current relations, memberships and facts. */
export interface PersonState {
  id: string
  email: string
  name: string
  title: string | null
  kind: PersonKind
  status: PersonStatus
  role: AccessRole
  awayFrom: string | null
  awayTo: string | null
  language: Language | null
  theme: (typeof themes)[number]
  ceiling: Ceiling
  emails: boolean
  timeZone: string
  entity: string | null
  createdAt: number
  /** `until`: milliseconds, where it ends by itself. */
  relations: { kind: RelationKind; other: string; until?: number | null }[]
  memberships: { team: string; main: boolean }[]
  manager: string | null
  unit: string | null
  inOrg: boolean
  keys: string[]
}

export interface TeamState { id: string; name: string; kind: 'unit' | 'project'; parent: string | null; lead: string | null; size: number; closedAt?: number }
export interface DirectoryState { people: Map<string, PersonState>; teams: Map<string, TeamState>; size: number }
export const emptyDirectory = (): DirectoryState => ({ people: new Map(), teams: new Map(), size: 0 })

export interface HandleEntry { site: SiteId; instance: string; handle: string }

/** One person as wanted. What is left out stays as it is; `null` empties. People are named by e-mail address, teams by path. */
export interface PersonEntry {
  id?: string
  email: string
  name?: string
  title?: string | null
  kind?: PersonKind
  status?: PersonStatus
  role?: AccessRole
  away?: { from: string; to: string | null } | null
  language?: Language | null
  theme?: PersonState['theme']
  ceiling?: Ceiling
  emails?: boolean
  timeZone?: string
  entity?: string | null
  createdAt?: number
  manager?: string | null
  acting?: string | null
  /** Every relation beside manager and acting. */
  relations?: { kind: Exclude<RelationKind, 'manager' | 'acting'>; other: string }[]
  /** Primary unit: `Company / Department / Team`. */
  team?: string | null
  /** Up to 4 other memberships, by path. */
  otherTeams?: string[]
  handles?: HandleEntry[]
}

/** A team that needs more than its name: a given id, a lead (e-mail address), a project. */
export interface TeamEntry { path: string; id?: string; kind?: 'unit' | 'project'; lead?: string }

export interface DirectoryChange {
  people: PersonEntry[]
  teams?: TeamEntry[]
  /** Whoever is not named is deactivated. */
  whole?: boolean
  /** Never deactivated by this change. */
  keep?: string
  includesContractors?: boolean
  now: number
}

export interface EntryError { entry: number; column: string; code: string; params?: Record<string, string | number> }
export interface FieldChange { field: string; from: string | null; to: string | null }
export interface EntryOutcome { entry: number; person: PersonState; change: 'new' | 'changed' | 'same' | 'deactivated'; changes: FieldChange[] }

export interface DirectoryPlan {
  before: DirectoryState
  after: DirectoryState
  outcomes: EntryOutcome[]
  /** People whom the change does not name and `whole` deactivates. */
  left: PersonState[]
  handles: (HandleEntry & { person: string; key: string })[]
  errors: EntryError[]
  now: number
}

export { maxLevels }
export const isHere = (person: Pick<PersonState, 'status'>): boolean => person.status === 'active' || person.status === 'away'

/** Who their manager is by the line, whether or not somebody acts for them. */
export const managerIn = (person: PersonState): string | undefined => person.relations.find((one) => one.kind === 'manager')?.other

/** A unit and those above it, nearest first. */
export function ancestors({ teams }: DirectoryState, unit: string | null): string[] {
  const units: string[] = []
  for (let at = unit; at && units.length < maxLevels; at = teams.get(at)?.parent ?? null) units.push(at)
  return units
}

/** The same directory, to be changed. */
export const copyOf = ({ people, teams, size }: DirectoryState): DirectoryState => ({
  people: new Map([...people].map(([id, person]) => [id, { ...person, relations: [...person.relations], memberships: [...person.memberships] }])),
  teams: new Map([...teams].map(([id, team]) => [id, { ...team }])),
  size,
})
