/** The small button that stands on a piece of work: opens the panel. What it does under a pointer or a key comes with the first of them. */
import type { LauncherState } from '../bridge/messages'
import type { Site } from '../sites/site'
import { makeButton } from './button'
import type { Frame } from './frame'
import { handle, type Handled, type Handling } from './handling'
import { placeInline } from './inline'
import { put } from './place'
import { make, shell, wear, type Css } from './shell'
import * as style from './style'
import { dressed } from './theme'
import { notice } from './tip'

/** What the launcher asks of whoever mounts it. */
export type Asking = Handled['ask'] & {
  /** The address of the panel for this opening, after a trusted click; null if it cannot open. */
  open(): Promise<string | null>
  /** False once the extension was updated or removed under this page. */
  isValid(): boolean
  reload(): void
}

export interface Mounting {
  doc: Document
  site: Pick<Site, 'anchors'>
  /** The sheet of the button. */
  css: Css
  state: Pick<LauncherState, 'words' | 'place' | 'language'>
  ask: Asking
  frame: Frame
}

export interface Launcher {
  /** Puts it back if the page has thrown it out. */
  ensure(): void
  /** Other work is shown: it stays, and looks for its place in the host's bar again. */
  renew(): void
  remove(): void
}

/** Mounts the launcher: afloat always, and inline where the host has a place for it. */
export function mountLauncher({ doc, site, css, state: { words, place, language }, ask, frame }: Mounting): Launcher {
  const made = shell(doc, css, true)
  const buttons: HTMLButtonElement[] = []
  const asleep: ShadowRoot[] = []
  let handling: Handling | null = null
  let isThere = true

  const box = make(doc, 'div', { class: `${dressed(doc)} box ${place?.side ?? 'end'}`, lang: language })
  const button = add(() => wake().wasDragged() || press(button))
  const more = make(doc, 'button', { class: 'more', type: 'button', 'aria-label': words.menu, 'aria-haspopup': 'menu', 'aria-expanded': 'false' })
  if (place) put(box, place)
  if (frame.isOpen) sync(true)
  box.append(button, more)
  made.root.append(box)
  rest(made.root)
  const unwatch = frame.watch(sync)
  made.attach()
  const inline = placeInline(doc, site.anchors, css, (root) => (rest(root), add(press)))

  return {
    ensure: () => made.attach(),
    renew() {
      handling?.rest()
      made.attach()
      inline.again()
    },
    remove() {
      isThere = false
      unwatch()
      handling?.end()
      inline.remove()
      made.host.remove()
    },
  }

  /** Its states and what it can do come with the first pointer or focus, before these arrive at the button itself. */
  function rest(root: ShadowRoot): void {
    asleep.push(root)
    if (handling) wake()
    else for (const type of ['pointerover', 'focus']) root.addEventListener(type, rise, { capture: true, once: true })
  }

  function rise(): void {
    made.lift()
    wake()
  }

  function wake(): Handling {
    for (const root of asleep.splice(0)) wear(doc, root, css, style.awake)
    return (handling ??= handle({ doc, box, button, more, words, place, ask, frame }))
  }

  /** A press opens the panel, or closes it. */
  async function press(by: HTMLButtonElement): Promise<void> {
    wake().rest()
    if (frame.isOpen) return frame.close()
    const url = ask.isValid() ? await ask.open().catch(() => null) : null
    if (url) frame.open(url, by)
    // Nobody answers: the extension was updated, and only a fresh page can speak to it.
    else if (isThere) notice(box, words.reload, ask.reload)
  }

  function add(pressed: (by: HTMLButtonElement) => void): HTMLButtonElement {
    const one = makeButton(doc, words, frame.isOpen, pressed)
    buttons.push(one)
    return one
  }

  function sync(isOpen: boolean): void {
    if (isOpen) wake()
    for (const one of buttons) one.setAttribute('aria-expanded', String(isOpen))
    // Our own open panel must not cover the way to close it.
    box.classList.toggle('beside', isOpen)
  }
}
