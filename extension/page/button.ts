/** The launcher's button: the same one afloat and inline. */
import type { LauncherState } from '../bridge/messages'
import { make } from './shell'

export type Words = LauncherState['words']

/** Makes the button; its mark is drawn by the sheet. Only a person's own click counts: a page can send clicks too, but no trusted ones. */
export function makeButton(doc: Document, { open, shortcut }: Words, isOpen: boolean, press: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const button = make(doc, 'button', { class: 'go', type: 'button', 'aria-label': open, 'aria-haspopup': 'dialog', 'aria-expanded': String(isOpen) })
  if (shortcut) button.setAttribute('aria-keyshortcuts', shortcut.trim().split(/\s+/).join('+'))
  button.addEventListener('click', (event) => {
    if (event.isTrusted) press(button)
  })
  return button
}
