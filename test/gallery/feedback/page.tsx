/** The panel in a world of its own: `?scene={...}#nonce=good`. */
import { render } from 'preact'
import { travelBy } from '../../../extension/bridge/call'
import { PanelPage } from '../../../extension/entrypoints/panel/PanelPage'
import { loadWords } from '../../../extension/ui/index'
import { keepLook } from '../../../extension/organisation/look'
import { worldOf, type Scene } from './world'

const scene = JSON.parse(new URLSearchParams(location.search).get('scene') ?? '{}') as Scene
travelBy(worldOf(scene))
const { language } = keepLook({ language: scene.language ?? 'en', theme: scene.theme ?? 'system' })
await loadWords(language)
const beside = { window: Promise.resolve(4), open: async () => scene.opensSide ?? true, leave: () => void window.left++ }
render(<PanelPage nonce={new URLSearchParams(location.hash.slice(1)).get('nonce')} beside={beside} />, document.getElementById('app')!)
