/** All that a content script does: follow the page, mount the launcher on work, keep one frame. */
import type { ArtifactRef } from '../../shared/artifacts'
import type { Chips, LauncherState } from '../bridge/messages'
import type { Site } from '../sites/site'
import { createFrame, type Frame } from './frame'
import { mountLauncher, type Asking, type Launcher } from './launcher'
import { follow } from './navigation'

const none: Chips = { asks: [], goals: [] }

export interface Starting {
  win: Window
  site: Pick<Site, 'anchors' | 'softNavigation'>
  identify(url: URL): ArtifactRef | null
  ask: Asking & {
    /** How the launcher shall stand; null = not at all. Asked first when there is work: a page without it costs nobody anything. */
    state(): Promise<LauncherState | null>
    /** What waits on the work that is shown, in words. */
    chips?(): Promise<Chips | null>
  }
  signal: AbortSignal
}

export interface Started {
  /** Opens the panel at an address that the background made after the person's key press, as soon as it is known how. */
  open(url: string): void
  close(): void
  /** Asks again how to stand; nothing happens when nothing changed. */
  renew(): void
}

/** Starts on one page, until `signal` aborts. With `state.shown` false there is no launcher; the key still opens the panel. */
export function start({ win, site, identify, ask, signal }: Starting): Started {
  let state: LauncherState | null = null
  let asked: Promise<void> | null = null
  let isWork = false
  let frame: Frame | null = null
  let launcher: Launcher | null = null
  let chipped = 0

  follow({
    win,
    identify,
    events: site.softNavigation,
    signal,
    onWork() {
      isWork = true
      if (launcher) {
        launcher.renew()
        chip()
      }
      else if (state) mount()
      else void (asked ??= renew())
    },
    onSame: () => launcher?.ensure(),
    onNone() {
      isWork = false
      unmount()
    },
  })
  signal.addEventListener('abort', end, { once: true })
  return { open: (url) => void asked?.then(() => frame?.open(url)), close: () => frame?.close(), renew: () => void (asked = renew()) }

  async function renew(): Promise<void> {
    const next = await ask.state()
    if (signal.aborted) return
    if (next && state && JSON.stringify(next) === JSON.stringify(state)) return chip()
    unmount()
    state = next
    // Not granted any more, or no background: asked again when other work is shown.
    if (!next) {
      frame?.close()
      return void (asked = null)
    }
    frame ??= createFrame(win.document, next.css.frame, () => identify(new URL(win.location.href))?.url, () => ask.open().catch(() => null))
    frame.name(next.words.panel)
    if (isWork) mount()
  }

  function mount(): void {
    if (!state?.shown || !frame) return
    launcher = mountLauncher({ doc: win.document, site, state, ask: { ...ask, hide }, frame })
    chip()
  }

  /** What belongs to the work before goes at once. */
  function chip(): void {
    const stands = launcher
    const number = ++chipped
    stands?.chips(none)
    void ask.chips?.().then((chips) => number === chipped && stands === launcher && stands?.chips(chips ?? none))
  }

  function hide(): void {
    show(false)
    launcher?.hide(() => {
      unmount()
      show(true)
      mount()
    }, unmount)
  }

  function show(shown: boolean): void {
    state = { ...state!, shown }
    ask.hide(!shown)
  }

  function unmount(): void {
    // What goes may lose the focus, and ask to go again.
    const goes = launcher
    launcher = null
    goes?.remove()
  }

  function end(): void {
    unmount()
    frame?.close()
  }
}
