/** What the host says about its look. Its colours come as its own variables, by the sheet. */

/** Does the page say that it is light or dark? Null: it follows the system, or does not say. */
export function hostTheme(doc: Document): 'light' | 'dark' | null {
  const mode = doc.documentElement.getAttribute('data-color-mode')
  return mode === 'light' || mode === 'dark' ? mode : null
}

/** Does the page run from right to left where this stands? Asked late: an answer costs the page a style pass. */
export const isRtl = (element: HTMLElement): boolean => getComputedStyle(element).direction === 'rtl'

/** The classes of what stands directly inside a shadow root of ours: with the page's colour scheme. Its direction is inherited. */
export function dressed(doc: Document): string {
  return `in ${hostTheme(doc) ?? (doc.documentElement.hasAttribute('data-color-mode') ? 'both' : '')}`
}
