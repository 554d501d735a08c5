/** A small menu with arrow keys, for the launcher. */
import { make } from './shell'

export interface Item { words: string; act: () => void }

/** Opens a menu in `box` and gives it the focus; closed by Escape, Tab, a choice or a click elsewhere. `back` gets the focus again. */
export function openMenu(box: HTMLElement, label: string, items: readonly Item[], back: HTMLElement, closed: () => void): () => void {
  const doc = box.ownerDocument
  const menu = make(doc, 'div', { class: 'menu', role: 'menu', 'aria-label': label })
  const buttons = items.map(({ words, act }) => {
    const button = make(doc, 'button', { role: 'menuitem', type: 'button', tabindex: '-1', dir: 'auto' }, words)
    button.addEventListener('click', (event) => {
      if (!event.isTrusted) return
      close(true)
      act()
    })
    return button
  })
  menu.append(...buttons)

  let isOpen = true
  function close(refocus: boolean): void {
    if (!isOpen) return
    isOpen = false
    menu.remove()
    closed()
    if (refocus) back.focus()
  }

  menu.addEventListener('keydown', (event) => {
    const at = buttons.findIndex((button) => button.matches(':focus'))
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (to !== undefined) buttons.at(to % buttons.length)?.focus()
    else if (event.key === 'Escape' || event.key === 'Tab') close(true)
    else return
    event.preventDefault()
  })
  menu.addEventListener('focusout', (event) => {
    if (!menu.contains(event.relatedTarget as Node | null)) close(false)
  })
  box.append(menu)
  menu.classList.toggle('below', menu.getBoundingClientRect().top < 0)
  buttons[0]?.focus()
  return () => close(true)
}
