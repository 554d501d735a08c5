/** Chromium's real side panel. Playwright takes it for no page of its own, so it is spoken to by the debugger's protocol. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { CDPSession } from 'playwright-core'
import { inRoot } from '../../scripts/lib/paths.mjs'
import type { Browser } from './browser'

export interface SidePanel {
  /** Runs an expression in its page, as a press would. */
  evaluate<T>(expression: string): Promise<T>
  /** All that can be read there. */
  text(): Promise<string>
  /** Presses what has these words, or this name. */
  press(name: string): Promise<void>
  /** Types into the first field. */
  write(text: string): Promise<void>
  screenshot(name: string): Promise<void>
}

/** How many side panels stand open. */
export async function sidePanels(browser: Browser): Promise<string[]> {
  const session = await browser.context.newCDPSession(browser.context.pages()[0]!)
  try {
    return await targets(session)
  } finally {
    await session.detach()
  }
}

async function targets(session: CDPSession): Promise<string[]> {
  const { targetInfos } = await session.send('Target.getTargets')
  // A frame's address has its nonce.
  return targetInfos.filter(({ type, url }) => type === 'page' && /^chrome-extension:.*\/panel\.html$/.test(url)).map(({ targetId }) => targetId)
}

/** The one that is open, as soon as it is. */
export async function sidePanel(browser: Browser): Promise<SidePanel> {
  const session = await browser.context.newCDPSession(browser.context.pages()[0]!)
  let [targetId] = await targets(session)
  for (let tries = 0; !targetId && tries < 100; tries += 1) {
    await new Promise((resolve) => setTimeout(resolve, 100));
    [targetId] = await targets(session)
  }
  if (!targetId) throw new Error('The side panel did not open.')
  const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false })
  let last = 0
  const waiting = new Map<number, (answer: { result?: any; error?: { message: string } }) => void>()
  session.on('Target.receivedMessageFromTarget', ({ sessionId: from, message }) => {
    const answer = JSON.parse(message) as { id?: number; result?: any; error?: { message: string } }
    if (from === sessionId && answer.id !== undefined) waiting.get(answer.id)?.(answer)
  })
  // A press may close the panel before it has answered.
  session.on('Target.detachedFromTarget', ({ sessionId: from }) => from === sessionId && waiting.forEach((answer) => answer({ error: { message: 'detached' } })))
  async function send(method: string, params: object = {}): Promise<any> {
    const id = ++last
    const answer = new Promise<{ result?: any; error?: { message: string } }>((resolve) => {
      waiting.set(id, resolve)
      setTimeout(() => resolve({ error: { message: 'not answered: closed' } }), 10_000)
    })
    await session.send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id, method, params }) })
    const { result, error } = await answer
    if (error) throw new Error(`${method}: ${error.message}`)
    return result
  }
  async function evaluate<T>(expression: string): Promise<T> {
    const { result, exceptionDetails } = await send('Runtime.evaluate', { expression, returnByValue: true, awaitPromise: true, userGesture: true })
    if (exceptionDetails) throw new Error(`${expression}: ${exceptionDetails.exception?.description ?? exceptionDetails.text}`)
    return result.value as T
  }
  return {
    evaluate,
    text: () => evaluate('document.body.innerText'),
    async press(name) {
      const find = `[...document.querySelectorAll('button, [role=menuitem]')].find((one) => one.getAttribute('aria-label') === ${JSON.stringify(name)} || one.innerText.trim() === ${JSON.stringify(name)})`
      for (let tries = 0; !(await evaluate(`Boolean(${find})`)); tries += 1) {
        if (tries > 50) throw new Error(`There is no "${name}" in the side panel.`)
        await new Promise((resolve) => setTimeout(resolve, 100))
      }
      await evaluate(`void ${find}.click()`).catch((error: Error) => {
        // It may have closed itself by it.
        if (!/detached|closed|not found/i.test(error.message)) throw error
      })
    },
    async write(text) {
      await evaluate(`document.querySelector('textarea').focus()`)
      await send('Input.insertText', { text })
    },
    async screenshot(name) {
      const path = inRoot('test-results/screens', `${name}.png`)
      const { data } = await send('Page.captureScreenshot')
      mkdirSync(dirname(path), { recursive: true })
      writeFileSync(path, Buffer.from(data as string, 'base64'))
    },
  }
}
