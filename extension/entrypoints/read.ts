import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script'
import { hostTheme } from '../page/theme'
import { identifyAny, sites, sitesWithDemo } from '../sites'
import { read } from '../sites/readers'

/** Injected into a page at the click, once: answers with what the page says of the work at its own address. */
export default defineUnlistedScript(() => {
  const ref = identifyAny(new URL(location.href), import.meta.env.CAIRN_DEV ? sitesWithDemo : sites)
  return ref && { ref, details: read(document, ref), hostTheme: hostTheme(document) }
})
