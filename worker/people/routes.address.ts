/** Addresses over HTTP: one's own, somebody's for admins. */
import { addressEndpoints } from '../../shared/addresses'
import { type App, mount } from '../http/mount'
import { address, changeAddress, confirmAddress } from './actions.address'
import { ownAddress, prove, unwish, wish } from './actions.wish'

export const addressRoutes = (app: App): void => mount(app, addressEndpoints, { own: ownAddress, wish, prove, unwish, of: address, change: changeAddress, confirm: confirmAddress })
