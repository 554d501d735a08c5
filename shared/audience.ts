/**
 * Audience: who may see a thing that was said. One mechanism for every kind and noun.
 * A thing has keys, a viewer has keys; seeing = they meet. Source: domain.md section 2.
 * The composer says it from `audienceOf` and the server records it from `audienceOf`: the same function, the same facts.
 */
import * as z from 'zod/mini'
import { Key, orgKey, personKey, teamKey, visibilities, type Visibility } from './audience.keys'
import { Id } from './ids'

/** How wide public praise about a person may be, by their own choice. */
export const ceilings = ['organization', 'team', 'recipients'] as const
export type Ceiling = (typeof ceilings)[number]

export const TeamFacts = z.object({ id: Id, name: z.string(), size: z.number() })
export type TeamFacts = z.infer<typeof TeamFacts>

/** What must be known of a person to say who will see something about them. */
export const PersonFacts = z.object({
  id: Id,
  name: z.string(),
  /** The current manager, or acting manager. */
  manager: z.nullable(z.object({ id: Id, name: z.string() })),
  /** Primary unit first, then other current memberships. */
  teams: z.array(TeamFacts),
  ceiling: z.enum(ceilings),
  /** Holds the organisation's key: contractors and guests do not, unless their entity includes them. */
  inOrg: z.boolean(),
})
export type PersonFacts = z.infer<typeof PersonFacts>

/** A team that something is said to as a whole: its members at sending, whoever they are; the author is never one of those thanked. */
export const TeamRecipient = z.object({
  ...TeamFacts.shape,
  /** How many would be thanked, named or not. */
  members: z.number(),
  /** Some of them do not hold the organisation's key: they see it by the team's. */
  outside: z.boolean(),
  /** Some of them keep praise about themselves narrower than the organisation: it stays in the team, for all. */
  within: z.boolean(),
})
export type TeamRecipient = z.infer<typeof TeamRecipient>

/** The visibilities of what is said to a team. */
export const teamVisibilities: readonly Visibility[] = ['organization', 'team']

export interface OrganisationFacts {
  name: string
  /** People who hold the organisation's key today. */
  size: number
  /** Contractors and guests hold it too. */
  includesContractors: boolean
}

export interface AudienceDraft {
  visibility: Visibility
  author: Pick<PersonFacts, 'id' | 'inOrg'>
  recipients: readonly PersonFacts[]
  /** With visibility `team`: the team meant; default the first recipient's primary unit. */
  team?: string | null | undefined
  /** Said to a team instead: there are no other recipients. */
  toTeam?: TeamRecipient | null | undefined
}

/** Why an audience cannot be had; worded by the composer. */
export type AudienceRefusal = 'no-team' | 'not-their-team' | 'not-for-a-team'

export interface Audience {
  /** As it will be: narrower than asked where a recipient's ceiling is lower. */
  visibility: Visibility
  /** The minimal key set, sorted: `org` swallows the keys of people who hold it. */
  keys: Key[]
  team: TeamFacts | null
  /** The managers who are in by name, and whose they are. */
  managers: { id: string; name: string; of: string }[]
  /** Recipients without a manager, where managers were asked for. */
  withoutManager: string[]
  /** Recipients whose own ceiling made it narrower. */
  narrowedBy: string[]
  /** Said to `team` itself: its key stands instead of one key a member. */
  toTeam?: boolean
}

/**
 * Resolves a draft to its keys. Pure: same facts, same answer, on either side.
 * @returns the audience, or why there is none
 */
export function audienceOf(draft: AudienceDraft): Audience | AudienceRefusal {
  if (draft.toTeam) return audienceOfTeam(draft.visibility, draft.author, draft.toTeam)
  const { author, recipients } = draft
  const { visibility, team: cappedTeam, narrowedBy } = cap(draft)
  const named = new Set([personKey(author.id), ...recipients.map((one) => personKey(one.id))])
  const result: Audience = { visibility, keys: [], team: null, managers: [], withoutManager: [], narrowedBy }

  if (visibility === 'author') {
    result.keys = [personKey(author.id)]
  } else if (visibility === 'organization') {
    const outside = [author, ...recipients].filter((one) => !one.inOrg).map((one) => personKey(one.id))
    result.keys = [orgKey, ...new Set(outside)]
  } else if (visibility === 'team') {
    const wanted = cappedTeam ?? draft.team ?? recipients[0]?.teams[0]?.id
    if (!wanted) return 'no-team'
    const team = recipients.flatMap((one) => one.teams).find((one) => one.id === wanted)
    if (!team) return 'not-their-team'
    result.team = team
    result.keys = [teamKey(team.id), ...named]
  } else {
    if (visibility === 'recipients_and_managers') {
      for (const one of recipients) {
        if (!one.manager) result.withoutManager.push(one.name)
        else {
          named.add(personKey(one.manager.id))
          if (one.manager.id !== author.id) result.managers.push({ ...one.manager, of: one.name })
        }
      }
    }
    result.keys = [...named]
  }
  result.keys.sort()
  return result
}

