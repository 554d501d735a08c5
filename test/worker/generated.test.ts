/** Tests that grow by themselves: every endpoint of the table is walked, by a stranger, without a token, twice, and with nonsense. */
import { env } from 'cloudflare:workers'
import fc from 'fast-check'
import { beforeAll, describe, expect, test } from 'vitest'
import { artifactId } from '../../shared/artifacts'
import { allEndpoints } from '../../shared/endpoints'
import type { Endpoint } from '../../shared/endpoint'
import { newId, randomId } from '../../shared/ids'
import { codeOf, Problem, problemStatus } from '../../shared/problem'
import { requestOf } from '../../shared/client'
import { quarterOf } from '../../shared/progress'
import { openApi, problemCodesOf } from '../../shared/openapi'
import { mutated, valid } from './arbitrary'
import { type Answered, api, makeOrganisation, type Organisation, recognition, tokenFor } from './support'

type Input = { params?: unknown; query?: unknown; body?: unknown }
type Caller = 'ben' | 'eli'

let org: Organisation
let fjord: Organisation
let tokens: Record<'ben' | 'eli' | 'fay', string>
let ids: { request: string; feedback: string; private: string; artifact: string; handle: string; session: string; person: string; item: string; point: string; reported: string; report: string }

const ref = { site: 'github', instance: 'github.com', type: 'pull_request', key: 'northwind/trail-pay#482', url: 'https://github.com/northwind/trail-pay/pull/482' } as const

beforeAll(async () => {
  // A line a request would travel to the reporter: thousands of them cost minutes.
  console.log = () => undefined
  org = await makeOrganisation({
    values: ['Say it early'], settings: { domains: ['northwind.test'] },
    people: [
      { name: 'Ada Okafor', teams: ['Payments'] }, { name: 'Ben Ode', manager: 'Ada Okafor', teams: ['Payments'] }, { name: 'Chi Tran', manager: 'Ada Okafor', teams: ['Payments'] },
      { name: 'Dee Alvarez', teams: ['Maps'] }, { name: 'Eli Marsh', role: 'admin' },
    ],
  })
  fjord = await makeOrganisation({ name: 'Fjord Works', people: [{ name: 'Fay Berg', role: 'admin' }, { name: 'Finn Aas' }] })
  tokens = { ben: await tokenFor(org, 'Ben Ode'), eli: await tokenFor(org, 'Eli Marsh'), fay: await tokenFor(fjord, 'Fay Berg') }
  const artifact = { ref, title: 'Retry payments after a timeout', state: 'open', visibility: 'public', showTitle: true }
  const dee = await tokenFor(org, 'Dee Alvarez')
  const given = recognition(org, 'Dee Alvarez', ['Ben Ode'], { artifact })
  const kept = recognition(org, 'Dee Alvarez', ['Ben Ode'], { visibility: 'recipients', keys: ['Dee Alvarez', 'Ben Ode'].map((name) => `person:${org.person(name).id}`), artifact })
  for (const draft of [given, kept]) expect((await api(dee).post('/api/v1/feedback', draft)).status).toBe(201)
  const handle = { id: newId(), site: 'github', instance: 'github.com', handle: 'ben-ode', person: org.person('Ben Ode').id }
  expect((await api(dee).post('/api/v1/handles', handle)).status).toBe(201)
  const { items } = (await api(tokens.ben).get('/api/v1/me/sessions')).json
  const item = newId()
  expect((await api(tokens.ben).post('/api/v1/action-items', { id: item, text: 'Write the retry down', due: '2026-11-27' })).status).toBe(201)
  const point = newId()
  expect((await api(tokens.ben).post(`/api/v1/meetings/person/${org.person('Chi Tran').id}/points`, { id: point, text: 'The retry', private: false, section: 'talk', artifact: null })).status).toBe(201)
  const asking = { id: newId(), asked: [org.person('Ben Ode').id], subject: null, told: true, questions: ['What is one thing I could do better?'], visibility: 'recipients', artifact }
  expect((await api(dee).post('/api/v1/requests', asking)).status).toBe(201)
  const [hurtful, reported] = [recognition(org, 'Dee Alvarez', ['Chi Tran']), recognition(org, 'Dee Alvarez', ['Chi Tran'])]
  for (const draft of [hurtful, reported]) expect((await api(dee).post('/api/v1/feedback', draft)).status).toBe(201)
  const lookers = ['Ada Okafor', 'Eli Marsh'].map((name) => org.person(name).id)
  expect((await api(tokens.eli).put('/api/v1/organisation/handlers', { people: lookers })).status).toBe(200)
  const report = newId()
  expect((await api(tokens.ben).post(`/api/v1/feedback/${reported.id}/report`, { id: report, why: 'This is about Chi’s accent.', handlers: lookers })).status).toBe(201)
  ids = { reported: hurtful.id, report, request: asking.id, feedback: given.id, private: kept.id, artifact: await artifactId(ref), handle: handle.id, session: items[0].id, person: org.person('Ben Ode').id, item, point }
})

