/** The wiring of a content script: what the launcher asks goes to the background, what the background tells goes to the frame. */
import { start } from '../page/start'
import { covers } from '../../shared/hosts'
import type { InstanceHints, Site } from '../sites/site'
import { knock, type Runtime } from './knock'
import { type HearingRuntime, listenOn } from './listen'

type ContentRuntime = Runtime & HearingRuntime

// Not by WXT's `browser`: it asks for the extension's API at once, and most pages of a site need nothing of it. Only by
// `chrome`, which answers with promises in Firefox too: where a browser knows both names, each that is touched costs the page.
const runtimeOf = (): ContentRuntime => (globalThis as unknown as { chrome: { runtime: ContentRuntime } }).chrome.runtime

/** Stands on a page of a site until a newer script of ours does. Before there is work on the page it neither asks nor hears anybody. */
export async function stand(site: Site): Promise<void> {
  // On a host that the leaf does not name itself only the background knows where the site begins.
  const here = new URL(location.href)
  const isOwn = site.matches.some((pattern) => covers(pattern, here))
  const hints: InstanceHints | undefined = isOwn ? undefined : await where()
  const life = new AbortController()
  let isHearing = false
  /** The frame that stands, so that only its own opening closes it. */
  let opened = ''

  const started = start({
    win: window,
    site,
    identify: (url) => site.identify(url, hints),
    signal: life.signal,
    ask: {
      async state() {
        hear()
        const answer = await knock(runtimeOf(), 'launcher.state', { site: site.id })
        return answer.ok ? answer.value : null
      },
      async chips() {
        const answer = await knock(runtimeOf(), 'launcher.chips', {})
        return answer.ok ? answer.value : null
      },
      async open() {
        const reply = await knock(runtimeOf(), 'launcher.open', {})
        return reply.ok && reply.value ? (opened = reply.value.frame) : null
      },
      async aside() {
        const reply = await knock(runtimeOf(), 'launcher.aside', {})
        return reply.ok && reply.value.opened
      },
      hide: (isHidden) => void knock(runtimeOf(), 'launcher.hide', { site: site.id, undo: !isHidden }),
      move: (place) => void knock(runtimeOf(), 'launcher.place', { site: site.id, place }),
      // After an update the API of the old script has no id any more.
      isValid: () => Boolean(runtimeOf()?.id),
      reload: () => location.reload(),
    },
  })

  async function where(): Promise<InstanceHints> {
    const answer = await knock(runtimeOf(), 'launcher.where', {})
    return answer.ok ? answer.value : {}
  }

  function hear(): void {
    if (isHearing) return
    isHearing = true
    const runtime = runtimeOf()
    // Injected anew, after an update or a grant: the older one goes.
    const sign = `${runtime.id} ${site.id}`
    window.dispatchEvent(new Event(sign))
    window.addEventListener(sign, () => life.abort(), { once: true })
    const hearing = [
      listenOn(runtime, 'launcher.changed', () => started.renew()),
      listenOn(runtime, 'frame.open', ({ frame }) => started.open((opened = frame))),
      listenOn(runtime, 'frame.close', ({ nonce }) => opened.endsWith(nonce) && started.close()),
    ]
    life.signal.addEventListener('abort', () => hearing.forEach((stop) => stop()), { once: true })
  }
}
