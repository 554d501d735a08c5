/** TABLE: what the background does for each message. Who may ask is the contract's; bodies are parsed before they come here. */
import { Refusal } from '../../shared/problem'
import type { NewCheckIn } from '../../shared/check-ins'
import type { ApiAsk, Asked, AskName } from '../bridge/messages'
import * as api from './api'
import * as acts from './acts'
import * as aside from './aside'
import type { World } from './browser'
import { activeTab, openDesk, openPanel } from './commands'
import * as drafts from './drafts'
import * as goals from './goals'
import * as inbox from './inbox'
import * as named from './instances'
import { instances } from './instances'
import * as launcher from './launcher'
import { leaves, patternOf, workAt } from './leaves'
import * as memory from './memory'
import * as opening from './opening'
import * as outbox from './outbox'
import * as pack from './pack'
import { isSignIn } from './outbox.rules'
import type { Asker } from './sender'
import * as session from './session'
import * as settings from './settings'
import * as sites from './sites'
import * as switches from './switches'
import { tell } from './tell'
import * as waiting from './waiting'

type Content = Extract<Asker, { kind: 'content' }>
type Page = Extract<Asker, { kind: 'page' }>
type By<N extends AskName> = N extends `launcher.${string}` ? Content : Page
type Answers = { [N in AskName]: (world: World, body: Asked[N][0], by: By<N>) => Promise<Asked[N][1]> }

