/** The schemas of every message that may be asked: the background parses with them, nobody else carries them. */
import * as z from 'zod/mini'
import { ArtifactRef, roles, siteIds } from '../../shared/artifacts'
import { AudienceSaid, TeamRecipient } from '../../shared/audience'
import { Key, visibilities } from '../../shared/audience.keys'
import { Draft } from '../../shared/feedback'
import { Id } from '../../shared/ids'
import { kindNames } from '../../shared/kinds'
import { Person, PersonRef, languages, themes } from '../../shared/people'
import type { Asked, AskName } from './messages'

const Nothing = z.strictObject({})
const Site = z.strictObject({ site: z.enum(siteIds) })
const Switched = z.strictObject({ site: z.enum(siteIds), instance: z.nullable(z.string().check(z.minLength(1), z.maxLength(500))), on: z.boolean() })
const Nonce = z.strictObject({ nonce: Id })
const ById = z.strictObject({ id: Id })
const DraftKey = z.string().check(z.minLength(1), z.maxLength(200))

/** Words of a draft as they were typed: not cleaned, so that nothing moves under the person's hands. */
const typed = z.string().check(z.maxLength(16_000))
const short = (max: number) => z.string().check(z.maxLength(max))

const KeptBody = z.union([
  z.strictObject({ text: typed }),
  z.strictObject({ situation: typed, behaviour: typed, impact: typed, next: z.optional(typed) }),
  z.strictObject({ goal: typed, reality: typed, options: typed, will: typed }),
])

export const KeptDraft = z.strictObject({
  key: DraftKey,
  id: Id,
  kind: z.enum(kindNames),
  recipients: z.array(Person).check(z.maxLength(50)),
  invite: z.nullable(z.strictObject({ email: short(300), name: short(300) })),
  toTeam: z.optional(z.nullable(TeamRecipient)),
  body: KeptBody,
  values: z.array(Id).check(z.maxLength(50)),
  goals: z.optional(z.array(z.strictObject({ id: Id, title: short(500) })).check(z.maxLength(3))),
  competencies: z.optional(z.array(Id).check(z.maxLength(3))),
  visibility: z.enum(visibilities),
  team: z.nullable(Id),
  showTitle: z.boolean(),
  title: z.nullable(short(2_000)),
  request: z.optional(z.nullable(z.strictObject({ id: Id, about: z.nullable(Id) }))),
  about: z.optional(z.nullable(z.strictObject({ ref: ArtifactRef, title: z.nullable(short(2_000)), state: z.nullable(short(200)), visibility: z.enum(['public', 'private']) }))),
  person: z.optional(z.nullable(z.strictObject({ id: Id, name: short(300) }))),
  action: z.optional(z.nullable(z.strictObject({ id: Id, text: short(2_000), due: z.nullable(short(10)) }))),
  at: z.number(),
})

export const Preview = z.strictObject({
  recipients: z.array(PersonRef).check(z.maxLength(50)),
  team: z.optional(z.nullable(z.strictObject({ id: Id, name: short(500) }))),
  audience: AudienceSaid,
  values: z.array(z.strictObject({ id: Id, name: short(500) })).check(z.maxLength(50)),
  title: z.nullable(short(2_000)),
  place: z.nullable(short(2_000)),
  about: z.optional(z.nullable(PersonRef)),
})

const Settings = z.strictObject({
  server: z.optional(z.url({ protocol: /^https?$/ }).check(z.maxLength(500))),
  language: z.optional(z.nullable(z.enum(languages))),
  theme: z.optional(z.enum(themes)),
  person: z.optional(z.nullable(PersonRef)),
  shortcut: z.optional(short(50)),
  serverFixed: z.optional(z.boolean()),
  aside: z.optional(z.boolean()),
  hints: z.optional(z.boolean()),
  hasSide: z.optional(z.boolean()),
})