/**
 * What is said to a team: the organisation's key, or the team's and the author's. The narrowest wish of a member wins for the whole of it.
 * Who among the members may be named in it is `namedIn`.
 */
function audienceOfTeam(asked: Visibility, author: AudienceDraft['author'], { id, name, size, outside, within }: TeamRecipient): Audience | AudienceRefusal {
  if (!teamVisibilities.includes(asked)) return 'not-for-a-team'
  const wide = asked === 'organization' && !within
  const keys = wide ? [orgKey, ...(outside ? [teamKey(id)] : []), ...(author.inOrg ? [] : [personKey(author.id)])] : [teamKey(id), personKey(author.id)]
  return {
    visibility: wide ? 'organization' : 'team', keys: keys.sort(), team: { id, name, size }, managers: [], withoutManager: [],
    narrowedBy: asked === 'organization' && within ? [name] : [], toTeam: true,
  }
}

/**
 * Whether praise of a whole team may name one of its members. The team's own visibility is within a ceiling of `team` only for whoever belongs to it
 * directly, not through a smaller team of it; a ceiling of `recipients` is never met. Who is not named still reads it as a member of the team.
 */
export const namedIn = (ceiling: Ceiling, belongsDirectly: boolean): boolean => ceiling === 'organization' || (ceiling === 'team' && belongsDirectly)

/** The narrowest of what was asked for and what every recipient's ceiling lets. Two recipients who ask for different teams: named people only. */
function cap(draft: AudienceDraft): { visibility: Visibility; team: string | null; narrowedBy: string[] } {
  const asked = draft.visibility
  if (asked !== 'organization' && asked !== 'team') return { visibility: asked, team: null, narrowedBy: [] }
  const byPeople = draft.recipients.filter((one) => one.ceiling === 'recipients')
  if (byPeople.length > 0) return { visibility: 'recipients', team: null, narrowedBy: byPeople.map((one) => one.name) }
  const byTeam = draft.recipients.filter((one) => one.ceiling === 'team')
  const theirs = new Set(byTeam.map((one) => one.teams[0]?.id ?? ''))
  if (byTeam.length === 0) return { visibility: asked, team: null, narrowedBy: [] }
  if (asked === 'team') {
    const meant = draft.team ?? draft.recipients[0]!.teams[0]?.id
    if (byTeam.every((one) => one.teams.some((team) => team.id === meant))) return { visibility: 'team', team: null, narrowedBy: [] }
  }
  const names = byTeam.map((one) => one.name)
  if (theirs.size > 1 || theirs.has('')) return { visibility: 'recipients', team: null, narrowedBy: names }
  return { visibility: 'team', team: [...theirs][0]!, narrowedBy: names }
}

/** The audience as it travels, on cards and with `audience-changed`: enough to say it in words, by name. */
export const AudienceSaid = z.object({
  visibility: z.enum(visibilities),
  keys: z.optional(z.array(Key)),
  /** Everybody who is in it by name, the author and recipients included. Where the organisation sees it: only those who do not hold its key. */
  people: z.array(z.object({ id: Id, name: z.string() })),
  team: z.nullable(TeamFacts),
  organisation: z.nullable(z.object({ name: z.string(), size: z.number(), includesContractors: z.boolean() })),
  managers: z.array(z.object({ id: Id, name: z.string(), of: z.string() })),
  withoutManager: z.array(z.string()),
  narrowedBy: z.array(z.string()),
  /** Said to the team itself: nobody is in by name but the author. */
  toTeam: z.optional(z.boolean()),
})
export type AudienceSaid = z.infer<typeof AudienceSaid>

/** An audience in its travelling form. `author` is the author's name as it shall be said. */
export function sayAudience(audience: Audience, author: { id: string; name: string }, recipients: readonly PersonFacts[], organisation: OrganisationFacts): AudienceSaid {
  // Only those are named who are in by their own key: with `organization` a contractor, with `author` nobody else.
  const people = [...recipients, ...audience.managers, author].filter((one) => audience.keys.includes(personKey(one.id))).map(({ id, name }) => ({ id, name }))
  return {
    visibility: audience.visibility,
    keys: audience.keys,
    people: people.filter((one, index) => people.findIndex((other) => other.id === one.id) === index),
    team: audience.team && audience.keys.includes(teamKey(audience.team.id)) ? audience.team : null,
    organisation: audience.visibility === 'organization' ? organisation : null,
    managers: audience.managers,
    withoutManager: audience.withoutManager,
    narrowedBy: audience.narrowedBy,
    ...(audience.toTeam && { toTeam: true }),
  }
}
