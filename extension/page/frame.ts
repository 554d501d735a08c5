/** The panel beside the work: a frame of an extension page, which the host page can neither reach nor read. */
import { make, openModal, shell, type Shell } from './shell'
import { dressed, isRtl } from './theme'

export interface Frame {
  readonly isOpen: boolean
  /** Names it to screen readers, from now on. */
  name(title: string): void
  /** Opens the panel at an address with its nonce. `back` gets the focus afterwards; without it, whatever has the focus now. */
  open(url: string, back?: HTMLElement | null): void
  /** Closes it and gives the focus back. */
  close(): void
  /** Calls back whenever it opens or closes. @returns a function that stops it */
  watch(changed: (isOpen: boolean) => void): () => void
}

interface Current { shell: Shell; inside: HTMLIFrameElement; back: HTMLElement | null; since: number; about: string | undefined; end: AbortController }

/** Newer than our types: moves a node without loading the frames in it anew. */
type Movable = Element & { moveBefore?(node: Node, before: null): void }

/** Lost sooner than this, the page does not want it. */
const patience = 1_000

/**
 * One frame for a page; it outlives the launcher, so that a draft survives a soft navigation.
 * @param css its sheet
 * @param here the work that the page shows
 * @param again another address for the same panel, when the page has torn it down with a part of itself
 */
export function createFrame(doc: Document, css: string, here: () => string | undefined, again: () => Promise<string | null>): Frame {
  const watchers = new Set<(isOpen: boolean) => void>()
  let current: Current | null = null
  let name = ''
  const say = () => watchers.forEach((changed) => changed(frame.isOpen))

  const frame: Frame = {
    get isOpen() {
      return current?.shell.host.isConnected === true
    },
    name(title) {
      name = title
      if (current) current.inside.title = title
    },
    open(url, back = null) {
      const end = new AbortController()
      back ??= current?.back ?? focused(doc)
      remove()
      const made = shell(doc, css, true)
      const inside = make(doc, 'iframe', { src: url, title: name, referrerpolicy: 'no-referrer' })
      const box = make(doc, 'div', { class: dressed(doc) }, inside)
      if (isRtl(doc.documentElement)) box.style.setProperty('--from', '-12px')
      made.root.append(box)
      inside.addEventListener('load', () => inside.focus(), { once: true })
      current = { shell: made, inside, back, since: performance.now(), about: here(), end }
      made.attach(openModal(doc))
      // A video in full screen shows nothing that stands in it.
      if (doc.fullscreenElement && !box.getClientRects()[0]) {
        void doc.exitFullscreen()
        doc.documentElement.append(made.host)
      }
      made.lift()
      for (const type of ['focus', 'focusin', 'blur', 'focusout']) globalThis.addEventListener(type, heed, { capture: true, signal: end.signal })
      const sizes = new ResizeObserver((seen) => seen.at(-1)?.contentRect.width === 0 && void lose())
      sizes.observe(box)
      end.signal.addEventListener('abort', () => sizes.disconnect())
      say()
    },
    close() {
      if (!current) return
      const { back } = current
      remove()
      say()
      if (back?.isConnected) back.focus()
    },
    watch(changed) {
      watchers.add(changed)
      return () => watchers.delete(changed)
    },
  }

  function remove(): void {
    current?.end.abort()
    current?.shell.host.remove()
    current = null
  }

  /** That somebody writes in the panel is no news for the page, which might take the focus back. A dialog that opens after the panel gets it inside: what stands outside is inert. */
  function heed(event: Event): void {
    const { host } = current!.shell
    if (event.target === host) return event.stopImmediatePropagation()
    const modal = event.type === 'focusin' && openModal(doc)
    if (modal && !modal.contains(host)) void move(modal)
  }

  /** It is not rendered any more: what it stood in was hidden, or thrown out with it. */
  async function lose(): Promise<void> {
    const { host } = current!.shell
    const into = openModal(doc) ?? doc.documentElement
    if (!host.isConnected) await reopen()
    else if (host.parentNode !== into) await move(into)
  }

  async function move(into: Movable): Promise<void> {
    const { host } = current!.shell
    if (!into.moveBefore) return reopen()
    into.moveBefore(host, null)
    // Once more, above the dialog.
    host.hidePopover()
    current!.shell.lift()
  }

  /** Draws the same panel anew: its draft was kept at every key. */
  async function reopen(): Promise<void> {
    const was = current!
    was.end.abort()
    const isWanted = performance.now() - was.since > patience && here() === was.about
    const url = isWanted ? await again() : null
    if (current !== was) return
    if (url) frame.open(url, was.back)
    else frame.close()
  }

  return frame
}

const focused = (doc: Document): HTMLElement | null => (doc.activeElement instanceof HTMLElement && doc.activeElement !== doc.body ? doc.activeElement : null)
