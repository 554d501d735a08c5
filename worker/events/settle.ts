/** What follows an event, from where it was recorded: mails and channels are loaded when something is due, not at an isolate's start. */
import type { settle as now } from './outbox'

/** Does what is due in one organisation: see outbox. */
export const settle: typeof now = async (...what) => (await import('./outbox')).settle(...what)
