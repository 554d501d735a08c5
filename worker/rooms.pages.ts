/** The pages that the Worker itself serves: signing in, joining, setting up, unsubscribing. Loaded when the first is asked for. */
import { authPages } from './auth/pages'
import { unsubscribePages } from './notifications/unsubscribe'
import type { Room } from './rooms'

export const pages: readonly Room[] = [authPages, unsubscribePages]
