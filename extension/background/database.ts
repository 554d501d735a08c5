/** What is kept on the device, on the extension's own origin, where no content script reads. */
import { type DBSchema, type IDBPDatabase, openDB } from 'idb'
import type { KeptDraft, OutboxItem, Owner } from '../bridge/messages'
import type { Inbox } from '../../shared/notifications'
import type { Kept } from './kept'
import type { SessionRow } from './session.store'

/** An owner as one key: server, organisation, person. */
export const ownerKey = ({ server, organisation, person }: Owner): string => `${server} ${organisation} ${person}`

export type OutboxRow = OutboxItem & { ownerKey: string }
export type DraftRow = KeptDraft & { ownerKey: string }
export interface InboxRow { ownerKey: string; inbox: Inbox; asOf: number; etag: string | null }

interface Schema extends DBSchema {
  session: { key: 'session'; value: SessionRow }
  outbox: { key: string; value: OutboxRow; indexes: { byOwner: string } }
  drafts: { key: [string, string]; value: DraftRow; indexes: { byOwner: string } }
  inbox: { key: string; value: InboxRow }
  kept: { key: keyof Kept; value: Kept[keyof Kept] }
}
export type Database = IDBPDatabase<Schema>

/** Opens the database, and again when the browser closed it. */
export function databaseNamed(name: string): () => Promise<Database> {
  let open: Promise<Database> | null = null
  const forget = () => (open = null)
  return () =>
    (open ??= openDB<Schema>(name, 1, {
      upgrade(db) {
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
