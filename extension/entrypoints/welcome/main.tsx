import { render } from 'preact'
import { travelBy } from '../../bridge/call'
import { extensionWay } from '../../bridge/extension'
import { grants } from '../../bridge/grants'
import { rememberedLook } from '../../organisation/look'
import { loadWords } from '../../ui'
import '../../ui/kit.css'
import '../../ui/page.css'
import { WelcomePage } from './Welcome'
import './welcome.css'

travelBy(extensionWay())
await loadWords(rememberedLook().language)
render(<WelcomePage grants={grants} />, document.getElementById('app')!)
