import { defineContentScript } from 'wxt/utils/define-content-script'
import { stand } from '../bridge/content'
import * as github from '../sites/github'

export default defineContentScript({
  matches: [...github.matches],
  registration: 'runtime',
  main: () => stand(github),
})
