/**
 * Cases of data protection: what is kept about me, and being forgotten. Run by the organisation's data-protection contact, due in one month.
 * What somebody may see anyway is in their own export; a case finds the rest. Source: domain.md section 17.
 */
import * as z from 'zod/mini'
import { endpoint } from './endpoint'
import { Id } from './ids'
import { PersonRef } from './people'
import { line, words } from './text'

export const caseKinds = ['access', 'erasure'] as const
export const caseStates = ['received', 'gathering', 'decided', 'answered'] as const
/** Days in which a case is to be answered: the month of article 12 (3) GDPR, at its shortest. */
export const caseDays = 28
/** TABLE: legal reasons for which something may be withheld. Each has words `case.reason.<reason>`. */
export const withholdReasons = ['others_rights', 'legal_claim', 'legal_duty', 'privilege', 'not_personal'] as const

/** A case as the person sees it who asked. */
export const Case = z.object({
  id: Id,
  seq: z.string(),
  kind: z.enum(caseKinds),
  person: PersonRef,
  /** Who runs it, by name. */
  contact: PersonRef,
  state: z.enum(caseStates),
  at: z.string(),
  dueBy: z.string(),
  answeredAt: z.nullable(z.string()),
})
export type Case = z.infer<typeof Case>

/** Something about the person that they cannot see by themselves, as the contact sees it while they decide. */
export const CaseEntry = z.object({
  id: Id,
  what: z.enum(['note', 'coaching', 'feedback', 'recognition']),
  author: PersonRef,
  at: z.string(),
  text: z.string(),
  /** Null until it is decided. */
  give: z.nullable(z.boolean()),
  reason: z.nullable(z.enum(withholdReasons)),
  /** The author's name is left out. */
  maskAuthor: z.boolean(),
  /** Words that are blanked out: others' names, one by one. */
  mask: z.array(z.string()),
})
export type CaseEntry = z.infer<typeof CaseEntry>

/** Those that are not decided come first; `more`: how many follow once some of these are. */
export const CaseFile = z.object({ ...Case.shape, entries: z.array(CaseEntry), more: z.number() })
export type CaseFile = z.infer<typeof CaseFile>

/** What the person gets: what was found, and how much was withheld for which reason. */
export const CaseAnswer = z.object({
  letter: z.string(),
  given: z.array(z.object({ what: CaseEntry.shape.what, author: z.nullable(z.string()), at: z.string(), text: z.string() })),
  withheld: z.array(z.object({ reason: z.enum(withholdReasons), count: z.number() })),
})
export type CaseAnswer = z.infer<typeof CaseAnswer>

const Params = z.object({ id: Id })
const EntryParams = z.object({ id: Id, entry: Id })
/** `mine`: who would run the viewer's own. */
const Contacts = z.object({ items: z.array(PersonRef), mine: z.optional(z.nullable(PersonRef)) })

export const caseEndpoints = {
  contacts: endpoint({ id: 'cases.contacts', method: 'GET', path: '/api/v1/organisation/data-protection', who: 'person', summary: 'Who runs cases of data protection here, and who would run mine', reply: Contacts }),
  setContacts: endpoint({
    id: 'cases.setContacts', method: 'PUT', path: '/api/v1/organisation/data-protection', who: 'admin', summary: 'Name one to three data-protection contacts: nobody runs their own case',
    body: z.strictObject({ people: z.array(Id).check(z.minLength(1), z.maxLength(3)) }), reply: Contacts, problems: ['recipient-unknown'],
  }),
  ask: endpoint({
    id: 'cases.ask', method: 'POST', path: '/api/v1/me/cases', who: 'person', status: 201, summary: 'Ask for everything that is kept about me, or to be forgotten',
    body: z.strictObject({ id: Id, kind: z.enum(caseKinds) }), reply: Case, problems: ['id-taken', 'no-contact', 'conflict'],
  }),
  mine: endpoint({ id: 'cases.mine', method: 'GET', path: '/api/v1/me/cases', who: 'person', summary: 'My cases, newest first, at most 20', reply: z.object({ items: z.array(Case) }) }),
  answerOf: endpoint({ id: 'cases.answerOf', method: 'GET', path: '/api/v1/me/cases/:id/answer', who: 'person', summary: 'The answer to my case', params: Params, reply: CaseAnswer }),
  all: endpoint({ id: 'cases.all', method: 'GET', path: '/api/v1/cases', who: 'person', summary: 'The cases that I run as a data-protection contact, those due first, at most 50', reply: z.object({ items: z.array(Case) }) }),
  file: endpoint({ id: 'cases.file', method: 'GET', path: '/api/v1/cases/:id', who: 'person', summary: 'One case that I run, with what was gathered', params: Params, reply: CaseFile }),
  gather: endpoint({ id: 'cases.gather', method: 'POST', path: '/api/v1/cases/:id/gather', who: 'person', summary: 'Find what is kept about the person beyond what they see. Said again, it finds what is new', params: Params, reply: CaseFile, problems: ['conflict'] }),
  decide: endpoint({
    id: 'cases.decide', method: 'PUT', path: '/api/v1/cases/:id/entries/:entry', who: 'person', summary: 'Give it, with names masked; or withhold it, with a legal reason',
    params: EntryParams,
    body: z.strictObject({ give: z.boolean(), reason: z.nullable(z.enum(withholdReasons)), maskAuthor: z.boolean(), mask: z.array(line(100)).check(z.maxLength(20)) }), reply: CaseFile, problems: ['conflict'],
  }),
  answer: endpoint({
    id: 'cases.answer', method: 'POST', path: '/api/v1/cases/:id/answer', who: 'person', summary: 'Answer it, once every entry is decided. A case of erasure erases the person, who has left',
    params: Params, body: z.strictObject({ letter: words(4_000) }), reply: Case, problems: ['case-undecided', 'still-here', 'held', 'conflict', 'too-large'],
  }),
} as const
