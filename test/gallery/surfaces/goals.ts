/** Goals, as a made-up server would hold them: Ada's own, Ben's draft, the map around them. */
import { addDays, dayOf } from '../../../shared/days'
import type { CheckIn } from '../../../shared/check-ins'
import type { Goal, GoalListed, Priority } from '../../../shared/goals'
import type { KeyResult } from '../../../shared/key-results'
import { keyResultProgress, meanOf, quarterOf } from '../../../shared/progress'
import { Refusal } from '../../../shared/problem'
import { ada, ben, chi, dee, fromGus, gus, kai } from './cast'

const id = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ref = ({ id: one, name }: { id: string; name: string }) => ({ id: one, name })
const today = dayOf(Date.now(), 'UTC')
const { from, to } = quarterOf(today)
const ago = (days: number): string => new Date(Date.now() - days * 86_400_000).toISOString()
const everybody = { visibility: 'organization' as const, keys: ['org'], people: [], team: null, organisation: { name: 'Northwind Trails', size: 142, includesContractors: false }, managers: [], withoutManager: [], narrowedBy: [] }

const keyResult = (n: number, title: string, part: Partial<KeyResult> = {}): KeyResult => {
  const one = { id: id(n), title, measure: 'number' as const, baseline: 0, target: 10, stretch: null, unit: null, rubric: [], weight: 1, owner: ref(ada), current: null, confidence: null, status: null, lastAt: null, staleFrom: null, rule: null, dropped: false, version: 1, ...part }
  return { ...one, progress: keyResultProgress(one) }
}
const goal = (n: number, title: string, part: Partial<Goal> = {}): Goal => ({
  id: id(n), seq: id(n), title, scope: 'person', kind: 'performance', state: 'active', outcome: null, visibility: 'organization', owner: ref(ada), team: null, start: from, end: to, parent: null, priority: null, children: 0, openNeeds: 0,
  staleFrom: null, mine: 'owner', version: 1, why: '', closing: null, coOwners: [], audience: everybody, aligned: [], links: [], checkIns: [], needs: [], changes: [], keyResults: [], progress: meanOf(part.keyResults ?? []), path: part.parent ? [part.parent] : [], serves: part.priority ?? null, handOn: false, ...part,
})
const checkIn = (n: number, of: string, reading: number, days: number, part: Partial<CheckIn> = {}): CheckIn => ({ id: id(n), seq: id(99_000 - days), keyResult: of, by: ref(ada), source: 'person', reading, confidence: 8, status: 'on_track', line: '', artifact: null, need: null, at: ago(days), corrected: false, ...part })

const trust: Priority = { id: id(700), title: 'Trust at checkout', why: 'People pay where they trust.', team: null, from: `${today.slice(0, 4)}-01-01`, to: `${today.slice(0, 4)}-12-31`, goals: 2, progress: 0.61, version: 1 }
const serves = { id: trust.id, title: trust.title }
const booking = { hidden: false as const, id: id(710), title: 'Booking never lies' }
const payment = { hidden: false as const, id: id(711), title: 'No payment is lost between booking and trail' }
const work = fromGus.artifact!

const lost = keyResult(801, 'Payments lost per 10,000', { baseline: 42, target: 8, stretch: 4, current: 17, confidence: 8, status: 'on_track', lastAt: ago(5), version: 3 })
const readings = [
  checkIn(910, lost.id, 17, 5, { line: 'The retry no longer charges twice. What is left is the slow gateway in Oslo.' }),
  checkIn(911, lost.id, 19, 9, { by: null, source: 'work', confidence: null, status: null, artifact: work }),
  checkIn(912, lost.id, 33, 23, { status: 'off_track', confidence: 3, line: 'We fix symptoms. I need two days of Jun on the queue.', need: { kind: 'time', to: ref(gus), text: 'Two days of Jun', answered: ago(22) } }),
  checkIn(913, lost.id, 36, 30, { status: 'at_risk', confidence: 5 }), checkIn(914, lost.id, 42, 44),
]

