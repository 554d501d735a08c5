/** The least that a site's content script holds: its `identify` and the page code. Bundled to be weighed. */
import { anchors, identify, softNavigation, theme } from '../../../extension/sites/github'
import { start, type Starting } from '../../../extension/page/start'

Object.assign(globalThis, { begin: ({ ask, signal }: Pick<Starting, 'ask' | 'signal'>) => start({ win: window, site: { anchors, softNavigation, theme }, identify, ask, signal }) })
