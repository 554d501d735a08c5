/** The standing cast as the server would tell of them, for views that are looked at without a server. */
import type { AudienceSaid } from '../../../shared/audience'
import type { Session } from '../../../shared/auth'
import type { Card } from '../../../shared/cards'
import type { Inbox, InboxItem } from '../../../shared/notifications'
import type { Handle, HandleListed, ImportPreview, Me, Person, Profile } from '../../../shared/people'
import type { Opening } from '../../../extension/bridge/messages'
import type { OutboxItem, Owner } from '../../../extension/bridge/kept'

const id = (n: number): string => `0192f000-0000-7000-8000-${String(n).padStart(12, '0')}`
const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString()
const team = { id: id(90), name: 'Payments', size: 14 }
const maps = { id: id(91), name: 'Maps', size: 9 }

function person(n: number, name: string, title: string, part: Partial<Person> = {}): Person {
  return { id: id(n), name, manager: { id: id(1), name: 'Ada Okafor' }, teams: [team], ceiling: 'organization', inOrg: true, title, status: 'active', kind: 'employee', ...part }
}
export const ada = person(1, 'Ada Okafor', 'Engineering manager', { manager: { id: id(5), name: 'Gus Lind' } })
export const ben = person(2, 'Ben Ode', 'Engineer')
export const chi = person(3, 'Chi Tran', 'Engineer')
export const dee = person(4, 'Dee Alvarez', 'Designer', { teams: [maps], manager: null })
export const gus = person(5, 'Gus Lind', 'Head of product', { teams: [], manager: null })
export const hal = person(6, 'Hal Brandt', 'Contractor', { kind: 'contractor', inOrg: false })
export const ivy = person(7, 'Ivy Stone', 'Support', { status: 'away' })
export const kai = person(8, 'Kai Moss', 'Engineer', { status: 'deactivated' })
export const everyone = [ada, ben, chi, dee, gus, hal, ivy]
export const owner: Owner = { server: 'http://localhost:8787', organisation: id(100), person: ada.id }

export const profileOf = (one: Person): Profile => ({
  ...one, email: `${one.name.split(' ')[0]!.toLowerCase()}@demo.cairn.test`, role: one.id === ada.id ? 'admin' : 'member', away: one.status === 'away' ? { from: '2026-11-01', to: '2026-12-04' } : null,
  handles: [{ site: 'github', instance: 'github.com', handle: one.name.toLowerCase().replace(' ', '-') }],
})

export const me = (role: Me['person']['role'] = 'admin', part: Partial<Me['settings']> = {}): Me => ({
  person: { ...profileOf(ada), role },
  settings: { language: null, theme: 'system', ceiling: 'organization', emails: true, ...part },
  organisation: {
    id: id(100), name: 'Northwind Trails', size: 142, includesContractors: false, domains: ['demo.cairn.test'], demo: true, counters: true,
    visibilities: { recognition: ['organization', 'team', 'recipients'], feedback: ['recipients', 'recipients_and_managers'] },
  },
  values: [{ id: id(110), name: 'Leave it better', looksLike: 'You mend what you pass.', looksNotLike: 'You step over it.' }, { id: id(111), name: 'Say it early', looksLike: '', looksNotLike: '' }],
})

const publicly: AudienceSaid = { visibility: 'organization', people: [], team: null, organisation: { name: 'Northwind Trails', size: 142, includesContractors: false }, managers: [], withoutManager: [], narrowedBy: [] }
const between = (...people: Person[]): AudienceSaid => ({ visibility: 'recipients', people: people.map(({ id, name }) => ({ id, name })), team: null, organisation: null, managers: [], withoutManager: [], narrowedBy: [] })

