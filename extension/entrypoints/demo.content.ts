import { defineContentScript } from 'wxt/utils/define-content-script'
import { stand } from '../bridge/content'
import { site } from '../sites/demo'

/** The demo's made-up work. Only the development build ever registers it, and only there has it anything inside. */
export default defineContentScript({
  matches: [...site.matches],
  registration: 'runtime',
  main: () => (import.meta.env.CAIRN_DEV ? stand(site) : undefined),
})
