/** Openings of the panel: which work, on which tab, fixed at the click that made them. Kept in memory that survives a sleeping worker. */
import { artifactId, type ArtifactRef } from '../../shared/artifacts'
import { randomId } from '../../shared/ids'
import type { Opening } from '../bridge/messages'
import type { World } from './browser'
import { instances } from './instances'
import { anyWorkAt, same } from './leaves'
import { nothingRead, readTab, type Reading } from './reading'
import { tell, tellTab } from './tell'

interface Row {
  nonce: string
  tab: number
  /** An opened popup does not end the panel of its tab, nor the side panel that follows it. */
  surface: 'panel' | 'popup' | 'side'
  artifact: ArtifactRef | null
  reading: Omit<Reading, 'ref'> | null
  /** The document that has used the nonce: nobody else gets an answer by it. */
  usedBy: string | null
}

/** Whoever asks with a nonce. */
export interface Opener { document: string; tab: number | null; framed: boolean }

/** Opens the panel for a tab after a trusted act; an older opening of the tab ends. @returns the frame's address */
export async function open(world: World, tab: number, artifact: ArtifactRef | null): Promise<string> {
  const row = await begin(world, { tab, artifact, surface: 'panel', usedBy: null })
  // Ahead of the panel's own question, which finds it read.
  void readOnce(world, row.nonce)
  return `${world.browser.runtime.getURL('/panel.html')}#nonce=${row.nonce}`
}

/** What the popup or the side panel stands over: known work, or any web page as work of its own kind; null where there is no web page, or none that the browser shows us. */
export async function openHere(world: World, tab: { id?: number | undefined; url?: string | undefined; title?: string | undefined } | undefined, by: Opener, surface: 'popup' | 'side' = 'popup'): Promise<Opening | null> {
  if (tab?.id === undefined) return null
  const { id } = tab
  const artifact = anyWorkAt(tab.url, await instances(world))
  const row = await world.locks.request(`${surface} over ${id}`, async () => {
    // A side panel asks again and again: over the same work its opening stands, and only what had no title yet is read anew.
    const before = surface === 'side' ? (await rowsOf(world, id)).find((one) => one.surface === 'side' && one.usedBy === by.document && same(one.artifact, artifact)) : undefined
    if (!before) return begin(world, { tab: id, artifact, surface, usedBy: by.document })
    if (!before.reading?.details.title) await save(world, { ...before, reading: null })
    return before
  })
  const reading = await readOnce(world, row.nonce)
  const title = reading?.details.title ?? (row.artifact?.site === 'page' ? (tab.title?.slice(0, 250) ?? null) : null)
  return toOpening({ ...row, reading: { ...(reading ?? nothingRead), details: { ...(reading ?? nothingRead).details, title } } }, false)
}

/** The tab of an opening, for the document that has used its nonce. */
export const tabOf = async (world: World, nonce: string, by: Opener): Promise<number | null> => (await take(world, nonce, by))?.tab ?? null

/** The opening of a nonce, for the document that uses it first. Null = unknown, used, or of another tab. */
export async function find(world: World, nonce: string, by: Opener): Promise<Opening | null> {
  const row = await take(world, nonce, by)
  if (!row) return null
  const reading = await readOnce(world, nonce)
  return toOpening({ ...row, reading }, await hasMoved(world, row))
}

/** Ends an opening from inside the panel: its frame goes. */
export async function close(world: World, nonce: string, by: Opener): Promise<void> {
  const row = await take(world, nonce, by)
  if (row) await tellTab(world, row.tab, 'frame.close', { nonce })
}

/** The tab shows another address: an open panel is told when it is other work. */
export async function moved(world: World, tab: number, url: string): Promise<void> {
  const now = anyWorkAt(url, await instances(world))
  for (const row of await rowsOf(world, tab)) if (!same(row.artifact, now)) await tell(world, 'panel.moved', { nonce: row.nonce })
}

/** The tab is gone, and with it its openings. */
export const forget = async (world: World, tab: number, surface?: Row['surface']): Promise<void> =>
  world.browser.storage.session.remove((await rowsOf(world, tab)).filter((row) => !surface || row.surface === surface).map((row) => keyOf(row.nonce)))

async function begin(world: World, made: Pick<Row, 'tab' | 'artifact' | 'surface' | 'usedBy'>): Promise<Row> {
  await forget(world, made.tab, made.surface)
  const row: Row = { nonce: randomId(), reading: null, ...made }
  await save(world, row)
  return row
}

const take = (world: World, nonce: string, by: Opener): Promise<Row | null> =>
  world.locks.request(`opening ${nonce}`, async () => {
    const row = await load(world, nonce)
    if (!row || (by.framed && by.tab !== row.tab) || (row.usedBy !== null && row.usedBy !== by.document)) return null
    if (row.usedBy === null) await save(world, { ...row, usedBy: by.document })
    return { ...row, usedBy: by.document }
  })

const readOnce = (world: World, nonce: string): Promise<Row['reading']> =>
  world.locks.request(`reading ${nonce}`, async () => {
    const before = await load(world, nonce)
    if (!before?.artifact || before.reading) return before?.reading ?? null
    const reading = await readTab(world, before.tab, before.artifact)
    return world.locks.request(`opening ${nonce}`, async () => {
      const row = await load(world, nonce)
      if (row) await save(world, { ...row, reading })
      return reading
    })
  })

async function hasMoved(world: World, { tab, artifact }: Row): Promise<boolean> {
  const url = await world.browser.tabs.get(tab).then((one) => one.url, () => undefined)
  return url !== undefined && !same(artifact, anyWorkAt(url, await instances(world)))
}

async function toOpening({ nonce, artifact, reading }: Row, moved: boolean): Promise<Opening> {
  return { nonce, artifact, artifactId: artifact && (await artifactId(artifact)), moved, ...(reading ?? nothingRead) }
}

const keyOf = (nonce: string): string => `opening ${nonce}`
const load = async ({ browser }: World, nonce: string): Promise<Row | null> => ((await browser.storage.session.get(keyOf(nonce)))[keyOf(nonce)] as Row | undefined) ?? null
const save = ({ browser }: World, row: Row): Promise<void> => browser.storage.session.set({ [keyOf(row.nonce)]: row })

async function rowsOf({ browser }: World, tab: number): Promise<Row[]> {
  const all = await browser.storage.session.get(null)
  return Object.entries(all).flatMap(([key, row]) => (key.startsWith('opening ') && (row as Row).tab === tab ? [row as Row] : []))
}
