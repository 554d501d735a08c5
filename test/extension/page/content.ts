/** The least that a site's content script holds: its `identify` and the page code. Bundled to be weighed. */
import { site } from '../../../extension/sites/github'
import { start, type Starting } from '../../../extension/page/start'

Object.assign(globalThis, { begin: ({ ask, signal }: Pick<Starting, 'ask' | 'signal'>) => start({ win: window, site, identify: site.identify, ask, signal }) })
