/** What Northwind Trails wants to reach, how it goes, and one indicator. Played by the rooms' own actions; nothing here is about a real person. */
import { addDays, type Day, momentOf } from '../../shared/days'
import type { Citation } from '../../shared/feedback'
import type { NewCheckIn } from '../../shared/check-ins'
import type { NewGoal } from '../../shared/goals'
import type { MoveRule, NewKeyResult } from '../../shared/key-results'
import { goalKeys } from '../../shared/goals.audience'
import { quarterOf } from '../../shared/progress'
import type { teamEndpoints } from '../../shared/teams'
import type { Env } from '../env'
import { answerNeed, checkIn } from '../goals/actions.checkin'
import { link } from '../goals/actions.links'
import { addPriority } from '../goals/actions.priorities'
import { set } from '../goals/actions.set'
import type { Call } from '../http/call'
import { read, write as measure } from '../indicators/actions'
import { change } from '../people/actions.teams'
import type { As } from './acting'
import { demoId, northwind, personId, teamId } from './cast'
import { refOf, work } from './life'

const timeZone = 'Europe/Berlin'
const priority = (number: number): string => demoId(60, number)
const goal = (number: number): string => demoId(61, number)
/** The key results of a goal, from 1. */
const result = (of: number, number = 1): string => demoId(62, of * 10 + number)
const [payments, maps] = ['Payments', 'Maps'].map((name) => teamId(`Northwind Trails / Product / ${name}`))
/** Who leads a unit. */
const leads = { gus: 'Northwind Trails / Product', ada: 'Northwind Trails / Product / Payments' } as const

const managerOf = (first: string): string | undefined => northwind.people.find((one) => one.first === first)?.manager
const chainOf = (first: string): string[] => {
  const manager = managerOf(first)
  return manager ? [personId(manager), ...chainOf(manager)] : []
}

type Result = Partial<NewKeyResult> & Pick<NewKeyResult, 'title' | 'baseline' | 'target'>
type Aim = Partial<Omit<NewGoal, 'coOwners' | 'owner'>> & { owner?: string; coOwners?: string[] }
type Says = Partial<Omit<NewCheckIn, 'need'>> & { need?: Omit<NonNullable<NewCheckIn['need']>, 'to'> & { to: string } }

