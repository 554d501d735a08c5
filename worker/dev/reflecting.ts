/** A library to learn from, what Ben takes from it, and what Ben and Dee looked back on for themselves. Played by the rooms' own actions; nothing here is about a real person. */
import { addDays, type Day, dayOf, momentOf } from '../../shared/days'
import { quarterOf } from '../../shared/progress'
import type { ResourceKind } from '../../shared/resources'
import { act } from '../growth/actions'
import { decide, propose } from '../learning/actions'
import { share, write } from '../reflections/actions'
import type { As } from './acting'
import { demoId, personId } from './cast'

const timeZone = 'Europe/Berlin'
/** As growing.ts wrote them: reviewing, keeping others in the picture, and Ben's area of the latter. */
const [reviewing, telling, area] = [demoId(64, 1), demoId(64, 4), demoId(66, 1)]
const resource = (number: number): string => demoId(67, number)
const value = (number: number): string => demoId(30, number)

/** @param today `YYYY-MM-DD`, the day on which the demo is looked at first */
export async function reflecting(as: As, today: Day): Promise<void> {
  const at = (daysAgo: number, hour: number, minute = 0): number => momentOf(addDays(today, -daysAgo), hour, timeZone, minute)
  const offers = (by: string, daysAgo: number, number: number, competency: string, title: string, link: string, kind: ResourceKind, minutes: number) =>
    as(by, at(daysAgo, 11, number), propose, { body: { id: resource(number), competency, title, link, kind, minutes, language: 'en' } })

  await offers('eli', 34, 1, reviewing, 'How we review, in eight small drawings', 'https://handbook.northwind.example/reviews', 'article', 15)
  await offers('jun', 33, 2, telling, 'Bad news travels by daylight', 'https://talks.northwind.example/daylight', 'talk', 40)
  await as('mo', at(32, 9), decide, { params: { id: resource(2) }, body: { listed: true, why: '' } })
  await offers('ben', 9, 3, reviewing, 'Sit beside Jun for a morning of reviews', 'https://handbook.northwind.example/people/jun', 'person', 180)
  await as('ben', at(31, 9), act, { params: { id: personId('ben') }, body: { id: demoId(67, 9), area, kind: 'learn', text: 'Listen to it on the train, and try one thing', due: null, resource: resource(2) } })

  // What they wrote for themselves, each in the quarter that it was.
  const reflects = (by: string, moment: number, on: number, lived: string, next: string) =>
    as(by, moment, write, { params: { quarter: quarterOf(dayOf(moment, timeZone)).from, value: value(on) }, body: { lived, next, version: 0 } })
  await reflects('ben', momentOf(addDays(quarterOf(today).from, -9), 16, timeZone), 1, 'I said in the planning that the gateway would not be ready. We moved the launch by a week, and nobody worked a weekend.', 'I waited two days with the double charge, until I was sure. I want to say it when I suspect it.')
  await reflects('ben', at(3, 16), 2, 'I stayed with Hal until he pressed the button himself.', '')
  const looked = at(2, 15)
  await reflects('dee', looked, 1, 'I told the rangers early that the winter routes would be late.', 'I told Gus only in the meeting. Next time I write to him before.')
  await as('dee', at(2, 15, 20), share, { params: { quarter: quarterOf(dayOf(looked, timeZone)).from, value: value(1), person: personId('gus') }, body: { point: demoId(67, 10) } })
}
