import { render } from 'preact'
import { browser } from 'wxt/browser'
import { travelBy } from '../../bridge/call'
import { extensionWay } from '../../bridge/extension'
import { rememberedLook } from '../../organisation/look'
import { loadWords } from '../../ui'
import '../../ui/kit.css'
import { WelcomePage } from './Welcome'
import './welcome.css'

travelBy(extensionWay())
await loadWords(rememberedLook().language)
render(
  <WelcomePage
    grants={{ request: (origins) => browser.permissions.request({ origins }), remove: (origins) => browser.permissions.remove({ origins }) }}
  />,
  document.getElementById('app')!,
)
