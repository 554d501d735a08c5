/** The host's own colours, as far as it says them. */
import type { ThemeMap } from '../sites/site'

/** Does the page say that it is light or dark? Null: it follows the system, or does not say. */
export function hostTheme(doc: Document): 'light' | 'dark' | null {
  const mode = doc.documentElement.getAttribute('data-color-mode')
  return mode === 'light' || mode === 'dark' ? mode : null
}

/** Does the page run from right to left where this stands? Asked late: an answer costs the page a style pass. */
export const isRtl = (element: HTMLElement): boolean => getComputedStyle(element).direction === 'rtl'

/** Hands the host's variables and colour scheme to what stands inside our shadow root. Its direction is inherited. */
export function dress(doc: Document, inside: HTMLElement, theme: ThemeMap = {}): void {
  for (const [name, variable] of Object.entries(theme)) {
    if (/^--[\w-]+$/.test(variable)) inside.style.setProperty(`--h-${name}`, `var(${variable})`)
  }
  const mode = doc.documentElement.getAttribute('data-color-mode')
  if (mode) inside.style.colorScheme = hostTheme(doc) ?? 'light dark'
}
