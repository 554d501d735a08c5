/** A world without a background: a way that answers from memory, and writes down what it was asked. What is asked for by the address stands in `Scene`. */
import type { Way } from '../../../extension/bridge/call'
import type { Answer, Asked, AskName, Opening, ToldName } from '../../../extension/bridge/messages'
import type { KeptDraft, OutboxItem } from '../../../extension/bridge/kept'
import type { ArtifactRef } from '../../../shared/artifacts'
import type { Coached, Draft } from '../../../shared/feedback'
import type { ProblemCode } from '../../../shared/problem'
import { problemStatus, problemType } from '../../../shared/problem'
import { ada, cardOf, everyone, matches, maybeJun, me, octocat, opening, payments, said } from './fixtures'

export interface Scene {
  signedOut?: boolean
  /** What the page shows beyond the plain pull request. */
  public?: boolean
  noTitle?: boolean
  title?: string
  /** Other work than the pull request. */
  on?: ArtifactRef
  unknown?: boolean
  maybe?: boolean
  nobody?: boolean
  moved?: boolean
  quiet?: boolean
  crowd?: number
  /** The team of the page is one of the organisation's, and this is so of its members. */
  team?: { outside?: boolean; within?: boolean; members?: number; size?: number }
  /** Whom one may coach; `remembered`: and the browser knew them before. */
  coached?: Coached[]
  remembered?: Coached[]
  /** The problem of these endpoints. */
  fails?: Record<string, ProblemCode>
  /** Milliseconds that every answer takes. */
  slow?: number
  /** Milliseconds for which a send is held. */
  held?: number
  /** What the server says to a send. */
  parks?: ProblemCode
  language?: 'en' | 'de' | 'ar'
  theme?: 'light' | 'dark'
  /** No draft can be kept. */
  fullDisk?: boolean
  /** The browser's side panel: what its window's tab shows at first. */
  side?: TabShows
  /** What the browser says when its side panel shall open. */
  opensSide?: boolean
}

export type TabShows = 'pull' | 'other' | 'unseen'

declare global {
  interface Window {
    asked: [name: string, body: unknown][]
    /** Another tab in front of the side panel. */
    show: (shows: TabShows) => void
    /** How often the side panel was closed. */
    left: number
  }
}

const owner = { server: 'http://localhost:8787', organisation: me.organisation.id, person: ada.id }
const kept = (key: string) => `draft ${key}`

/** Where drafts are: in a stranger's frame the browser keeps nothing but the frame's name. */
const store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'> = (() => {
  try {
    return window.localStorage
  } catch {
    const all = () => JSON.parse(window.name || '{}') as Record<string, string>
    const put = (key: string, value?: string) => { window.name = JSON.stringify({ ...all(), [key]: value }) }
    return { getItem: (key) => all()[key] ?? null, setItem: put, removeItem: put }
  }
})()

