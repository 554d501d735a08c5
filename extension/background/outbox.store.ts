/** Where items are kept. Each change is one transaction over items and drafts, so that words are always in exactly one of them. */
import type { KeptDraft, OutboxItem, Owner } from '../bridge/kept'
import type { World } from './browser'
import { type Database, type OutboxRow, ownerKey } from './database'
import type { Change } from './outbox.rules'

type Writing = ReturnType<typeof writing>
const writing = (db: Database) => db.transaction(['outbox', 'drafts'], 'readwrite', { durability: 'strict' })

export const itemOf = ({ ownerKey: _, ...item }: OutboxRow): OutboxItem => item

/** Everything of one owner, oldest first. */
export async function ofOwner(world: World, owner: Owner): Promise<OutboxItem[]> {
  const rows = await (await world.database()).getAllFromIndex('outbox', 'byOwner', ownerKey(owner))
  return rows.map(itemOf).sort((a, b) => a.at - b.at)
}

/** Adds an item in the place of its draft. An item that is there already stays as it is. @returns the item, or null if its id is somebody else's */
export async function add(world: World, item: OutboxItem): Promise<OutboxItem | null> {
  const key = ownerKey(item.owner)
  const tx = writing(await world.database())
  const items = tx.objectStore('outbox')
  const drafts = tx.objectStore('drafts')
  const there = await items.get(item.id)
  if (!there) await items.add({ ...item, ownerKey: key })
  const draft = await drafts.get([key, item.kept.key])
  if (draft?.id === item.id) await drafts.delete([key, item.kept.key])
  await tx.done
  return !there ? item : there.ownerKey === key ? itemOf(there) : null
}

/** Changes an owner's item as `decide` says. @returns the change, or null if there is no such item or nothing to do */
export async function change(world: World, owner: Owner, id: string, decide: (item: OutboxItem) => Change | null): Promise<Change | null> {
  const key = ownerKey(owner)
  const tx = writing(await world.database())
  const row = await tx.objectStore('outbox').get(id)
  const made = row?.ownerKey === key ? decide(itemOf(row)) : null
  if (made && 'put' in made) await tx.objectStore('outbox').put({ ...made.put, ownerKey: key })
  else if (made) {
    await tx.objectStore('outbox').delete(id)
    if (made.draft) await restore(tx, key, made.draft)
  }
  await tx.done
  return made
}

/** Puts words back; a newer draft in their place steps aside under a key of its own. */
async function restore(tx: Writing, key: string, draft: KeptDraft): Promise<void> {
  const drafts = tx.objectStore('drafts')
  const there = await drafts.get([key, draft.key])
  if (there && there.id !== draft.id && Object.values(there.body).some((text) => text?.trim())) await drafts.put({ ...there, key: `${there.key}:${there.id}` })
  await drafts.put({ ...draft, ownerKey: key })
}

/** Everything of somebody goes, sent or not. */
export async function forgetAll(world: World, owner: Owner): Promise<void> {
  const tx = (await world.database()).transaction('outbox', 'readwrite')
  for await (const cursor of tx.store.index('byOwner').iterate(ownerKey(owner))) await cursor.delete()
  await tx.done
}

/** Forgets what has arrived: everybody's, or what is older than `before` (ms since 1970). */
export async function forgetSent(world: World, before = Infinity): Promise<void> {
  const tx = (await world.database()).transaction('outbox', 'readwrite')
  for await (const cursor of tx.store) if (cursor.value.state === 'sent' && cursor.value.nextTry < before) await cursor.delete()
  await tx.done
}