const start = (): Goal[] => [
  goal(710, 'Booking never lies', { scope: 'company', owner: ref(gus), mine: 'reader', priority: serves, progress: 0.61, children: 2, keyResults: [keyResult(800, 'Bookings that were wrong', { current: 6, status: 'on_track', confidence: 7, lastAt: ago(3), owner: ref(gus) })] }),
  goal(711, payment.title, {
    scope: 'team', team: { id: id(90), name: 'Payments' }, parent: booking, priority: serves, children: 2, openNeeds: 1, why: 'Whoever paid must never wonder.', version: 4,
    keyResults: [
      lost, keyResult(802, 'Refunds answered within a day', { measure: 'percent', baseline: 70, target: 95, current: 92, confidence: 8, status: 'on_track', lastAt: ago(8) }),
      keyResult(803, 'Checkout survives a gateway outage', { measure: 'qualitative', baseline: 0, target: 3, current: 1, rubric: ['Nobody knows what would happen', 'It was tried once', 'It is tried every month', 'It heals by itself'], confidence: 6, status: 'at_risk', lastAt: ago(6) }),
    ],
    links: [
      { artifact: work, keyResult: lost.id, by: ref(ada), at: ago(12), state: 'merged', seenBy: null, reached: true },
      { artifact: { guarded: true, site: 'jira', type: 'issue' }, keyResult: null, by: ref(ben), at: ago(20), state: null, seenBy: null, reached: false },
    ],
    checkIns: readings, needs: [checkIn(920, id(806), 3, 2, { by: ref(chi), status: 'at_risk', confidence: 4, need: { kind: 'decision', to: ref(ada), text: 'Which gateway do we keep?', answered: null } })],
    changes: [{ kind: 'goal.keyResultChanged', by: ref(ada), at: ago(14) }, { kind: 'goal.set', by: ref(ada), at: ago(50) }],
  }),
  goal(712, 'Retries that are safe twice', { owner: ref(ben), mine: 'manager', parent: payment, keyResults: [keyResult(805, 'Retries that charged twice', { baseline: 10, target: 0, current: 2, confidence: 8, status: 'on_track', lastAt: ago(4), owner: ref(ben) })] }),
  goal(713, 'Refund page without a call', { owner: ref(chi), mine: 'manager', parent: payment, openNeeds: 1, keyResults: [keyResult(806, 'Calls about refunds a week', { baseline: 40, target: 20, current: 31, confidence: 4, status: 'at_risk', lastAt: ago(2), owner: ref(chi) })] }),
  goal(714, 'Trips load in two seconds', { parent: booking, staleFrom: addDays(today, -6), keyResults: [keyResult(807, 'Pages under two seconds', { measure: 'percent', baseline: 20, target: 90, current: 41, confidence: 4, status: 'at_risk', lastAt: ago(22), staleFrom: addDays(today, -6) })] }),
  goal(715, 'Review without rushing', { kind: 'development', visibility: 'private', audience: { ...everybody, visibility: 'author', keys: [`person:${ada.id}`], organisation: null, people: [ref(ada)] } }),
  goal(716, 'Partners can read our books', { scope: 'team', team: { id: id(91), name: 'Maps' }, owner: ref(dee), mine: 'reader', parent: { hidden: true }, priority: serves, keyResults: [keyResult(808, 'Partners who can', { current: 4, status: 'at_risk', confidence: 5, lastAt: ago(6), owner: ref(dee) })] }),
  goal(717, 'One icon set for all apps', { owner: ref(dee), mine: 'reader', keyResults: [keyResult(809, 'Apps', { current: 1, status: 'off_track', confidence: 2, lastAt: ago(6), owner: ref(dee) })] }),
  goal(718, 'Alarms that mean something', { state: 'draft', parent: payment, changes: [{ kind: 'goal.set', by: ref(gus), at: ago(1) }], keyResults: [keyResult(810, 'Alarms a week', { baseline: 60, target: 10 })] }),
  goal(720, 'Invoices that explain themselves', { owner: ref(kai), mine: 'reader', state: 'draft', handOn: true, keyResults: [keyResult(812, 'Saved a month', { measure: 'currency', unit: 'EUR', target: 12_000, stretch: 15_000, current: 4_500.5, weight: 3, owner: ref(kai) })] }),
  goal(719, 'A calm on-call', { state: 'closed', outcome: 'partially_achieved', closing: 'Nights are quiet. Weekends are not.', keyResults: [keyResult(811, 'Pages at night', { baseline: 12, target: 2, current: 4, status: 'on_track', confidence: 7, lastAt: ago(20) })] }),
]

interface Called { params?: { id?: string; keyResult?: string; checkIn?: string; artifact?: string }; query?: { of?: string; scope?: string; state?: string }; body?: Record<string, unknown> }

