/** A few weeks of plausible life at Northwind Trails, on plausible work. Days count back from the day of the seed; nothing here is about a real person. */
import type { Visibility } from '../../shared/audience.keys'
import type { ArtifactRef } from '../../shared/artifacts'
import type { Kind } from '../../shared/kinds'
import type { Env } from '../env'

export interface Work { site: 'github' | 'jira' | 'google-docs'; type: 'pull_request' | 'issue' | 'document'; key: string; title: string; state: string | null; public: boolean }

export const work = {
  receipt: { site: 'github', type: 'pull_request', key: 'northwind/trail-pay#431', title: 'Send the receipt before the train leaves', state: 'merged', public: true },
  retry: { site: 'github', type: 'pull_request', key: 'northwind/trail-pay#482', title: 'Retry payments after a timeout', state: 'open', public: true },
  cache: { site: 'github', type: 'pull_request', key: 'northwind/trail-pay#476', title: 'Cache exchange rates for a minute', state: 'merged', public: true },
  refunds: { site: 'github', type: 'pull_request', key: 'northwind/trail-pay#468', title: 'Refunds keep the hiker’s currency', state: 'merged', public: true },
  ledger: { site: 'github', type: 'pull_request', key: 'northwind/trail-pay#455', title: 'Split the ledger migration in three', state: 'merged', public: true },
  closures: { site: 'github', type: 'pull_request', key: 'northwind/pass-maps#31', title: 'Draw the winter closures', state: 'merged', public: false },
  contour: { site: 'github', type: 'pull_request', key: 'northwind/pass-maps#27', title: 'Draw contour lines from the new survey', state: 'merged', public: false },
  tiles: { site: 'github', type: 'pull_request', key: 'northwind/pass-maps#22', title: 'Serve map tiles from the edge', state: 'merged', public: false },
  slow: { site: 'jira', type: 'issue', key: 'PAY-118', title: 'Payments stop when the gateway is slow', state: 'In progress', public: false },
  timeouts: { site: 'google-docs', type: 'document', key: 'trail-pay-timeouts', title: 'How we treat timeouts', state: null, public: false },
} as const satisfies Record<string, Work>

/** The made-up page that stands for a piece of work: the same address that the development build knows as a site. */
export function refOf(env: Env, one: Work): ArtifactRef {
  const host = new URL(env.BASE_URL).host
  const [repository, number] = one.key.split('#')
  const place = { github: ['github', `github/${repository}/pull/${number}`], jira: ['jira', `jira/browse/${one.key}`], 'google-docs': ['docs', `docs/document/d/${one.key}/edit`] }[one.site]
  return { site: one.site, instance: `${host}/work/${place[0]}`, type: one.type, key: one.key, url: `${env.BASE_URL}/work/${place[1]}` }
}

export interface Said {
  daysAgo: number
  minute: number
  by: string
  to: string[]
  /** Said to a team, by its path, instead. */
  team?: string
  kind: Kind
  visibility: Visibility
  on: keyof typeof work | null
  text?: string
  sbi?: { situation: string; behaviour: string; impact: string; next?: string }
  values?: number[]
  thanks?: string[]
  seenToo?: string[]
  /** Still unread by those it is for. */
  fresh?: boolean
}

