/** The wiring of a content script: what the launcher asks goes to the background, what the background tells goes to the frame. */
import { browser } from 'wxt/browser'
import type { ContentScriptContext } from 'wxt/utils/content-script-context'
import { knock } from './knock'
import { type HearingRuntime, listenOn } from './listen'
import type { Site } from '../sites/site'
import { start, type Started } from '../page/start'

/** Stands on a page of a site until the extension goes, and starts anew when the launcher's state changes. */
export async function stand(ctx: ContentScriptContext, site: Site): Promise<void> {
  const runtime = browser.runtime as unknown as HearingRuntime & Parameters<typeof knock>[0]
  let started: Started | null = null
  let life = new AbortController()
  /** The frame that stands, so that only its own opening closes it. */
  let opened = ''
  /** The state that it stands in, as text. */
  let state = ''

  const mount = async () => {
    const answer = await knock(runtime, 'launcher.state', { site: site.id })
    // News of another site: an open panel stays.
    if (state === (state = JSON.stringify(answer))) return
    life.abort()
    life = new AbortController()
    started = null
    // Not granted any more, or no background: nothing of ours stands here.
    if (!answer.ok || ctx.signal.aborted) return
    started = start({
      win: window,
      site,
      identify: site.identify,
      state: answer.value,
      signal: AbortSignal.any([ctx.signal, life.signal]),
      ask: {
        async open() {
          const reply = await knock(runtime, 'launcher.open', {})
          return reply.ok && reply.value ? (opened = reply.value.frame) : null
        },
        hide: () => void knock(runtime, 'launcher.hide', { site: site.id }),
        move: (place) => void knock(runtime, 'launcher.place', { site: site.id, place }),
        isValid: () => ctx.isValid,
        reload: () => location.reload(),
      },
    })
  }

  let mounted = mount()
  const hearing = [
    listenOn(runtime, 'launcher.changed', () => (mounted = mount())),
    // A key pressed while the launcher is still being mounted is not lost.
    listenOn(runtime, 'frame.open', ({ frame }) => void mounted.then(() => started?.open((opened = frame)))),
    listenOn(runtime, 'frame.close', ({ nonce }) => opened.endsWith(nonce) && started?.close()),
  ]
  ctx.onInvalidated(() => hearing.forEach((stop) => stop()))
  await mounted
}
