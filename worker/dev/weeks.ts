/** The weeks after somebody said something: coaching, requests, talk, 1:1s, an agreement, goals. Played by the rooms' own actions; nothing here is about a real person. */
import { personKey } from '../../shared/audience.keys'
import { addDays, type Day, momentOf, weekdayOf } from '../../shared/days'
import type { Citation, Draft } from '../../shared/feedback'
import type { FeedbackBody } from '../../shared/bodies'
import { add as addAction, done } from '../action-items/actions'
import { setContacts } from '../cases/actions'
import type { Env } from '../env'
import { give } from '../feedback/actions.give'
import { react } from '../feedback/actions.react'
import { addItem, hold, plan } from '../meetings/actions'
import { addPoint, changePoint } from '../meetings/actions.points'
import { ask, decline } from '../requests/actions'
import { reply } from '../talk/actions.reply'
import { passOn, view } from '../talk/actions.share'
import { change, decide } from '../trust/actions.agreement'
import type { As } from './acting'
import { aims } from './aims'
import { growing } from './growing'
import { demoId, personId, teamId } from './cast'
import { refOf, work } from './life'
import { reflecting } from './reflecting'

const timeZone = 'Europe/Berlin'
const said = (number: number): string => demoId(40, number)
const answer = (number: number): string => demoId(41, number)
const asked = (number: number): string => demoId(50, number)
const item = (number: number): string => demoId(51, number)
const point = (number: number): string => demoId(52, number)
const talk = (number: number): string => demoId(53, number)
const proposal = (number: number): string => demoId(54, number)

/** What still waits to be seen: feedback by its id, the rest by its subject. */
export const unread: readonly string[] = [`request:${asked(4)}`, `request:${asked(5)}`, `agreement:${proposal(4)}`]

