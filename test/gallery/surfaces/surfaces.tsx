/** Popup, welcome and desk with a made-up background: `?surface=popup&scene=offline&language=ar&theme=dark`. */
import { render } from 'preact'
import { makeWords } from '../../../extension/ui'
import { travelBy } from '../../../extension/bridge/call'
import { PopupPage } from '../../../extension/entrypoints/popup/Popup'
import { DeskPage } from '../../../extension/entrypoints/desk/Desk'
import { WelcomePage } from '../../../extension/entrypoints/welcome/Welcome'
import { keepLook } from '../../../extension/organisation/look'
import { catalogue, languages, type Language } from '../../../shared/words/index'
import { ada, anyPage, ben, dee, inbox, me, owner, pullRequest, unsent } from './cast'
import { gitlab, switches, unknownHost } from './switches'
import { wayOf, type World } from './way'

const query = new URLSearchParams(location.search)
const surface = query.get('surface') ?? 'popup'
const scene = query.get('scene') ?? 'normal'
const language = languages.find((one) => one === query.get('language')) ?? 'en'
const theme = query.get('theme') === 'dark' ? 'dark' : 'light'
for (const one of languages) makeWords(one, catalogue(one))

const signedIn = { state: 'signed-in' as const, owner, name: ada.name, organisationName: 'Northwind Trails' }
const world: World = {
  background: surface !== 'desk' || query.has('extension'), session: signedIn, asOf: new Date().setHours(9, 12, 0, 0),
  settings: { server: 'https://cairn.example.com', language: language as Language, theme, person: ada, shortcut: 'Alt+K', serverFixed: false, aside: false, hasSide: true },
  me: me('admin', { language, theme }), inbox: inbox(), tab: pullRequest, panelOpens: true, outbox: [], server: null, wait: 0, asked: [],
  sites: switches(), granted: [], prompted: [],
}
const scenes: Record<string, () => void> = {
  normal: () => undefined,
  empty: () => void (world.inbox = { items: [], after: null, unread: 0 }),
  offline: () => {
    world.server = 'offline'
    world.outbox = [unsent(600, dee, 'You saw that a late answer would charge twice.'), unsent(601, ben, 'You paired with Jun on the gateway.', { state: 'parked', problem: { type: '/problems/recipient-left', title: '', status: 422 } })]
  },
  broken: () => void (world.server = 'unavailable'),
  slow: () => void (world.wait = 60_000),
  found: () => void (world.tab = unknownHost),
  // A known site that is not turned on.
  off: () => void (world.sites = world.sites.map((one) => ({ ...one, hidden: false }))),
  refused: () => void (world.tab = unknownHost),
  aside: () => void (world.settings = { ...world.settings, aside: true }),
  'needs-key': () => void (world.settings = { ...world.settings, aside: true, sideNeedsKey: true }),
  fixed: () => {
    world.settings = { ...world.settings, serverFixed: true }
    world.session = { state: 'signed-out', server: 'https://cairn.example.com', reason: 'never', unsent: 0 }
  },
  // Much is on: a part of a site's hosts, self-hosted ones by policy and by the person, one that rests.
  full: () => void (world.sites = [
    ...world.sites.map((one) => ({ ...one, hidden: false, granted: ['github', 'jira', 'confluence', 'notion', 'asana'].includes(one.site), missing: one.site === 'notion' ? ['https://*.notion.site/*'] : [], off: one.site === 'figma' })),
    gitlab('git.acme.example/tools', 'policy', true), gitlab('gitlab.partner.example', 'person', false),
  ]),
  page: () => void (world.tab = anyPage),
  blank: () => void (world.tab = null),
  'signed-out': () => void (world.session = { state: 'signed-out', server: 'https://cairn.example.com', reason: 'session-ended', unsent: 2 }),
  never: () => void (world.session = { state: 'signed-out', server: 'https://cairn.example.com', reason: 'never', unsent: 0 }),
  closed: () => void (world.session = { state: 'signed-out', server: 'https://cairn.example.com', reason: 'account-closed', unsent: 0 }),
  member: () => void (world.me = me('member', { language, theme })),
  silent: () => {
    world.session = { state: 'signed-out', server: '', reason: 'never', unsent: 0 }
    world.server = 'offline'
  },
}
scenes[scene]?.()
keepLook({ language, theme })
const way = wayOf(world)
travelBy(way)
Object.assign(globalThis, { world, tell: way.tell })

const left: string[] = []
Object.assign(globalThis, { left })
/** What the browser's own prompt would do. */
const grants = {
  request: async (origins: string[]) => {
    world.prompted.push(origins)
    if (scene !== 'refused') world.granted.push(...origins)
    return scene !== 'refused'
  },
}
const pages = {
  popup: () => <PopupPage leave={() => void left.push('left')} grants={grants} openAside={scene === 'aside' ? async () => (left.push('side panel'), true) : null} />,
  desk: () => <DeskPage />,
  welcome: () => <WelcomePage grants={grants} />,
}
render(pages[surface as keyof typeof pages](), document.getElementById('app')!)
