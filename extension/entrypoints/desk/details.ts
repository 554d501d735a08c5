import { createContext, type ComponentChildren } from 'preact'
import { useContext, useEffect } from 'preact/hooks'

export const DetailsContext = createContext<(details: ComponentChildren) => void>(() => undefined)

/** Gives the column beside the content to a page, anew whenever `on` changes, and takes it back with the page. */
export function useDetails(details: ComponentChildren, on: readonly unknown[]): void {
  const show = useContext(DetailsContext)
  useEffect(() => {
    show(details)
    return () => show(null)
  }, on)
}