export function worldOf(scene: Scene): Way {
  window.asked = []
  window.left = 0
  let shows: TabShows = scene.side ?? 'unseen'
  window.show = (next) => { shows = next; tell('tab.changed') }
  let signedIn = !scene.signedOut
  const items = new Map<string, OutboxItem>()
  const cards = scene.quiet ? [] : [...said]
  const hearers = new Map<string, Set<(body: never) => void>>()
  const tell = (name: ToldName, body: unknown = {}) => hearers.get(name)?.forEach((hear) => hear(body as never))
  const refuse = (code: ProblemCode, more: object = {}) => ({ type: problemType(code), title: code, status: problemStatus[code], ...more })

  function send(id: string) {
    const item = items.get(id)
    if (item?.state !== 'held') return
    put({ ...item, state: 'sending' })
    setTimeout(() => {
      if (scene.parks === 'offline') return put({ ...item, state: 'sending', problem: refuse('offline') })
      if (scene.parks) return put({ ...item, state: 'parked', problem: refuse(scene.parks, scene.parks === 'audience-changed' ? { audience: newManager(item) } : {}) })
      items.delete(id)
      cards.unshift(arrived(item.draft, item))
      tell('outbox.changed')
    }, 50)
  }
  function put(item: OutboxItem) {
    items.set(item.id, item)
    tell('outbox.changed')
  }
  const session = () => signedIn ? { state: 'signed-in' as const, owner, name: ada.name, organisationName: 'Northwind Trails' } : { state: 'signed-out' as const, server: owner.server, reason: 'session-ended' as const, unsent: 0 }

  const answers: { [N in AskName]?: (body: Asked[N][0]) => Asked[N][1] } = {
    'panel.opening': ({ nonce }) => (nonce === 'good' ? openingOf(scene) : null),
    'panel.close': () => null,
    'panel.aside': () => null,
    'tab.opening': () => {
      if (!scene.side) throw new Error('no side panel here')
      return tabOf(scene, shows)
    },
    'draft.list': () => Object.keys(localStorage).filter((key) => key.startsWith('draft ')).map((key) => JSON.parse(localStorage.getItem(key)!) as KeptDraft),
    'session.state': session,
    'session.signIn': () => { signedIn = true; tell('session.changed'); return session() },
    'settings.get': () => ({ server: owner.server, language: scene.language ?? 'en', theme: scene.theme ?? 'system', person: { id: ada.id, name: ada.name }, shortcut: 'Alt+K', serverFixed: false, aside: false, hasSide: true }),
    'draft.load': ({ key }) => JSON.parse(store.getItem(kept(key)) ?? 'null') as KeptDraft | null,
    'draft.save': (draft) => {
      if (scene.fullDisk) throw new Error('full')
      store.setItem(kept(draft.key), JSON.stringify(draft))
      return null
    },
    'draft.drop': ({ key }) => { store.removeItem(kept(key)); return null },
    'people.coached': () => (scene.remembered ? { people: scene.remembered, more: false } : null),
    'outbox.list': () => [...items.values()],
    'outbox.hold': ({ draft, preview, kept: from }) => {
      const held = scene.held ?? 6_000
      const item: OutboxItem = { id: draft.id, owner, state: 'held', draft, preview, kept: from, heldUntil: Date.now() + held, heldSeconds: held / 1_000, tries: 0, nextTry: 0, problem: null, retracting: false, at: Date.now() }
      items.set(item.id, item)
      store.removeItem(kept(from.key))
      setTimeout(() => send(item.id), held)
      return item
    },
    'outbox.undo': ({ id }) => {
      const item = items.get(id)
      if (item?.state !== 'held') return { undone: false, kept: null }
      items.delete(id)
      tell('outbox.changed')
      return { undone: true, kept: item.kept }
    },
    'outbox.again': ({ id, keys }) => {
      const item = items.get(id)!
      const again: OutboxItem = { ...item, state: 'held', problem: null, draft: { ...item.draft, ...(keys && { keys }) } }
      scene.parks = undefined!
      put(again)
      send(id)
      return again
    },
    'outbox.edit': ({ id }) => { const item = items.get(id)!; items.delete(id); tell('outbox.changed'); return item.kept },
    'outbox.discard': ({ id }) => { items.delete(id); tell('outbox.changed'); return null },
  }

  const api: Record<string, (input: { params?: unknown; query?: unknown; body?: unknown }) => unknown> = {
    'people.me': () => me,
    'people.search': ({ query }) => ({ items: everyone.filter((one) => one.name.toLowerCase().includes(((query as { q?: string }).q ?? '').toLowerCase())), after: null }),
    'people.teams': () => ({ items: scene.team ? [payments] : [] }),
    'people.team': () => ({ id: payments.id, name: payments.name, size: 14, members: 13, outside: false, within: false, ...scene.team }),
    'people.proposeHandle': ({ body }) => ({ ...(body as object), status: 'proposed', proposedBy: null }),
    'feedback.open': () => ({ people: matchesOf(scene), ...(scene.team && { teams: [{ handle: 'northwind/payments', team: payments }] }), said: { items: cards.slice(0, 2), after: cards.length > 2 ? 'next' : null } }),
    'feedback.coached': () => ({ people: scene.coached ?? [], more: false }),
    'feedback.onArtifact': () => ({ items: cards.slice(2), after: null }),
    'feedback.item': ({ params }) => cards.find((one) => one.id === (params as { id: string }).id),
    'feedback.retract': () => undefined,
    'feedback.react': ({ params }) => ({ ...cards.find((one) => one.id === (params as { id: string }).id)!, reactions: { thanks: 4, helpful: 0, seen_it_too: 1, mine: [(params as { reaction: string }).reaction] } }),
  }

  async function answered(name: string, body: unknown, answer: (() => unknown) | undefined): Promise<Answer<never>> {
    // As a message travels: a copy, later.
    window.asked.push([name, structuredClone(body)])
    await new Promise((resolve) => setTimeout(resolve, scene.slow ?? 0))
    const fails = scene.fails?.[name]
    if (fails || !answer) return { ok: false, problem: refuse(fails ?? 'not-found') }
    try {
      return { ok: true, value: structuredClone(answer()) as never }
    } catch {
      return { ok: false, problem: refuse('internal') }
    }
  }
  return {
    background: true,
    ask: (name, body) => answered(name, body, answers[name] && (() => (answers[name] as (body: unknown) => unknown)(body))),
    api: (endpoint, input) => answered(endpoint.id, input, api[endpoint.id] && (() => api[endpoint.id]!(input))),
    listen: (name, hear) => {
      const all = hearers.get(name) ?? new Set()
      hearers.set(name, all.add(hear as never))
      return () => all.delete(hear as never)
    },
  }
}

