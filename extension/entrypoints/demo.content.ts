import { defineContentScript } from 'wxt/utils/define-content-script'
import { stand } from '../bridge/content'
import * as demo from '../sites/demo'

/** The demo's made-up work. Only the development build ever registers it, and only there has it anything inside. */
export default defineContentScript({
  matches: [...demo.matches],
  registration: 'runtime',
  main: () => (import.meta.env.CAIRN_DEV ? stand(demo) : undefined),
})
