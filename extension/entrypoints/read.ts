import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import type { Reading } from '../bridge/sites'
import { hostTheme } from '../page/theme'
import { identifyAny, sites, sitesWithDemo } from '../sites'
import { proveInstance, readAll } from '../sites/readers'

/** Injected into a page at the click, once: answers with what the page says of the work at its own address. `cairnAsk` is what the background told this world just before. */
export default defineUnlistedScript(async () => {
  const world = globalThis as { cairnAsk?: Reading }
  const { instances = [], packed = {} } = world.cairnAsk ?? {}
  // Told anew each time: what an older pack said must not stay.
  delete world.cairnAsk
  const url = new URL(location.href)
  const ref = identifyAny(url, import.meta.env.CAIRN_DEV ? sitesWithDemo : sites, instances)
  if (!ref) return null
  // Relative addresses go to the page's own origin, with the person's own cookies there.
  const details = await readAll(document, ref, (...by) => fetch(...by), packed[ref.site])
  return { ref, details, hostTheme: hostTheme(document), found: ref.site === 'page' ? proveInstance(document, url) : null }
})
