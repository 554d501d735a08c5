/** What the floating launcher does under a person's hand: its tip, its menu, moved by pointer or by keys. */
import type { LauncherState } from '../bridge/messages'
import type { Frame } from './frame'
import { openMenu } from './menu'
import { byKey, drag, put, usual, type Place } from './place'
import { make } from './shell'
import { isRtl } from './theme'
import { tip } from './tip'

export interface Handled {
  doc: Document
  box: HTMLElement
  button: HTMLButtonElement
  more: HTMLButtonElement
  words: LauncherState['words']
  place: Place | null
  ask: {
    /** "Hide on this site" was chosen, or was a slip. */
    hide(isHidden?: boolean): void
    /** It was moved: remember the place for this site. */
    move(place: Place): void
  }
  frame: Frame
}

export interface Handling {
  /** Was the last press a drag? Its click opens nothing then. */
  wasDragged(): boolean
  /** Takes the tip away. */
  rest(): void
  /** The launcher goes. */
  end(): void
}

/** Makes the launcher answer to pointer and keys. */
export function handle({ doc, box, button, more, words, place: kept, ask, frame }: Handled): Handling {
  let place = kept ?? usual
  let endMove = () => {}
  const shown = tip(box, button, words.open, words.shortcut)
  const wasDragged = drag(box, button, settle)
  more.addEventListener('click', (event) => event.isTrusted && showMenu())
  box.addEventListener('contextmenu', (event) => {
    if (!event.isTrusted) return
    event.preventDefault()
    showMenu()
  })
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && frame.isOpen) frame.close()
  })
  return {
    wasDragged,
    rest: shown.hide,
    end() {
      shown.hide()
      endMove()
    },
  }

  function showMenu(): void {
    if (box.querySelector('.menu')) return
    shown.hide()
    more.setAttribute('aria-expanded', 'true')
    const items = [
      { words: words.move, act: moveByKeys },
      { words: words.hide, act: () => ask.hide() },
    ]
    openMenu(box, words.menu, items, button, () => more.setAttribute('aria-expanded', 'false'))
  }

  /** Arrow keys move it until Enter, Escape or the focus goes elsewhere. */
  function moveByKeys(): void {
    const until = new AbortController()
    const hint = make(doc, 'div', { class: 'tip', role: 'status' }, make(doc, 'span', { dir: 'auto' }, words.move), make(doc, 'kbd', { dir: 'ltr' }, '← ↑ ↓ →'))
    box.append(hint)
    endMove = () => {
      if (until.signal.aborted) return
      until.abort()
      hint.remove()
      ask.move(place)
    }
    button.addEventListener('keydown', (event) => {
      const next = byKey(event.key, place, isRtl(box), doc.documentElement.clientHeight)
      if (next) put(box, (place = next))
      else if (event.key === 'Enter' || event.key === 'Escape') endMove()
      else return
      event.preventDefault()
    }, { signal: until.signal })
    button.addEventListener('blur', endMove, { signal: until.signal })
    button.focus()
  }

  function settle(to: Place): void {
    put(box, (place = to))
    ask.move(to)
  }
}
