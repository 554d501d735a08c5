/** 1:1s and teams' agendas: what two people, or a team, mean to talk about. Readable by them alone. Source: domain.md section 5. */
import * as z from 'zod/mini'
import { ActionItem } from './action-items'
import { addDays, Day, dayOf, daysBetween, isWorkday, localOf, momentOf, type Rhythm } from './days'
import { endpoint } from './endpoint'
import { Citation } from './feedback'
import { Card, CardArtifact } from './cards'
import { Id } from './ids'
import { PersonRef } from './people'
import { line, words } from './text'

/** Weeks between meetings; 0 = when needed. */
export const cadences = [0, 1, 2, 4] as const
/** A pair talks; a team also says what works and what does not. */
export const pointSections = ['talk', 'works', 'does_not'] as const

/** Characters of a point. It may be without words when it hangs on a piece of work. */
export const pointLength = 1_000

/** What its author brought of a quarter's reflection on a core value, as it stood then. */
export const PointReflection = z.object({ from: z.string(), to: z.string(), lived: z.string(), next: z.string() })
export type PointReflection = z.infer<typeof PointReflection>

export const TalkingPoint = z.object({
  id: Id,
  seq: z.string(),
  author: PersonRef,
  text: z.string(),
  /** Seen by its author alone. */
  private: z.boolean(),
  section: z.enum(pointSections),
  artifact: z.nullable(CardArtifact),
  /** Then `text` is the core value's name. */
  reflection: z.optional(PointReflection),
  /** It was talked about. */
  done: z.boolean(),
  /** How many meetings it has been carried over. */
  carried: z.number(),
  at: z.string(),
  version: z.number(),
})
export type TalkingPoint = z.infer<typeof TalkingPoint>

/** A meeting in a list. `id` is the agenda's: one a pair, one a team, the same for all who are in it. */
export const MeetingListed = z.object({
  id: Id,
  /** The other one of a pair. */
  person: z.nullable(PersonRef),
  team: z.nullable(z.object({ id: Id, name: z.string() })),
  /** ISO 8601; null = not planned. */
  next: z.nullable(z.string()),
  lastHeld: z.nullable(z.string()),
  /** Open talking points that the viewer sees. */
  points: z.number(),
  /** The first of them, for a line. */
  first: z.array(z.string()),
})
export type MeetingListed = z.infer<typeof MeetingListed>

/** The agenda: open points and those of this meeting, open action items, and what was said between the two since they last met. */
export const Meeting = z.object({
  ...MeetingListed.shape,
  cadenceWeeks: z.number(),
  list: z.array(TalkingPoint),
  items: z.array(ActionItem),
  /** Between the two of a pair alone, newest first, at most 20. */
  said: z.array(Card),
  /** The other one has left: it can be read, and nothing is written any more. */
  closed: z.boolean(),
  version: z.number(),
})
export type Meeting = z.infer<typeof Meeting>

/** A meeting that is over, as the viewer may see it. */
export const MeetingPast = z.object({ heldAt: z.string(), points: z.array(TalkingPoint) })
export type MeetingPast = z.infer<typeof MeetingPast>

/** One looks no further for a day on which everybody works. */
const furthest = 120

/**
 * When the next one is: whole cadences after the last, at the same hour on the clock of who planned it, on the first day on which all of them work.
 * @param last when it was planned for, in milliseconds
 * @returns milliseconds after `now`; null without a cadence, or when there is no such day in sight
 */
export function nextMeeting(last: number, weeks: number, timeZone: string, all: readonly Rhythm[], now: number): number | null {
  if (weeks === 0) return null
  const { day, hour, minute } = localOf(last, timeZone)
  // From long ago in one step, not week by week.
  let next = addDays(day, weeks * 7 * Math.max(1, Math.floor(daysBetween(day, dayOf(now, timeZone)) / (weeks * 7))))
  while (momentOf(next, hour, timeZone, minute) <= now) next = addDays(next, weeks * 7)
  for (let looked = 0; looked < furthest; looked += 1, next = addDays(next, 1)) {
    const at = momentOf(next, hour, timeZone, minute)
    if (all.every((one) => isWorkday(dayOf(at, one.timeZone), one))) return at
  }
  return null
}

/** With whom: a person's id or a team's. */
const With = z.object({ kind: z.enum(['person', 'team']), id: Id })
const PointParams = z.object({ ...With.shape, point: Id })
const at = '/api/v1/meetings/:kind/:id'

export const meetingEndpoints = {
  mine: endpoint({ id: 'meetings.mine', method: 'GET', path: '/api/v1/me/meetings', who: 'person', summary: 'My 1:1s and my teams’ agendas, the next first, at most 50', reply: z.object({ items: z.array(MeetingListed) }) }),
  open: endpoint({ id: 'meetings.open', method: 'GET', path: at, who: 'person', summary: 'The agenda with a person, or of a team of mine. Writes nothing', params: With, reply: Meeting }),
  past: endpoint({ id: 'meetings.past', method: 'GET', path: `${at}/past`, who: 'person', summary: 'Earlier meetings, newest first, at most 10', params: With, reply: z.object({ items: z.array(MeetingPast) }) }),
  plan: endpoint({
    id: 'meetings.plan', method: 'PUT', path: at, who: 'person', summary: 'When it is next, and how often',
    params: With, body: z.strictObject({ next: z.nullable(z.iso.datetime()), cadenceWeeks: z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(4)]), version: z.number() }), reply: Meeting, problems: ['changed-meanwhile', 'not-allowed'],
  }),
  addPoint: endpoint({
    id: 'meetings.addPoint', method: 'POST', path: `${at}/points`, who: 'person', status: 201, summary: 'Put something on the agenda',
    params: With, body: z.strictObject({ id: Id, text: words(pointLength), private: z.boolean(), section: z.enum(pointSections), artifact: z.nullable(Citation) }), reply: TalkingPoint, problems: ['id-taken', 'not-allowed'],
  }),
  changePoint: endpoint({
    id: 'meetings.changePoint', method: 'PATCH', path: `${at}/points/:point`, who: 'person', summary: 'Change my point; tick any of them off',
    params: PointParams, body: z.strictObject({ text: z.optional(words(pointLength)), private: z.optional(z.boolean()), done: z.optional(z.boolean()), version: z.number() }), reply: TalkingPoint, problems: ['not-allowed', 'changed-meanwhile'],
  }),
  removePoint: endpoint({ id: 'meetings.removePoint', method: 'DELETE', path: `${at}/points/:point`, who: 'person', summary: 'Take my point off', params: PointParams, problems: ['not-allowed'] }),
  addItem: endpoint({
    id: 'meetings.addItem', method: 'POST', path: `${at}/action-items`, who: 'person', status: 201, summary: 'Agree on something to do, for one of the two or a member of the team',
    params: With, body: z.strictObject({ id: Id, text: line(300), due: z.nullable(Day), owner: Id }), reply: ActionItem, problems: ['id-taken', 'not-allowed', 'recipient-unknown'],
  }),
  hold: endpoint({
    id: 'meetings.hold', method: 'POST', path: `${at}/hold`, who: 'person', summary: 'It took place: what was ticked off rests, the rest is carried over, the next one is planned by the cadence',
    params: With, body: z.strictObject({ version: z.number() }), reply: Meeting, problems: ['changed-meanwhile', 'not-allowed'],
  }),
} as const