/** Something sensible to say to each endpoint, made anew for each use. An endpoint without a line here fails the first test. */
const samples: Record<string, { as?: Caller; input?: () => Input; owned?: string }> = {
  'health.check': {},
  'auth.demo': { input: () => ({ body: { email: 'nobody@example.test' } }) },
  'auth.token': { input: () => ({ body: { grant_type: 'refresh_token', client_id: 'cairn-extension', refresh_token: 'x' } }) },
  'auth.revoke': { input: () => ({ body: { token: 'x' } }) },
  'auth.signOut': { as: 'ben' },
  'auth.sessions': { as: 'ben' },
  'auth.endSession': { as: 'ben', input: () => ({ params: { id: ids.session } }), owned: 'session' },
  'organisations.signIn': { as: 'eli' },
  'organisations.configureSignIn': { as: 'eli', input: () => ({ body: { issuer: null, clientId: null, domains: ['northwind.test'], email: true } }) },
  'people.me': { as: 'ben' },
  'people.settings': { as: 'ben', input: () => ({ body: { language: 'de', ceiling: 'team' } }) },
  'people.ownAddress': { as: 'ben' },
  'people.wishAddress': { as: 'ben', input: () => ({ body: { id: sampleIds.wish, email: 'ben.ode@northwind.test' } }) },
  'people.proveAddress': { as: 'eli', input: () => ({ body: { code: '1234 5678' } }) },
  'people.unwishAddress': { as: 'ben' },
  'people.address': { as: 'eli', input: () => ({ params: { id: ids.person } }), owned: 'person' },
  'people.changeAddress': { as: 'eli', input: () => ({ params: { id: org.person('Chi Tran').id }, body: { id: sampleIds.address, email: 'chi@northwind.test' } }), owned: 'person' },
  'people.confirmAddress': { as: 'eli', input: () => ({ params: { id: org.person('Chi Tran').id } }), owned: 'person' },
  'people.search': { as: 'ben', input: () => ({ query: { q: 'd' } }) },
  'people.teams': { as: 'ben', input: () => ({ query: { q: 'pay' } }) },
  'people.team': { as: 'ben', input: () => ({ params: { id: org.team('Payments') } }), owned: 'team' },
  'people.profile': { as: 'ben', input: () => ({ params: { id: ids.person } }), owned: 'person' },
  'people.handles': { as: 'ben' },
  'people.proposeHandle': { as: 'ben', input: () => ({ body: { id: sampleIds.handle, site: 'github', instance: 'github.com', handle: 'octocat', person: org.person('Chi Tran').id } }) },
  'people.confirmHandle': { as: 'ben', input: () => ({ params: { id: ids.handle } }), owned: 'handle' },
  'people.refuseHandle': { as: 'ben', input: () => ({ params: { id: ids.handle } }), owned: 'handle' },
  'people.allHandles': { as: 'eli', input: () => ({ query: { site: 'github' } }) },
  'people.moveHandle': { as: 'eli', input: () => ({ params: { id: ids.handle }, body: { person: org.person('Chi Tran').id } }), owned: 'handle' },
  'people.dropHandle': { as: 'eli', input: () => ({ params: { id: ids.handle } }), owned: 'handle' },
  'people.invite': { as: 'eli', input: () => ({ body: { id: sampleIds.invitation, email: 'nia@northwind.test', name: 'Nia Roe' } }) },
  'people.import': { as: 'eli', input: () => ({ body: { csv: 'email,name\nola@northwind.test,Ola Vik\n', whole: false, commit: true } }) },
  'people.deactivate': { as: 'eli', input: () => ({ params: { id: org.person('Dee Alvarez').id } }), owned: 'person' },
  'people.reactivate': { as: 'eli', input: () => ({ params: { id: org.person('Dee Alvarez').id } }), owned: 'person' },
  'people.file': { as: 'eli', input: () => ({ params: { id: org.person('Chi Tran').id } }), owned: 'person' },
  'people.change': { as: 'eli', input: () => ({ params: { id: org.person('Chi Tran').id }, body: { title: 'Cartographer', relations: [{ kind: 'mentor', person: org.person('Ada Okafor').id, until: null }], unit: org.team('Maps') } }), owned: 'person' },
  'teams.all': { as: 'ben' },
  'teams.page': { as: 'ben', input: () => ({ params: { id: org.team('Payments') } }), owned: 'team' },
  'teams.members': { as: 'ben', input: () => ({ params: { id: org.team('Payments') }, query: {} }), owned: 'team' },
  'teams.create': { as: 'eli', input: () => ({ body: { id: sampleIds.team, name: 'Guild', kind: 'project', parent: null, lead: null } }) },
  'teams.change': { as: 'eli', input: () => ({ params: { id: org.team('Maps') }, body: { name: 'Maps and trails' } }), owned: 'team' },
  'teams.join': { as: 'eli', input: () => ({ params: { id: org.team('Maps'), person: org.person('Chi Tran').id }, body: { main: true } }), owned: 'team' },
  'teams.leave': { as: 'eli', input: () => ({ params: { id: org.team('Maps'), person: org.person('Chi Tran').id } }), owned: 'team' },
  'teams.close': { as: 'eli', input: () => ({ params: { id: org.team('Maps') }, body: { into: null } }), owned: 'team' },
  'values.all': { as: 'ben' },
  'values.create': { as: 'eli', input: () => ({ body: { id: sampleIds.value, name: 'Leave it better', looksLike: '', looksNotLike: '' } }) },
  'values.change': { as: 'eli', input: () => ({ params: { id: org.value('Say it early') }, body: { looksLike: 'A draft on the first day' } }), owned: 'value' },
  'values.order': { as: 'eli', input: () => ({ body: { ids: [sampleIds.value, org.value('Say it early')] } }) },
  'organisations.rename': { as: 'eli', input: () => ({ body: { name: 'Northwind Trails' } }) },
  'organisations.testSignIn': { as: 'eli', input: () => ({ body: { issuer: 'https://10.0.0.1/' } }) },
  'feedback.give': { as: 'ben', input: () => ({ body: { ...recognition(org, 'Ben Ode', ['Chi Tran']), id: sampleIds.feedback } }) },
  'feedback.item': { as: 'ben', input: () => ({ params: { id: ids.feedback } }), owned: 'feedback' },
  'goals.own': { as: 'ben' },
  'goals.ofPerson': { as: 'ben', input: () => ({ params: { id: ids.person }, query: {} }), owned: 'person' },
  'goals.ofTeam': { as: 'ben', input: () => ({ params: { id: org.team('Payments') } }), owned: 'team' },
  'goals.find': { as: 'ben', input: () => ({ query: {} }) },
  'goals.map': { as: 'ben', input: () => ({ query: {} }) },
  'goals.set': { as: 'ben', input: () => ({ body: goalSample() }) },
  'goals.item': { as: 'ben', input: () => ({ params: { id: sampleIds.goal } }), owned: 'goal' },
  'goals.change': { as: 'ben', input: () => ({ params: { id: sampleIds.goal }, body: { title: 'Payments retry by themselves', version: 1 } }), owned: 'goal' },
  'goals.addKeyResult': { as: 'ben', input: () => ({ params: { id: sampleIds.goal }, body: { ...keyResultSample(), id: sampleIds.second } }), owned: 'goal' },
  'goals.changeKeyResult': { as: 'ben', input: () => ({ params: { id: sampleIds.goal, keyResult: sampleIds.second }, body: { weight: 2, version: 1 } }), owned: 'goal' },
  'goals.checkIn': { as: 'ben', input: () => ({ params: { id: sampleIds.goal, keyResult: sampleIds.keyResult }, body: { id: sampleIds.checkIn, reading: 4, confidence: 7, status: 'on_track', line: 'Four of them.', artifact: null, need: { kind: 'help', to: org.person('Chi Tran').id, text: 'A second pair of eyes' } } }), owned: 'goal' },
  'goals.answerNeed': { as: 'ben', input: () => ({ params: { id: sampleIds.goal, keyResult: sampleIds.keyResult, checkIn: sampleIds.checkIn } }), owned: 'goal' },
  'goals.history': { as: 'ben', input: () => ({ params: { id: sampleIds.goal, keyResult: sampleIds.keyResult }, query: {} }), owned: 'goal' },
  'goals.close': { as: 'ben', input: () => ({ params: { id: sampleIds.goal }, body: { outcome: 'partially_achieved', closing: 'Four of ten, and we know why.', carry: sampleIds.carried, version: 2 } }), owned: 'goal' },
  'goals.reopen': { as: 'ben', input: () => ({ params: { id: sampleIds.goal } }), owned: 'goal' },
  'goals.import': { as: 'ben', input: () => ({ body: { id: sampleIds.goalImport, csv: 'objective,key_result,target\nPayments by table,Retries,10\n', commit: true } }) },
  'goals.undoImport': { as: 'ben', input: () => ({ params: { id: sampleIds.goalImport } }), owned: 'import' },
  'goals.export': { as: 'ben', input: () => ({ query: {} }) },
  'goals.onArtifact': { as: 'ben', input: () => ({ params: { id: ids.artifact } }), owned: 'artifact' },
  'goals.link': { as: 'ben', input: () => ({ params: { id: sampleIds.goal }, body: { artifact: { ref, title: 'Retry payments after a timeout', state: 'open', visibility: 'public', showTitle: true }, keyResult: sampleIds.keyResult } }), owned: 'goal' },
  'goals.seen': { as: 'ben', input: () => ({ body: { artifact: ids.artifact, state: 'merged' } }) },
  'goals.unlink': { as: 'ben', input: () => ({ params: { id: sampleIds.goal, artifact: ids.artifact } }), owned: 'goal' },
  'hooks.list': { as: 'eli' },
  'hooks.add': { as: 'eli', input: () => ({ body: { id: sampleIds.hook, site: 'github', instance: 'github.com', name: 'All repositories', inPath: false } }) },
  'hooks.rotate': { as: 'eli', input: () => ({ params: { id: sampleIds.hook }, body: { renewal: sampleIds.renewal } }), owned: 'hook' },
  'hooks.drop': { as: 'eli', input: () => ({ params: { id: sampleIds.hook } }), owned: 'hook' },
  'hooks.deliver': { input: () => ({ params: { org: org.id, hook: sampleIds.hook } }) },
  'hooks.deliverAt': { input: () => ({ params: { org: org.id, hook: sampleIds.hook, secret: 'x' } }) },
  'goals.left': { as: 'ben', input: () => ({ params: { id: ids.person } }), owned: 'person' },
  'goals.leftToMe': { as: 'ben' },
  'goals.handOn': { as: 'eli', input: () => ({ params: { id: sampleIds.carried }, body: { owner: org.person('Ben Ode').id, keys: [] } }), owned: 'goal' },
  'goals.priorities': { as: 'ben' },
  'goals.addPriority': { as: 'eli', input: () => ({ body: { id: sampleIds.priority, title: 'Payments that never surprise', why: '', team: null, from: '2026-01-01', to: '2027-12-31' } }) },
  'goals.changePriority': { as: 'eli', input: () => ({ params: { id: sampleIds.priority }, body: { why: 'Trust comes first', version: 1 } }), owned: 'priority' },
  'requests.ask': { as: 'ben', input: () => ({ body: { id: sampleIds.request, asked: [org.person('Chi Tran').id], subject: null, told: true, questions: ['What should I keep doing?'], visibility: 'recipients', artifact: null } }) },
  'requests.mine': { as: 'ben', input: () => ({ query: { side: 'asked' } }) },
  'requests.item': { as: 'ben', input: () => ({ params: { id: ids.request } }), owned: 'request' },
  'requests.decline': { as: 'ben', input: () => ({ params: { id: ids.request } }), owned: 'request' },
  'requests.withdraw': { as: 'ben', input: () => ({ params: { id: sampleIds.request } }), owned: 'request' },
  'loops.helped': { as: 'ben', input: () => ({ params: { id: ids.feedback }, body: { answer: 'yes' } }), owned: 'feedback' },
  'loops.notNow': { as: 'ben', input: () => ({ params: { id: ids.feedback } }), owned: 'feedback' },
  'waiting.mine': { as: 'ben' },
  'cases.contacts': { as: 'ben' },
  'cases.setContacts': { as: 'eli', input: () => ({ body: { people: [org.person('Dee Alvarez').id] } }) },
  'cases.ask': { as: 'ben', input: () => ({ body: { id: sampleIds.case, kind: 'access' } }) },
  'cases.mine': { as: 'ben' },
  'cases.answerOf': { as: 'ben', input: () => ({ params: { id: newId() } }), owned: 'case' },
  'cases.all': { as: 'ben' },
  'cases.file': { as: 'ben', input: () => ({ params: { id: newId() } }), owned: 'case' },
  'cases.gather': { as: 'ben', input: () => ({ params: { id: newId() } }), owned: 'case' },
  'cases.decide': { as: 'ben', input: () => ({ params: { id: newId(), entry: newId() }, body: { give: true, reason: null, maskAuthor: false, mask: [] } }), owned: 'case' },
  'cases.answer': { as: 'ben', input: () => ({ params: { id: newId() }, body: { letter: 'Here it is.' } }), owned: 'case' },
  'feedback.onGoal': { as: 'ben', input: () => ({ params: { id: newId() }, query: {} }), owned: 'goal' },
  'feedback.coached': { as: 'ben', input: () => ({ query: { person: org.person('Chi Tran').id } }) },
  'feedback.received': { as: 'ben', input: () => ({ query: {} }) },
  'feedback.given': { as: 'ben', input: () => ({ query: {} }) },
  'feedback.ofPerson': { as: 'ben', input: () => ({ params: { id: ids.person }, query: {} }), owned: 'person' },
  'feedback.onArtifact': { as: 'ben', input: () => ({ params: { id: ids.artifact }, query: {} }), owned: 'artifact' },
  'feedback.open': { as: 'ben', input: () => ({ body: { artifact: ref, people: [{ handle: 'ben-ode', role: 'author' }, { handle: 'octocat', role: 'reviewer' }] } }) },
  'feedback.react': { as: 'ben', input: () => ({ params: { id: ids.feedback, reaction: 'thanks' } }), owned: 'feedback' },
  'feedback.unreact': { as: 'ben', input: () => ({ params: { id: ids.feedback, reaction: 'thanks' } }), owned: 'feedback' },
  'feedback.showTitle': { as: 'ben', input: () => ({ params: { id: ids.feedback }, body: { shown: false } }), owned: 'feedback' },
  'feedback.keep': { as: 'ben', input: () => ({ params: { id: sampleIds.feedback }, body: { kept: true } }), owned: 'feedback' },
  'feedback.stepBack': { as: 'ben', input: () => ({ params: { id: ids.feedback } }), owned: 'feedback' },
  'feedback.retract': { as: 'ben', input: () => ({ params: { id: sampleIds.feedback } }), owned: 'feedback' },
  'timeline.feed': { as: 'ben', input: () => ({ query: {} }) },
  'timeline.mine': { as: 'ben', input: () => ({ query: {} }) },
  'timeline.ofPerson': { as: 'ben', input: () => ({ params: { id: ids.person }, query: {} }), owned: 'person' },
  'timeline.cards': { as: 'ben', input: () => ({ query: { ids: ids.feedback } }) },
  'timeline.export': { as: 'ben', input: () => ({ query: {} }) },
  'search.find': { as: 'ben', input: () => ({ query: { q: 'race' } }) },
  'organisations.handlers': { as: 'eli' },
  'organisations.setHandlers': { as: 'eli', input: () => ({ body: { people: [org.person('Ada Okafor').id, org.person('Eli Marsh').id] } }) },
  'talk.thread': { as: 'ben', input: () => ({ params: { id: ids.private } }), owned: 'feedback' },
  'talk.reply': { as: 'ben', input: () => ({ params: { id: ids.private }, body: { id: sampleIds.reply, text: 'Thank you. What would you do first?', keys: between() } }), owned: 'feedback' },
  'talk.letAlong': { as: 'ben', input: () => ({ params: { id: ids.private, reply: sampleIds.reply } }), owned: 'feedback' },
  'talk.retractReply': { as: 'ben', input: () => ({ params: { id: ids.private, reply: sampleIds.reply } }), owned: 'feedback' },
  'talk.view': { as: 'ben', input: () => ({ params: { id: ids.private }, body: { text: 'Chi found it first.', keys: between() } }), owned: 'feedback' },
  'talk.passOn': { as: 'ben', input: () => ({ params: { id: ids.private }, body: { people: [org.person('Chi Tran').id] } }), owned: 'feedback' },
  'talk.widen': { as: 'ben', input: () => ({ params: { id: ids.private }, body: { visibility: 'team' } }), owned: 'feedback' },
  'reports.handlers': { as: 'ben', input: () => ({ params: { id: ids.reported } }), owned: 'feedback' },
  'reports.report': { as: 'ben', input: () => ({ params: { id: ids.reported }, body: { id: sampleIds.report, why: 'It laughs at Chi.', handlers: [org.person('Ada Okafor').id, org.person('Eli Marsh').id] } }), owned: 'feedback' },
  'reports.mine': { as: 'ben', input: () => ({ query: {} }) },
  'reports.waiting': { as: 'eli', input: () => ({}) },
  'reports.item': { as: 'ben', input: () => ({ params: { id: ids.report } }), owned: 'report' },
  'reports.decide': { as: 'eli', input: () => ({ params: { id: ids.report }, body: { upheld: true } }), owned: 'report' },
  'notifications.inbox': { as: 'ben', input: () => ({ query: {} }) },
  'actionItems.mine': { as: 'ben', input: () => ({ query: {} }) },
  'actionItems.item': { as: 'ben', input: () => ({ params: { id: ids.item } }), owned: 'item' },
  'actionItems.add': { as: 'ben', input: () => ({ body: { id: sampleIds.item, text: 'Ask Dee about the maps', due: null } }) },
  'actionItems.change': { as: 'ben', input: () => ({ params: { id: ids.item }, body: { due: null, version: 1 } }), owned: 'item' },
  'actionItems.done': { as: 'ben', input: () => ({ params: { id: ids.item } }), owned: 'item' },
  'actionItems.reopen': { as: 'ben', input: () => ({ params: { id: ids.item } }), owned: 'item' },
  'actionItems.drop': { as: 'ben', input: () => ({ params: { id: ids.item }, body: { why: 'Dee did it' } }), owned: 'item' },
  'meetings.mine': { as: 'ben' },
  'meetings.open': { as: 'ben', input: () => ({ params: withChi() }), owned: 'person' },
  'meetings.past': { as: 'ben', input: () => ({ params: withChi() }), owned: 'person' },
  'meetings.plan': { as: 'ben', input: () => ({ params: withChi(), body: { next: '2026-11-27T14:00:00Z', cadenceWeeks: 2, version: 0 } }), owned: 'person' },
  'meetings.addPoint': { as: 'ben', input: () => ({ params: withChi(), body: { id: sampleIds.point, text: 'The maps', private: true, section: 'talk', artifact: null } }), owned: 'person' },
  'meetings.changePoint': { as: 'ben', input: () => ({ params: { ...withChi(), point: ids.point }, body: { done: true, version: 1 } }), owned: 'person' },
  'meetings.removePoint': { as: 'ben', input: () => ({ params: { ...withChi(), point: ids.point } }), owned: 'person' },
  'meetings.addItem': { as: 'ben', input: () => ({ params: withChi(), body: { id: sampleIds.agreed, text: 'Draw the map', due: null, owner: org.person('Chi Tran').id } }), owned: 'person' },
  'meetings.hold': { as: 'ben', input: () => ({ params: withChi(), body: { version: 1 } }), owned: 'person' },
  'selectors.current': {},
  'selectors.publish': { input: () => ({ body: { pack: '{}', signature: 'A'.repeat(86) } }) },
  'selectors.sites': { as: 'eli' },
  'selectors.counters': { as: 'eli', input: () => ({ body: { on: false } }) },
  'waiting.nudge': { as: 'ben', input: () => ({ params: { id: newId() }, body: { answer: 'not_now' } }), owned: 'nudge' },
  'notifications.preferences': { as: 'ben' },
  'notifications.prefer': { as: 'ben', input: () => ({ body: { email: { 'feedback.thanked': 'off' }, hours: { from: 7, to: 19 } } }) },
  'channels.list': { as: 'eli' },
  'channels.add': { as: 'eli', input: () => ({ body: { id: sampleIds.channel, kind: 'slack', name: 'Thanks', url: 'https://hooks.slack.com/services/T0/B0/x', words: true } }) },
  'channels.change': { as: 'eli', input: () => ({ params: { id: sampleIds.channel }, body: { words: false } }), owned: 'channel' },
  'channels.test': { as: 'eli', input: () => ({ params: { id: sampleIds.channel } }), owned: 'channel' },
  'channels.retry': { as: 'eli', input: () => ({ params: { id: sampleIds.channel, letter: sampleIds.feedback } }), owned: 'channel' },
  'channels.drop': { as: 'eli', input: () => ({ params: { id: sampleIds.channel, letter: sampleIds.feedback } }), owned: 'channel' },
  'channels.mine': { as: 'ben' },
  'channels.setMine': { as: 'ben', input: () => ({ body: { id: sampleIds.ownChannel, kind: 'webhook', name: 'My own', url: 'https://hooks.example.org/cairn' } }) },
  'channels.dropMine': { as: 'ben' },
  'channels.remove': { as: 'eli', input: () => ({ params: { id: sampleIds.channel } }), owned: 'channel' },
  'organisations.settings': { as: 'ben' },
  'organisations.changeSetting': { as: 'eli', input: () => ({ body: { id: sampleIds.change, change: { retention: { recognition: 30 } } } }) },
  'organisations.settingHistory': { as: 'ben', input: () => ({ query: {} }) },
  'organisations.decideProposal': { as: 'ben', input: () => ({ params: { id: sampleIds.change }, body: { agree: true, sentence: 'As agreed.' } }), owned: 'change' },
  'organisations.withdrawProposal': { as: 'eli', input: () => ({ params: { id: sampleIds.change } }), owned: 'change' },
  'holds.list': { as: 'ben', input: () => ({ query: {} }) },
  'holds.set': { as: 'eli', input: () => ({ body: { id: sampleIds.hold, matter: 'A matter', people: [org.person('Chi Tran').id], from: '2026-01-01', to: '2026-12-31', second: org.person('Ben Ode').id } }) },
  'holds.item': { as: 'ben', input: () => ({ params: { id: sampleIds.hold } }), owned: 'hold' },
  'holds.confirm': { as: 'ben', input: () => ({ params: { id: sampleIds.hold } }), owned: 'hold' },
  'holds.end': { as: 'ben', input: () => ({ params: { id: sampleIds.hold } }), owned: 'hold' },
  'disclosures.list': { as: 'ben', input: () => ({ query: {} }) },
  'disclosures.ask': { as: 'eli', input: () => ({ body: { id: sampleIds.disclosure, matter: 'A matter', people: [org.person('Chi Tran').id], from: '2026-01-01', to: '2026-12-31', approvers: [org.person('Ben Ode').id, org.person('Ada Okafor').id], delayDays: 0, delayWhy: null } }) },
  'disclosures.item': { as: 'ben', input: () => ({ params: { id: sampleIds.disclosure } }), owned: 'disclosure' },
  'disclosures.decide': { as: 'ben', input: () => ({ params: { id: sampleIds.disclosure }, body: { agree: true } }), owned: 'disclosure' },
  'disclosures.export': { as: 'ben', input: () => ({ params: { id: sampleIds.disclosure } }), owned: 'disclosure' },
  'audit.mine': { as: 'ben', input: () => ({ query: {} }) },
  'audit.all': { as: 'ben', input: () => ({ query: { kind: 'feedback.given' } }) },
  'handovers.open': { as: 'ben' },
  'handovers.items': { as: 'ben', input: () => ({ params: { id: org.person('Ada Okafor').id }, query: {} }), owned: 'handover' },
  'handovers.close': { as: 'ben', input: () => ({ params: { id: org.person('Ada Okafor').id } }), owned: 'handover' },
  'feedback.citing': { as: 'ben', input: () => ({ params: { id: ids.person } }), owned: 'person' },
  'expectations.all': { as: 'ben' },
  'expectations.write': { as: 'eli', input: () => ({ body: { import: sampleIds.import, from: '2026-01-01', items: [{ version: 0, written: { kind: 'competency', id: sampleIds.competency, name: 'Writing', archived: false, about: '', levels: ['Asks', 'Explains'] } }] } }) },
  'expectations.undo': { as: 'eli', input: () => ({ params: { id: newId() } }), owned: 'import' },
  'expectations.ofPerson': { as: 'ben', input: () => ({ params: { id: ids.person } }), owned: 'person' },
  'expectations.place': { as: 'eli', input: () => ({ params: { id: org.person('Chi Tran').id }, body: { role: null, level: null } }), owned: 'person' },
  'expectations.confirm': { as: 'ben', input: () => ({ body: { role: newId(), level: newId(), version: 1 } }) },
  'growth.ofPerson': { as: 'ben', input: () => ({ params: { id: ids.person }, query: {} }), owned: 'person' },
  'growth.revise': { as: 'ben', input: () => ({ params: { id: ids.person }, body: { version: 0, reason: '', strengths: [], areas: [] } }), owned: 'person' },
  'growth.rate': { as: 'ben', input: () => ({ params: { id: ids.person }, body: { levels: [] } }), owned: 'person' },
  'growth.act': { as: 'ben', input: () => ({ params: { id: ids.person }, body: { id: sampleIds.agreed, area: newId(), kind: 'practice', text: 'Draw the map', due: null } }), owned: 'person' },
  'growth.share': { as: 'ben', input: () => ({ body: { people: [org.person('Chi Tran').id] } }) },
  'learning.library': { as: 'ben', input: () => ({ query: {} }) },
  'learning.propose': { as: 'eli', input: () => ({ body: { id: sampleIds.resource, competency: sampleIds.competency, title: 'Writing well', link: 'https://example.org/writing', kind: 'book', minutes: 240, language: 'en' } }) },
  'learning.decide': { as: 'eli', input: () => ({ params: { id: sampleIds.resource }, body: { listed: true, why: '' } }), owned: 'resource' },
  'learning.remove': { as: 'eli', input: () => ({ params: { id: sampleIds.resource } }), owned: 'resource' },
  'reflections.mine': { as: 'ben' },
  'reflections.write': { as: 'ben', input: () => ({ params: reflected(), body: { lived: 'In the retry.', next: '', version: 0 } }) },
  'reflections.share': { as: 'ben', input: () => ({ params: { ...reflected(), person: org.person('Ada Okafor').id }, body: { point: sampleIds.shared } }) },
  'reflections.takeBack': { as: 'ben', input: () => ({ params: { ...reflected(), person: org.person('Ada Okafor').id } }) },
  'reflections.remind': { as: 'ben', input: () => ({ body: { on: false } }) },
  'indicators.all': { as: 'ben', input: () => ({ query: { team: org.team('Payments') } }) },
  'indicators.write': { as: 'eli', input: () => ({ params: { id: sampleIds.indicator }, body: { team: org.team('Payments'), name: 'Reopened tickets', about: '', unit: '%', direction: 'down', low: null, high: 5, archived: false, version: 0 } }), owned: 'indicator' },
  'indicators.read': { as: 'eli', input: () => ({ params: { id: sampleIds.indicator }, body: { readings: [{ day: '2026-11-20', value: 4 }] } }), owned: 'indicator' },
  'notifications.read': { as: 'ben', input: () => ({ body: { ids: [newId()] } }) },
}
/** Who sees what Dee and Ben have between them. */
const between = () => ['Dee Alvarez', 'Ben Ode'].map((name) => `person:${org.person(name).id}`)
const sampleIds = { address: newId(), wish: newId(), resource: newId(), shared: newId(), goalImport: newId(), hook: newId(), renewal: newId(), goal: newId(), keyResult: newId(), second: newId(), checkIn: newId(), carried: newId(), priority: newId(), import: newId(), competency: newId(), indicator: newId(), reply: newId(), report: newId(), change: newId(), hold: newId(), disclosure: newId(), channel: newId(), ownChannel: newId(), case: newId(), request: newId(), team: newId(), value: newId(), handle: newId(), invitation: newId(), feedback: newId(), item: newId(), point: newId(), agreed: newId() }

