/** What is kept on the device, on the extension's own origin, where no content script reads. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { Act, LauncherState, SessionState, Settings } from '../bridge/messages'
import type { Instance } from '../bridge/sites'
import type { KeptDraft, OutboxItem, Owner } from '../bridge/kept'
import type { SiteId } from '../../shared/artifacts'
import type { ReplyOf } from '../../shared/endpoint'
import type { feedbackEndpoints } from '../../shared/feedback'
import type { OwnGoals } from '../../shared/goals'
import type { Inbox } from '../../shared/notifications'
import type { Match, Me, Person } from '../../shared/people'
import type { Pack } from '../../shared/selectors'
import type { Waiting } from '../../shared/waiting'

/** An owner as one key: server, organisation, person. */
export const ownerKey = ({ server, organisation, person }: Owner): string => `${server} ${organisation} ${person}`

export type OutboxRow = OutboxItem & { ownerKey: string }
export type DraftRow = KeptDraft & { ownerKey: string }
type Out = Extract<SessionState, { state: 'signed-out' }>
export type SessionRow =
  | { state: 'in'; owner: Owner; name: string; organisationName: string; refresh: string }
  /** `owner`: who was signed in before, for what they left unsent. */
  | { state: 'out'; reason: Out['reason']; owner: Owner | null }

/** Small things of this device, whoever is signed in. */
export interface Kept {
  settings: Partial<Pick<Settings, 'server' | 'language' | 'theme' | 'aside' | 'hints'>>
  sites: Partial<Record<SiteId, { hidden?: boolean; place?: LauncherState['place'] }>>
  /** What an administrator's policy said when it was last asked: the server, self-hosted sites, which sites people may turn on (null = all). */
  policy: { server: string | null; instances: Instance[]; sites: SiteId[] | null }
  /** Self-hosted sites that the person added. */
  instances: Instance[]
  /** What the person switched, by row (`jira`, `jira jira.acme.example`). A permission alone cannot tell: two sites may share a host. */
  switches: Partial<Record<string, 'on' | 'off'>>
  /** The newest signed pack, with the key that signed it, and whether open tabs know of it; what was asked of whom last. */
  pack: { asked: string; etag: string | null; stands: { pack: Pack; key: string } | null; settled: boolean }
}

/** What is known without a network: the organisation as it was, and the people who were last seen, newest first. Of whoever is signed in, and gone with them. */
export interface MemoryRow { ownerKey: string; me: Me | null; people: Person[]; matches: { of: string; match: Match }[]; coached?: ReplyOf<typeof feedbackEndpoints.coached> }

/** A reply that is asked for again and again, as the server last said, by its owner. */
export interface Polled<T> { ownerKey: string; value: T; asOf: number; etag: string | null }

/** What is kept so, by the name of its store. */
export interface PolledReplies { inbox: Inbox; waiting: Waiting; goals: OwnGoals }

interface Schema extends DBSchema {
  session: { key: 'session'; value: SessionRow }
  outbox: { key: string; value: OutboxRow; indexes: { byOwner: string } }
  drafts: { key: [string, string]; value: DraftRow; indexes: { byOwner: string } }
  inbox: { key: string; value: Polled<Inbox> }
  waiting: { key: string; value: Polled<Waiting> }
  goals: { key: string; value: Polled<OwnGoals> }
  acts: { key: string; value: Act & { ownerKey: string } }
  memory: { key: string; value: MemoryRow }
  kept: { key: keyof Kept; value: Kept[keyof Kept] }
}
export type Database = IDBPDatabase<Schema>

/** Opens the database, and again when the browser closed it. */
export function databaseNamed(name: string): () => Promise<Database> {
  let open: Promise<Database> | null = null
  const forget = () => (open = null)
  return () =>
    (open ??= openDB<Schema>(name, 5, {
      upgrade(db, before, _, upgrade) {
        if (before < 4) db.createObjectStore('goals', { keyPath: 'ownerKey' })
        if (before < 4) db.createObjectStore('acts', { keyPath: 'id' })
        // Kept in another shape before; asked for again within minutes.
        if (before === 3 || before === 4) void upgrade.objectStore('waiting').clear()
        if (before >= 1 && before < 5) void upgrade.objectStore('inbox').clear()
        if (before < 3) db.createObjectStore('waiting', { keyPath: 'ownerKey' })
        if (before < 2) db.createObjectStore('memory', { keyPath: 'ownerKey' })
        if (before >= 1) return
        db.createObjectStore('session')
        db.createObjectStore('outbox', { keyPath: 'id' }).createIndex('byOwner', 'ownerKey')
        db.createObjectStore('drafts', { keyPath: ['ownerKey', 'key'] }).createIndex('byOwner', 'ownerKey')
        db.createObjectStore('inbox', { keyPath: 'ownerKey' })
        db.createObjectStore('kept')
      },
      // A newer version of the extension waits for this one to let go.
      blocking: (_, __, event) => {
        ;(event.target as IDBDatabase | null)?.close()
        forget()
      },
      terminated: forget,
    }).catch((error: unknown) => {
      forget()
      throw error
    }))
}
