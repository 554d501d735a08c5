import { hasBackground } from '../bridge/call'

/** The address of a place in the desk: an extension page routes by hash, the web by path. */
export const deskHref = (path: string): string => (hasBackground() ? `/desk.html#${path}` : path)
