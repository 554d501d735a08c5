/** How something of ours stands in a page: a host element with a closed shadow root, above everything, out of the page's reach. */

export interface Shell {
  host: HTMLElement
  root: ShadowRoot
  /** Puts the host into `parent`, else into a native modal dialog (all else is inert then), else beside the body. Does nothing if it stands already. */
  attach(parent?: HTMLElement | null): void
}

/** Makes a shell with its style; `inTop` lifts it into the top layer. */
export function shell(doc: Document, css: string, inTop = true): Shell {
  const host = doc.createElement('div')
  if (inTop) host.setAttribute('popover', 'manual')
  const root = host.attachShadow({ mode: 'closed' })
  style(doc, root, css)
  // The host's own shortcuts must not hear what is pressed on our buttons.
  for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, (event) => event.stopPropagation())
  return { host, root, attach: (parent) => attach(doc, host, parent) }
}

function attach(doc: Document, host: HTMLElement, into?: HTMLElement | null): void {
  if (host.isConnected) return
  // Beside the body, not in it: soft navigation replaces the body.
  const parent = into ?? [...doc.querySelectorAll('dialog:modal')].at(-1) ?? doc.documentElement
  parent.append(host)
  try {
    host.showPopover()
  } catch {
    // No top layer: it stands by its z-index.
  }
}

/** The innermost modal dialog that is open, native or only described. Outside it a page is inert, or takes the focus back. Costs a layout. */
export function openModal(doc: Document): HTMLElement | null {
  const modals = [...doc.querySelectorAll<HTMLElement>('dialog:modal,[aria-modal=true]')].filter(isOpen)
  return modals.findLast((dialog) => dialog.matches(':modal')) ?? modals.at(-1) ?? null
}

const sheets = new Map<string, CSSStyleSheet>()

const isOpen = (dialog: HTMLElement): boolean =>
  !dialog.closest('[inert],[aria-hidden=true]') && dialog.getClientRects().length > 0 && dialog.checkVisibility({ visibilityProperty: true, opacityProperty: true })

/** A constructed sheet, parsed once, is not subject to the page's policy; where scripts like ours may not use one, an element has to do. */
function style(doc: Document, root: ShadowRoot, css: string): void {
  try {
    const known = sheets.get(css)
    const sheet = known ?? new CSSStyleSheet()
    if (!known) sheet.replaceSync(css)
    root.adoptedStyleSheets = [sheet]
    sheets.set(css, sheet)
  } catch {
    const element = doc.createElement('style')
    element.textContent = css
    root.append(element)
  }
}

/** Makes an element with attributes; never parses markup. */
export function make<K extends keyof HTMLElementTagNameMap>(doc: Document, tag: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = doc.createElement(tag)
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value)
  element.append(...children)
  return element
}

const stones =
  'M5.3 3c0-1.2 1.3-2 3.3-2 2 0 3.2.8 3.2 2 0 1.3-1.1 2-3.2 2S5.3 4.3 5.3 3Z' +
  'M2.3 7.8c0-1.4 1.8-2.1 5-2.1 3.4 0 5.5.8 5.5 2.2 0 1.3-2 1.9-5.3 1.9-3.3 0-5.2-.6-5.2-2Z' +
  'M.8 12.7c0-1.5 2.3-2.2 6.9-2.2 4.9 0 7.5.7 7.5 2.2 0 1.6-2.3 2.2-7.2 2.2-4.8 0-7.2-.6-7.2-2.2Z'

/** The cairn of three stones. */
export function mark(doc: Document): SVGSVGElement {
  const svg = doc.createElementNS('http://www.w3.org/2000/svg', 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('aria-hidden', 'true')
  const path = doc.createElementNS('http://www.w3.org/2000/svg', 'path')
  path.setAttribute('d', stones)
  svg.append(path)
  return svg
}