export const answers: Answers = {
  'launcher.state': (world, _, { leaf }) => launcher.stateOf(world, leaf),
  async 'launcher.open'(world, _, { tab, url }) {
    const artifact = workAt(url.href, await instances(world))
    return artifact && { frame: await opening.open(world, tab, artifact) }
  },
  async 'launcher.chips'(world, _, { leaf, url }) {
    return launcher.chipsOf(world, leaf, workAt(url.href, await instances(world)))
  },
  'launcher.aside': async (_, __, { tab }) => ({ opened: await aside.pressed(tab) }),
  'launcher.where': async (world, _, { leaf }) => ({ instances: await switches.standing(world, leaf) }),
  'launcher.place': async (world, { place }, { leaf }) => (await sites.place(world, leaf.id, place), null),
  'launcher.hide': async (world, { undo }, { leaf }) => (await (undo ? sites.show : sites.hide)(world, leaf.id), null),

  'panel.opening': (world, { nonce }, by) => opening.find(world, nonce, by),
  'panel.close': async (world, { nonce }, by) => (await opening.close(world, nonce, by), null),
  async 'panel.aside'(world, { nonce, aside: wanted }, by) {
    const tab = await opening.tabOf(world, nonce, by)
    // A frame has to show that it was opened by us; a side panel is ours anyway, and its tab may have gone a moment ago.
    if (tab === null && by.framed) throw new Refusal('not-allowed')
    await settings.set(world, { aside: wanted })
    // From the side panel back to where the work is.
    if (!wanted && !by.framed) await openPanel(world, tab === null ? await activeTab(world) : await world.browser.tabs.get(tab).catch(() => undefined))
    return null
  },
  async 'tab.opening'(world, { window }, by) {
    // A page of ours inside somebody's frame may only know what its nonce stands for.
    if (by.framed) throw new Refusal('not-allowed')
    const tab = await activeTab(world, by.tab, window)
    if (by.page === 'panel') return opening.openHere(world, tab, by, 'side')
    // By the press on our button the browser shows us this tab: a side panel that follows may look again.
    void tell(world, 'tab.changed', {})
    return opening.openHere(world, tab, by)
  },
  'tab.openPanel': async (world, _, by) => ({ opened: await openPanel(world, await activeTab(world, by.tab)) }),

  'inbox.cached': (world) => inbox.cached(world),
  async 'inbox.refresh'(world) {
    void outbox.flush(world, { hurry: true })
    return inbox.refresh(world)
  },

  'waiting.cached': (world) => waiting.cached(world),
  'waiting.refresh': (world) => waiting.refresh(world),
  'goals.cached': (world) => goals.cached(world),
  async 'goals.refresh'(world) {
    // What was done without a network goes first, or the answer would say what was before.
    await acts.flush(world)
    return goals.refresh(world)
  },
  async 'act.add'(world, body) {
    const act = await acts.add(world, body)
    const { goal, keyResult } = idsOf(body.call.params)
    if (act.state === 'sent') void goals.poll(world)
    else if (act.state === 'waiting' && goal && keyResult) await goals.checkedIn(world, goal, keyResult, body.call.body as NewCheckIn)
    return act
  },
  'act.list': (world) => acts.list(world),
  'act.drop': async (world, { id }) => (await acts.drop(world, id), void goals.poll(world), null),

  'draft.load': (world, { key }) => drafts.load(world, key),
  'draft.save': async (world, draft) => (await drafts.save(world, draft), null),
  'draft.drop': async (world, { key }) => (await drafts.drop(world, key), null),
  'draft.list': (world) => drafts.list(world),

  'outbox.hold': (world, body) => outbox.hold(world, body),
  'outbox.undo': (world, { id }) => outbox.undo(world, id),
  'outbox.list': (world) => outbox.list(world),
  'outbox.again': (world, { id, keys, audience }) => outbox.again(world, id, keys, audience),
  'outbox.edit': (world, { id }) => outbox.edit(world, id),
  'outbox.discard': async (world, { id }) => (await outbox.discard(world, id), null),

  'session.state': (world) => session.state(world),
  async 'session.signIn'(world, { server }) {
    const state = await session.signIn(world, server)
    void pack.ask(world)
    await inbox.badge(world)
    void outbox.flush(world, { hurry: true })
    void inbox.poll(world)
    void waiting.poll(world)
    void goals.poll(world)
    return state
  },
  async 'session.signOut'(world, { discard = false }) {
    const state = await session.signOut(world, discard)
    await inbox.badge(world)
    return state
  },
  'session.forget': (world) => session.forget(world),
  'people.remembered': (world, body) => memory.matches(world, body),
  'people.coached': (world) => memory.coached(world),
  'settings.get': (world) => settings.get(world),
  async 'settings.set'(world, { server, language, theme, aside, hints }) {
    // Another server is another organisation: nobody is signed in there by being signed in here.
    if (server !== undefined && settings.originOf(server) === null) throw new Refusal('bad-request')
    const kept = await settings.set(world, { ...(server !== undefined && { server }), ...(language !== undefined && { language }), ...(theme && { theme }), ...(aside !== undefined && { aside }), ...(hints !== undefined && { hints }) })
    await inbox.badge(world)
    return kept
  },
  'sites.list': (world) => sites.list(world),
  'sites.changed': (world) => sites.settle(world),
  async 'sites.choose'(world, { site, instance, on, beside }) {
    await switches.choose(world, site, instance, on, beside)
    return sites.settle(world)
  },
  'sites.show': async (world, { site }) => (await sites.show(world, site), sites.list(world)),
  async 'sites.add'(world, { site, address }) {
    const { instance } = await named.add(world, site, address)
    await switches.choose(world, site, instance, true)
    return sites.settle(world)
  },
  async 'sites.remove'(world, { site, instance }) {
    const gone = await named.remove(world, { site, instance })
    await switches.forget(world, site, instance)
    if (gone) await switches.release(world, [patternOf(gone)])
    return sites.settle(world)
  },
  'sites.kinds': async () => leaves.filter((leaf) => leaf.selfHosted).map(({ id: site, name }) => ({ site, name })),
  'desk.open': async (world, { path }) => (await openDesk(world, path), null),

  async 'api'(world, body) {
    const asker = memory.learns(body.endpoint, body.query) ? await session.owner(world) : null
    try {
      const reply = await api.callFor(world, body)
      // Only a help for later: no answer waits for it, or is lost by it.
      if (asker) void memory.learn(world, body.endpoint, body.body, reply, asker).catch(() => undefined)
      await follow(world, body)
      return reply
    } catch (error) {
      // The session may have ended by this very call: the toolbar says so.
      if (error instanceof Refusal && isSignIn(error.code)) await inbox.badge(world)
      const known = error instanceof Refusal && error.code === 'offline' ? await memory.recall(world, body.endpoint, body.query) : undefined
      if (known === undefined) throw error
      return known
    }
  },
}

/** The goal and key result that an address names. */
const idsOf = (params: unknown): { goal?: string; keyResult?: string } => {
  const { id, keyResult } = (params ?? {}) as { id?: string; keyResult?: string }
  return { ...(id && { goal: id }), ...(keyResult && { keyResult }) }
}

/** What a call of a page changes here: the badge, and cards that are kept. */
async function follow(world: World, { endpoint, params }: ApiAsk): Promise<void> {
  if (endpoint === 'notifications.read') void inbox.poll(world)
  if (waiting.follows(endpoint)) await waiting.poll(world)
  if (goals.follows(endpoint)) await goals.poll(world)
  const id = (params as { id?: unknown } | undefined)?.id
  const changes = ['feedback.retract', 'feedback.showTitle', 'feedback.react', 'feedback.unreact', 'feedback.stepBack', 'feedback.keep']
  if (changes.includes(endpoint) && typeof id === 'string') await outbox.forget(world, id)
}