/** @param today `YYYY-MM-DD`, the day on which the demo is looked at first */
export async function aims(env: Env, as: As, today: Day): Promise<void> {
  const at = (daysAgo: number, hour: number, minute = 0): number => momentOf(addDays(today, -daysAgo), hour, timeZone, minute)
  // The quarter, and what the weeks need of the one before it or after.
  const quarter = quarterOf(today)
  const [start, end] = [[quarter.from, addDays(today, -51)].sort()[0]!, [quarter.to, addDays(today, 21)].sort()[1]!]
  const cite = (name: keyof typeof work): Citation => {
    const { title, state, public: open } = work[name]
    return { ref: refOf(env, work[name]), title, state, visibility: open ? 'public' : 'private', showTitle: open }
  }
  const aim = (by: string, number: number, title: string, results: Result[], { owner = by, coOwners = [], visibility = 'organization', kind = 'performance', team = null, ...more }: Aim = {}) => as(by, at(51, 9, number), set, {
    body: {
      id: goal(number), title, why: '', scope: 'person', kind, team, owner: owner === by ? null : personId(owner), coOwners: coOwners.map(personId), parent: null, priority: null, start, end, visibility, draft: false,
      keys: goalKeys({ visibility, kind, owner: { id: personId(owner), inOrg: true }, coOwners: coOwners.map((first) => ({ id: personId(first), inOrg: true })), team, chain: chainOf(owner) }),
      keyResults: results.map((one, index) => ({ id: result(number, index + 1), measure: 'number' as const, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule: null, ...one })), ...more,
    },
  })
  let said = 0
  const says = (by: string, daysAgo: number, of: number, number: number, reading: number, [confidence, status]: [number, NewCheckIn['status']], text = '', { need, ...more }: Says = {}) => {
    said += 1
    return as(by, at(daysAgo, 9, said), checkIn, {
      params: { id: goal(of), keyResult: result(of, number) },
      body: { id: demoId(63, said), reading, confidence, status, line: text, artifact: null, need: need ? { ...need, to: personId(need.to) } : null, ...more },
    }).then(({ checkIn: made }) => made.id)
  }
  const serves = (by: string, daysAgo: number, of: number, keyResult: number | null, name: keyof typeof work) =>
    as(by, at(daysAgo, 11), link, { params: { id: goal(of) }, body: { artifact: cite(name), keyResult: keyResult === null ? null : result(of, keyResult) } })

  for (const [first, path] of Object.entries(leads)) await as('eli', at(56, 9), (call: Call<typeof teamEndpoints.change>) => change(call, call.body), { params: { id: teamId(path) }, body: { lead: personId(first) } })
  for (const [index, [title, why]] of [
    ['Trust at checkout', 'A hiker who has paid has a bed. Nothing else about us matters on the mountain.'],
    ['At home in the valley', 'Most of our hikers look at us with one bar of network.'],
  ].entries()) await as('eli', at(55, 10, index), addPriority, { body: { id: priority(index + 1), title: title!, why: why!, team: null, from: addDays(today, -55), to: addDays(today, 300) } })

  await aim('eli', 1, 'Booking never lies', [{ title: 'Bookings that a hut did not know of, a month', baseline: 31, target: 0 }], { scope: 'company', owner: 'gus', priority: priority(1) })
  await aim('gus', 2, 'Find out whether a partner would join us', [{ title: 'Talks that ended with a yes', baseline: 0, target: 3 }], { visibility: 'private', coOwners: ['dee'], priority: priority(1) })
  await aim('eli', 3, 'No payment is lost between booking and trail', [
    { title: 'Payments lost per 10,000', baseline: 42, target: 8, stretch: 4 },
    { title: 'Refunds answered within a day', measure: 'percent', baseline: 70, target: 95 },
    { title: 'Checkout survives a gateway outage', measure: 'qualitative', baseline: 0, target: 4, rubric: ['It stops, and says nothing', 'It stops, and says so', 'It keeps the booking and pays later', 'It takes the other gateway by hand', 'It takes the other gateway by itself'] },
  ], { scope: 'team', team: payments!, owner: 'ada', parent: goal(1), priority: priority(1), why: 'Every lost payment is a hiker who stands before a full hut.' })
  await aim('ada', 4, 'Trips load in two seconds', [{ title: 'Pages under two seconds', measure: 'percent', baseline: 11, target: 90 }], { priority: priority(2) })
  await aim('ada', 5, 'Review without rushing', [{ title: 'Reviews that I gave in the morning, of ten', baseline: 0, target: 10 }], { kind: 'development', visibility: 'chain' })
  const merged: MoveRule = { site: 'github', instance: refOf(env, work.retry).instance, of: 'linked', name: '', within: null, state: 'merged' }
  await aim('ben', 6, 'Retries that are safe twice', [
    { title: 'Hikers who were charged twice, a month', baseline: 10, target: 0 },
    { title: 'Ways to pay that survive a timeout', baseline: 0, target: 5, rule: merged },
  ], { parent: goal(3) })
  await aim('ben', 7, 'Say it while it is only a suspicion', [{ title: 'Incidents where the first guess stood in the channel within the hour, of five', baseline: 0, target: 5 }], { kind: 'development', visibility: 'chain' })
  await aim('chi', 8, 'Refund page without a call', [{ title: 'Refunds that needed no call', measure: 'percent', baseline: 40, target: 80 }], { parent: goal(3) })
  await aim('eli', 9, 'Trail pages agree with the map', [{ title: 'Pages that were compared with the map', measure: 'percent', baseline: 0, target: 100 }], { scope: 'team', team: maps!, owner: 'dee', parent: goal(1) })
  await aim('dee', 10, 'Partners can read our books', [{ title: 'Reports that a partner can open', baseline: 0, target: 8 }], { parent: goal(2), priority: priority(1) })
  await aim('ivy', 11, 'One icon set for all apps', [{ title: 'Apps with the new icons', baseline: 0, target: 6 }])

  // Weeks of check-ins, as they went.
  await says('ada', 50, 3, 1, 42, [7, 'on_track'])
  await says('dee', 45, 9, 1, 5, [5, 'on_track'])
  await says('ada', 43, 3, 1, 41, [7, 'on_track'])
  await says('ada', 43, 4, 1, 19, [6, 'on_track'])
  await says('ada', 36, 3, 1, 36, [6, 'at_risk'])
  await says('ben', 36, 6, 1, 8, [6, 'on_track'])
  await says('gus', 30, 1, 1, 20, [6, 'at_risk'])
  await says('ada', 29, 3, 1, 36, [5, 'at_risk'], 'No better than last week. The late answers are still there.')
  await says('ada', 29, 4, 1, 34, [6, 'on_track'])
  await serves('ben', 29, 6, 2, 'ledger')
  await serves('ben', 26, 6, 2, 'refunds')
  await says('dee', 24, 9, 1, 12, [5, 'on_track'], 'The passes of the south are done.')
  const need = await says('ada', 22, 3, 1, 33, [3, 'off_track'], 'We fix symptoms. I need two days of Jun on the queue.', { need: { kind: 'time', to: 'jun', text: 'Two days on the queue, this week or next.' } })
  await as('jun', at(21, 10), answerNeed, { params: { id: goal(3), keyResult: result(3), checkIn: need } })
  await says('chi', 20, 8, 1, 50, [6, 'on_track'])
  await serves('ben', 20, 6, 2, 'cache')
  await says('ada', 15, 3, 1, 24, [5, 'at_risk'], 'Jun found it: the queue acknowledged before it had written.')
  await says('ben', 15, 6, 1, 4, [7, 'on_track'], 'The second charge is now refused where it comes in.')
  await serves('ben', 14, 6, 2, 'receipt')
  await says('gus', 9, 1, 1, 12, [7, 'on_track'], 'The huts of the north confirm by themselves.')
  await says('ivy', 9, 11, 1, 1, [2, 'off_track'])
  await says('ada', 8, 3, 1, 19, [7, 'on_track'])
  await says('ada', 8, 3, 2, 92, [8, 'on_track'])
  await says('ada', 8, 3, 3, 2, [6, 'at_risk'], 'It keeps the booking. The second gateway waits for a decision on money.')
  await says('ada', 8, 4, 1, 41, [4, 'at_risk'], 'The pictures of the huts are too large, and I do not yet know whose they are.')
  await says('dee', 7, 10, 1, 3, [5, 'at_risk'])
  await says('gus', 6, 2, 1, 1, [6, 'on_track'])
  await says('ada', 6, 5, 1, 2, [6, 'on_track'])
  await says('chi', 5, 8, 1, 58, [4, 'at_risk'], 'Support wants to keep the call for large sums.', { need: { kind: 'decision', to: 'ada', text: 'May refunds over 500 euros go without a call?' } })
  await serves('ben', 5, 6, 1, 'slow')
  await says('ben', 4, 6, 1, 2, [8, 'on_track'], 'Two in a month, both through Oslo.')
  await says('ben', 4, 7, 1, 2, [6, 'on_track'], 'PAY-118: after three hours. The next one: after ten minutes.')
  await serves('ben', 4, 6, 2, 'retry')
  await says('ada', 3, 3, 1, 17, [8, 'on_track'], 'The retry no longer charges twice. What is left is the slow gateway in Oslo.')
  await says('ada', 2, 4, 1, 41, [4, 'at_risk'])
  await serves('ada', 2, 3, null, 'retry')
  await serves('ada', 2, 3, null, 'timeouts')

  const reopened = demoId(65, 1)
  await as('eli', at(50, 15), measure, { params: { id: reopened }, body: { team: payments!, name: 'Reopened tickets', about: 'Of the tickets that were done in the week, those that came back.', unit: '%', direction: 'down', low: null, high: 8, archived: false, version: 0 } })
  await as('eli', at(1, 15), read, { params: { id: reopened }, body: { readings: [14, 12, 13, 9, 10, 7, 6].map((value, index) => ({ day: addDays(today, -49 + 7 * index), value })) } })
}
