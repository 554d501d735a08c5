import type { ComponentChildren } from 'preact'
import { useLayoutEffect } from 'preact/hooks'

export type Theme = 'system' | 'light' | 'dark'

/** Puts the theme on the document (`data-theme`); `system` leaves it to the browser. A host's own theme comes in the same way. */
export function ThemeProvider({ theme, children }: { theme: Theme; children: ComponentChildren }) {
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    if (theme === 'system') delete dataset.theme
    else dataset.theme = theme
  }, [theme])
  return <>{children}</>
}
