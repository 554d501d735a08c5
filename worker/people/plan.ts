/**
 * Plans a change of the directory: from how it stands and what is wanted, to how it will stand. Pure.
 * Seeds, set-up and import all go this way, so that the facts kept beside each person are computed in one place.
 */
import { matchKey, type SiteId } from '../../shared/artifacts'
import { type Ceiling, keysOf, teamKey } from '../../shared/audience'
import { newId } from '../../shared/ids'
import type { AccessRole, PersonStatus, RelationKind, personKinds, languages, themes } from '../../shared/people'
import { fold } from '../../shared/text'

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
  relations: { kind: RelationKind; other: string }[]
  memberships: { team: string; main: boolean }[]
  manager: string | null
  unit: string | null
  inOrg: boolean
  keys: string[]
}

export interface TeamState { id: string; name: string; kind: 'unit' | 'project'; parent: string | null; lead: string | null; size: number }
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

const maxLevels = 4
const maxOthers = 4
export const isHere = (person: Pick<PersonState, 'status'>): boolean => person.status === 'active' || person.status === 'away'

/** @returns the plan; with `errors` it must not be carried out */
export function planDirectory(before: DirectoryState, change: DirectoryChange): DirectoryPlan {
  const after: DirectoryState = {
    people: new Map([...before.people].map(([id, person]) => [id, { ...person, relations: [...person.relations], memberships: [...person.memberships] }])),
    teams: new Map([...before.teams].map(([id, team]) => [id, { ...team }])),
    size: before.size,
  }
  const plan: DirectoryPlan = { before, after, outcomes: [], left: [], handles: [], errors: [], now: change.now }
  const byEmail = new Map([...after.people.values()].map((person) => [person.email, person]))
  const teams = teamFinder(after)
  for (const team of change.teams ?? []) teams.find(team.path, team)

  const named = change.people.map((entry, index) => nameOne(plan, byEmail, entry, index))
  for (const team of change.teams ?? []) if (team.lead) teams.find(team.path)!.lead = byEmail.get(team.lead)?.id ?? null
  change.people.forEach((entry, index) => relate(plan, byEmail, teams, entry, index, named[index]!.person))
  if (change.whole) leave(plan, new Set(named.map(({ person }) => person.id)), change.keep)
  plan.errors.push(...loops(after, new Map(named.map(({ person }, index) => [person.id, index]))))
  keepFacts(plan, change.includesContractors ?? false)
  plan.outcomes = named.map(({ person, isNew }, entry) => outcomeOf(plan, person, isNew, entry))
  return plan
}

function nameOne({ after, now, handles }: DirectoryPlan, byEmail: Map<string, PersonState>, entry: PersonEntry, index: number) {
  let person = byEmail.get(entry.email)
  const isNew = person === undefined
  if (!person) {
    person = {
      id: entry.id ?? newId(now), email: entry.email, name: entry.name ?? entry.email, title: null, kind: 'employee', status: 'active', role: 'member',
      awayFrom: null, awayTo: null, language: null, theme: 'system', ceiling: 'organization', emails: true, timeZone: 'UTC', entity: null,
      createdAt: entry.createdAt ?? now, relations: [], memberships: [], manager: null, unit: null, inOrg: false, keys: [],
    }
    after.people.set(person.id, person)
    byEmail.set(person.email, person)
  }
  const { away, status, name, title, kind, role, language, theme, ceiling, emails, timeZone, entity } = entry
  Object.assign(person, given({ name, title, kind, role, language, theme, ceiling, emails, timeZone, entity }))
  // Somebody who was invited comes in by accepting, not by a line in a file.
  if (status && !(person.status === 'invited' && status === 'active')) person.status = status
  if (away !== undefined) Object.assign(person, { awayFrom: away?.from ?? null, awayTo: away?.to ?? null })
  for (const handle of entry.handles ?? []) handles.push({ ...handle, instance: handle.instance.toLowerCase(), person: person.id, key: matchKey(handle.site, handle.handle) })
  return { person, isNew, index }
}

const given = <T extends object>(fields: T): Partial<T> => Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as Partial<T>

function relate(plan: DirectoryPlan, byEmail: Map<string, PersonState>, teams: TeamFinder, entry: PersonEntry, index: number, person: PersonState): void {
  const wrong = (column: string, code: string, params?: EntryError['params']) => plan.errors.push({ entry: index, column, code, ...(params ? { params } : {}) })
  const set = (kind: RelationKind, emails: string[]) => {
    person.relations = person.relations.filter((one) => one.kind !== kind)
    for (const email of emails) {
      const other = byEmail.get(email)
      if (!other || other.status === 'deactivated') wrong(kind, `unknown-${kind}`, { email })
      else if (other === person) wrong(kind, 'own-manager')
      else person.relations.push({ kind, other: other.id })
    }
  }
  if (entry.manager !== undefined) set('manager', entry.manager ? [entry.manager] : [])
  if (entry.acting !== undefined) set('acting', entry.acting ? [entry.acting] : [])
  if (entry.relations) for (const kind of ['dotted', 'mentor', 'coach', 'hr_partner'] as const) set(kind, entry.relations.filter((one) => one.kind === kind).map((one) => one.other))

  if (entry.team !== undefined) {
    person.memberships = person.memberships.filter((one) => !one.main)
    const team = entry.team ? teams.find(entry.team) : null
    if (entry.team && !team) wrong('team', 'team-path', { max: maxLevels })
    if (team) person.memberships = [{ team: team.id, main: true }, ...person.memberships.filter((one) => one.team !== team.id)]
  }
  if (entry.otherTeams) {
    const others = entry.otherTeams.map((path) => teams.find(path)?.id)
    if (others.length > maxOthers || others.includes(undefined)) wrong('team', 'team-path', { max: maxLevels })
    person.memberships = [...person.memberships.filter((one) => one.main), ...others.filter((team) => team !== undefined && !person.memberships.some((one) => one.main && one.team === team)).map((team) => ({ team: team!, main: false }))]
  }
}

