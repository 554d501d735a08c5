/** The small button that stands on a piece of work: opens the panel, can be moved, can be hidden on its site. */
import type { LauncherState } from '../bridge/messages'
import type { Site } from '../sites/site'
import { makeButton } from './button'
import type { Frame } from './frame'
import { placeInline } from './inline'
import { openMenu } from './menu'
import { byKey, drag, put, usual, type Place } from './place'
import { make, shell } from './shell'
import * as style from './style'
import { dress, isRtl } from './theme'
import { notice, tip } from './tip'

/** What the launcher asks of whoever mounts it. */
export interface Asking {
  /** The address of the panel for this opening, after a trusted click; null if it cannot open. */
  open(): Promise<string | null>
  /** "Hide on this site" was chosen. */
  hide(): void
  /** It was moved: remember the place for this site. */
  move(place: Place): void
  /** False once the extension was updated or removed under this page. */
  isValid(): boolean
  reload(): void
}

export interface Mounting {
  doc: Document
  site: Pick<Site, 'anchors' | 'theme'>
  state: Pick<LauncherState, 'words' | 'place' | 'language'>
  ask: Asking
  frame: Frame
  signal: AbortSignal
}

export interface Launcher {
  /** Puts it back if the page has thrown it out. */
  ensure(): void
}

/** Mounts the launcher until `signal` aborts: afloat always, and inline where the host has a place for it. */
export function mountLauncher({ doc, site, state, ask, frame, signal }: Mounting): Launcher {
  const { words } = state
  const made = shell(doc, style.launcher)
  const buttons = new Set<HTMLButtonElement>()
  let place = state.place ?? usual

  const box = make(doc, 'div', { class: 'in box' })
  const button = makeButton(doc, words, () => wasDragged() || press(button))
  const more = make(doc, 'button', { class: 'more', type: 'button', 'aria-label': words.menu, 'aria-haspopup': 'menu', 'aria-expanded': 'false' })
  const shown = tip(box, button, words.open, words.shortcut)
  const wasDragged = drag(box, button, settle)
  dress(doc, box, site.theme)
  put(box, place)
  box.lang = state.language
  box.append(button, more)
  made.root.append(box)

  add(button)
  more.addEventListener('click', (event) => event.isTrusted && showMenu())
  box.addEventListener('contextmenu', (event) => {
    if (!event.isTrusted) return
    event.preventDefault()
    showMenu()
  })
  button.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && frame.isOpen) frame.close()
  })
  frame.watch(sync, signal)
  signal.addEventListener('abort', () => made.host.remove(), { once: true })
  made.attach()
  placeInline({ doc, anchors: site.anchors, theme: site.theme, signal, make: () => add(makeButton(doc, words, press)) })
  return { ensure: () => made.attach() }

  /** A press opens the panel, or closes it. */
  async function press(by: HTMLButtonElement): Promise<void> {
    shown.hide()
    if (frame.isOpen) return frame.close()
    const url = ask.isValid() ? await ask.open().catch(() => null) : null
    if (url) frame.open(url, by)
    // Nobody answers: the extension was updated, and only a fresh page can speak to it.
    else if (!signal.aborted) notice(box, words.reload, ask.reload)
  }

  function add(one: HTMLButtonElement): HTMLButtonElement {
    buttons.add(one)
    sync(frame.isOpen)
    return one
  }

  function sync(isOpen: boolean): void {
    for (const one of buttons) one.setAttribute('aria-expanded', String(isOpen))
    // Our own open panel must not cover the way to close it.
    box.classList.toggle('beside', isOpen)
  }

  function showMenu(): void {
    if (box.querySelector('.menu')) return
    shown.hide()
    more.setAttribute('aria-expanded', 'true')
    const items = [
      { words: words.move, act: moveByKeys },
      { words: words.hide, act: ask.hide },
    ]
    openMenu(box, words.menu, items, button, () => more.setAttribute('aria-expanded', 'false'))
  }

  /** Arrow keys move it until Enter, Escape or the focus goes elsewhere. */
  function moveByKeys(): void {
    const until = new AbortController()
    const hint = make(doc, 'div', { class: 'tip', role: 'status' }, make(doc, 'span', { dir: 'auto' }, words.move), make(doc, 'kbd', { dir: 'ltr' }, '← ↑ ↓ →'))
    box.append(hint)
    const end = () => {
      if (until.signal.aborted) return
      until.abort()
      hint.remove()
      ask.move(place)
    }
    button.addEventListener('keydown', (event) => {
      const next = byKey(event.key, place, isRtl(box), doc.documentElement.clientHeight)
      if (next) put(box, (place = next))
      else if (event.key === 'Enter' || event.key === 'Escape') end()
      else return
      event.preventDefault()
    }, { signal: until.signal })
    button.addEventListener('blur', end, { signal: until.signal })
    signal.addEventListener('abort', end, { once: true, signal: until.signal })
    button.focus()
  }

  function settle(to: Place): void {
    put(box, (place = to))
    ask.move(to)
  }
}
