/** What is expected of an engineer at Northwind Trails, how Ben and Ada see him beside it, and what he is at. Nothing here is about a real person. */
import { personKey } from '../../shared/audience.keys'
import { addDays, type Day, momentOf } from '../../shared/days'
import type { Draft } from '../../shared/feedback'
import { confirm, place, write } from '../expectations/actions'
import { give } from '../feedback/actions.give'
import { act, rate, revise } from '../growth/actions'
import type { As } from './acting'
import { demoId, personId } from './cast'

const standard = (number: number): string => demoId(64, number)
const area = demoId(66, 1)
const [role, engineer, withTrade] = [standard(2), standard(20), standard(30)]

/** Each with its steps, and how far an engineer with a trade should be. */
const competencies = [
  { id: standard(1), expected: 2, name: 'Reviewing at Northwind', about: 'Reading the work of others so that it gets better and they get quicker.', levels: ['Asks when something is unclear.', 'Says what would break, and how to see it.', 'Says what would be simpler, and leaves the choice.'] },
  { id: standard(3), expected: 3, name: 'Finding the cause', about: 'From what was seen to what it was.', levels: ['Follows a trail that somebody laid.', 'Rules out one thing after the other, and writes it down.', 'Makes it happen again on a quiet machine.', 'Sees it in the design, before it happens.'] },
  { id: standard(4), expected: 2, name: 'Keeping others in the picture', about: 'Those who wait know what for.', levels: ['Answers when asked.', 'Says it while it is only a suspicion.', 'Has others say it early, too.'] },
  { id: standard(5), expected: 2, name: 'Leaving a way back', about: 'A change that can be undone by whoever is awake.', levels: ['Tries it on staging.', 'Ships in steps that each go back alone.', 'Has the way back written and rehearsed.'] },
] as const
const levels = (...all: number[]) => all.map((level, index) => ({ competency: competencies[index]!.id, level }))

/** @param today `YYYY-MM-DD`, the day on which the demo is looked at first */
export async function growing(as: As, today: Day): Promise<void> {
  const at = (daysAgo: number, hour: number): number => momentOf(addDays(today, -daysAgo), hour, 'Europe/Berlin')
  const ben = { params: { id: personId('ben') } }
  const level = (id: string, name: string, below: number, lines: [kind: 'responsibility' | 'skill' | 'behaviour', text: string][]) => ({
    id, name, competencies: competencies.map((one) => ({ id: one.id, level: Math.max(1, one.expected - below) })),
    // In the cast's own numbers: 20 and on, 30 and on.
    expectations: lines.map(([kind, text], index) => ({ id: standard((id === engineer ? 21 : 31) + index), kind, text, measure: null })),
  })
  await as('eli', at(45, 10), write, {
    body: {
      import: null, from: addDays(today, -45), items: [
        ...competencies.map(({ expected: _, levels: steps, ...one }) => ({ version: 0, written: { kind: 'competency' as const, archived: false, ...one, levels: [...steps] } })),
        { version: 0, written: { kind: 'role', id: role, name: 'Software engineer at Northwind', archived: false, levels: [
          level(engineer, 'Engineer', 1, [['responsibility', 'Brings a change from the ticket to the trail, with its test.'], ['behaviour', 'Says on the same day that they are stuck.']]),
          level(withTrade, 'Engineer with a trade', 0, [['responsibility', 'Keeps one part of the house in order, and is asked about it.'], ['skill', 'Finds the cause of an incident with the tools that are there.'], ['behaviour', 'Says what they suspect before they are sure.']]),
        ] } },
      ],
    },
  })
  await as('eli', at(44, 10), place, { ...ben, body: { role, level: withTrade } })
  await as('ben', at(43, 16), confirm, { body: { role, level: withTrade, version: 1 } })

  await as('ben', at(37, 11), rate, { ...ben, body: { levels: levels(2, 3, 2, 1) } })
  await as('ada', at(36, 17), rate, { ...ben, body: { levels: levels(3, 3, 1, 2) } })
  await as('ben', at(35, 9), revise, {
    ...ben, body: {
      version: 0, reason: '', strengths: [{ id: demoId(66, 2), competency: standard(1), why: 'Chi asks for my reviews on what touches money.', cards: [] }],
      areas: [{ id: area, competency: standard(4), from: 1, to: 2, why: 'On PAY-118 three of us looked for what I had suspected all morning.', open: true }],
    },
  })
  await as('ben', at(35, 10), act, { ...ben, body: { id: demoId(66, 3), area, kind: 'practice', text: 'Write the first guess into the channel within the hour', due: addDays(today, 21) } })
  // What speaks to the area that Ben is at.
  await as('jun', at(6, 15), (call: Parameters<typeof give>[0] & { body: Draft }) => give(call, call.body), {
    body: {
      id: demoId(66, 4), kind: 'feedback', visibility: 'recipients', recipients: [personId('ben')], keys: ['ben', 'jun'].map((first) => personKey(personId(first))), values: [], competencies: [standard(4)], artifact: null,
      body: { situation: 'The morning on which the gateway in Oslo was slow.', behaviour: 'You wrote at nine what you suspected, and what would prove you wrong.', impact: 'Two of us looked elsewhere and were done before lunch.', next: 'Say it to support in the same words.' },
    },
  })
}
