/**
 * Every message between the extension's parts, typed once. Types only: this file adds nothing to a bundle.
 * Pages and content scripts ask, the background answers; what the background tells unasked is in `Told`.
 */
import type { ArtifactDetails, ArtifactRef, SiteId } from '../../shared/artifacts'
import type { AudienceSaid } from '../../shared/audience'
import type { Coached, Draft } from '../../shared/feedback'
import type { OwnGoals } from '../../shared/goals'
import type { Inbox } from '../../shared/notifications'
import type { Match, PersonRef } from '../../shared/people'
import type { Problem } from '../../shared/problem'
import type { Waiting } from '../../shared/waiting'
import type { Language } from '../../shared/words/locale'
import type { KeptDraft, OutboxItem, Owner, Preview } from './kept'
import type { Found, SiteSwitch } from './sites'

export type SessionState =
  | { state: 'signed-out'; server: string; reason: 'never' | 'signed-out' | 'session-ended' | 'account-closed'; unsent: number }
  | { state: 'signed-in'; owner: Owner; name: string; organisationName: string }

/** What the launcher needs to stand on a page. Words come along, so that the content script carries no catalogue. */
export interface LauncherState {
  shown: boolean
  /** Where the person put it: distance from the block end and the side, in px. */
  place: { side: 'start' | 'end'; blockEnd: number } | null
  words: { open: string; shortcut: string; menu: string; hide: string; hidden: string; undo: string; move: string; reload: string; panel: string }
  /** How the buttons look at rest, how with the first pointer or focus, and the panel's frame: sheets come along too, so that the content script stays small. */
  css: { rest: string; awake: string; frame: string }
  dir: 'ltr' | 'rtl'
  language: string
  /** The person chose the browser's side panel: a press asks for `launcher.aside` instead of a frame. */
  aside: boolean
  /** Places in the host's own bar that the signed pack puts in front of the leaf's. */
  anchors: string[]
}

/** What an opening of the panel stands for: fixed when it opens. */
export interface Opening {
  nonce: string
  /** Null = a page of no known work. */
  artifact: ArtifactRef | null
  /** SHA-256 id of the artifact. */
  artifactId: string | null
  details: ArtifactDetails
  /** The tab went elsewhere since, and a draft stands. */
  moved: boolean
  hostTheme: 'light' | 'dark' | null
  /** A page on an unknown host that shows to be a site we know: it can be turned on. */
  found: Found | null
  /** The site's own reader has looked at the work. */
  read?: boolean
}

/** Generic call of an API endpoint by its id; the background checks the id against what pages may call. */
export interface ApiAsk { endpoint: string; params?: unknown; query?: unknown; body?: unknown }
export type Answer<T> = { ok: true; value: T } | { ok: false; problem: Problem }

/** Something that was done here and that the server may not have yet. */
export interface Act { id: string; call: ApiAsk; label: string; state: 'waiting' | 'parked' | 'sent'; problem: Problem | null; at: number }

/** What stands beside the launcher: who asks about the work, and which of the person's own goals it serves. */
export interface Chips { asks: string[]; goals: string[] }

