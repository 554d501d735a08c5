/** What a content script costs on a page, seen from outside: by the profiler, by coverage, by the heap. */
import type { CDPSession, Page } from 'playwright-core'

const samplingMicroseconds = 50
/** By its address: our content script, or the generated empty one; never the page's own scripts. */
const isOurs = (url: string): boolean => url.startsWith('chrome-extension://')

export interface Spent {
  /** Milliseconds in code of an extension, and in what it calls. */
  ms: number
  /** The longest unbroken stretch of it: a long task would be 50 ms. */
  longest: number
}

/** Profiles what happens meanwhile, and answers the extension's part. */
export async function spentDuring(session: CDPSession, work: () => Promise<unknown>): Promise<Spent> {
  await session.send('Profiler.enable')
  await session.send('Profiler.setSamplingInterval', { interval: samplingMicroseconds })
  await session.send('Profiler.start')
  await work()
  const { profile } = await session.send('Profiler.stop')
  await session.send('Profiler.disable')
  const ours = new Set<number>()
  // Parents stand before their children; what our code calls is ours.
  for (const node of profile.nodes) {
    if (isOurs(node.callFrame.url) || ours.has(node.id)) for (const id of [node.id, ...(node.children ?? [])]) ours.add(id)
  }
  let [sum, stretch, longest] = [0, 0, 0]
  const { samples = [], timeDeltas = [] } = profile
  samples.forEach((id, index) => {
    // A delta runs from the sample before to this one: a sample lasts until the next.
    const lasts = Math.max(0, timeDeltas[index + 1] ?? 0)
    stretch = ours.has(id) ? stretch + lasts : 0
    if (ours.has(id)) sum += lasts
    longest = Math.max(longest, stretch)
  })
  return { ms: sum / 1_000, longest: longest / 1_000 }
}

/** Exact number of calls of the extension's functions meanwhile. */
export async function callsDuring(session: CDPSession, work: () => Promise<unknown>): Promise<number> {
  await session.send('Profiler.enable')
  await session.send('Profiler.startPreciseCoverage', { callCount: true, detailed: false })
  await session.send('Profiler.takePreciseCoverage')
  await work()
  const { result } = await session.send('Profiler.takePreciseCoverage')
  await session.send('Profiler.stopPreciseCoverage')
  await session.send('Profiler.disable')
  return result.filter(({ url }) => isOurs(url)).flatMap(({ functions }) => functions).reduce((sum, { ranges }) => sum + (ranges[0]?.count ?? 0), 0)
}

/** Bytes that stand on the heap of the page's thread, all worlds, after collecting garbage. */
export async function heapOf(session: CDPSession): Promise<number> {
  await session.send('HeapProfiler.enable')
  for (let times = 0; times < 3; times += 1) await session.send('HeapProfiler.collectGarbage')
  const { usedSize } = await session.send('Runtime.getHeapUsage')
  await session.send('HeapProfiler.disable')
  return usedSize
}

/** Observers that stand in the extension's own world of the page; null where it has no world. */
export async function observersOf(page: Page): Promise<number | null> {
  const session = await page.context().newCDPSession(page)
  const worlds: number[] = []
  session.on('Runtime.executionContextCreated', ({ context }) => {
    if (isOurs(context.origin)) worlds.push(context.id)
  })
  await session.send('Runtime.enable')
  const contextId = worlds.at(-1)
  let count = 0
  for (const kind of contextId === undefined ? [] : ['MutationObserver', 'IntersectionObserver', 'ResizeObserver', 'PerformanceObserver']) {
    const { result: prototype } = await session.send('Runtime.evaluate', { expression: `${kind}.prototype`, contextId: contextId! })
    const { objects } = await session.send('Runtime.queryObjects', { prototypeObjectId: prototype.objectId! })
    const { result } = await session.send('Runtime.callFunctionOn', { objectId: objects.objectId!, functionDeclaration: 'function () { return this.length }', returnByValue: true })
    count += Number(result.value)
  }
  await session.detach()
  return contextId === undefined ? null : count
}

interface Node { nodeId: number; nodeName: string; attributes?: string[]; children?: Node[]; shadowRoots?: Node[]; contentDocument?: Node }
/** The middle of the launcher, which stands in a closed shadow root; null where there is none. */
export async function launcherOf(page: Page): Promise<{ x: number; y: number } | null> {
  const session = await page.context().newCDPSession(page)
  try {
    const { root } = await session.send('DOM.getDocument', { depth: -1, pierce: true })
    const isGo = ({ nodeName, attributes = [] }: Node): boolean => nodeName === 'BUTTON' && (attributes[attributes.indexOf('class') + 1] ?? '').split(' ').includes('go')
    const find = (node: Node, inBox = false): Node | null => {
      if (inBox && isGo(node)) return node
      const isBox = inBox || (node.attributes?.[node.attributes.indexOf('class') + 1] ?? '').split(' ').includes('box')
      for (const next of [...(node.shadowRoots ?? []), ...(node.children ?? [])]) {
        const found = find(next, isBox)
        if (found) return found
      }
      return null
    }
    const go = find(root as Node)
    if (!go) return null
    const { model: { content: [x = 0, y = 0] , width, height } } = await session.send('DOM.getBoxModel', { nodeId: go.nodeId })
    return { x: x + width / 2, y: y + height / 2 }
  } finally {
    await session.detach()
  }
}
