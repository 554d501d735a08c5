/** The rules of writing something, without a page: what a draft starts as, who will see it, what is missing, what is sent. */
import { cut, clean } from '../../shared/text'
import { audienceOf, sayAudience, teamVisibilities, type AudienceRefusal, type AudienceSaid } from '../../shared/audience'
import { personKey, type Visibility } from '../../shared/audience.keys'
import { citesGoals, type Citation, type Draft } from '../../shared/feedback'
import { bodyErrors, bodyFields, type FeedbackBody, firstField } from '../../shared/bodies'
import { roles, type ReadingWent } from '../../shared/artifacts'
import { newId } from '../../shared/ids'
import { type BodyShape, kindNames, ruleOf, type Kind } from '../../shared/kinds'
import type { FieldError } from '../../shared/problem'
import type { Me, Person } from '../../shared/people'
import type { Opening } from '../bridge/messages'
import type { KeptDraft, Preview } from '../bridge/kept'
import { isSaid, keyText } from '../artifacts/naming'

/** The work that something is said on. Nothing = said without any work (from a person's page). */
export type Work = Pick<Opening, 'artifact' | 'artifactId' | 'details' | 'read'>
export const noWork: Work = { artifact: null, artifactId: null, details: { people: [], via: {} } }

/** Where a draft is kept. */
export const draftKey = (work: Work, kind: Kind): string => `${work.artifactId ?? 'none'}:${kind}`

/** The visibilities that kind and organisation leave, the default first. */
export function visibilitiesOf(kind: Kind, me: Me | null): Visibility[] {
  const { visibilities: allowed } = ruleOf(kind)
  const left = me?.organisation.visibilities[kind] ?? allowed
  return left.filter((one): one is Visibility => allowed.includes(one as Visibility))
}

/** The same for a draft: what is said to a team is for the team or for everyone. */
export const visibilitiesFor = ({ kind, toTeam }: Pick<KeptDraft, 'kind' | 'toTeam'>, me: Me | null): Visibility[] =>
  visibilitiesOf(kind, me).filter((one) => !toTeam || teamVisibilities.includes(one))

/** The kinds that somebody may give: what the organisation has switched off whole is absent, not grey, and so is coaching where there is nobody whom they may coach. */
export const kindsFor = (me: Me | null, coaches: boolean): Kind[] => kindNames.filter((kind) => (coaches || ruleOf(kind).giver !== 'coach') && visibilitiesOf(kind, me).length > 0)

/** A body before its first word. */
const bodyOf = (shape: BodyShape, work: Work): FeedbackBody =>
  shape === 'text' ? { text: '' } : shape === 'sbi' ? { situation: situationOf(work), behaviour: '', impact: '', next: '' } : { goal: '', reality: '', options: '', will: '' }

/** The same words in another shape: all of them in the field in which one begins. */
export function reshaped(draft: KeptDraft, shape: BodyShape, work: Work): FeedbackBody {
  const words = ownWords(draft, work)
  const body = bodyOf(shape, work)
  return words === '' ? body : ({ ...body, [firstField(shape)]: words } as FeedbackBody)
}

/** What somebody wrote themselves, field after field. */
export const ownWords = (draft: Pick<KeptDraft, 'body' | 'title'>, work: Work): string =>
  bodyFields(draft.body).filter(([field, text]) => text.trim() !== '' && !(field === 'situation' && text === situationOf(work, draft.title))).map(([, text]) => text.trim()).join('\n\n')

/** A draft before its first word. */
export function blank(work: Work, kind: Kind, me: Me | null, recipients: Person[] = []): KeptDraft {
  return {
    key: draftKey(work, kind), id: newId(), kind, recipients: recipients.slice(0, ruleOf(kind).recipients[1]), invite: null, body: bodyOf(ruleOf(kind).bodies[0]!, work), values: [],
    visibility: visibilitiesOf(kind, me)[0] ?? ruleOf(kind).visibilities[0]!, team: null, showTitle: false, title: null, about: aboutOf(work), at: Date.now(),
  }
}

