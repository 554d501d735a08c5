import { render } from 'preact'
import { browser } from 'wxt/browser'
import { featuresOf } from '../../background/features'
import { travelBy } from '../../bridge/call'
import { extensionWay } from '../../bridge/extension'
import type { Beside } from './following'
import { PanelPage } from './PanelPage'
import { rememberedLook } from '../../organisation/look'
import { loadWords } from '../../ui'
import '../../ui/kit.css'
import '../../feedback/feedback.css'
import '../../action-items/action-items.css'
import '../../requests/requests.css'
import '../../talk/talk.css'

travelBy(extensionWay())
const { side, windowId: windowOf } = featuresOf(browser)
let windowId: number | undefined
const beside: Beside = {
  window: windowOf().then((id) => (windowId = id)),
  open: side && (() => {
    // Switched on in the same turn: what is chosen only now would come too late for the press.
    side.want(true)
    return side.open({ windowId })
  }),
  leave: () => window.close(),
}
await loadWords(rememberedLook().language)
render(<PanelPage nonce={new URLSearchParams(location.hash.slice(1)).get('nonce')} beside={beside} />, document.getElementById('app')!)
