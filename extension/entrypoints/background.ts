import { defineBackground } from 'wxt/utils/define-background'
import { start } from '../background/start'
import { realWorld } from '../background/world'

export default defineBackground(() => start(realWorld()))