/** The work as a draft remembers it. */
const aboutOf = ({ artifact, details }: Work): KeptDraft['about'] =>
  artifact && { ref: artifact, title: titleOf(details.title), state: details.state?.slice(0, 200) ?? null, visibility: details.visibility ?? 'private' }

/** What the work is called: as the person wrote it, else as its page tells. */
const titleFor = (typed: string | null | undefined, { details }: Work): string | null => titleOf(typed) ?? titleOf(details.title)

/** The situation as the work tells it: its key, where people say it, and its title. */
export function situationOf(work: Work, typed: string | null = null): string {
  const { artifact } = work
  if (!artifact) return ''
  const title = titleFor(typed, work)
  return isSaid(artifact) ? [keyText(artifact), title].filter(Boolean).join(' ') : (title ?? keyText(artifact))
}

/** Whether the situation can say what it is about: by its title, or by a key that people say. */
export const isTitled = (work: Work): boolean => titleFor(null, work) !== null || (work.artifact !== null && isSaid(work.artifact))

/** What changes with a title: a situation that was only told follows it. */
export function named(draft: KeptDraft, work: Work, title: string | null): Partial<KeptDraft> {
  const { body } = draft
  return 'situation' in body && body.situation === situationOf(work, draft.title) ? { title, body: { ...body, situation: situationOf(work, title) } } : { title }
}

/** Whether nobody would miss it: no word of one's own, nothing chosen beyond the recipients. */
export function isBlank(draft: KeptDraft, work: Work): boolean {
  return ownWords(draft, work) === '' && draft.values.length === 0 && draft.invite === null && !draft.title && !draft.action?.text.trim()
}

/** Who would see it, in its travelling form. @returns null while nobody is named; why there is none */
export function audienceFor(draft: KeptDraft, me: Me): AudienceSaid | AudienceRefusal | null {
  if (forNobody(draft)) return null
  const audience = audienceOf({ visibility: draft.visibility, author: me.person, recipients: draft.recipients, team: draft.team, toTeam: draft.toTeam })
  if (typeof audience === 'string') return audience
  const said = sayAudience(audience, me.person, draft.recipients, me.organisation)
  return draft.invite ? { ...said, ...untilTheyAccept(draft.id, draft.invite.name, said, me) } : said
}

/** It wants somebody whom it is for, and has nobody. */
const forNobody = ({ kind, recipients, invite, toTeam }: KeptDraft): boolean => ruleOf(kind).recipients[0] > 0 && recipients.length === 0 && !invite && !toTeam

/** Until somebody invited accepts, the author alone holds a key; the sentence names them, as it will be then. */
const untilTheyAccept = (id: string, name: string, said: AudienceSaid, me: Me): Pick<AudienceSaid, 'keys' | 'people'> => ({
  keys: [personKey(me.person.id)],
  people: said.visibility === 'organization' || said.visibility === 'author' ? said.people : [{ id, name }, ...said.people],
})

/** The teams that visibility `team` may mean, each once. */
export function teamsOf(recipients: readonly Person[]) {
  const all = recipients.flatMap((one) => one.teams)
  return all.filter((team, index) => all.findIndex((other) => other.id === team.id) === index)
}

/** Everybody whom a draft names, by name. */
export const namesIn = ({ recipients, invite, toTeam }: Pick<KeptDraft, 'recipients' | 'invite' | 'toTeam'>): string[] =>
  [...(toTeam ? [toTeam.name] : []), ...recipients.map(({ name }) => name), ...(invite ? [invite.name] : [])]

/** The first thing that keeps a draft from being sent: whom it is for, then its words. Places: `who`, `audience`, or a field of the body. */
export function missing(draft: KeptDraft, me: Me | null): { at: string; error?: FieldError } | null {
  if (forNobody(draft)) return { at: 'who' }
  const wrong = bodyErrors(draft.kind, draft.body)[0]
  if (wrong) return { at: wrong.pointer.split('/').at(-1)!, error: wrong }
  if (!me) return { at: 'people' }
  return typeof audienceFor(draft, me) === 'string' ? { at: 'audience' } : null
}

