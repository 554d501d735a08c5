/** How something of ours stands in a page: a host element with a closed shadow root, above everything, out of the page's reach. */

/** The text of a sheet; the same function is the same sheet. */
export type Css = () => string

export interface Shell {
  host: HTMLElement
  root: ShadowRoot
  /** Puts the host into `parent`, else into a native modal dialog (all else is inert then), else beside the body. Does nothing if it stands already. */
  attach(parent?: HTMLElement | null): void
}

/** Makes a shell with its style; above everything at once, or, `late`, by its z-index first and in the top layer once the page has painted it. */
export function shell(doc: Document, css: Css, top: 'now' | 'late' | 'never'): Shell {
  const host = doc.createElement('div')
  if (top !== 'never') host.setAttribute('popover', 'manual')
  const root = host.attachShadow({ mode: 'closed' })
  wear(doc, root, css)
  // The host's own shortcuts must not hear what is pressed on our buttons.
  for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, keep)
  return { host, root, attach: (parent) => attach(doc, host, top, parent) }
}

const keep = (event: Event): void => event.stopPropagation()

function attach(doc: Document, host: HTMLElement, top: 'now' | 'late' | 'never', into?: HTMLElement | null): void {
  if (host.isConnected) return
  // Beside the body, not in it: soft navigation replaces the body.
  const parent = into ?? (doc.querySelector('dialog:modal') && [...doc.querySelectorAll('dialog:modal')].at(-1)) ?? doc.documentElement
  parent.append(host)
  if (top === 'now') lift(host)
  // Lifting wants the page's style: after a frame it is there, before one it would have to be worked out twice.
  else if (top === 'late') requestAnimationFrame(() => setTimeout(lift, 0, host))
}

function lift(host: HTMLElement): void {
  try {
    host.showPopover()
  } catch {
    // No top layer, or thrown out meanwhile: it stands by its z-index.
  }
}

/** The innermost modal dialog that is open, native or only described. Outside it a page is inert, or takes the focus back. Costs a layout. */
export function openModal(doc: Document): HTMLElement | null {
  const modals = [...doc.querySelectorAll<HTMLElement>('dialog:modal,[aria-modal=true]')].filter(isOpen)
  return modals.findLast((dialog) => dialog.matches(':modal')) ?? modals.at(-1) ?? null
}

const isOpen = (dialog: HTMLElement): boolean =>
  !dialog.closest('[inert],[aria-hidden=true]') && dialog.getClientRects().length > 0 && dialog.checkVisibility({ visibilityProperty: true, opacityProperty: true })

const sheets = new Map<Css, CSSStyleSheet>()

/** Adds a sheet. A constructed one, parsed once, is not subject to the page's policy; where scripts like ours may not use one, an element has to do. */
export function wear(doc: Document, root: ShadowRoot, css: Css): void {
  try {
    let sheet = sheets.get(css)
    if (!sheet) {
      sheet = new CSSStyleSheet()
      sheet.replaceSync(css())
    }
    root.adoptedStyleSheets.push(sheet)
    sheets.set(css, sheet)
  } catch {
    const element = doc.createElement('style')
    element.textContent = css()
    root.append(element)
  }
}

/** Makes an element with attributes; never parses markup. */
export function make<K extends keyof HTMLElementTagNameMap>(doc: Document, tag: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = doc.createElement(tag)
  for (const name in attributes) element.setAttribute(name, attributes[name]!)
  if (children.length > 0) element.append(...children)
  return element
}
