/** The browser's own question about a site, asked from a page of ours: at once in the click, or it is not asked. */
import { browser } from 'wxt/browser'

export const grants = { request: (origins: string[]): Promise<boolean> => browser.permissions.request({ origins }) }
