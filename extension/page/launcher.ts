/** The small button that stands on a piece of work: opens the panel. What it does under a pointer or a key comes with the first of them. */
import type { Chips, LauncherState } from '../bridge/messages'
import type { Site } from '../sites/site'
import { makeButton } from './button'
import type { Frame } from './frame'
import { handle, type Handled, type Handling } from './handling'
import { placeInline } from './inline'
import { put } from './place'
import { make, shell, wear } from './shell'
import { dressed } from './theme'
import { notice } from './tip'

/** What the launcher asks of whoever mounts it. */
export type Asking = Handled['ask'] & {
  /** The address of the panel for this opening, after a trusted click; null if it cannot open. */
  open(): Promise<string | null>
  /** Asks for the browser's own side panel instead; false where it does not open. */
  aside(): Promise<boolean>
  /** False once the extension was updated or removed under this page. */
  isValid(): boolean
  reload(): void
}

export interface Mounting {
  doc: Document
  site: Pick<Site, 'anchors'>
  state: Omit<LauncherState, 'shown' | 'dir'>
  ask: Asking
  frame: Frame
}

export interface Launcher {
  /** Puts it back if the page has thrown it out. */
  ensure(): void
  /** Other work is shown: it stays, and looks for its place in the host's bar again. */
  renew(): void
  /** Puts these beside it: a press opens the panel, as its own does. */
  chips(chips: Chips): void
  /** The person hides it: says so once, with a way back, until the focus leaves. `gone` then. */
  hide(undo: () => void, gone: () => void): void
  remove(): void
}

const settled = 2_000

/** Mounts the launcher: afloat always, and inline where the host has a place for it. */
export function mountLauncher({ doc, site, state: { words, place, language, aside, anchors, css }, ask, frame }: Mounting): Launcher {
  const made = shell(doc, css.rest, true)
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
  const inline = placeInline(doc, [...anchors.map((selector) => ({ selector, where: 'append' as const })), ...site.anchors], made, css.rest, (root) => (rest(root), add(press)))
  // Covered, or moved away with the page's root: the top layer is above such. Looked at when the page rests, as a layout is not ours to force.
  setTimeout(() => {
    const { x, y } = button.getBoundingClientRect()
    if (doc.elementFromPoint(x + 16, y + 16) !== made.host) made.lift()
  }, settled)

  return {
    ensure: inline.ensure,
    renew() {
      handling?.rest()
      inline.again()
    },
    chips({ asks, goals }) {
      for (const old of box.querySelectorAll('.ask')) old.remove()
      if (box.contains(more)) more.before(...asks.map((text) => chip(text, 'ask')), ...goals.map((text) => chip(text, 'ask goal')))
    },
    hide(undo, gone) {
      inline.remove()
      box.replaceChildren()
      notice(box, words.undo, undo, words.hidden)
      box.addEventListener('focusout', gone)
      box.addEventListener('keydown', ({ key }) => key === 'Escape' && gone())
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
    for (const root of asleep.splice(0)) wear(doc, root, css.rest, css.awake)
    return (handling ??= handle({ doc, box, button, more, words, place, ask, frame }))
  }

  /** A press opens the panel, or closes it. */
  async function press(by: HTMLButtonElement): Promise<void> {
    wake().rest()
    const isValid = ask.isValid()
    if (frame.isOpen) {
      frame.close()
      if (isValid) return
    }
    // At once: a browser opens its own panel only in the very click.
    if (isValid && aside && (await ask.aside())) return
    const url = isValid ? await ask.open().catch(() => null) : null
    if (url) frame.open(url, by)
    // Nobody answers: the extension was updated, and only a fresh page can speak to it.
    else if (isThere) notice(box, words.reload, ask.reload)
  }

  function add(pressed: (by: HTMLButtonElement) => void): HTMLButtonElement {
    const one = makeButton(doc, words, frame.isOpen, pressed)
    buttons.push(one)
    return one
  }

  function chip(text: string, name: string): HTMLElement {
    const one = make(doc, 'button', { class: name, type: 'button', dir: 'auto' }, text)
    one.addEventListener('click', (event) => event.isTrusted && void press(one))
    return one
  }

  function sync(isOpen: boolean): void {
    if (isOpen) wake()
    for (const one of buttons) one.setAttribute('aria-expanded', String(isOpen))
    // Our own open panel must not cover the way to close it.
    box.classList.toggle('beside', isOpen)
  }
}
