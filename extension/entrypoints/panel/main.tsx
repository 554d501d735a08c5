import { render } from 'preact'
import { travelBy } from '../../bridge/call'
import { extensionWay } from '../../bridge/extension'
import { PanelPage } from '../../feedback/PanelPage'
import { rememberedLook } from '../../organisation/look'
import { loadWords } from '../../ui'
import '../../ui/kit.css'
import '../../feedback/feedback.css'

travelBy(extensionWay())
await loadWords(rememberedLook().language)
render(<PanelPage nonce={new URLSearchParams(location.hash.slice(1)).get('nonce')} />, document.getElementById('app')!)
