/**
 * Keeps a floating element (a popover: `position: fixed`) at an anchor: below it, above where there is more room, inside the window.
 * `fit`: as wide as the anchor. Returns what stops it.
 */
export function place(anchor: HTMLElement, floating: HTMLElement, { fit = false, gap = 4 } = {}): () => void {
  const move = () => {
    const at = anchor.getBoundingClientRect()
    const { clientWidth: width, clientHeight: height } = document.documentElement
    const below = height - at.bottom - gap - 8
    const above = at.top - gap - 8
    const up = below < Math.min(floating.scrollHeight, 240) && above > below
    floating.style.maxBlockSize = `${Math.max(96, Math.min(up ? above : below, 360))}px`
    if (fit) floating.style.inlineSize = `${at.width}px`
    const box = floating.getBoundingClientRect()
    const rtl = getComputedStyle(anchor).direction === 'rtl'
    // A menu hangs from the end of its button, a list from the start of its field.
    const left = fit ? at.left : rtl ? at.left : at.right - box.width
    floating.style.left = `${Math.max(8, Math.min(left, width - box.width - 8))}px`
    floating.style.top = `${up ? at.top - gap - box.height : at.bottom + gap}px`
  }
  move()
  const options = { capture: true, passive: true }
  addEventListener('scroll', move, options)
  addEventListener('resize', move)
  const sizes = new ResizeObserver(move)
  sizes.observe(floating)
  return () => {
    removeEventListener('scroll', move, options)
    removeEventListener('resize', move)
    sizes.disconnect()
  }
}
