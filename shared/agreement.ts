/**
 * Settings that matter to co-determination, and the agreement that they may stand under: then a change is a proposal that a named delegate
 * approves. Everyone reads what holds, what it is for, and its history. Source: domain.md section 17.
 */
import * as z from 'zod/mini'
import { visibilities } from './audience.keys'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { kinds } from './kinds'
import { After, Page } from './page'
import { PersonRef } from './people'
import { Retention } from './retention'
import { line } from './text'

/** TABLE: a new one is a name here, its value below, and its words `agreement.<name>` and `agreement.<name>.why`. */
export const settingNames = ['agreement', 'counters', 'visibilities', 'retention', 'handlers', 'channelWords', 'disclosureSecond', 'fiscalStart'] as const
export type SettingName = (typeof settingNames)[number]

/** Who the second of two must be where something is disclosed. */
export const secondKinds = ['anyone', 'works_council', 'data_protection'] as const

const people = (most: number) => z.array(Id).check(z.maxLength(most), z.refine((list: string[]) => new Set(list).size === list.length))
const open = z.array(z.enum(visibilities)).check(z.minLength(1), z.maxLength(5))

/** The values, each as an organisation holds it. */
const values = {
  /** Null: there is none, and admins change settings at once. */
  agreement: z.nullable(z.strictObject({ title: line(200), covers: z.array(z.enum(settingNames)).check(z.minLength(1), z.maxLength(settingNames.length)), delegates: people(5).check(z.minLength(1)) })),
  counters: z.boolean(),
  /** Per kind, what is left on; a kind that is left out allows all that it can. */
  visibilities: z.strictObject({ recognition: z.optional(open), feedback: z.optional(open), coaching: z.optional(open) }),
  retention: Retention,
  /** Who looks at reports, in this order; empty: the product's rule. */
  handlers: people(20),
  /** Whether a channel may carry the words of organisation-visible recognition. */
  channelWords: z.boolean(),
  disclosureSecond: z.strictObject({ is: z.enum(secondKinds), people: people(5) }),
  /** The month that the fiscal year begins with, 1 to 12: quarters of goals. */
  fiscalStart: z.int().check(z.minimum(1), z.maximum(12)),
}
export const SettingValues = z.strictObject(values)
export type SettingValues = z.infer<typeof SettingValues>

/** What holds where nothing was set. */
export const settingDefaults: SettingValues = { agreement: null, counters: true, visibilities: {}, retention: {}, handlers: [], channelWords: true, disclosureSecond: { is: 'anyone', people: [] }, fiscalStart: 1 }

/** The values as an organisation has them today, from what it has stored. */
export const valuesOf = (stored: Partial<SettingValues>): SettingValues => Object.fromEntries(settingNames.map((name) => [name, stored[name] ?? settingDefaults[name]])) as SettingValues

/** What nobody may set: a visibility that the kind does not know, a rule that names nobody. @returns the JSON pointer, or null */
export function wrongIn(change: Partial<SettingValues>): string | null {
  for (const [kind, list] of Object.entries(change.visibilities ?? {})) if (list?.some((one) => !(kinds[kind as 'feedback'].visibilities as readonly string[]).includes(one))) return `/change/visibilities/${kind}`
  const { disclosureSecond: second } = change
  if (second && (second.is === 'anyone') !== (second.people.length === 0)) return '/change/disclosureSecond/people'
  return null
}

/** Who is named in a value: they must be there. */
export const namedIn = ({ agreement, handlers, disclosureSecond }: Partial<SettingValues>): string[] => [...(agreement?.delegates ?? []), ...(handlers ?? []), ...(disclosureSecond?.people ?? [])]

export const changeStates = ['applied', 'open', 'refused', 'withdrawn'] as const
export const SettingChange = z.object({
  id: Id,
  seq: z.string(),
  setting: z.enum(settingNames),
  /** What it was and what it becomes, as `SettingValues` holds it. */
  was: z.unknown(),
  value: z.unknown(),
  why: z.nullable(z.string()),
  state: z.enum(changeStates),
  by: PersonRef,
  at: z.string(),
  decidedBy: z.nullable(PersonRef),
  decidedAt: z.nullable(z.string()),
  sentence: z.nullable(z.string()),
})
export type SettingChange = z.infer<typeof SettingChange>

/** What holds today. `people`: the names of all who are named in values. */
export const Settings = z.object({ values: SettingValues, people: z.array(PersonRef), open: z.array(SettingChange), mayDecide: z.boolean() })
export type Settings = z.infer<typeof Settings>

const Params = z.object({ id: Id })
const at = '/api/v1/organisation/settings'

export const agreementEndpoints = {
  settings: endpoint({ id: 'organisations.settings', method: 'GET', path: at, who: 'person', summary: 'Settings that matter to co-determination as they are today, the agreement on them, and open proposals', reply: Settings }),
  changeSetting: endpoint({
    id: 'organisations.changeSetting', method: 'PUT', path: at, who: 'admin', summary: 'Change one setting. Under an agreement this is a proposal that a delegate decides',
    body: z.strictObject({ id: Id, change: z.partial(SettingValues).check(z.refine((one) => Object.keys(one).length === 1)), why: z.optional(z.nullable(line(500))) }),
    reply: Settings, problems: ['id-taken', 'conflict', 'recipient-unknown'],
  }),
  history: endpoint({ id: 'organisations.settingHistory', method: 'GET', path: `${at}/history`, who: 'person', summary: 'Every change and proposal, newest first', query: z.object({ after: After }), reply: Page(SettingChange) }),
  decide: endpoint({
    id: 'organisations.decideProposal', method: 'POST', path: `${at}/proposals/:id/decide`, who: 'person', summary: 'Approve or refuse a proposal, with a sentence (a delegate of the agreement, never who proposed it)',
    params: Params, body: z.strictObject({ agree: z.boolean(), sentence: line(500) }), reply: SettingChange, problems: ['not-allowed', 'conflict'],
  }),
  withdraw: endpoint({ id: 'organisations.withdrawProposal', method: 'POST', path: `${at}/proposals/:id/withdraw`, who: 'admin', summary: 'Take a proposal back', params: Params, reply: SettingChange, problems: ['conflict'] }),
} as const