/** @param today `YYYY-MM-DD`, the day on which the demo is looked at first */
export async function weeks(env: Env, as: As, today: Day): Promise<void> {
  const at = (daysAgo: number, hour: number, minute = 0): number => momentOf(addDays(today, -daysAgo), hour, timeZone, minute)
  const in_ = (days: number, hour: number, minute = 0): string => new Date(at(-days, hour, minute)).toISOString()
  const weekday = weekdayOf(today)
  /** The last Monday that is over; the next Friday to come. */
  const sinceMonday = weekday === 1 ? 7 : weekday - 1
  const friday = addDays(today, ((5 - weekday + 6) % 7) + 1)
  const cite = (name: keyof typeof work): Citation => {
    const { title, state, public: open } = work[name]
    return { ref: refOf(env, work[name]), title, state, visibility: open ? 'public' : 'private', showTitle: open }
  }
  const say = (by: string, when: number, id: string, to: string | null, kind: Draft['kind'], on: keyof typeof work | null, body: FeedbackBody, more: Partial<Draft> = {}) => as(by, when, (call: Parameters<typeof give>[0] & { body: Draft }) => give(call, call.body), {
    body: { id, kind, visibility: to ? 'recipients' : 'author', recipients: to ? [personId(to)] : [], keys: [by, ...(to ? [to] : [])].map((first) => personKey(personId(first))), body, values: [], artifact: on && cite(on), ...more },
  })
  const between = (...firsts: string[]): string[] => firsts.map((first) => personKey(personId(first)))
  const answers = (by: string, when: number, id: string, under: string, text: string, keys: string[]) => as(by, when, reply, { params: { id: under }, body: { id, text, keys } })
  const withPerson = (first: string) => ({ kind: 'person' as const, id: personId(first) })
  const puts = (by: string, when: number, id: string, whose: { kind: 'person' | 'team'; id: string }, text: string, more: { private?: boolean; section?: 'talk' | 'works' | 'does_not'; on?: keyof typeof work } = {}) =>
    as(by, when, addPoint, { params: whose, body: { id, text, private: more.private ?? false, section: more.section ?? 'talk', artifact: more.on ? cite(more.on) : null } })

  // What the house agreed on: who is named for what, and under which rules settings change.
  await as('eli', at(40, 10), setContacts, { body: { people: [personId('mo'), personId('eli')] } })
  await as('eli', at(40, 10, 5), change, { body: { id: proposal(1), change: { handlers: [personId('mo'), personId('lea')] } } })
  await as('eli', at(38, 11), change, { body: { id: proposal(2), change: { agreement: { title: 'Works agreement on Cairn', covers: ['retention', 'channelWords'], delegates: [personId('lea')] } }, why: 'As agreed with the works council.' } })
  await as('eli', at(37, 9), change, { body: { id: proposal(3), change: { channelWords: false }, why: 'No channel is set up yet. We decide on words when there is one.' } })
  await as('lea', at(36, 15), decide, { params: { id: proposal(3) }, body: { agree: true, sentence: 'A channel may say that somebody was recognised, not with which words.' } })

  // What Ben made of Ada's feedback on the ledger migration.
  await answers('ben', at(29, 9, 20), talk(1), said(4), 'I will. The plan was in my notes, I did not think that anybody would want to see it.', between('ada', 'ben'))
  await as('ben', at(29, 9, 30), passOn, { params: { id: said(4) }, body: { people: [personId('jun')] } })
  await as('ben', at(28, 10), addAction, { body: { id: item(1), text: 'Put the query plan into the description', due: addDays(today, -14), feedback: said(4) } })
  await as('ben', at(15, 16), done, { params: { id: item(1) } })
  await as('gus', at(21, 9), view, { params: { id: said(8) }, body: { text: 'I thought that Ivy had seen the draft, and she had not. I wrote to her the same day, and we moved the date back.', keys: between('dee', 'gus') } })

  // Requests: one answered, one declined, two open.
  await as('ben', at(20, 10), ask, { body: { id: asked(1), asked: [personId('dee')], subject: null, told: true, questions: ['What would have made the review of the refunds easier for you?'], visibility: 'recipients', artifact: cite('refunds') } })
  await say('dee', at(18, 11), answer(1), 'ben', 'feedback', 'refunds', {
    situation: 'The review of “Refunds keep the hiker’s currency”.', behaviour: 'You changed the rounding and the names in one commit.', impact: 'I read every line twice to find the three that mattered.', next: 'Two commits, the names first.',
  }, { request: asked(1) })
  await as('ben', at(18, 14), react, { params: { id: answer(1), reaction: 'helpful' } })
  await as('ben', at(10, 9), ask, { body: { id: asked(2), asked: [personId('hal')], subject: null, told: true, questions: ['Was the second deployment clearer than the first?'], visibility: 'recipients', artifact: cite('cache') } })
  await as('hal', at(9, 17), decline, { params: { id: asked(2) } })

  // Coaching, and notes to oneself.
  await say('jun', at(12, 15), answer(2), 'ben', 'coaching', 'timeouts', {
    goal: 'You want to decide about timeouts without asking me.', reality: 'You have the numbers of staging, and you still wait for somebody to say yes.', options: 'Write the decision down and give us a day to object. Or take it with Chi, who was on the call.', will: 'You try the first with the retry limit.',
  })
  await as('ben', at(12, 17), react, { params: { id: answer(2), reaction: 'thanks' } })
  await say('ada', at(10, 18), answer(3), null, 'note', 'retry', { text: 'Chi asked twice who owns the Oslo gateway. Find out whether she would like to.' }, { about: personId('chi') })
  await say('ada', at(6, 18), answer(4), null, 'note', null, { text: 'Before the budget round: ask Gus who pays for the second gateway.' })
  await say('ada', at(5, 11), answer(5), 'ben', 'coaching', 'slow', {
    situation: 'PAY-118, Thursday’s incident.', behaviour: 'You had the cause after an hour, and told the others after three.', impact: 'Chi and support went on looking for two hours.', next: 'Say what you suspect as soon as you suspect it, with the word “suspect” in it.',
  }, { action: { id: item(2), text: 'Pair with Jun on what to say early', due: addDays(today, 1) } })
  await answers('ben', at(5, 13), talk(2), answer(5), 'I wanted to be sure first. I see what it cost.', between('ada', 'ben'))
  await as('ben', at(5, 13, 5), react, { params: { id: answer(5), reaction: 'thanks' } })

  // Under what everyone may read.
  await answers('chi', at(4, 15), talk(3), said(20), 'You would have stayed for mine too. The gateway answered at twenty past six, for the record.', ['org'])
  await answers('dee', at(3, 10), talk(4), said(20), 'Three attempts, one charge. I have it in my notes of the week.', ['org'])

  // 1:1s and the team's agenda.
  const [ben, gus, payments] = [withPerson('ben'), withPerson('gus'), { kind: 'team' as const, id: teamId('Northwind Trails / Product / Payments') }]
  const first = await as('ada', at(15, 9), plan, { params: ben, body: { next: in_(-7, 14), cadenceWeeks: 1, version: 0 } })
  const rota = await puts('ben', at(9, 10), point(1), withPerson('ada'), 'Who is on call over the holidays')
  await as('ada', at(7, 14, 30), changePoint, { params: { ...ben, point: point(1) }, body: { done: true, version: rota.version } })
  await puts('ben', at(8, 16), point(2), withPerson('ada'), 'Who watches the Oslo gateway')
  const held = await as('ada', at(7, 14, 40), hold, { params: ben, body: { version: first.version } })
  await as('ada', at(1, 9), plan, { params: ben, body: { next: in_(0, 14), cadenceWeeks: 1, version: held.version } })
  await puts('ada', at(1, 9, 5), point(3), ben, 'Timeouts: what staging told us', { on: 'retry' })
  await puts('ada', at(1, 9, 10), point(4), ben, 'How much of the week does on-call take, really', { private: true })
  const lind = await as('gus', at(20, 9), plan, { params: withPerson('ada'), body: { next: in_(-4, 10), cadenceWeeks: 2, version: 0 } })
  await as('gus', at(4, 10, 50), addItem, { params: withPerson('ada'), body: { id: item(3), text: 'Share the on-call rota with Dee', due: today, owner: personId('ada') } })
  const lindHeld = await as('gus', at(4, 11), hold, { params: withPerson('ada'), body: { version: lind.version } })
  await as('gus', at(4, 11, 5), plan, { params: withPerson('ada'), body: { next: in_(3, 10), cadenceWeeks: 2, version: lindHeld.version } })
  await puts('ada', at(3, 16), point(5), gus, 'Who pays for a second gateway')
  await as('ada', at(6, 9), plan, { params: payments, body: { next: in_(2, 10), cadenceWeeks: 2, version: 0 } })
  await puts('ben', at(5, 10), point(6), payments, 'A failing test first: the double charge was settled in five minutes', { section: 'works', on: 'retry' })
  await puts('chi', at(4, 11), point(7), payments, 'Three of us looked for the cause of PAY-118 at the same time', { section: 'does_not', on: 'slow' })
  await puts('hal', at(2, 12), point(8), payments, 'Who deploys while Ben is on call')
  await as('ada', at(2, 12, 30), addItem, { params: payments, body: { id: item(4), text: 'Ask support for their list of slow gateways', due: friday, owner: personId('chi') } })

  await as('ben', at(2, 9), ask, { body: { id: asked(5), asked: [personId('jun')], subject: null, told: true, questions: ['Is the limit of two attempts in the right place?', 'What would you want to read in the description before you are on call?'], visibility: 'recipients', artifact: cite('retry') } })
  await as('chi', at(sinceMonday, 8, 40), ask, { body: { id: asked(4), asked: [personId('ada')], subject: null, told: true, questions: ['Was my test with the cable pulled enough to go on?', 'What should I have asked in the review?'], visibility: 'recipients', artifact: cite('retry') } })
  await as('eli', at(2, 10), change, { body: { id: proposal(4), change: { retention: { recognition: 24 } }, why: 'Two years are enough to look back on.' } })
  await aims(env, as, today)
  await growing(as, today)
  await reflecting(as, today)
}
