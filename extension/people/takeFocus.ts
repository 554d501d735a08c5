/** A ref for what appears because somebody asked for it: it takes the focus, once. */
export const takeFocus = (element: HTMLElement | null): void => element?.focus()