const keyResultSample = () => ({ id: sampleIds.keyResult, title: 'Retries that end well', measure: 'number', baseline: 0, target: 10, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule: null })
const goalSample = () => ({
  id: sampleIds.goal, title: 'Payments retry', why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: '2026-10-01', end: '2026-12-31',
  visibility: 'organization', keys: ['org'], keyResults: [keyResultSample()], draft: false,
})

const reflected = () => ({ quarter: quarterOf(new Date().toISOString().slice(0, 10)).from, value: org.value('Say it early') })
const withChi = () => ({ kind: 'person', id: org.person('Chi Tran').id })

const signedIn = (row: Endpoint) => row.who !== 'anyone' && row.who !== 'demo'
const inputOf = (row: Endpoint): Input => samples[row.id]?.input?.() ?? {}

function ask(row: Endpoint, input: Input, token?: string): Promise<Answered> {
  const { method, path, body } = requestOf(row, input)
  const client = api(token)
  const parsed = body === undefined ? undefined : JSON.parse(body)
  if (method === 'GET' || method === 'DELETE') return client[method === 'GET' ? 'get' : 'delete'](path)
  return client[method.toLowerCase() as 'post' | 'put' | 'patch'](path, parsed)
}

function checkAnswer(row: Endpoint, answered: Answered): void {
  const said = `${row.id}: ${answered.status} ${answered.text.slice(0, 300)}`
  expect(answered.status, said).toBeLessThan(500)
  if (answered.status >= 400) {
    expect(answered.headers.get('content-type'), said).toBe('application/problem+json')
    const problem = Problem.parse(answered.json)
    expect(problemStatus[codeOf(problem)], said).toBe(answered.status)
    expect(problemCodesOf(row), said).toContain(codeOf(problem))
  } else if (row.reply && answered.status !== 304) {
    expect(row.reply.safeParse(answered.json).success, said).toBe(true)
  }
}

