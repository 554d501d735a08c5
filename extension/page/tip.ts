/** What stands beside the launcher for a moment: its tip, or a notice that something has to be done first. */
import { make } from './shell'

const delay = 400

/** Shows `words` and the key 400 ms after the pointer or the keyboard has come to `target`; Escape takes them away. */
export function tip(box: HTMLElement, target: HTMLElement, words: string, key: string): { hide: () => void } {
  const doc = box.ownerDocument
  const win = doc.defaultView as Window
  let bubble: HTMLElement | null = null
  let timer = 0

  const hide = () => {
    win.clearTimeout(timer)
    bubble?.remove()
    bubble = null
  }
  const plan = () => {
    hide()
    timer = win.setTimeout(() => {
      if (target.getAttribute('aria-expanded') === 'true' || box.querySelector('.menu, .tip')) return
      // The button's name says the same: no need to read it twice.
      bubble = make(doc, 'div', { class: 'tip', 'aria-hidden': 'true' }, make(doc, 'span', { dir: 'auto' }, words))
      if (key) bubble.append(make(doc, 'kbd', { dir: 'ltr' }, key))
      box.append(bubble)
    }, delay)
  }
  target.addEventListener('pointerenter', plan)
  target.addEventListener('focus', () => target.matches(':focus-visible') && plan())
  target.addEventListener('blur', hide)
  box.addEventListener('pointerleave', hide)
  target.addEventListener('pointerdown', hide)
  box.addEventListener('keydown', (event) => event.key === 'Escape' && hide())
  return { hide }
}

/** Says something with the one button for it, which takes the focus where there are words before it. A second notice replaces the first. */
export function notice(box: HTMLElement, words: string, act: () => void, before?: string): void {
  const doc = box.ownerDocument
  box.querySelector('.notice')?.remove()
  const button = make(doc, 'button', { type: 'button', dir: 'auto' }, words)
  button.addEventListener('click', (event) => event.isTrusted && act())
  const bubble = make(doc, 'div', { class: 'tip notice', role: 'status' })
  box.append(bubble)
  if (before) {
    bubble.append(make(doc, 'span', { dir: 'auto', id: 'why' }, before))
    button.setAttribute('aria-describedby', 'why')
  }
  bubble.append(button)
  bubble.classList.toggle('below', bubble.getBoundingClientRect().top < 0)
  if (before) button.focus()
}