/** Body of each message. */
export const asked = {
  'launcher.state': Site,
  'launcher.open': Nothing,
  'launcher.place': z.strictObject({
    site: z.enum(siteIds),
    place: z.nullable(z.strictObject({ side: z.enum(['start', 'end']), blockEnd: z.number().check(z.minimum(0), z.maximum(20_000)) })),
  }),
  'launcher.hide': z.strictObject({ site: z.enum(siteIds), undo: z.optional(z.boolean()) }),
  'launcher.where': Nothing,
  'launcher.aside': Nothing,
  'launcher.chips': Nothing,
  'panel.opening': Nonce,
  'panel.close': Nonce,
  'panel.aside': z.strictObject({ nonce: Id, aside: z.boolean() }),
  'tab.opening': z.strictObject({ window: z.optional(z.number()) }),
  'tab.openPanel': Nothing,
  'inbox.cached': Nothing,
  'inbox.refresh': Nothing,
  'waiting.cached': Nothing,
  'waiting.refresh': Nothing,
  'goals.cached': Nothing,
  'goals.refresh': Nothing,
  'act.add': z.strictObject({ call: z.strictObject({ endpoint: short(100), params: z.optional(z.unknown()), query: z.optional(z.unknown()), body: z.optional(z.unknown()) }), label: short(500) }),
  'act.list': Nothing,
  'act.drop': ById,
  'draft.load': z.strictObject({ key: DraftKey }),
  'draft.save': KeptDraft,
  'draft.drop': z.strictObject({ key: DraftKey }),
  'draft.list': Nothing,
  'outbox.hold': z.strictObject({ draft: Draft, preview: Preview, kept: KeptDraft }),
  'outbox.undo': ById,
  'outbox.list': Nothing,
  'outbox.again': z.strictObject({ id: Id, keys: z.optional(z.array(Key).check(z.maxLength(50))), audience: z.optional(AudienceSaid) }),
  'outbox.edit': ById,
  'outbox.discard': ById,
  'session.state': Nothing,
  'session.signIn': z.strictObject({ server: z.optional(short(500)) }),
  'session.signOut': z.strictObject({ discard: z.optional(z.boolean()) }),
  'session.forget': Nothing,
  'people.remembered': z.strictObject({ artifact: ArtifactRef, people: z.array(z.object({ handle: short(200), role: z.enum(roles) })).check(z.maxLength(50)) }),
  'people.coached': Nothing,
  'settings.get': Nothing,
  'settings.set': Settings,
  'sites.list': Nothing,
  'sites.changed': Site,
  'sites.choose': z.strictObject({ ...Switched.shape, beside: z.optional(z.array(Switched).check(z.maxLength(100))) }),
  'sites.show': Site,
  'sites.add': z.strictObject({ site: z.enum(siteIds), address: short(500) }),
  'sites.remove': z.strictObject({ site: z.enum(siteIds), instance: short(500) }),
  'sites.kinds': Nothing,
  'desk.open': z.strictObject({ path: z.string().check(z.maxLength(500), z.regex(/^\/(?!\/)[^\s\\]*$/)) }),
  'api': z.strictObject({ endpoint: short(100), params: z.optional(z.unknown()), query: z.optional(z.unknown()), body: z.optional(z.unknown()) }),
} satisfies { [N in AskName]: z.ZodMiniType<Asked[N][0]> }

/** Any message that asks, before its body is looked at. */
export const Envelope = z.strictObject({ ask: z.enum(Object.keys(asked) as [AskName, ...AskName[]]), body: z.unknown() })

/** The extension's own pages. */
export const pages = ['panel', 'popup', 'desk', 'welcome', 'options'] as const
export type PageName = (typeof pages)[number]

const anyPage = pages
const settingPages = ['popup', 'desk', 'welcome', 'options'] as const satisfies readonly PageName[]

/** TABLE: which page may ask what. A content script may ask `launcher.*` and nothing else. */
export const mayAsk: Record<AskName, 'content' | readonly PageName[]> = {
  'launcher.state': 'content',
  'launcher.open': 'content',
  'launcher.place': 'content',
  'launcher.hide': 'content',
  'launcher.where': 'content',
  'launcher.aside': 'content',
  'launcher.chips': 'content',
  'panel.opening': ['panel'],
  'panel.close': ['panel'],
  'panel.aside': ['panel'],
  'tab.opening': ['popup', 'panel'],
  'tab.openPanel': ['popup'],
  'inbox.cached': anyPage,
  'inbox.refresh': anyPage,
  'waiting.cached': anyPage,
  'waiting.refresh': anyPage,
  'goals.cached': anyPage,
  'goals.refresh': anyPage,
  'act.add': anyPage,
  'act.list': anyPage,
  'act.drop': anyPage,
  'draft.load': anyPage,
  'draft.save': anyPage,
  'draft.drop': anyPage,
  'draft.list': anyPage,
  'outbox.hold': anyPage,
  'outbox.undo': anyPage,
  'outbox.list': anyPage,
  'outbox.again': anyPage,
  'outbox.edit': anyPage,
  'outbox.discard': anyPage,
  'session.state': anyPage,
  'session.signIn': anyPage,
  'session.signOut': anyPage,
  'session.forget': anyPage,
  'people.remembered': anyPage,
  'people.coached': anyPage,
  'settings.get': anyPage,
  'settings.set': settingPages,
  'sites.list': settingPages,
  'sites.changed': settingPages,
  'sites.choose': settingPages,
  'sites.show': settingPages,
  'sites.add': settingPages,
  'sites.remove': settingPages,
  'sites.kinds': settingPages,
  'desk.open': anyPage,
  'api': anyPage,
}
