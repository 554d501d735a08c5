/** One page or frame over WebDriver BiDi: read by its text, worked by its roles and names, with a real pointer and real keys. */
export type Bidi = (method: string, params: Record<string, unknown>) => Promise<any>

export interface Surface {
  /** The protocol's own id. */
  context: string
  /** Runs the body of a function with what it is given (JSON both ways). */
  run<T = unknown>(body: string, ...given: unknown[]): Promise<T>
  /** The text that stands there, once it matches. */
  see(wanted: string | RegExp, seconds?: number): Promise<string>
  /** Is there something of a role with exactly this accessible name, or text like this? */
  has(role: string, name: string | RegExp): Promise<boolean>
  /** Clicks it with the mouse, once it is there. */
  click(role: string, name: string | RegExp): Promise<void>
  /** Clicks what has these attributes, in a closed shadow root too: only the protocol sees into one. */
  clickInShadow(attributes: Record<string, string>): Promise<void>
  /** One key, or several held together: `Control+Enter`. */
  press(keys: string): Promise<void>
  type(words: string): Promise<void>
  /** Asks the background as a page of ours would. */
  ask<T = any>(name: string, body?: unknown): Promise<T>
  /** A PNG of it. */
  picture(): Promise<Buffer>
  /** Makes it the tab that a person looks at. */
  front(): Promise<void>
  close(): Promise<void>
}

const keys: Record<string, string> = { Control: '\uE009', Alt: '\uE00A', Shift: '\uE008', Enter: '\uE007', Tab: '\uE004', Escape: '\uE00C' }

export function surfaceOf(bidi: Bidi, context: string): Surface {
  const target = { context }
  const find = async (role: string, name: string | RegExp): Promise<object | undefined> => {
    const exact = typeof name === 'string'
    const { nodes } = await bidi('browsingContext.locateNodes', { context, locator: { type: 'accessibility', value: { role, ...(exact && { name }) } } })
    for (const { sharedId } of nodes) if (exact || name.test(await textOf({ sharedId }))) return { sharedId }
  }
  const textOf = async (element: object): Promise<string> =>
    (await bidi('script.callFunction', { target, awaitPromise: false, functionDeclaration: '(one) => one.ariaLabel ?? one.innerText', arguments: [element] })).result.value
  const inShadow = async (attributes: Record<string, string>): Promise<object | undefined> => {
    const { result } = await bidi('script.evaluate', { target, awaitPromise: false, expression: 'document.documentElement', serializationOptions: { includeShadowTree: 'all', maxDomDepth: 30 } })
    const walk = ({ sharedId, value }: Node): object | undefined => {
      if (Object.entries(attributes).every(([name, wanted]) => value?.attributes?.[name] === wanted)) return { sharedId }
      for (const child of [...(value?.shadowRoot ? [value.shadowRoot] : []), ...(value?.children ?? [])]) {
        const found = walk(child)
        if (found) return found
      }
    }
    return walk(result)
  }
  /** Once it is there: into view, and the real mouse on its middle. */
  const clickOn = async (find: () => Promise<object | undefined>, named: string): Promise<void> => {
    let element: object | undefined
    for (const end = Date.now() + 15_000; !(element = await find().catch(() => undefined)); await pause(50)) {
      if (Date.now() > end) throw new Error(`No ${named}. There stands:\n${await surface.run<string>('return document.body.innerText')}`)
    }
    await bidi('script.callFunction', { target, awaitPromise: false, functionDeclaration: '(one) => one.scrollIntoView({ block: "center", behavior: "instant" })', arguments: [element] })
    await act('pointer', [{ type: 'pointerMove', x: 0, y: 0, origin: { type: 'element', element } }, { type: 'pointerDown', button: 0 }, { type: 'pointerUp', button: 0 }])
  }
  const act = (type: 'key' | 'pointer', actions: object[]) => bidi('input.performActions', { context, actions: [{ type, id: type, actions }] })

  const surface: Surface = {
    context,
    async run<T>(body: string, ...given: unknown[]) {
      const answer = await bidi('script.callFunction', {
        target, awaitPromise: true, functionDeclaration: `async (given) => JSON.stringify(await (async function () { ${body} }).apply(null, JSON.parse(given)))`,
        arguments: [{ type: 'string', value: JSON.stringify(given) }],
      })
      if (answer.type === 'exception') throw new Error(answer.exceptionDetails.text)
      return (answer.result.type === 'string' ? JSON.parse(answer.result.value) : undefined) as T
    },
    async see(wanted, seconds = 15) {
      let text = ''
      for (const end = Date.now() + seconds * 1_000; ;) {
        text = await surface.run<string>('return document.body?.innerText ?? ""').catch(() => text)
        if (typeof wanted === 'string' ? text.includes(wanted) : wanted.test(text)) return text
        if (Date.now() > end) throw new Error(`Not seen: ${String(wanted)}. There stands:\n${text}`)
        await pause(50)
      }
    },
    has: async (role, name) => !!(await find(role, name)),
    click: (role, name) => clickOn(() => find(role, name), `${role} ${String(name)}`),
    clickInShadow: (attributes) => clickOn(() => inShadow(attributes), `element with ${JSON.stringify(attributes)}`),
    async press(held) {
      const values = held.split('+').map((name) => keys[name] ?? name)
      await act('key', [...values.map((value) => ({ type: 'keyDown', value })), ...values.toReversed().map((value) => ({ type: 'keyUp', value }))])
    },
    async type(words) {
      await act('key', [...words].flatMap((value) => [{ type: 'keyDown', value }, { type: 'keyUp', value }]))
    },
    async ask(name, body = {}) {
      const answer = await surface.run<{ ok: boolean; value: any }>(`return browser.runtime.sendMessage({ ask: ${JSON.stringify(name)}, body: ${JSON.stringify(body)} })`)
      if (!answer?.ok) throw new Error(`${name}: ${JSON.stringify(answer)}`)
      return answer.value
    },
    picture: async () => Buffer.from((await bidi('browsingContext.captureScreenshot', { context })).data, 'base64'),
    front: async () => void (await bidi('browsingContext.activate', { context })),
    close: async () => void (await bidi('browsingContext.close', { context })),
  }
  return surface
}

interface Node { sharedId: string; value?: { attributes?: Record<string, string>; children?: Node[]; shadowRoot?: Node | null } }

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))