describe('the endpoint table', () => {
  test('has unique ids and routes, and a sample for each', () => {
    expect(new Set(allEndpoints.map((row) => row.id)).size).toBe(allEndpoints.length)
    expect(new Set(allEndpoints.map((row) => `${row.method} ${row.path}`)).size).toBe(allEndpoints.length)
    expect(allEndpoints.filter((row) => !(row.id in samples)).map((row) => row.id)).toEqual([])
  })

  test('is listed whole in openapi.json', () => {
    const operations = Object.values(openApi()['paths'] as Record<string, Record<string, { operationId: string }>>).flatMap((path) => Object.values(path).map((operation) => operation.operationId))
    expect(operations.sort()).toEqual(allEndpoints.map((row) => row.id).sort())
  })
})

describe('without a token', () => {
  test.each(allEndpoints.filter(signedIn).map((row) => [row.id, row] as const))('%s answers 401', async (_, row) => {
    for (const token of [undefined, 'nonsense', `cairn_${randomId()}_${'x'.repeat(32)}`, `cairn_${org.id}_${'x'.repeat(32)}`]) {
      const answered = await ask(row, inputOf(row), token)
      expect([answered.status, codeOf(answered.json)]).toEqual([401, 'sign-in-needed'])
    }
  })
})

describe('a stranger from another organisation', () => {
  const owned = allEndpoints.filter((row) => samples[row.id]?.owned)
  test('every endpoint with an id in its path is tried', () => {
    expect(allEndpoints.filter((row) => /:id/.test(row.path) && !samples[row.id]?.owned).map((row) => row.id)).toEqual([])
  })
  test.each(owned.map((row) => [row.id, row] as const))('%s answers as for a random id, byte for byte', async (_, row) => {
    const real = inputOf(row)
    const random = samples[row.id]!.owned === 'artifact' ? (await artifactId({ ...ref, key: newId() })) : randomId()
    const theirs = await ask(row, real, tokens.fay)
    const nobodys = await ask(row, { ...real, params: { ...(real.params as object), id: random } }, tokens.fay)
    expect([theirs.status, theirs.text, [...theirs.headers.keys()].sort()]).toEqual([nobodys.status, nobodys.text, [...nobodys.headers.keys()].sort()])
    // A piece of work is open to be asked about: what was said on it is not.
    if (samples[row.id]!.owned === 'artifact') expect(theirs.json.items).toEqual([])
    else expect(theirs.status).toBe(404)
  })
})

