/** Words that are being written: kept after every keystroke, by their owner, for 14 days. */
import { Refusal } from '../../shared/problem'
import type { KeptDraft, Owner } from '../bridge/kept'
import type { World } from './browser'
import { type DraftRow, ownerKey } from './database'
import * as session from './session'
import * as sessionStore from './session.store'

const keepMs = 14 * 24 * 60 * 60_000

/** The draft of whoever is signed in; nobody else's is ever shown. */
export async function load(world: World, key: string): Promise<KeptDraft | null> {
  return (await list(world)).find((draft) => draft.key === key) ?? null
}

/** Newest first. What is too old goes. */
export async function list(world: World): Promise<KeptDraft[]> {
  const owner = await session.owner(world)
  if (!owner) return []
  await prune(world)
  const rows = await (await world.database()).getAllFromIndex('drafts', 'byOwner', ownerKey(owner))
  return rows.sort((a, b) => b.at - a.at).map(draftOf)
}

/**
 * Keeps a draft. When a session ended under somebody's hands, it stays theirs until they are back.
 * A late keystroke does not bring back what is already in the outbox.
 * @throws Refusal `sign-in-needed` when nobody was ever signed in
 */
export async function save(world: World, draft: KeptDraft): Promise<void> {
  const key = ownerKey(await whose(world))
  const tx = (await world.database()).transaction(['outbox', 'drafts'], 'readwrite')
  const isSent = await tx.objectStore('outbox').get(draft.id)
  if (!isSent) await tx.objectStore('drafts').put({ ...draft, at: world.now(), ownerKey: key })
  await tx.done
}

export async function drop(world: World, key: string): Promise<void> {
  await (await world.database()).delete('drafts', [ownerKey(await whose(world)), key])
}

/** Everybody's drafts that nobody touched for 14 days. */
export async function prune(world: World): Promise<void> {
  const before = world.now() - keepMs
  const tx = (await world.database()).transaction('drafts', 'readwrite')
  for await (const cursor of tx.store) if (cursor.value.at < before) await cursor.delete()
  await tx.done
}

async function whose(world: World): Promise<Owner> {
  const row = await sessionStore.load(world)
  if (!row?.owner || (row.state === 'out' && row.reason === 'signed-out')) throw new Refusal('sign-in-needed')
  return row.owner
}

const draftOf = ({ ownerKey: _, ...draft }: DraftRow): KeptDraft => draft