export function card(n: number, author: Person, recipients: Person[], text: string, part: Partial<Card> = {}): Card {
  return {
    id: id(n), seq: id(n), kind: 'recognition', author, recipients, more: 0, body: { text }, values: [{ id: id(110), name: 'Leave it better' }], at: ago(n), audience: publicly,
    artifact: { guarded: false, id: 'a'.repeat(64), site: 'github', type: 'pull_request', instance: 'github.com', key: 'northwind/trail-pay#482', url: 'https://github.com/northwind/trail-pay/pull/482', title: 'Retry payments after a timeout', state: 'merged', hiddenFromOthers: false, private: false },
    mine: recipients.some((one) => one.id === ada.id) ? 'recipient' : author.id === ada.id ? 'author' : 'none',
    reactions: { thanks: 0, helpful: 0, seen_it_too: 0, mine: [] }, retractUntil: author.id === ada.id ? ago(-600) : null, waitsFor: null, changes: [], ...part,
  }
}

export const words = 'You wrote the hand-over for the pass maps before anyone asked. Fjord could start a week early, and their first release had no question left for us.'
export const fromGus = card(201, gus, [ada], words)
export const fromChi = card(1_500, chi, [ada], '', {
  kind: 'feedback', values: [], audience: between(ada, chi), mine: 'recipient',
  body: { situation: 'northwind/trail-pay #482', behaviour: 'You answered the review within the hour.', impact: 'I could merge before the freeze.' },
})
export const toDee = card(900, ada, [dee], 'You saw that a late answer would charge twice.', { reactions: { thanks: 1, helpful: 0, seen_it_too: 0, mine: [] } })
export const arabic = card(2_900, dee, [ada], 'بفضل مذكرات التسليم بدأ فريق Fjord قبل أسبوع.', { artifact: null, values: [] })

export const octocat: Handle = { id: id(300), site: 'github', instance: 'github.com', handle: 'octocat', status: 'proposed', proposedBy: ben }
export const ownHandle: Handle = { id: id(301), site: 'github', instance: 'github.com', handle: 'ada-okafor', status: 'confirmed', proposedBy: null }

export const listed: HandleListed[] = [
  { ...ownHandle, person: { id: ada.id, name: ada.name } }, { ...octocat, person: { id: chi.id, name: chi.name } },
  { id: id(302), site: 'jira', instance: 'atlassian.net', handle: '712020:5f1b2c3d-aaaa-bbbb-cccc-000000000001', status: 'confirmed', proposedBy: null, person: { id: ben.id, name: ben.name } },
  { id: id(303), site: 'gitlab', instance: 'git.acme.example/gitlab', handle: 'dee', status: 'proposed', proposedBy: ada, person: { id: dee.id, name: dee.name } },
]

function line(n: number, kind: InboxItem['kind'], part: Partial<InboxItem>): InboxItem {
  return { id: id(400 + n), seq: id(400 + n), kind, at: part.card?.at ?? ago(n * 60), read: false, actor: null, card: null, handle: null, ...part }
}
export const inbox = (): Inbox => ({
  items: [
    line(1, 'feedback.received', { actor: gus, card: fromGus }),
    line(2, 'handle.proposed', { actor: ben, handle: octocat }),
    line(3, 'feedback.thanked', { actor: dee, card: toDee, read: true }),
    line(4, 'feedback.received', { actor: chi, card: fromChi, read: true }),
    line(5, 'feedback.received', { actor: dee, card: arabic, read: true }),
    line(6, 'feedback.received', { actor: ben, card: null, read: true }),
    line(7, 'invitation.accepted', { actor: hal, card: toDee, read: true }),
    line(8, 'account.changed', { read: true }),
    line(9, 'invitation.expired', { read: true }),
    line(10, 'handle.confirmed', { actor: ben, handle: { ...octocat, handle: 'ben-ode', status: 'confirmed' }, read: true }),
    line(11, 'feedback.steppedBack', { actor: dee, card: toDee, read: true }),
    line(12, 'feedback.titleChanged', { actor: dee, card: toDee, read: true }),
  ],
  after: null, unread: 2,
})

