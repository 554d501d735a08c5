/** The way of the extension's own pages: everything through the background. */
import { browser } from 'wxt/browser'
import type { Way } from './call'
import { knock } from './knock'
import { type HearingRuntime, listenOn } from './listen'

/** Asks the background by runtime messages. @param runtime by default the browser's own */
export const extensionWay = (runtime = browser.runtime as unknown as HearingRuntime & Parameters<typeof knock>[0]): Way => ({
  background: true,
  ask: (name, body) => knock(runtime, name, body),
  api: (endpoint, { params, query, body }) => knock(runtime, 'api', {
    endpoint: endpoint.id,
    ...(params !== undefined && { params }), ...(query !== undefined && { query }), ...(body !== undefined && { body }),
  }),
  listen: (name, hear) => listenOn(runtime, name, hear),
})
