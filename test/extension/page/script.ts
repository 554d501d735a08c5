/** What the tests run as a content script: `start` with answers that the test can read and change. */
import { site } from '../../../extension/sites/github'
import { start, type Started } from '../../../extension/page/start'
import type { LauncherState } from '../../../extension/bridge/messages'

export interface Told { opened: number; hidden: number; reloaded: number; places: unknown[]; isValid: boolean; asides: number; asideOpens: boolean; frame: string | null; roots: ShadowRoot[]; state?: LauncherState; started: Started | null; end: () => void; begin: (state: LauncherState) => void }

// The roots are closed to everybody; only here they are kept, so that a test can look inside. Where axe looks, too, they are open.
const roots: ShadowRoot[] = []
const attach = Element.prototype.attachShadow
Element.prototype.attachShadow = function (init) {
  const root = attach.call(this, { ...init, mode: 'unsealed' in globalThis ? 'open' : init.mode })
  roots.push(root)
  return root
}

const life = new AbortController()
const told: Told = {
  opened: 0, hidden: 0, reloaded: 0, places: [], isValid: true, asides: 0, asideOpens: true, frame: 'https://panel.example/panel.html?nonce=1', roots, started: null,
  end: () => life.abort(),
  begin(state) {
    told.started = start({
      win: window, site, identify: site.identify, signal: life.signal,
      ask: {
        state: async () => told.state ?? state,
        open: async () => {
          told.opened += 1
          return told.frame
        },
        aside: async () => {
          told.asides += 1
          return told.asideOpens
        },
        hide: (isHidden) => void (told.hidden += isHidden ? 1 : -1),
        move: (place) => void told.places.push(place),
        isValid: () => told.isValid,
        reload: () => void (told.reloaded += 1),
      },
    })
  },
}
Object.assign(globalThis, { told })
