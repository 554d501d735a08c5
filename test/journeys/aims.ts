/** Goals of the cast, set over HTTP as their owners set them; and the chips beside the launcher. */
import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import type { Person } from './world'

export const aKeyResult = (title: string, more: Record<string, unknown> = {}) => ({ id: randomUUID(), title, measure: 'number', baseline: 0, target: 12, stretch: null, unit: null, rubric: [], weight: 1, owner: null, rule: null, ...more })

export interface Aim { id: string; keyResults: string[] }

/** This quarter, whenever that is: from six weeks ago until six weeks from now. */
const day = (weeks: number): string => new Date(Date.now() + weeks * 7 * 86_400_000).toISOString().slice(0, 10)

export async function setGoal(who: Person, title: string, keyResults: ReturnType<typeof aKeyResult>[] = [], more: Record<string, unknown> = {}): Promise<Aim> {
  const id = randomUUID()
  await who.post('/api/v1/goals', {
    id, title, why: '', scope: 'person', kind: 'performance', team: null, owner: null, coOwners: [], parent: null, priority: null, start: day(-6), end: day(6), visibility: 'organization', keys: ['org'], draft: false, keyResults, ...more,
  })
  return { id, keyResults: keyResults.map((one) => one.id) }
}

export const reach = (who: Person, { id, keyResults: [first] }: Aim, reading: number, confidence = 8, status = 'on_track') =>
  who.post(`/api/v1/goals/${id}/key-results/${first}/check-ins`, { id: randomUUID(), reading, confidence, status, line: '', artifact: null, need: null })

/** The chips beside the launcher: in a closed shadow root, which only a debugger sees into. */
export async function chipsIn(page: Page, name: 'ask' | 'ask goal' = 'ask'): Promise<{ text: string; x: number; y: number; height: number }[]> {
  const session = await page.context().newCDPSession(page)
  try {
    await session.send('DOM.enable')
    const { nodes } = await session.send('DOM.getFlattenedDocument', { depth: -1, pierce: true })
    const chips = nodes.filter(({ attributes = [] }) => attributes[attributes.indexOf('class') + 1] === name)
    // One that goes just now is none.
    return (await Promise.all(chips.map(async ({ nodeId }) => {
      const text = nodes.find(({ parentId, nodeType }) => parentId === nodeId && nodeType === 3)?.nodeValue ?? ''
      const { model: { border: [left, top, , , right, bottom] } } = (await session.send('DOM.getBoxModel', { nodeId }).catch(() => ({ model: { border: [] } }))) as { model: { border: number[] } }
      return left === undefined ? [] : { text, x: (left! + right!) / 2, y: (top! + bottom!) / 2, height: bottom! - top! }
    }))).flat()
  } finally {
    await session.detach()
  }
}
