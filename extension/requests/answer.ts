/** An answer to a request, as the composer gets it: to whom, about whom and who sees it are fixed. */
import { peopleEndpoints, type Person } from '../../shared/people'
import type { FeedbackRequest } from '../../shared/requests'
import { ask, call } from '../bridge/call'
import type { KeptDraft } from '../bridge/kept'
import { blank, noWork, type Work } from '../feedback/composing'
import { type Loaded, useLoad } from '../organisation/load'

/** To whom an answer goes: a subject who is told first, and the asker. */
export const answerTo = ({ asker, subject, told }: Pick<FeedbackRequest, 'asker' | 'subject' | 'told'>): { recipients: string[]; about: string | null } =>
  ({ recipients: [...new Set(told ? [subject.id, asker.id] : [asker.id])], about: told || subject.id === asker.id ? null : subject.id })

/** The work that a request is about, where its page is not open. */
export function workOf({ artifact }: FeedbackRequest): Work {
  if (!artifact || artifact.guarded) return noWork
  const { id, site, instance, type, key, url, title, state } = artifact
  return { artifact: { site, instance, type, key, url }, artifactId: id, details: { title, state, visibility: artifact.private ? 'private' : 'public', people: [], via: {} } }
}

const keyOf = (work: Work, request: string): string => `${work.artifactId ?? 'none'}:answer:${request}`

/** The draft of an answer: what was begun before, else a new one with the situation prefilled. */
export const useAnswer = (request: FeedbackRequest, work: Work): Loaded<KeptDraft> => useLoad<KeptDraft>(async () => {
  const { recipients, about } = answerTo(request)
  const key = keyOf(work, request.id)
  const [people, before] = await Promise.all([
    Promise.all(recipients.map((id): Promise<Person> => call(peopleEndpoints.profile, { params: { id } }))),
    ask('draft.load', { key }).catch(() => null),
  ])
  const fixed = { recipients: people, visibility: request.audience.visibility, request: { id: request.id, about } }
  return before ? { ...before, ...fixed } : { ...blank(work, 'feedback', null), key, ...fixed }
}, [request.id, work.artifactId])