/** A title as a citation carries it: one line, at most 250 UTF-16 units, null without one. */
export function titleOf(title: string | null | undefined): string | null {
  const oneLine = clean(title ?? '').replace(/\s+/g, ' ').trim()
  if (oneLine === '') return null
  return oneLine.length <= 250 ? oneLine : cut(oneLine.slice(0, 249), 230).slice(0, 250)
}

/** The work as it is cited. Private unless the page proves that it is public. */
function citationOf(draft: Pick<KeptDraft, 'title' | 'showTitle'>, work: Work): Citation | null {
  const { artifact, details } = work
  if (!artifact) return null
  return {
    ref: artifact, title: titleFor(draft.title, work), state: details.state?.slice(0, 40) ?? null,
    visibility: details.visibility ?? 'private', showTitle: draft.showTitle,
  }
}

/** What is sent: the draft with the keys that its author was shown. */
export function sendable(draft: KeptDraft, said: AudienceSaid, work: Work, me: Me): Draft {
  const reading = me.organisation.counters ? readingOf(work) : null
  const body = cleaned(draft.body)
  return {
    id: draft.id, kind: draft.kind, visibility: draft.visibility, team: draft.visibility === 'team' && !draft.toTeam ? draft.team : null,
    recipients: draft.recipients.map((one) => one.id), ...(draft.toTeam && { toTeam: draft.toTeam.id }), ...(draft.invite && { invite: draft.invite }), keys: said.keys ?? [], body,
    values: draft.values, ...(draft.goals?.length && citesGoals(draft.kind) && { goals: draft.goals.map(({ id }) => id) }), ...(draft.competencies?.length && { competencies: draft.competencies }), artifact: citationOf(draft, work), ...(draft.person && { about: draft.person.id }), ...(hasAction(draft) && { action: { ...draft.action!, text: clean(draft.action!.text).trim() } }), ...(draft.request && { request: draft.request.id, ...(draft.request.about && { about: draft.request.about }) }), ...(reading && { reading }),
  }
}

/** Whether it gives something to do: what only its author sees gives nobody anything. */
export const hasAction = ({ kind, visibility, action }: KeptDraft): boolean => ruleOf(kind).action && visibility !== 'author' && clean(action?.text ?? '').trim() !== ''

/** How reading the page went, field by field: where each was found, or that it was not. Null where no reader of a known site has looked. */
export function readingOf({ artifact, details: { via }, read }: Work): ReadingWent | null {
  if (!artifact || !read) return null
  const people = roles.map((role) => via[role]).find(Boolean)
  return { title: via['title'] ?? 'none', state: via['state'] ?? 'none', people: people ?? 'none', visibility: via['visibility'] ?? 'none' }
}

/** An empty next step is none. */
const cleaned = (body: FeedbackBody): FeedbackBody =>
  Object.fromEntries(Object.entries(body).flatMap(([field, text]) => (field === 'next' && clean(text ?? '') === '' ? [] : [[field, clean(text ?? '')]]))) as FeedbackBody

/** What the card shows before the server has answered. */
export function previewOf(draft: KeptDraft, said: AudienceSaid, me: Me, work: Work): Preview {
  return {
    recipients: [...draft.recipients.map(({ id, name }) => ({ id, name })), ...(draft.invite ? [{ id: draft.id, name: draft.invite.name }] : [])],
    ...(draft.toTeam && { team: { id: draft.toTeam.id, name: draft.toTeam.name } }),
    audience: said,
    values: me.values.filter((value) => draft.values.includes(value.id)).map(({ id, name }) => ({ id, name })),
    title: citationOf(draft, work)?.title ?? null,
    place: work.artifact && keyText(work.artifact), about: draft.person ?? null,
  }
}
