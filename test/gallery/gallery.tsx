/** The kit, laid out to be looked at and tested: `?language=ar&theme=dark&only=panel`. The words of the cast are sample data. */
import { render } from 'preact'
import { catalogue, languages, type Language } from '../../shared/words/index'
import { makeWords, StatusRegion, ThemeProvider, WordsProvider, type Theme } from '../../extension/ui/index'
import { Controls } from './Controls'
import { Desk } from './Desk'
import { Overlays } from './Overlays'
import { Panel, PanelSent } from './Panel'
import { Popup, PopupEmpty, PopupOffline } from './Popup'
import { States } from './States'

const query = new URLSearchParams(location.search)
const language = (languages as readonly string[]).includes(query.get('language') ?? '') ? (query.get('language') as Language) : 'en'
const only = query.get('only')
const boards = { panel: [Panel, PanelSent], popup: [Popup, PopupEmpty, PopupOffline], states: [States], controls: [Controls], overlays: [Overlays] }

makeWords(language, catalogue(language))

function Gallery() {
  if (only === 'desk') return <Desk />
  const shown = Object.entries(boards).filter(([name]) => !only || name === only).flatMap(([, all]) => all)
  return (
    <main class="boards">
      <h1 class="hidden-visually">Gallery</h1>
      {shown.map((Board) => <Board key={Board.name} />)}
    </main>
  )
}

render(
  <ThemeProvider theme={(query.get('theme') as Theme | null) ?? 'system'}>
    <WordsProvider language={language}>
      <Gallery />
      <StatusRegion />
    </WordsProvider>
  </ThemeProvider>,
  document.getElementById('root')!,
)
