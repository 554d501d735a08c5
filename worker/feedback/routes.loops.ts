/** Loops over HTTP. */
import { loopEndpoints } from '../../shared/loops'
import { type App, mount } from '../http/mount'
import { helped, notNow } from './actions.loops'

export const loopRoutes = (app: App): void => mount(app, loopEndpoints, { helped, notNow })
