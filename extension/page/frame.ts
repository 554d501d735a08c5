/** The panel beside the work: a frame of an extension page, which the host page can neither reach nor read. */
import { make, openModal, shell, type Shell } from './shell'
import * as style from './style'
import { dressed, isRtl } from './theme'

export interface Frame {
  readonly isOpen: boolean
  /** Opens the panel at an address with its nonce. `back` gets the focus afterwards; without it, whatever has the focus now. */
  open(url: string, back?: HTMLElement | null): void
  /** Closes it and gives the focus back. */
  close(): void
  /** Calls back whenever it opens or closes. @returns a function that stops it */
  watch(changed: (isOpen: boolean) => void): () => void
}

/** One frame for a page; it outlives the launcher, so that a draft survives a soft navigation. `title` names it to screen readers. */
export function createFrame(doc: Document, title: string): Frame {
  const watchers = new Set<(isOpen: boolean) => void>()
  let current: { shell: Shell; inside: HTMLIFrameElement; back: HTMLElement | null } | null = null
  const say = () => watchers.forEach((changed) => changed(frame.isOpen))

  const frame: Frame = {
    get isOpen() {
      return current?.shell.host.isConnected === true
    },
    open(url, back = null) {
      if (frame.isOpen) remove()
      const made = shell(doc, style.frame, true)
      const inside = make(doc, 'iframe', { src: url, title, referrerpolicy: 'no-referrer' })
      const box = make(doc, 'div', { class: dressed(doc) }, inside)
      if (isRtl(doc.documentElement)) box.style.setProperty('--from', '-12px')
      made.root.append(box)
      inside.addEventListener('load', () => inside.focus())
      const modal = openModal(doc)
      modal?.addEventListener('close', frame.close, { once: true })
      current = { shell: made, inside, back: back ?? focused(doc) }
      made.attach(modal)
      made.lift()
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
    current?.shell.host.remove()
    current = null
  }

  return frame
}

const focused = (doc: Document): HTMLElement | null => (doc.activeElement instanceof HTMLElement && doc.activeElement !== doc.body ? doc.activeElement : null)