describe('a member', () => {
  test.each(allEndpoints.filter((row) => row.who === 'admin').map((row) => [row.id, row] as const))('may not %s', async (_, row) => {
    const answered = await ask(row, inputOf(row), tokens.ben)
    expect([answered.status, codeOf(answered.json)]).toEqual([403, 'not-allowed'])
  })
})

describe('said twice', () => {
  // Signing out ends the very session that would say it again.
  const writes = allEndpoints.filter((row) => row.method !== 'GET' && signedIn(row) && !['auth.signOut', 'auth.endSession'].includes(row.id))
  test.each(writes.map((row) => [row.id, row] as const))('%s changes nothing the second time', async (_, row) => {
    const caller = tokens[samples[row.id]!.as ?? 'ben']
    const input = inputOf(row)
    const first = await ask(row, input, caller)
    checkAnswer(row, first)
    const before = await dump()
    const second = await ask(row, input, caller)
    checkAnswer(row, second)
    expect(await dump(), `${row.id}: ${first.status}, then ${second.status}`).toEqual(before)
  })
})

/** All that an organisation holds, but for when sessions were seen and what is still due. */
async function dump(): Promise<Record<string, string[]>> {
  const { results: tables } = await env.DB.prepare(`select name from sqlite_master where type = 'table' and name not like '\\_cf%' escape '\\' and name not like 'sqlite%' and name not in ('d1_migrations', 'due')`).all<{ name: string }>()
  const rows = await env.DB.batch(tables.map(({ name }) => env.DB.prepare(name === 'sessions' ? 'select org_id, token_hash, ended_at from sessions' : `select * from ${name}`)))
  return Object.fromEntries(tables.map(({ name }, index) => [name, (rows[index]!.results as object[]).map((row) => JSON.stringify(row)).sort()]))
}

