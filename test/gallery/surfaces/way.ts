/** A way to a background and a server that are made up: they hold a few facts, change them as the real ones would, and can be cut off. */
import type { Endpoint } from '../../../shared/endpoint'
import type { Card } from '../../../shared/cards'
import type { Inbox } from '../../../shared/notifications'
import { Refusal, problemOf, type ProblemCode } from '../../../shared/problem'
import type { Me, Person } from '../../../shared/people'
import type { Way } from '../../../extension/bridge/call'
import type { Asked, AskName, Opening, SessionState, Settings } from '../../../extension/bridge/messages'
import type { OutboxItem } from '../../../extension/bridge/kept'
import type { SiteSwitch } from '../../../extension/bridge/sites'
import { kinds } from './switches'
import { arabic, broken, drastic, everyone, fromChi, fromGus, kai, listed, octocat, ownHandle, profileOf, sessions, toDee } from './cast'
import { agendasOf } from './agendas'
import { goalsOf } from './goals'
import { nothingWaits, placesOf, waiting } from './places'
import { readings } from './readings'

export interface World {
  /** The extension's pages have a background; the web desk has none. */
  background: boolean
  session: SessionState
  settings: Settings
  me: Me
  inbox: Inbox
  asOf: number
  tab: Opening | null
  panelOpens: boolean
  outbox: OutboxItem[]
  sites: SiteSwitch[]
  /** What the browser was asked for, and what it granted. */
  prompted: string[][]
  granted: string[]
  /** What every call to the server meets: nothing, an answer after `wait` ms, a problem. */
  server: ProblemCode | null
  wait: number
  /** All that was asked, in order. */
  asked: { name: string; input: unknown }[]
}

type Params = { id?: string; reaction?: string }
interface Called { params?: Params; query?: { q?: string; left?: string; site?: string }; body?: Record<string, unknown> }

