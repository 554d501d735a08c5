import { render } from 'preact'
import { travelBy } from '../../bridge/call'
import { extensionWay } from '../../bridge/extension'
import { rememberedLook } from '../../organisation/look'
import { loadWords } from '../../ui'
import '../../ui/kit.css'
import '../../feedback/feedback.css'
import '../../notifications/notifications.css'
import { PopupPage } from './Popup'
import './popup.css'

travelBy(extensionWay())
await loadWords(rememberedLook().language)
render(<PopupPage leave={() => window.close()} />, document.getElementById('app')!)
