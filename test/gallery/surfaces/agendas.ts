/** Agendas and action items, as a made-up server would hold them. */
import type { ActionItem } from '../../../shared/action-items'
import type { Meeting, MeetingListed, MeetingPast, TalkingPoint } from '../../../shared/meetings'
import { Refusal } from '../../../shared/problem'
import { ada, ben, chi, everyone, fromGus, gus, kai } from './cast'

const id = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ref = ({ id: one, name }: { id: string; name: string }) => ({ id: one, name })
const days = (n: number): string => new Date(Date.now() + n * 86_400_000).toISOString()

const item = (n: number, text: string, part: Partial<ActionItem> = {}): ActionItem => ({
  id: id(n), seq: id(n), text, owner: ref(ada), other: null, due: null, state: 'open', why: null, source: { kind: 'own', id: null }, at: days(-4), closedAt: null, mine: 'owner', version: 1, ...part,
})
const point = (n: number, text: string, part: Partial<TalkingPoint> = {}): TalkingPoint => ({
  id: id(n), seq: id(n), author: ref(ben), text, private: false, section: 'talk', artifact: null, done: false, carried: 0, at: days(-2), version: 1, ...part,
})
const listed = (n: number, part: Partial<MeetingListed>): MeetingListed => ({ id: id(n), person: null, team: null, next: null, lastHeld: null, points: 0, first: [], ...part })

const payments = { id: id(90), name: 'Payments' }
const own: ActionItem[] = [
  item(530, 'Share the on-call rota with Dee', { due: days(-3).slice(0, 10), other: ref(gus), source: { kind: 'meeting', id: id(521) } }),
  item(531, 'Ask in the channel after one day, before anybody waits for two', { due: days(3).slice(0, 10), other: ref(gus), source: { kind: 'feedback', id: id(201) } }),
  item(532, 'Book the room'),
]
const closed: ActionItem[] = [
  item(533, 'Write the hand-over down', { state: 'done', closedAt: days(-1) }), item(534, 'Move the stand-up', { state: 'dropped', why: 'Maps has it now', closedAt: days(-9) }),
]
const past: MeetingPast[] = [{ heldAt: days(-14), points: [point(545, 'How the hand-over went', { done: true })] }, { heldAt: days(-28), points: [] }]

function agendaOf(kind: string, who: string): Meeting {
  const person = kind === 'person' ? [...everyone, kai].find((one) => one.id === who && one.id !== ada.id) : null
  if (kind === 'person' ? !person : who !== payments.id) throw new Refusal('not-found')
  const list = person
    ? [point(540, 'Who reviews what comes next?', { carried: 2, artifact: fromGus.artifact }), point(541, 'His pay', { author: ref(ada), private: true }), point(542, 'How the hand-over went', { done: true })]
    : [point(543, 'Reviews within a day', { section: 'works' }), point(544, 'Alerts at night, for the third week', { section: 'does_not', author: ref(ada), carried: 1 })]
  const items = person ? [item(535, 'Pair with Jun on the gateway', { owner: ref(person), other: ref(ada), mine: 'other', due: days(2).slice(0, 10) }), ...own.slice(0, 1)] : [item(536, 'Look at the alerts', { owner: ref(chi), mine: 'member' })]
  return {
    ...listed(520, person ? { person: ref(person) } : { team: payments }), next: days(2), lastHeld: days(-14), points: 2, first: list.slice(0, 2).map(({ text }) => text), cadenceWeeks: 2, version: 3,
    list, items, said: person ? [fromGus] : [], closed: person?.status === 'deactivated',
  }
}

interface Called { params?: Record<string, string>; query?: { state?: string }; body?: Record<string, unknown> }

/** Endpoints by their ids. */
export const agendasOf = (): Record<string, (input: never) => unknown> => ({
  'meetings.mine': () => ({ items: [listed(520, { person: ref(ben), next: days(2), points: 2, first: ['Who reviews what comes next?', 'His pay'] }), listed(521, { person: ref(gus), lastHeld: days(-9) }), listed(522, { team: payments, points: 1, first: ['Reviews within a day'] })] }),
  'meetings.open': ({ params }: Called) => agendaOf(params!['kind']!, params!['id']!),
  'meetings.past': () => ({ items: past }),
  'meetings.plan': ({ params, body }: Called) => ({ ...agendaOf(params!['kind']!, params!['id']!), ...body, version: 4 }),
  'meetings.hold': ({ params }: Called) => ({ ...agendaOf(params!['kind']!, params!['id']!), next: days(16), version: 4 }),
  'meetings.addPoint': ({ body }: Called) => point(549, '', { ...(body as Partial<TalkingPoint>), author: ref(ada), artifact: null }),
  'meetings.changePoint': ({ params, body }: Called) => ({ ...agendaOf(params!['kind']!, params!['id']!).list.find((one) => one.id === params!['point']), ...body }),
  'meetings.removePoint': () => undefined,
  'meetings.addItem': ({ body }: Called) => item(539, '', body as Partial<ActionItem>),
  'actionItems.mine': ({ query }: Called) => ({ items: query?.state === 'closed' ? closed : own, after: null }),
  'actionItems.add': ({ body }: Called) => item(538, '', body as Partial<ActionItem>),
  'actionItems.done': ({ params }: Called) => ({ ...found(params!['id']!), state: 'done', closedAt: days(0) }),
  'actionItems.reopen': ({ params }: Called) => ({ ...found(params!['id']!), state: 'open', closedAt: null }),
  'actionItems.drop': ({ params, body }: Called) => ({ ...found(params!['id']!), state: 'dropped', why: body!['why'], closedAt: days(0) }),
  'actionItems.change': () => {
    throw new Refusal('changed-meanwhile')
  },
})

const found = (one: string): ActionItem => [...own, ...closed].find((item) => item.id === one) ?? item(510, 'Share the on-call rota with Dee', { id: one })
