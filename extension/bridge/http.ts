/** The web desk's way: straight to the server that served the page, by its cookie. There is no outbox: what is said is sent at once. */
import { callEndpoint, type Send } from '../../shared/client'
import { authEndpoints } from '../../shared/auth'
import type { Endpoint } from '../../shared/endpoint'
import { goalEndpoints } from '../../shared/goals'
import { peopleEndpoints } from '../../shared/people'
import { Refusal, problemOf } from '../../shared/problem'
import { waitingEndpoints } from '../../shared/waiting'
import type { Way } from './call'
import type { Answer, Asked, AskName, SessionState, Settings } from './messages'
import type { KeptDraft } from './kept'

export interface WebWorld {
  fetch: typeof fetch
  origin: string
  /** Leaves for another page of the server. */
  go(path: string): void
  store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>
}

const here = (): WebWorld => ({ fetch: globalThis.fetch.bind(globalThis), origin: location.origin, go: (path) => location.assign(path), store: localStorage })

/** Calls the server with the page's cookie. */
export function httpWay(world: WebWorld = here()): Way {
  const send: Send = async ({ method, path, headers, body }) => {
    const response = await world.fetch(world.origin + path, { method, headers, ...(body !== undefined && { body }), credentials: 'same-origin', cache: 'no-cache', signal: AbortSignal.timeout(15_000) })
    return { status: response.status, etag: response.headers.get('etag'), json: await response.json().catch(() => undefined) }
  }
  const call = <E extends Endpoint>(endpoint: E, input: object = {}) => callEndpoint(send, endpoint, input as never)
  const heard = new Map<string, Set<() => void>>()
  const tell = (name: string) => heard.get(name)?.forEach((hear) => hear())

  // Whose drafts are shown: what one person began is never brought back to another.
  let whose: string | null = null
  const drafts = draftsIn(world.store)

  const state = async (): Promise<SessionState> => {
    try {
      const { person, organisation } = await call(peopleEndpoints.me)
      whose = person.id
      return { state: 'signed-in', owner: { server: world.origin, organisation: organisation.id, person: person.id }, name: person.name, organisationName: organisation.name }
    } catch (error) {
      const code = error instanceof Refusal ? error.code : 'internal'
      if (code === 'sign-in-needed') return { state: 'signed-out', server: world.origin, reason: 'never', unsent: 0 }
      if (code === 'session-ended' || code === 'account-closed') return { state: 'signed-out', server: world.origin, reason: code, unsent: 0 }
      throw error
    }
  }
  const settings = async (): Promise<Settings> => {
    const kept = keptIn(world.store)
    const session = await state().catch(() => null)
    const person = session?.state === 'signed-in' ? { id: session.owner.person, name: session.name } : null
    return { server: world.origin, serverFixed: true, language: kept.language ?? null, theme: kept.theme ?? 'system', person, shortcut: '', aside: false, hints: kept.hints ?? true, hasSide: false }
  }

  const answers: { [N in AskName]?: (body: Asked[N][0]) => Promise<Asked[N][1]> } = {
    'session.state': state,
    'session.signIn': async () => {
      world.go('/sign-in')
      return state()
    },
    'session.signOut': async ({ discard = false }) => {
      if (discard) drafts.clear(whose)
      await call(authEndpoints.signOut)
      whose = null
      tell('session.changed')
      return { state: 'signed-out', server: world.origin, reason: 'signed-out', unsent: 0 }
    },
    'settings.get': settings,
    'settings.set': async ({ language, theme, hints }) => {
      world.store.setItem('cairn', JSON.stringify({ ...keptIn(world.store), ...(language !== undefined && { language }), ...(theme !== undefined && { theme }), ...(hints !== undefined && { hints }) }))
      tell('settings.changed')
      return settings()
    },
    'desk.open': async ({ path }) => (world.go(path), null),
    'inbox.cached': async () => null,
    'waiting.cached': async () => null,
    'waiting.refresh': () => call(waitingEndpoints.mine),
    'goals.cached': async () => null,
    'goals.refresh': async () => ({ goals: await call(goalEndpoints.own), asOf: Date.now() }),
    'act.list': async () => [],
    async 'act.add'({ call: { endpoint, ...input }, label }) {
      if (endpoint !== goalEndpoints.checkIn.id) throw new Refusal('not-allowed')
      await call(goalEndpoints.checkIn, input as never)
      return { id: '', call: { endpoint, ...input }, label, state: 'sent', problem: null, at: Date.now() }
    },
    'draft.load': async ({ key }) => drafts.of(whose).find((one) => one.key === key) ?? null,
    'draft.list': async () => drafts.of(whose),
    'draft.save': async (draft) => drafts.put(whose, draft.key, draft),
    'draft.drop': async ({ key }) => drafts.put(whose, key, null),
    // What only the background keeps: there is none of it here.
    'outbox.list': async () => [],
  }

  return {
    background: false,
    ask: (name, body) => answered(async () => {
      const answer = answers[name] as ((body: unknown) => Promise<never>) | undefined
      if (!answer) throw new Refusal('not-allowed')
      return answer(body)
    }),
    api: (endpoint, input) => answered(() => call(endpoint, input)),
    listen: (name, hear) => {
      const all = heard.get(name) ?? new Set()
      heard.set(name, all.add(hear as () => void))
      return () => all.delete(hear as () => void)
    },
  }
}

async function answered<T>(work: () => Promise<T>): Promise<Answer<T>> {
  try {
    return { ok: true, value: await work() }
  } catch (error) {
    return { ok: false, problem: problemOf(error instanceof Refusal ? error : new Refusal('internal')) }
  }
}

function keptIn(store: WebWorld['store']): Partial<Pick<Settings, 'language' | 'theme' | 'hints'>> {
  try {
    return JSON.parse(store.getItem('cairn') ?? '{}') as Partial<Settings>
  } catch {
    return {}
  }
}

/** Drafts of this browser, by person; they expire after 14 days, as the background's do. */
function draftsIn(store: WebWorld['store']) {
  const place = (person: string) => `cairn.drafts.${person}`
  const of = (person: string | null): KeptDraft[] => {
    if (!person) return []
    try {
      const kept = JSON.parse(store.getItem(place(person)) ?? '[]') as KeptDraft[]
      return kept.filter((one) => one.at > Date.now() - 14 * 24 * 3_600_000)
    } catch {
      return []
    }
  }
  const put = (person: string | null, key: string, draft: KeptDraft | null): null => {
    if (!person) throw new Refusal('sign-in-needed')
    const others = of(person).filter((one) => one.key !== key)
    store.setItem(place(person), JSON.stringify(draft ? [draft, ...others] : others))
    return null
  }
  const clear = (person: string | null): void => void (person && store.removeItem(place(person)))
  return { of, put, clear }
}
