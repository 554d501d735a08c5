/** The bare way to the background, without schemas and catalogue: small enough for a content script. */
import type { Answer, Asked, AskName } from './messages'

/** The one function of `browser.runtime` that is needed. */
export interface Runtime { sendMessage(message: unknown): Promise<unknown> }

/** Asks the background. Never throws: a background that is gone or went to sleep for good (an update) answers as `unavailable`. */
export async function knock<N extends AskName>(runtime: Runtime, ask: N, body: Asked[N][0]): Promise<Answer<Asked[N][1]>> {
  try {
    const answer = (await runtime.sendMessage({ ask, body })) as Answer<Asked[N][1]> | undefined
    if (answer) return answer
  } catch {
    // Falls through: nobody listened.
  }
  return { ok: false, problem: { type: '/problems/unavailable', title: 'no answer', status: 503 } }
}
