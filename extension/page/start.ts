/** All that a content script does: follow the page, mount the launcher on work, keep one frame. */
import type { ArtifactRef } from '../../shared/artifacts'
import type { LauncherState } from '../bridge/messages'
import type { Site } from '../sites/site'
import { createFrame } from './frame'
import { mountLauncher, type Asking, type Launcher } from './launcher'
import { follow } from './navigation'

export interface Starting {
  win: Window
  site: Pick<Site, 'anchors' | 'theme' | 'softNavigation'>
  identify(url: URL): ArtifactRef | null
  state: LauncherState
  ask: Asking
  signal: AbortSignal
}

export interface Started {
  /** Opens the panel at an address that the background made after the person's key press, or closes nothing if it is open. */
  open(url: string): void
  close(): void
}

/** Starts on one page, until `signal` aborts. With `state.shown` false there is no launcher; the key still opens the panel. */
export function start({ win, site, identify, state, ask, signal }: Starting): Started {
  const doc = win.document
  const frame = createFrame(doc, state.words.panel, signal)
  const hidden = new AbortController()
  const life = AbortSignal.any([signal, hidden.signal])
  const hide = () => {
    hidden.abort()
    frame.close()
    ask.hide()
  }
  let launcher: Launcher | null = null
  if (state.shown) {
    follow({
      win,
      identify,
      signal: life,
      ...(site.softNavigation && { events: site.softNavigation }),
      onWork(_ref, until) {
        launcher = mountLauncher({ doc, site, state, ask: { ...ask, hide }, frame, signal: until })
      },
      onSame: () => launcher?.ensure(),
    })
  }
  return { open: (url) => frame.open(url), close: frame.close }
}