interface TeamFinder { find(path: string, as?: Partial<TeamEntry>): TeamState | null }

/** Finds teams by path, and makes what is missing on the way. */
function teamFinder(after: DirectoryState): TeamFinder {
  const keyOf = (parent: string | null, name: string) => `${parent ?? ''}/${fold(name)}`
  const known = new Map([...after.teams.values()].map((team) => [keyOf(team.parent, team.name), team]))
  return {
    find(path, as = {}) {
      const names = path.split('/').map((name) => name.trim().replace(/\s+/g, ' '))
      if (names.length > maxLevels || names.some((name) => name === '' || name.length > 120)) return null
      let team: TeamState | null = null
      names.forEach((name, level) => {
        const parent: string | null = team?.id ?? null
        const last = level === names.length - 1
        let found = known.get(keyOf(parent, name))
        if (!found) {
          found = { id: (last && as.id) || newId(), name, kind: (last && as.kind) || 'unit', parent, lead: null, size: 0 }
          known.set(keyOf(parent, name), found)
          after.teams.set(found.id, found)
        }
        team = found
      })
      return team
    },
  }
}

function leave(plan: DirectoryPlan, named: Set<string>, keep: string | undefined): void {
  for (const person of plan.after.people.values()) {
    if (named.has(person.id) || person.id === keep || !isHere(person)) continue
    person.status = 'deactivated'
    plan.left.push(person)
  }
}

/** Who their manager is by the line, whether or not somebody acts for them. */
export const managerIn = (person: PersonState): string | undefined => person.relations.find((one) => one.kind === 'manager')?.other

/** Everybody who would be in a loop of managers, each said at the line that names them. */
function loops(after: DirectoryState, entries: Map<string, number>): EntryError[] {
  const fine = new Set<string>()
  const looped = new Set<string>()
  for (const start of after.people.keys()) {
    const trail: string[] = []
    let at: string | undefined = start
    while (at && !fine.has(at) && !looped.has(at) && !trail.includes(at)) {
      trail.push(at)
      at = managerIn(after.people.get(at)!)
    }
    const from = at ? trail.indexOf(at) : -1
    trail.forEach((id, index) => (from >= 0 && index >= from ? looped : fine).add(id))
  }
  return [...looped].filter((id) => entries.has(id)).map((id) => ({ entry: entries.get(id)!, column: 'manager', code: 'manager-loop' }))
}

/** The facts kept beside each person, each team and the organisation: manager (acting wins, and only who is still here), unit, keys, sizes. */
function keepFacts({ after }: DirectoryPlan, includesContractors: boolean): void {
  for (const team of after.teams.values()) team.size = 0
  after.size = 0
  for (const person of after.people.values()) {
    const managers = [...person.relations].sort((a, b) => (a.kind < b.kind ? -1 : 1)).filter((one) => one.kind === 'acting' || one.kind === 'manager')
    person.manager = managers.find((one) => isHere(after.people.get(one.other)!))?.other ?? null
    person.unit = person.memberships.find((one) => one.main)?.team ?? null
    person.inOrg = person.kind === 'employee' || includesContractors
    const units = ancestors(after, person.unit)
    const others = person.memberships.filter((one) => !one.main).map((one) => one.team)
    person.keys = keysOf({ id: person.id, inOrg: person.inOrg, units, memberships: others })
    if (!isHere(person)) continue
    if (person.inOrg) after.size += 1
    for (const team of new Set([...units, ...others])) if (person.keys.includes(teamKey(team))) after.teams.get(team)!.size += 1
  }
}

/** A unit and those above it, nearest first. */
function ancestors({ teams }: DirectoryState, unit: string | null): string[] {
  const units: string[] = []
  for (let at = unit; at && units.length < maxLevels; at = teams.get(at)?.parent ?? null) units.push(at)
  return units
}

function outcomeOf(plan: DirectoryPlan, person: PersonState, isNew: boolean, entry: number): EntryOutcome {
  if (isNew) return { entry, person, change: 'new', changes: [] }
  const before = plan.before.people.get(person.id)!
  const said = (state: DirectoryState, one: PersonState): Record<string, string | null> => ({
    name: one.name, title: one.title, kind: one.kind, status: one.status, role: one.role, time_zone: one.timeZone, language: one.language,
    manager: state.people.get(managerIn(one) ?? '')?.email ?? null,
    team: one.unit ? ancestors(state, one.unit).reverse().map((id) => state.teams.get(id)!.name).join(' / ') : null,
  })
  const from = said(plan.before, before)
  const to = said(plan.after, person)
  const changes = Object.keys(to).filter((field) => from[field] !== to[field]).map((field) => ({ field, from: from[field]!, to: to[field]! }))
  const change = before.status !== 'deactivated' && person.status === 'deactivated' ? 'deactivated' : changes.length > 0 ? 'changed' : 'same'
  return { entry, person, change, changes }
}
