/** Where the launcher floats: beside one edge, some way above the lower one; moved by pointer or by arrow keys. */
import type { LauncherState } from '../bridge/messages'
import { isRtl } from './theme'

export type Place = NonNullable<LauncherState['place']>

export const usual: Place = { side: 'end', blockEnd: 96 }
const step = 16
const slack = 4

/** Puts the box at its place. CSS keeps it inside the window, whatever size that has. */
export function put(box: HTMLElement, { side, blockEnd }: Place): void {
  box.classList.toggle('end', side === 'end')
  box.classList.toggle('start', side === 'start')
  box.style.setProperty('--at', `${Math.round(blockEnd)}px`)
}

/** Lets a pointer drag the box by its button. Answers whether the last press was a drag, so that its click opens nothing. */
export function drag(box: HTMLElement, handle: HTMLElement, moved: (place: Place) => void): () => boolean {
  const win = box.ownerDocument.defaultView as Window
  let from: { x: number; y: number } | null = null
  let dragged = false
  handle.addEventListener('pointerdown', (event) => {
    dragged = false
    if (!event.isTrusted || event.button !== 0) return
    from = { x: event.clientX, y: event.clientY }
    handle.setPointerCapture(event.pointerId)
  })
  handle.addEventListener('pointermove', (event) => {
    if (!from || (!dragged && Math.hypot(event.clientX - from.x, event.clientY - from.y) < slack)) return
    dragged = true
    put(box, under(event))
  })
  const drop = (event: PointerEvent) => {
    if (from && dragged) moved(under(event))
    from = null
    // The click of this press comes next; a later one, by key, is meant.
    win.setTimeout(() => (dragged = false))
  }
  handle.addEventListener('pointerup', drop)
  handle.addEventListener('pointercancel', drop)

  function under(event: PointerEvent): Place {
    const isRight = event.clientX > win.innerWidth / 2
    const side = isRight === isRtl(box) ? 'start' : 'end'
    return { side, blockEnd: clamp(win.innerHeight - event.clientY - 16, win.innerHeight) }
  }
  return () => dragged
}

/** The place one arrow key further, or null for any other key. */
export function byKey(key: string, place: Place, isRtl: boolean, height: number): Place | null {
  if (key === 'ArrowUp') return { ...place, blockEnd: clamp(place.blockEnd + step, height) }
  if (key === 'ArrowDown') return { ...place, blockEnd: clamp(place.blockEnd - step, height) }
  if (key === 'ArrowLeft') return { ...place, side: isRtl ? 'end' : 'start' }
  if (key === 'ArrowRight') return { ...place, side: isRtl ? 'start' : 'end' }
  return null
}

const clamp = (blockEnd: number, height: number): number => Math.round(Math.min(Math.max(blockEnd, 12), Math.max(height - 44, 12)))