const leftOf = ({ id: one, title, owner, scope, kind, visibility, end }: Goal) => ({ id: one, title, owner, scope, kind, visibility, end })
/** What the made-up server answers about goals. */
export function goalsOf(): Record<string, (input: Called) => unknown> {
  let goals = start()
  let priorities = [trust]
  const brief = (one: GoalListed): GoalListed => ({ ...one, keyResults: [] })
  const of = (one: string | undefined): Goal => {
    const found = goals.find((other) => other.id === one)
    if (!found) throw new Refusal('not-found')
    const path: Goal[] = []
    for (let up = found.parent; up?.hidden === false && path.length < 8; up = path.at(-1)!.parent) path.push(goals.find((other) => other.id === (up as { id: string }).id)!)
    const way = path.map((other) => ({ hidden: false as const, id: other.id, title: other.title }))
    return { ...found, path: found.parent?.hidden ? [found.parent] : way, serves: found.priority ?? path.find((other) => other.priority)?.priority ?? null, aligned: goals.filter((other) => other.parent?.hidden === false && other.parent.id === found.id) }
  }
  const put = (next: Goal): Goal => {
    goals = [...goals.filter((other) => other.id !== next.id), { ...next, version: next.version + 1, progress: meanOf(next.keyResults.filter((one) => !one.dropped)) ?? next.progress }]
    return of(next.id)
  }
  const stands = (body: Record<string, unknown> | undefined): Record<string, unknown> & { version: number } => body as never
  const fresh = (one: Goal, body: Called['body']): Goal => {
    if (one.version !== stands(body).version) throw new Refusal('changed-meanwhile')
    return one
  }
  const parentOf = (one: unknown): Goal['parent'] => (one ? { hidden: false, id: one as string, title: of(one as string).title } : null)
  return {
    'goals.own': () => ({ items: goals.filter((one) => one.owner.id === ada.id && one.state !== 'closed'), links: [] }),
    'goals.ofPerson': ({ params, query }) => ({ items: goals.filter((one) => one.owner.id === params?.id && (query?.state ? one.state === query.state : one.state !== 'closed')) }),
    'goals.ofTeam': ({ params }) => ({ items: goals.filter((one) => one.team?.id === params?.id && one.state === 'active') }),
    'goals.find': ({ query }) => ({ items: goals.filter((one) => one.state === 'active' && (!query?.scope || one.scope === query.scope)), after: null }),
    'goals.map': ({ query }) => (query?.of ? { priorities: [], goals: of(query.of).aligned.map(brief), more: false } : { priorities, goals: goals.filter((one) => one.state === 'active' && (one.priority || !one.parent)).map(brief), more: false }),
    'goals.item': ({ params }) => of(params?.id),
    'goals.history': ({ params }) => ({ items: of(params?.id).checkIns.filter((one) => one.keyResult === params?.keyResult), after: null }),
    'goals.priorities': () => ({ items: priorities }),
    'goals.addPriority': ({ body }) => ({ items: (priorities = [...priorities, { ...trust, ...(body as object), team: null, goals: 0, progress: null }]) }),
    'goals.changePriority': ({ params, body }) => ({ items: (priorities = priorities.flatMap((one) => (one.id !== params?.id ? [one] : body!['archived'] ? [] : [{ ...one, ...(body as object), version: one.version + 1 }]))) }),
    'goals.set': ({ body }) => {
      const { id: one, owner, parent, priority, keyResults, draft, ...rest } = body as never as Record<string, unknown> & { id: string; keyResults: Partial<KeyResult>[] }
      // The first wish for a private goal meets somebody's new manager.
      if (rest['visibility'] === 'chain' && (rest['keys'] as string[]).length < 4) throw new Refusal('audience-changed', { audience: { ...everybody, visibility: 'recipients', organisation: null, keys: [`person:${ada.id}`, `person:${gus.id}`, `person:${dee.id}`, `person:${chi.id}`], people: [ref(ada), ref(gus), ref(dee), ref(chi)] } })
      return put(goal(0, '', { ...(rest as Partial<Goal>), id: one, seq: one, owner: owner === ben.id ? ref(ben) : ref(ada), mine: owner === ben.id ? 'manager' : 'owner', state: draft || owner ? 'draft' : 'active', parent: parentOf(parent), priority: priority ? serves : null, team: null, coOwners: [], keyResults: keyResults.map((each, index) => keyResult(1_000 + index, '', { ...each, owner: ref(ada) })) }))
    },
    'goals.change': ({ params, body }) => {
      const { activate, parent, priority, coOwners: _, keys: __, version: ___, ...rest } = stands(body)
      const one = fresh(of(params?.id), body)
      return put({ ...one, ...(rest as Partial<Goal>), ...(parent !== undefined && { parent: parentOf(parent) }), ...(priority !== undefined && { priority: priority ? serves : null }), ...(activate ? { state: 'active' as const } : {}) })
    },
    'goals.close': ({ params, body }) => put({ ...fresh(of(params?.id), body), state: 'closed', outcome: body!['outcome'] as Goal['outcome'], closing: body!['closing'] as string }),
    'goals.reopen': ({ params }) => put({ ...of(params?.id), state: 'active', outcome: null, closing: null }),
    'goals.addKeyResult': ({ params, body }) => put({ ...of(params?.id), keyResults: [...of(params?.id).keyResults, keyResult(0, '', { ...(body as Partial<KeyResult>), owner: ref(ada) })] }),
    'goals.changeKeyResult': ({ params, body }) => put({ ...of(params?.id), keyResults: of(params?.id).keyResults.map((one) => (one.id === params?.keyResult ? { ...one, ...(body as object) } : one)) }),
    'goals.checkIn': ({ params, body }) => {
      const one = of(params?.id)
      const { reading, confidence, status, line, need, corrects } = body as never as { reading: number; confidence: number; status: 'on_track'; line: string; need: { kind: 'help'; to: string; text: string } | null; corrects?: string | null }
      const made = checkIn(0, params!.keyResult!, reading, 0, { id: body!['id'] as string, confidence, status, line, need: need && { kind: need.kind, to: ref([ada, ben, chi, dee, gus].find((who) => who.id === need.to) ?? gus), text: need.text, answered: null } })
      const keyResults = one.keyResults.map((each) => (each.id === params?.keyResult ? { ...each, current: reading, confidence, status, lastAt: made.at, progress: keyResultProgress({ ...each, current: reading }), staleFrom: null } : each))
      const after = put({ ...one, keyResults, staleFrom: null, openNeeds: one.openNeeds + (need ? 1 : 0), checkIns: [made, ...one.checkIns.map((each) => (each.id === corrects ? { ...each, corrected: true } : each))] })
      return { checkIn: made, goal: after }
    },
    'goals.left': ({ params }) => ({ items: goals.filter((one) => one.handOn && one.owner.id === params?.id).map(leftOf).concat(params?.id === kai.id ? [{ id: id(721), title: null as never, owner: ref(kai), scope: 'person', kind: 'performance', visibility: 'chain', end: to }] : []) }),
    'goals.leftToMe': () => ({ items: goals.filter((one) => one.handOn).map(leftOf) }),
    'goals.handOn': ({ params, body }) => {
      // Of what she may not see it is handed on to those alone who see it.
      if (params?.id === id(721) && body!['owner'] !== gus.id) throw new Refusal('recipient-unknown', { errors: [{ pointer: '/owner', code: 'unknown' }] })
      if ((body!['keys'] as string[]).length === 0) throw new Refusal('audience-changed', { audience: everybody })
      if (params?.id !== id(721)) put({ ...of(params?.id), owner: ref(chi), handOn: false })
    },
    'goals.import': ({ body }) => ({ goals: [{ line: 2, title: 'No payment is lost', owner: 'Ada Okafor', parent: null, keyResults: 1 }], errors: [], counts: { goals: 2, keyResults: 2, errors: 0 }, ignored: [], committed: body!['commit'] === true }),
    'goals.undoImport': () => ({ taken: 1, kept: [{ id: id(711), title: 'No payment is lost' }, { id: id(722), title: null }] }),
    'goals.answerNeed': ({ params }) => void (goals = goals.map((one) => ({ ...one, openNeeds: 0, needs: one.needs.filter((need) => need.id !== params?.checkIn) }))),
    'goals.unlink': ({ params }) => void put({ ...of(params?.id), links: of(params?.id).links.filter(({ artifact }) => artifact.guarded || artifact.id !== params?.artifact) }),
    'feedback.onGoal': () => ({ items: [fromGus], after: null }),
    'feedback.onArtifact': () => ({ items: [fromGus], after: null }),
  }
}
