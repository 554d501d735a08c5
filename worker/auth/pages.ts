/** The pages of signing in: plain forms under their own limits and origin checks. */
import type { App } from '../http/mount'
import { mountPages } from '../http/pages'
import { authorizePages } from './authorize'
import { emailPages } from './email'
import { addressPages } from './address'
import { joinPages } from './join'
import { oidcPages } from './oidc'
import { setUpPages } from './set-up'
import { signInPages } from './sign-in'

export const authPages = (app: App): void => mountPages(app, [...authorizePages, ...signInPages, ...emailPages, ...oidcPages, ...joinPages, ...addressPages, ...setUpPages])