describe('nonsense', () => {
  // Made-up issuers would be looked up on the network; sign-in configuration has its own tests.
  const quiet = new Set(['organisations.configureSignIn', 'organisations.testSignIn', 'auth.signOut', 'auth.endSession', 'people.deactivate', 'people.import'])
  test.each(allEndpoints.filter((row) => !quiet.has(row.id)).map((row) => [row.id, row] as const))('%s answers in its contract, never with a 5xx', async (_, row) => {
    const part = (schema: Endpoint['body']) => (schema ? fc.oneof(valid(schema), mutated(schema)) : fc.constant(undefined))
    const caller = tokens[samples[row.id]!.as ?? 'ben']
    await fc.assert(fc.asyncProperty(part(row.params), part(row.query), part(row.body), async (params, query, body) => {
      const safe = (value: unknown) => (typeof value === 'object' && value !== null ? Object.fromEntries(Object.entries(value).map(([key, one]) => [key, (typeof one === 'string' ? one : JSON.stringify(one) ?? '').slice(0, 300).replace(/[\ud800-\udfff]/g, '')])) : {})
      checkAnswer(row, await ask(row, { params: { id: 'x', reaction: 'x', letter: 'x', reply: 'x', ...safe(params) }, query: safe(query), body: body ?? null }, caller))
    }), { numRuns: 25 })
  })

  test('bodies that are no JSON, of another type, too large, or cut', async () => {
    const send = (body: BodyInit, type: string | null) => {
      const headers = new Headers({ authorization: `Bearer ${tokens.ben}` })
      if (type) headers.set('content-type', type)
      return import('cloudflare:workers').then(({ exports }) => exports.default.fetch(new Request('http://localhost:8787/api/v1/feedback', { method: 'POST', headers, body })))
    }
    const cases: [BodyInit, string | null, number][] = [
      ['{"a":', 'application/json', 400], ['{}', 'text/plain', 415], ['{}', null, 415], ['a=b', 'application/x-www-form-urlencoded', 415],
      [`"${'x'.repeat(70_000)}"`, 'application/json', 413], [new Uint8Array([0xff, 0xfe, 0x22]), 'application/json', 400], ['[]', 'application/json', 422], ['null', 'application/json', 422],
    ]
    for (const [body, type, status] of cases) {
      const response = await send(body, type)
      expect([status, response.headers.get('content-type')]).toEqual([response.status, 'application/problem+json'])
      await response.text()
    }
  })
})