/** Asked by whom -> background: [input, output]. */
export interface Asked {
  // content script (frame 0 of a granted host)
  'launcher.state': [{ site: SiteId }, LauncherState]
  /** A trusted click or key: the background recomputes the artifact from the tab's URL and answers with the frame's address, `panel.html#nonce=<nonce>`: a fragment, which the host page's resource timing does not show. */
  'launcher.open': [Record<string, never>, { frame: string } | null]
  /** What waits on this work, from the device alone: the work is the tab's own address. */
  'launcher.chips': [Record<string, never>, Chips]
  /** The same into the browser's own side panel; false where it cannot open from here. */
  'launcher.aside': [Record<string, never>, { opened: boolean }]
  'launcher.place': [{ site: SiteId; place: LauncherState['place'] }, null]
  /** `undo`: it was a slip, show it again. */
  'launcher.hide': [{ site: SiteId; undo?: boolean }, null]
  /** On a host that no leaf names: which self-hosted sites live there. */
  'launcher.where': [Record<string, never>, { instances: string[] }]
  // panel
  'panel.opening': [{ nonce: string }, Opening | null]
  'panel.close': [{ nonce: string }, null]
  /** Where panels open from now on; back beside the work, this one opens there again. */
  'panel.aside': [{ nonce: string; aside: boolean }, null]
  // popup
  /** `window`: the side panel's own, whose active tab it follows. */
  'tab.opening': [{ window?: number }, Opening | null]
  'tab.openPanel': [Record<string, never>, { opened: boolean }]
  'inbox.cached': [Record<string, never>, { inbox: Inbox; asOf: number } | null]
  'inbox.refresh': [Record<string, never>, { inbox: Inbox; asOf: number }]
  'waiting.cached': [Record<string, never>, Waiting | null]
  'waiting.refresh': [Record<string, never>, Waiting]
  'goals.cached': [Record<string, never>, { goals: OwnGoals; asOf: number } | null]
  'goals.refresh': [Record<string, never>, { goals: OwnGoals; asOf: number }]
  /** A check-in: it stands at once, and travels when it can. */
  'act.add': [{ call: ApiAsk; label: string }, Act]
  'act.list': [Record<string, never>, Act[]]
  'act.drop': [{ id: string }, null]
  // composer
  'draft.load': [{ key: string }, KeptDraft | null]
  'draft.save': [KeptDraft, null]
  'draft.drop': [{ key: string }, null]
  'draft.list': [Record<string, never>, KeptDraft[]]
  // outbox
  'outbox.hold': [{ draft: Draft; preview: Preview; kept: KeptDraft }, OutboxItem]
  /** Back to a draft while it is held; once it is on its way, retracted as soon as it has arrived. */
  'outbox.undo': [{ id: string }, { undone: boolean; kept: KeptDraft | null }]
  'outbox.list': [Record<string, never>, OutboxItem[]]
  /** Try a parked item again, with the audience that the person has confirmed. */
  'outbox.again': [{ id: string; keys?: string[]; audience?: AudienceSaid }, OutboxItem | null]
  'outbox.edit': [{ id: string }, KeptDraft | null]
  'outbox.discard': [{ id: string }, null]
  // session and settings
  'session.state': [Record<string, never>, SessionState]
  'session.signIn': [{ server?: string }, SessionState]
  /** `discard`: what is unsent and every draft of theirs go too. Else they stay on this device until the same person is back. */
  'session.signOut': [{ discard?: boolean }, SessionState]
  /** Nobody is signed in: throws away what the one before left unsent here, unseen. */
  'session.forget': [Record<string, never>, SessionState]
  /** Without a network: whom the page names, as far as this browser has seen them before. */
  'people.remembered': [{ artifact: ArtifactRef; people: { handle: string; role: Match['role'] }[] }, Match[]]
  /** Whom one may coach, as this browser last heard: shown before the server has answered. */
  'people.coached': [Record<string, never>, { people: Coached[]; more: boolean } | null]
  'settings.get': [Record<string, never>, Settings]
  'settings.set': [Partial<Settings>, Settings]
  'sites.list': [Record<string, never>, SiteSwitch[]]
  /** After `permissions.request` was answered in the page: registers or removes the content script. */
  'sites.changed': [{ site: SiteId }, SiteSwitch[]]
  /** What the person wants, said before the browser's question is answered: the page may not live to hear the answer. Off: the permission goes too, unless another site needs it. `beside`: what others on its hosts were when it was pressed. */
  'sites.choose': [{ site: SiteId; instance: string | null; on: boolean; beside?: { site: SiteId; instance: string | null; on: boolean }[] }, SiteSwitch[]]
  'sites.show': [{ site: SiteId }, SiteSwitch[]]
  /** Sites that people run themselves: added by any address on them. The page asks the browser for the permission first. */
  'sites.add': [{ site: SiteId; address: string }, SiteSwitch[]]
  'sites.remove': [{ site: SiteId; instance: string }, SiteSwitch[]]
  /** Which sites can be added by address. */
  'sites.kinds': [Record<string, never>, { site: SiteId; name: string }[]]
  'desk.open': [{ path: string }, null]
  // anything of the API
  'api': [ApiAsk, unknown]
}
export type AskName = keyof Asked

export interface Settings {
  server: string
  /** An administrator's policy says which server: nobody changes it here. */
  serverFixed: boolean
  language: Language | null
  theme: 'system' | 'light' | 'dark'
  person: PersonRef | null
  shortcut: string
  /** Where the panel opens: in a frame beside the work, or in the browser's own side panel. */
  aside: boolean
  /** Whether this browser has a side panel or sidebar at all. */
  hasSide: boolean
  /** It opens by our key and the toolbar only: a press on the page's button still opens the frame. */
  sideNeedsKey?: boolean
  /** Wording hints while one writes; on unless switched off. */
  hints?: boolean
}

/** Told by the background to all open pages (runtime message) or to one tab's content script (tabs message). */
export interface Told {
  'outbox.changed': Record<string, never>
  'inbox.changed': Record<string, never>
  'waiting.changed': Record<string, never>
  'goals.changed': Record<string, never>
  'acts.changed': Record<string, never>
  'session.changed': Record<string, never>
  'settings.changed': Record<string, never>
  /** A site was turned on or off, here or in the browser's own settings. */
  'sites.changed': Record<string, never>
  /** To the content script of a tab. */
  'frame.open': { frame: string }
  'frame.close': { nonce: string }
  'launcher.changed': Record<string, never>
  /** To the side panel: another tab is in front, or it went elsewhere. */
  'tab.changed': Record<string, never>
  /** To the panel: its tab shows other work now. */
  'panel.moved': { nonce: string }
}
export type ToldName = keyof Told

export type Ask<N extends AskName = AskName> = { ask: N; body: Asked[N][0] }
export type Tell<N extends ToldName = ToldName> = { tell: N; body: Told[N] }