let openings = 0
function tabOf(scene: Scene, shows: TabShows): Opening {
  const here = { ...openingOf(scene), nonce: `side ${++openings}` }
  if (shows === 'pull') return here
  if (shows === 'unseen') return { ...here, artifact: null, artifactId: null, details: { title: null, people: [], via: {} } }
  const artifact = { ...here.artifact!, key: 'northwind/maps#9', url: 'https://github.com/northwind/maps/pull/9' }
  return { ...here, artifact, artifactId: 'f'.repeat(64), details: { ...here.details, title: 'Cache map tiles' } }
}

function openingOf(scene: Scene): Opening {
  const title = scene.noTitle ? null : (scene.title ?? opening.details.title)
  return { ...opening, ...(scene.on && { artifact: scene.on }), moved: scene.moved ?? false, details: { ...opening.details, ...(title !== undefined && { title }), visibility: scene.public ? 'public' : 'private' } }
}

function matchesOf({ unknown, maybe, nobody, crowd = 0 }: Scene) {
  if (nobody) return []
  const many = Array.from({ length: crowd }, (_, n) => ({ handle: `h${n}`, role: 'participant' as const, self: false, by: 'confirmed' as const, person: { ...ada, id: `00000000-0000-7000-8000-1${String(n).padStart(11, '0')}`, name: `Person Number ${n}` } }))
  return [...matches, ...(unknown ? [octocat] : []), ...(maybe ? [maybeJun] : []), ...many]
}

const newManager = (item: OutboxItem) => ({
  ...item.preview.audience, keys: [...(item.draft.keys.slice(0, 1)), `person:${everyone[5]!.id}`], visibility: 'recipients_and_managers', organisation: null,
  people: [...item.preview.recipients, { id: ada.id, name: ada.name }, { id: everyone[5]!.id, name: everyone[5]!.name }],
  managers: item.preview.recipients.map((one) => ({ id: everyone[5]!.id, name: everyone[5]!.name, of: one.name ?? '' })),
})

function arrived(draft: Draft, { preview }: OutboxItem) {
  const { keys: _, ...audience } = preview.audience
  return { ...cardOf(0, {}), id: draft.id, seq: draft.id, kind: draft.kind, author: { id: ada.id, name: ada.name }, recipients: preview.recipients, body: draft.body, values: preview.values, audience, mine: 'author' as const, at: new Date().toISOString(), retractUntil: new Date(Date.now() + 86_400_000).toISOString() }
}
