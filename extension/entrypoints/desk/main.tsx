import { render } from 'preact'
import { travelBy } from '../../bridge/call'
import { rememberedLook } from '../../organisation/look'
import { loadWords } from '../../ui'
import '../../ui/kit.css'
import '../../ui/page.css'
import '../../feedback/feedback.css'
import '../../action-items/action-items.css'
import '../../requests/requests.css'
import '../../talk/talk.css'
import '../../notifications/notifications.css'
import { DeskPage } from './Desk'
import './desk.css'

// The same page twice: in the extension it asks the background, on the web it asks the server that served it.
if (import.meta.env.CAIRN_WEB) travelBy((await import('../../bridge/http')).httpWay())
else travelBy((await import('../../bridge/extension')).extensionWay())
await loadWords(rememberedLook().language)
render(<DeskPage />, document.getElementById('app')!)
