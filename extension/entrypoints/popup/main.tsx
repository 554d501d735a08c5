import { render } from 'preact'
import { browser } from 'wxt/browser'
import { featuresOf } from '../../background/features'
import { travelBy } from '../../bridge/call'
import { extensionWay } from '../../bridge/extension'
import { grants } from '../../bridge/grants'
import { rememberedLook } from '../../organisation/look'
import { loadWords } from '../../ui'
import '../../ui/kit.css'
import '../../feedback/feedback.css'
import '../../action-items/action-items.css'
import '../../requests/requests.css'
import '../../talk/talk.css'
import '../../notifications/notifications.css'
import { PopupPage } from './Popup'
import './popup.css'

travelBy(extensionWay())
await loadWords(rememberedLook().language)
const { side, windowId: windowOf } = featuresOf(browser)
let windowId: number | undefined
void windowOf().then((id) => (windowId = id))
render(<PopupPage leave={() => window.close()} grants={grants} openAside={side && (() => side.open({ windowId }))} />, document.getElementById('app')!)
