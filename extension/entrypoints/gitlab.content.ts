import { defineContentScript } from 'wxt/utils/define-content-script'
import { stand } from '../bridge/content'
import { site } from '../sites/gitlab'

export default defineContentScript({
  matches: [...site.matches],
  registration: 'runtime',
  main: () => stand(site),
})