export function wayOf(world: World): Way & { tell: (name: string) => void } {
  const heard = new Map<string, Set<() => void>>()
  const tell = (name: string) => heard.get(name)?.forEach((hear) => hear())
  const cards = (): Card[] => [fromGus, fromChi, arabic, toDee].map((one) => world.inbox.items.find((item) => item.card?.id === one.id)?.card ?? one)
  const cardOf = (id: string | undefined) => found(cards().find((one) => one.id === id))
  const put = (card: Card) => void (world.inbox = { ...world.inbox, items: world.inbox.items.map((item) => (item.card?.id === card.id ? { ...item, card } : item)) })
  const personOf = (id: string | undefined): Person => found([...everyone, kai].find((one) => one.id === id))

  const reacting = (on: boolean) => ({ params }: Called) => {
    const card = cardOf(params?.id)
    const mine = on ? ['thanks' as const] : []
    put({ ...card, reactions: { ...card.reactions, mine, thanks: on ? 1 : 0 } })
    return cardOf(params?.id)
  }
  let counted = readings
  const endpoints: Record<string, (input: Called) => unknown> = {
    ...placesOf(),
    ...agendasOf(),
    ...goalsOf(),
    'health.check': () => ({ ok: true }),
    'people.me': () => world.me,
    'people.settings': ({ body }) => {
      const { away, ...rest } = body as { away?: World['me']['person']['away'] }
      return (world.me = { ...world.me, settings: { ...world.me.settings, ...rest }, person: { ...world.me.person, ...(away !== undefined && { away }) } })
    },
    'people.search': ({ query }) => ({ items: [...everyone, ...(query?.left ? [kai] : [])].filter((one) => one.name.toLowerCase().includes((query?.q ?? '').toLowerCase())), after: null }),
    'people.profile': ({ params }) => profileOf(personOf(params?.id)),
    'people.handles': () => ({ items: [ownHandle, octocat] }),
    'people.proposeHandle': ({ body }) => ({ ...ownHandle, id: body!['id'], handle: body!['handle'] }),
    'people.teams': () => ({ items: [] }),
    'people.allHandles': ({ query }) => ({ items: listed.filter((one) => `${one.handle} ${one.person.name}`.toLowerCase().includes((query?.q ?? '').toLowerCase()) && (!query?.site || one.site === query.site)), after: null }),
    'people.moveHandle': ({ params, body }) => ({ ...found(listed.find((one) => one.id === params?.id)), status: 'proposed', proposedBy: world.me.person, person: personOf(body!['person'] as string) }),
    'people.dropHandle': () => undefined,
    'people.confirmHandle': () => ({ ...octocat, status: 'confirmed' }),
    'people.refuseHandle': () => undefined,
    'people.invite': ({ body }) => ({ ...kai, id: body!['id'], name: body!['name'], status: 'invited' }),
    'people.deactivate': ({ params }) => ({ ...profileOf(personOf(params?.id)), status: 'deactivated' }),
    'people.reactivate': ({ params }) => ({ ...profileOf(personOf(params?.id)), status: 'active' }),
    'people.import': ({ body }) => (body!['commit'] ? { ...drastic, committed: true } : String(body!['csv']).includes('broken') ? broken : drastic),
    'feedback.item': ({ params }) => cardOf(params?.id),
    'feedback.received': () => ({ items: [fromGus, fromChi, arabic].map((one) => cardOf(one.id)), after: null }),
    'feedback.given': () => ({ items: [toDee], after: null }),
    'feedback.ofPerson': ({ params }) => ({ items: cards().filter((one) => one.recipients.some((to) => to.id === params?.id)), after: null }),
    'feedback.open': () => ({ people: [], said: { items: [], after: null } }),
    'feedback.react': reacting(true),
    'feedback.unreact': reacting(false),
    'feedback.give': ({ body }) => ({ ...toDee, id: body!['id'] }),
    'notifications.inbox': () => world.inbox,
    'notifications.read': ({ body }) => {
      const ids = body!['ids'] as string[]
      world.inbox = { ...world.inbox, items: world.inbox.items.map((item) => (ids.includes(item.id) ? { ...item, read: true } : item)) }
      world.inbox.unread = world.inbox.items.filter((item) => !item.read).length
      return { unread: world.inbox.unread }
    },
    'auth.sessions': () => ({ items: sessions }),
    'auth.endSession': () => undefined,
    'organisations.signIn': () => ({ issuer: 'https://id.example.com', clientId: 'cairn', hasSecret: true, domains: ['demo.cairn.test'], email: true, redirectUri: 'https://cairn.example.com/auth/callback' }),
    'selectors.sites': () => counted,
    'selectors.counters': ({ body }) => (counted = { ...counted, counters: body!['on'] === true, sites: [] }),
    'organisations.configureSignIn': ({ body }) => {
      if (body!['issuer'] === null) throw new Refusal('invalid', { errors: [{ pointer: '/issuer', code: 'needed' }] })
      return { ...body, hasSecret: true, redirectUri: 'https://cairn.example.com/auth/callback' }
    },
  }
  const answers: { [N in AskName]?: (body: Asked[N][0]) => Asked[N][1] | Promise<Asked[N][1]> } = {
    'session.state': () => world.session,
    'session.signIn': async () => (await reached(), world.session),
    'session.signOut': () => (world.session = { state: 'signed-out', server: world.settings.server, reason: 'signed-out', unsent: 0 }),
    'settings.get': () => world.settings,
    'settings.set': (part) => (world.settings = { ...world.settings, ...part }),
    'inbox.cached': () => ({ inbox: world.inbox, asOf: world.asOf }),
    'inbox.refresh': async () => (await reached(), { inbox: world.inbox, asOf: Date.now() }),
    'waiting.cached': () => (world.inbox.items.length > 0 ? waiting() : nothingWaits),
    'waiting.refresh': async () => (await reached(), world.inbox.items.length > 0 ? waiting() : nothingWaits),
    'tab.opening': () => world.tab,
    'tab.openPanel': () => ({ opened: world.panelOpens }),
    'outbox.list': () => world.outbox,
    'outbox.hold': ({ draft, preview, kept }) => {
      const item = { ...held(world), id: draft.id, draft, preview, kept }
      world.outbox = [item, ...world.outbox]
      return item
    },
    'outbox.undo': ({ id }) => {
      const item = world.outbox.find((one) => one.id === id)
      world.outbox = world.outbox.filter((one) => one.id !== id)
      return { undone: true, kept: item?.kept ?? null }
    },
    'outbox.edit': ({ id }) => {
      const item = world.outbox.find((one) => one.id === id)
      world.outbox = world.outbox.filter((one) => one.id !== id)
      tell('outbox.changed')
      return item?.kept ?? null
    },
    'outbox.discard': ({ id }) => {
      world.outbox = world.outbox.filter((one) => one.id !== id)
      tell('outbox.changed')
      return null
    },
    'draft.load': () => null,
    'draft.list': () => [],
    'draft.save': () => null,
    'draft.drop': () => null,
    'desk.open': () => null,
    'sites.list': () => world.sites,
    'sites.choose': ({ site, instance, on }) => {
      const hosts = world.sites.find((one) => one.site === site && (one.instance?.instance ?? null) === instance)?.hosts ?? []
      if (!on) world.granted = world.granted.filter((one) => !hosts.includes(one))
      return (world.sites = world.sites.map((one) => (one.site === site && (one.instance?.instance ?? null) === instance && !on ? { ...one, granted: false } : one)))
    },
    'sites.changed': ({ site }) => (world.sites = world.sites.map((one) => (one.site === site && one.hosts.some((host) => world.granted.includes(host)) ? { ...one, granted: true, missing: [] } : one))),
    'sites.kinds': () => kinds,
    'sites.add': ({ site, address }) => {
      const { protocol, host, pathname, hostname } = new URL(address)
      const instance = { site, instance: host + pathname.replace(/\/+$/, ''), protocol: protocol as 'https:', by: 'person' as const }
      return (world.sites = [...world.sites, { site, name: kinds.find((one) => one.site === site)!.name, hosts: [`${protocol}//${hostname}/*`], granted: false, hidden: false, instance, off: false, addressOnly: false }])
    },
    'sites.remove': ({ site, instance }) => (world.sites = world.sites.filter((one) => one.site !== site || one.instance?.instance !== instance)),
    'sites.show': ({ site }) => (world.sites = world.sites.map((one) => (one.site === site ? { ...one, hidden: false } : one))),
  }

  async function reached(): Promise<void> {
    if (world.wait > 0) await new Promise((resolve) => setTimeout(resolve, world.wait))
    if (world.server) throw new Refusal(world.server)
  }
  async function answered(name: string, input: unknown, work: () => unknown) {
    world.asked.push({ name, input })
    try {
      return { ok: true as const, value: structuredClone(await work()) as never }
    } catch (thrown) {
      return { ok: false as const, problem: problemOf(thrown instanceof Refusal ? thrown : new Refusal('internal')) }
    }
  }
  return {
    tell,
    background: world.background,
    ask: (name, body) => answered(name, body, () => {
      const answer = answers[name] as ((body: unknown) => unknown) | undefined
      if (!answer) throw new Refusal('not-allowed')
      return answer(body)
    }),
    api: (endpoint: Endpoint, input) => answered(endpoint.id, input, async () => {
      await reached()
      const act = endpoints[endpoint.id]
      if (!act) throw new Refusal('not-found')
      const value = act(input as Called)
      // The made-up server keeps the same contract as the real one.
      return endpoint.reply ? endpoint.reply.parse(value) : value
    }),
    listen: (name, hear) => {
      const all = heard.get(name) ?? new Set()
      heard.set(name, all.add(hear as () => void))
      return () => all.delete(hear as () => void)
    },
  }
}

const held = (world: World): OutboxItem => ({
  id: '', owner: world.session.state === 'signed-in' ? world.session.owner : { server: '', organisation: '', person: '' }, state: 'held', draft: null as never, preview: null as never, kept: null as never,
  heldUntil: Date.now() + 6_000, heldSeconds: 6, tries: 0, nextTry: 0, problem: null, retracting: false, at: Date.now(),
})

function found<T>(value: T | undefined): T {
  if (value === undefined) throw new Refusal('not-found')
  return value
}
