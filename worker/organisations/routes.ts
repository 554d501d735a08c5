/** The organisation's own settings over HTTP. */
import { organisationEndpoints } from '../../shared/organisations'
import { type App, mount } from '../http/mount'
import { configureSignIn, rename, signIn } from './actions'
import { handlers, setHandlers } from './actions.handlers'
import { testSignIn } from './actions.connection'

export const organisationRoutes = (app: App): void =>
  mount(app, organisationEndpoints, { signIn, handlers, setHandlers, rename: (call) => rename(call, call.body), testSignIn: (call) => testSignIn(call, call.body), configureSignIn: (call) => configureSignIn(call, call.body) })
