/** Lines of an inbox: who hears of what happened, and as what. */
import type { CairnEvent } from './events'
import type { NotificationKind } from './notification-kinds'

/** One line for one person. An event gives a person one line at the most. */
export interface Line {
  person: string
  kind: NotificationKind
  feedback: string | null
  handle: string | null
  /** What else it is about: `request:<id>`, `action:<id>`, `report:<id>`. */
  subject?: string | null
  /** Whose act the line tells of, where that is not the event's actor: words that waited come from their author. */
  actor?: string
}

/** Who hears of an event in their inbox, and as what. Nobody hears of their own act. */
export function hears(event: CairnEvent, actor: string | null): Line[] {
  const to = (people: string[], kind: NotificationKind, about: { feedback?: string; handle?: string; subject?: string } = {}): Line[] =>
    [...new Set(people)].filter((person) => person !== actor).map((person) => ({ person, kind, feedback: about.feedback ?? null, handle: about.handle ?? null, ...(about.subject && { subject: about.subject }) }))
  const about = ({ request }: { request: string }) => ({ subject: `request:${request}` })
  const goal = (one: { goal: string }) => ({ subject: `goal:${one.goal}` })
  switch (event.kind) {
    case 'feedback.given': return to(event.recipients, 'feedback.received', event)
    case 'feedback.reacted': return to([event.author], 'feedback.thanked', event)
    case 'feedback.steppedBack': return to([event.author, ...event.recipients], 'feedback.steppedBack', event)
    case 'feedback.titleShown':
    case 'feedback.titleHidden': return to([event.author, ...event.recipients], 'feedback.titleChanged', event)
    case 'feedback.dropped': return to([event.author], 'invitation.expired', event)
    case 'feedback.expiring': return to([event.author], 'note.expiring', event)
    case 'reply.given': return to(event.to, 'reply.received', event)
    case 'view.added': return to([event.author], 'view.added', event)
    case 'feedback.passedOn': return [...to(event.to, 'feedback.passedOn', event), ...to([event.author], 'feedback.passedAlong', event), ...to(event.recipients, 'feedback.audienceChanged', event)]
    case 'feedback.widenAgreed': return to(event.recipients, 'feedback.widenAsked', event)
    case 'feedback.widened': return to([event.author, ...event.recipients], 'feedback.audienceChanged', event)
    case 'report.made':
    case 'report.joined': return to(event.handlers, 'report.received', { subject: `report:${event.report}` })
    case 'report.handed': return [...to(event.handlers, 'report.received', { subject: `report:${event.report}` }), ...to(event.told, 'report.handed', { subject: `report:${event.report}` })]
    case 'report.differs': return to(event.handlers, 'report.differs', { subject: `report:${event.report}` })
    case 'report.decided': return to(event.told, event.upheld ? 'report.upheld' : 'report.dismissed', { subject: `report:${event.report}` })
    case 'handle.proposed': return to([event.person], 'handle.proposed', event)
    case 'handle.moved': return [...to([event.to], 'handle.proposed', event), ...to([event.from], 'account.changed')]
    case 'handle.dropped': return to([event.person], 'account.changed')
    case 'handle.confirmed': return to(event.proposers, 'handle.confirmed', event)
    case 'feedback.arrived': return [
      ...event.recipients.map((person) => ({ person, kind: 'feedback.received' as const, feedback: event.feedback, handle: null, actor: event.author })),
      ...to([event.author], 'invitation.accepted', event),
    ]
    case 'actionItem.added': return event.feedback && event.other ? to([event.other], 'feedback.trying', { feedback: event.feedback, subject: `action:${event.item}` }) : []
    // Found by whom it is with: to the one who is told, whoever planned it.
    case 'meeting.planned': return actor ? to(event.told, 'meeting.planned', { subject: `meeting:${actor}` }) : []
    case 'request.asked': return [...to(event.asked, 'request.asked', about(event)), ...to(event.about ? [event.about] : [], 'request.about', about(event))]
    case 'request.declined': return to([event.asker], 'request.declined', about(event))
    case 'request.withdrawn': return to(event.asked, 'request.withdrawn', about(event))
    case 'request.reminded': return [{ person: event.person, kind: 'request.reminded', feedback: null, handle: null, ...about(event), actor: event.asker }]
    case 'request.expired': return to([event.asker], 'request.expired', about(event))
    case 'goal.set': return [...to([event.owner], 'goal.set', goal(event)), ...to(event.coOwners, 'goal.shared', goal(event))]
    case 'goal.takenUp':
    case 'goal.changed': return [...to(event.owner ? [event.owner] : [], 'goal.set', goal(event)), ...to(event.coOwners, 'goal.shared', goal(event))]
    case 'goal.checkedIn': return to(event.need ? [event.need] : [], 'goal.needAsked', goal(event))
    case 'goal.needAnswered': return to(event.told, 'goal.needAnswered', goal(event))
    case 'goal.stale': return to([event.owner], 'goal.stale', goal(event))
    case 'goal.ending': return to([event.owner], 'goal.ending', goal(event))
    case 'feedback.helped': return to([event.recipient], 'feedback.helped', event)
    case 'case.asked': return to([event.contact], 'case.asked', { subject: `case:${event.case}` })
    case 'case.answered': return [...to([event.person], 'case.answered', { subject: `case:${event.case}` }), ...to(event.authors.filter((one) => one !== event.person), 'case.told')]
    // What concerns their account, not their title: domain.md section 2.
    case 'person.changed': return event.fields.some((field) => ['email', 'role', 'manager'].includes(field)) ? to([event.person], 'account.changed') : []
    case 'person.addressChanged': return [...to([event.person], 'address.changed'), ...to(event.admins, 'address.waits', { subject: `address:${event.person}` })]
    case 'signIn.linked': return to(event.told, 'signIn.linked')
    case 'person.addressConfirmed': return to([event.person], 'address.confirmed')
    case 'person.addressWished': return to(event.admins, 'address.waits', { subject: `address:${event.person}` })
    case 'people.imported': return to(event.told, 'account.changed')
    case 'setting.changed': return to(event.told, 'agreement.named', { subject: `agreement:${event.change}` })
    case 'setting.proposed': return to(event.delegates, 'setting.proposed', { subject: `agreement:${event.change}` })
    case 'setting.decided': return to([event.proposer], 'setting.decided', { subject: `agreement:${event.change}` })
    case 'hold.set': return to([event.second], 'hold.asked', { subject: `hold:${event.hold}` })
    case 'hold.confirmed':
    case 'hold.ended': return to(event.told, 'hold.changed', { subject: `hold:${event.hold}` })
    case 'disclosure.asked': return to(event.approvers, 'disclosure.asked', { subject: `disclosure:${event.disclosure}` })
    case 'disclosure.refused':
    case 'disclosure.produced': return to(event.told, 'disclosure.ready', { subject: `disclosure:${event.disclosure}` })
    case 'disclosure.told': return to(event.told, 'disclosure.told', { subject: `disclosure:${event.disclosure}` })
    case 'person.placed': return to([event.person], 'role.set', { subject: `growth:${event.person}` })
    case 'growth.revised':
    case 'growth.acted':
    case 'growth.rated': return to(event.told, 'growth.changed', { subject: `growth:${event.person}` })
    case 'growth.shared': return to(event.told, 'growth.shared', { subject: `growth:${event.person}` })
    case 'learning.proposed':
    case 'learning.decided': return to(event.told, event.kind, { subject: `learning:${event.resource}` })
    case 'handover.offered': return to([event.person], 'handover.offered', { subject: `handover:${event.former}` })
    default: return []
  }
}