export const life: Said[] = [
  { daysAgo: 34, minute: 605, by: 'gus', to: ['ada'], kind: 'recognition', visibility: 'organization', on: 'ledger', text: 'You split the ledger migration into three steps that could each go back alone. We shipped on a Tuesday at noon and nobody noticed, which was the point.', values: [2], thanks: ['ada'] },
  { daysAgo: 33, minute: 850, by: 'ben', to: ['chi'], kind: 'recognition', visibility: 'organization', on: 'ledger', text: 'You wrote down how to go back before we went forward. When step two was slow I could stop without waking anyone.', values: [2, 1], thanks: ['chi'] },
  { daysAgo: 31, minute: 560, by: 'dee', to: ['jun'], kind: 'recognition', visibility: 'organization', on: 'tiles', text: 'You measured the tiles from a phone in the valley, not from the office. Half a second became visible, and then it went away.', values: [2], thanks: ['jun'] },
  { daysAgo: 30, minute: 910, by: 'ada', to: ['ben'], kind: 'feedback', visibility: 'recipients', on: 'ledger', sbi: { situation: 'The review of the ledger migration.', behaviour: 'You answered every question in the thread within the hour, with the query plan beside it.', impact: 'Chi and I could decide the same afternoon.', next: 'Put the plan into the description next time, so that the question does not come up.' } },
  { daysAgo: 27, minute: 700, by: 'jun', to: ['ben'], kind: 'recognition', visibility: 'team', on: 'refunds', text: 'You asked support for three real refunds before you wrote the first line. Two of them were cases that none of us had in mind.', values: [0], thanks: ['ben'] },
  { daysAgo: 26, minute: 615, by: 'lea', to: ['mo'], kind: 'recognition', visibility: 'organization', on: null, text: 'You brought the draft of the shift agreement to us two weeks before the date. We could still change the part that mattered.', values: [0], thanks: ['mo'] },
  { daysAgo: 24, minute: 880, by: 'chi', to: ['dee'], kind: 'recognition', visibility: 'organization', on: 'refunds', text: 'You came over from Maps to read a payments change, and saw that the rounding was wrong in two currencies.', values: [1], thanks: ['dee'], seenToo: ['ben'] },
  { daysAgo: 22, minute: 540, by: 'dee', to: ['gus'], kind: 'feedback', visibility: 'recipients', on: 'contour', sbi: { situation: 'The planning of the contour lines.', behaviour: 'You changed the date in the meeting without asking Ivy, who was away.', impact: 'She found out from the calendar.', next: 'Write to her first next time, even when she is away.' } },
  { daysAgo: 20, minute: 670, by: 'hal', to: ['chi'], kind: 'recognition', visibility: 'organization', on: 'cache', text: 'You turned down the clever cache and kept the one that I can explain at three in the morning.', values: [2], thanks: ['chi'] },
  { daysAgo: 19, minute: 735, by: 'ben', to: ['dee', 'jun'], kind: 'recognition', visibility: 'organization', on: 'contour', text: 'You two answered our questions about the survey within a day. The booking page could show heights a week early.', values: [1], thanks: ['jun'] },
  { daysAgo: 17, minute: 590, by: 'hal', to: ['ben'], kind: 'recognition', visibility: 'organization', on: 'cache', text: 'You walked me through the deployment twice, and let me press the button the second time.', values: [1], thanks: ['ben'] },
  { daysAgo: 15, minute: 820, by: 'jun', to: ['dee'], kind: 'recognition', visibility: 'recipients', on: 'timeouts', text: 'You wrote the page so that I understood my own mistake without being told. Thank you for that.', thanks: ['dee'] },
  { daysAgo: 14, minute: 640, by: 'gus', to: ['dee'], kind: 'recognition', visibility: 'organization', on: 'contour', text: 'You kept the old map working beside the new one for a whole month, so that no hut lost its route.', values: [2], thanks: ['dee'] },
  { daysAgo: 12, minute: 575, by: 'eli', to: ['ivy'], kind: 'recognition', visibility: 'organization', on: null, text: 'You drew the emergency card so that it can be read with gloves on. Three huts have asked for more.', values: [2] },
  { daysAgo: 11, minute: 890, by: 'chi', to: ['ben'], kind: 'recognition', visibility: 'organization', on: 'slow', text: 'You called the gateway’s support instead of writing a fourth ticket. We knew the cause by the evening.', values: [0], thanks: ['ben'] },
  { daysAgo: 9, minute: 655, by: 'ada', to: ['hal'], kind: 'recognition', visibility: 'team', on: 'cache', text: 'You documented the deployment as you learned it. It is the first page that newcomers get now.', values: [2], thanks: ['hal'] },
  { daysAgo: 8, minute: 780, by: 'ben', to: ['ada'], kind: 'feedback', visibility: 'recipients', on: null, sbi: { situation: 'Our stand-ups since the beginning of the month.', behaviour: 'You ask who needs help before you ask what is done.', impact: 'I said on Tuesday that I was stuck, which I would not have done before.' } },
  { daysAgo: 7, minute: 600, by: 'mo', to: ['lea'], kind: 'recognition', visibility: 'organization', on: null, text: 'You explained the new agreement in the canteen, table by table. I heard no rumour this week.', values: [1], thanks: ['lea'] },
  { daysAgo: 6, minute: 845, by: 'dee', to: ['chi'], kind: 'recognition', visibility: 'organization', on: 'closures', text: 'You asked the rangers which passes open first, and drew those so that one finds them in the snow.', values: [2], thanks: ['chi'] },
  { daysAgo: 4, minute: 710, by: 'ben', to: ['chi'], kind: 'recognition', visibility: 'organization', on: 'retry', text: 'You stayed on the call until the staging gateway answered. I would have merged blind.', values: [1], thanks: ['chi'], seenToo: ['dee'] },
  { daysAgo: 3, minute: 660, by: 'gus', to: ['ada'], kind: 'recognition', visibility: 'organization', on: 'cache', text: 'You wrote down how to switch the cache off before anyone asked. The first weekend had no question left for us.', values: [2], fresh: true },
  { daysAgo: 2, minute: 620, by: 'chi', to: ['ada'], kind: 'feedback', visibility: 'recipients', on: 'retry', sbi: { situation: 'The launch talk on Monday.', behaviour: 'You told the board that the delay was the team’s decision, and why.', impact: 'Nobody had to defend themselves afterwards.' }, fresh: true },
  { daysAgo: 1, minute: 870, by: 'jun', to: ['ben'], kind: 'recognition', visibility: 'organization', on: 'retry', text: 'You brought a failing test for the double charge instead of an opinion. The discussion was over in five minutes.', values: [0], fresh: true },
  { daysAgo: 10, minute: 905, by: 'ada', to: [], team: 'Northwind Trails / Product / Maps', kind: 'recognition', visibility: 'organization', on: 'contour', text: 'You moved the survey to the new tiles over one weekend, and took turns so that nobody worked both days.', values: [1], thanks: ['dee'] },
  { daysAgo: 64, minute: 655, by: 'ada', to: ['chi'], kind: 'recognition', visibility: 'organization', on: 'receipt', text: 'You sat with the support desk for a morning before you changed the receipt. Nobody has asked them where it is since.', values: [0], thanks: ['chi'] },
]
