/** What a content script costs on a page, seen from outside: by the browser's trace, by coverage, by the heap. */
import type { CDPSession, Page } from 'playwright-core'

/** By its address: our content script, or the generated empty one; never the page's own scripts. */
const isOurs = (url: string | undefined): boolean => url?.startsWith('chrome-extension://') === true

export interface Spent {
  /** Milliseconds of processor time in the extension's scripts, what they call and the style they force included. */
  ms: number
  /** The longest task of it. */
  longest: number
}

interface TraceEvent {
  name: string
  ph: string
  pid: number
  tid: number
  ts: number
  dur?: number
  /** Time on the processor alone, so that a busy machine counts less. */
  tdur?: number
  args: { data?: { url?: string; frame?: string; stackTrace?: { url?: string }[] }; beginData?: { stackTrace?: { url?: string }[] } }
}
const categories = ['devtools.timeline', 'v8', 'v8.execute', 'disabled-by-default-devtools.timeline.stack']
const scripts = new Set(['EvaluateScript', 'FunctionCall', 'RunMicrotasks'])

/** Traces what happens meanwhile, and answers the extension's part of the page's main thread. */
export async function spentDuring(session: CDPSession, work: () => Promise<unknown>): Promise<Spent> {
  const { frameTree } = await session.send('Page.getFrameTree')
  const events: TraceEvent[] = []
  const collect = ({ value }: { value: object[] }): void => void events.push(...(value as TraceEvent[]))
  session.on('Tracing.dataCollected', collect)
  await session.send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: categories } })
  await work()
  const complete = new Promise((resolve) => session.once('Tracing.tracingComplete', resolve))
  await session.send('Tracing.end')
  await complete
  session.off('Tracing.dataCollected', collect)
  const times = tasksOf(events, frameTree.frame.id).map(({ tdur = 0 }) => tdur / 1_000)
  return { ms: times.reduce((sum, ms) => sum + ms, 0), longest: Math.max(0, ...times) }
}

/** The outermost runs of script that are the extension's: by their address, or, for promises that go on, by what they do. */
function tasksOf(events: TraceEvent[], frame: string): TraceEvent[] {
  const thread = events.find(({ args }) => args?.data?.frame === frame)
  const here = events.filter(({ ph, pid, tid }) => (ph === 'X' || ph === 'I') && pid === thread?.pid && tid === thread.tid).sort((a, b) => a.ts - b.ts || (b.dur ?? 0) - (a.dur ?? 0))
  const found: TraceEvent[] = []
  let run: TraceEvent | null = null
  for (const event of here) {
    const isInside: boolean = run !== null && event.ts < run.ts + (run.dur ?? 0)
    if (!isInside) run = scripts.has(event.name) ? event : null
    const isNamed: boolean = isOurs(event.args?.data?.url) || isOurs((event.args?.data?.stackTrace ?? event.args?.beginData?.stackTrace)?.[0]?.url)
    if (run && isNamed && found.at(-1) !== run) found.push(run)
  }
  return found
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
    // Between the two questions the page may have drawn it anew: then there is none that one could point at now.
    const box = await session.send('DOM.getBoxModel', { nodeId: go.nodeId }).catch(() => null)
    if (!box) return null
    const { content: [x = 0, y = 0], width, height } = box.model
    return { x: x + width / 2, y: y + height / 2 }
  } finally {
    await session.detach()
  }
}