export const pullRequest: Opening = {
  nonce: 'n', artifactId: 'a'.repeat(64), moved: false, hostTheme: null, found: null,
  artifact: { site: 'github', instance: 'github.com', type: 'pull_request', key: 'northwind/trail-pay#482', url: 'https://github.com/northwind/trail-pay/pull/482' },
  details: { title: 'Retry payments after a timeout', state: 'open', visibility: 'public', people: [{ handle: 'dee-alvarez', role: 'reviewer', kind: 'user' }], via: {} },
}
export const anyPage: Opening = {
  nonce: 'p', artifactId: 'b'.repeat(64), moved: false, hostTheme: null, found: null,
  artifact: { site: 'page', instance: 'wiki.example.com', type: 'page', key: 'https://wiki.example.com/on-call', url: 'https://wiki.example.com/on-call' },
  details: { title: 'How we are on call', people: [], via: {} },
}

export function unsent(n: number, to: Person, text: string, part: Partial<OutboxItem> = {}): OutboxItem {
  const draft = { id: id(n), kind: 'recognition' as const, visibility: 'organization' as const, recipients: [to.id], keys: ['org'], body: { text }, values: [], artifact: { ref: pullRequest.artifact!, title: 'Retry payments after a timeout', state: 'open', visibility: 'public' as const, showTitle: false } }
  return {
    id: id(n), owner, state: 'held', draft, preview: { recipients: [to], audience: publicly, values: [], title: 'Retry payments after a timeout', place: null },
    kept: { key: `${'a'.repeat(64)}:recognition`, id: id(n), kind: 'recognition', recipients: [to], invite: null, body: { text }, values: [], visibility: 'organization', team: null, showTitle: false, title: null, at: Date.now() },
    heldUntil: 0, heldSeconds: 6, tries: 2, nextTry: 0, problem: null, retracting: false, at: Date.now(), ...part,
  }
}

export const sessions: Session[] = [
  { id: id(500), kind: 'desk', device: 'Firefox, Linux', openedAt: ago(60), seenAt: ago(1), current: true },
  { id: id(501), kind: 'extension', device: 'Chrome, macOS', openedAt: ago(60 * 24 * 9), seenAt: ago(60 * 26), current: false },
]

const importLine = (n: number, name: string, change: ImportPreview['lines'][number]['change'], part: Partial<ImportPreview['lines'][number]> = {}): ImportPreview['lines'][number] =>
  ({ line: n, email: `${name.split(' ')[0]?.toLowerCase() || 'x'}@demo.cairn.test`, name, change, changes: [], errors: [], ...part })
export const broken: ImportPreview = {
  lines: [
    importLine(4, 'Zoe Park', 'error', { errors: [{ column: 'manager', code: 'unknown-manager', params: { email: 'nobody@demo.cairn.test' } }, { column: 'team', code: 'team-path', params: { max: 4 } }] }),
    importLine(7, '', 'error', { email: 'not an address', errors: [{ column: 'email', code: 'email' }, { column: 'name', code: 'needed' }] }),
    importLine(2, 'Ben Ode', 'changed', { changes: [{ field: 'title', from: 'Engineer', to: 'Senior engineer' }, { field: 'manager', from: 'ada@demo.cairn.test', to: null }] }),
  ],
  counts: { new: 0, changed: 1, same: 9, deactivated: 0, error: 2 }, needsConfirmation: false, ignored: ['salary'], committed: false,
}
export const drastic: ImportPreview = {
  lines: [
    importLine(2, 'Zoe Park', 'new', { changes: [{ field: 'title', from: null, to: 'Engineer' }] }),
    importLine(0, 'Kai Moss', 'deactivated'), importLine(0, 'Hal Brandt', 'deactivated'),
  ],
  counts: { new: 1, changed: 0, same: 9, deactivated: 2, error: 0 }, needsConfirmation: true, ignored: [], committed: false,
}
