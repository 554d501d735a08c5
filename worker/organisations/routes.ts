/** The organisation's own settings over HTTP. */
import { organisationEndpoints } from '../../shared/organisations'
import { type App, mount } from '../http/mount'
import { configureSignIn, signIn } from './actions'

export const organisationRoutes = (app: App): void =>
  mount(app, organisationEndpoints, { signIn, configureSignIn: (call) => configureSignIn(call, call.body) })
