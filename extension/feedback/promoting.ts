/** A note, made into something else: a new draft with its own audience. The note stays. */
import { actionItemEndpoints } from '../../shared/action-items'
import type { Card } from '../../shared/cards'
import { newId } from '../../shared/ids'
import { peopleEndpoints, type Me, type Person } from '../../shared/people'
import { cut } from '../../shared/text'
import { call } from '../bridge/call'
import type { KeptDraft } from '../bridge/kept'
import { blank, noWork, type Work } from './composing'

/** The work that a card hangs on, as its composer takes it. */
export function workOf({ artifact }: Card): Work {
  if (!artifact || artifact.guarded) return noWork
  const { id, site, instance, type, key, url, title, state } = artifact
  return { artifact: { site, instance, type, key, url }, artifactId: id, details: { people: [], via: {}, visibility: artifact.private ? 'private' : 'public', ...(title && { title }), ...(state && { state }) } }
}

/** Feedback from a note: its words as the behaviour, to whom it was about. Kept beside whatever else is written on that work. */
export async function feedbackFrom(card: Card, me: Me | null): Promise<KeptDraft> {
  const work = workOf(card)
  const person: Person | null = card.about ? await call(peopleEndpoints.profile, { params: { id: card.about.id } }) : null
  const draft = blank(work, 'feedback', me, person ? [plain(person)] : [])
  const text = 'text' in card.body ? card.body.text : ''
  return { ...draft, key: `${draft.key}:${card.id}`, body: { ...draft.body, behaviour: text } as KeptDraft['body'] }
}

/** What a draft keeps of somebody: not the rest of their page. */
const plain = ({ id, name, manager, teams, ceiling, inOrg, title, status, kind }: Person): Person => ({ id, name, manager, teams, ceiling, inOrg, title, status, kind })

/** Something for oneself to do, from a note: its first line. */
export const makeAction = ({ body }: Card) =>
  call(actionItemEndpoints.add, { body: { id: newId(), text: cut(('text' in body ? body.text : '').trim().split('\n')[0]!, 300), due: null } })
