/** The launcher's button: the same one afloat and inline. */
import type { LauncherState } from '../bridge/messages'
import { make, mark } from './shell'

export type Words = LauncherState['words']

/** Makes the button. Only a person's own click counts: a page can send clicks too, but no trusted ones. */
export function makeButton(doc: Document, words: Words, press: (button: HTMLButtonElement) => void): HTMLButtonElement {
  const attributes = { class: 'go', type: 'button', 'aria-label': words.open, 'aria-haspopup': 'dialog', 'aria-expanded': 'false' }
  const button = make(doc, 'button', attributes, mark(doc))
  if (words.shortcut) button.setAttribute('aria-keyshortcuts', words.shortcut.trim().replace(/\s+/g, '+'))
  button.addEventListener('click', (event) => {
    if (event.isTrusted) press(button)
  })
  return button
}
