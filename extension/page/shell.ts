/** How something of ours stands in a page: a host element with a closed shadow root, above everything, out of the page's reach. */

export interface Shell {
  host: HTMLElement
  root: ShadowRoot
  /** Puts the host into `parent`, else into a native modal dialog (all else is inert then), else beside the body. @returns false if it stood already */
  attach(parent?: HTMLElement | null): boolean
  /** Lifts it into the top layer, which costs the page a style pass; until then it stands by its z-index. */
  lift(): void
}

/** Makes a shell with its style, above everything or as a part of the page's own content. */
export function shell(doc: Document, css: string, isAbove: boolean): Shell {
  const host = doc.createElement('div')
  if (isAbove) host.setAttribute('popover', 'manual')
  const root = host.attachShadow({ mode: 'closed' })
  wear(doc, root, css)
  // The host's own shortcuts must not hear what is pressed on our buttons.
  for (const type of ['keydown', 'keyup', 'keypress']) root.addEventListener(type, keep)
  return { host, root, attach: (parent) => attach(doc, host, parent), lift: () => lift(host) }
}

const keep = (event: Event): void => event.stopPropagation()

function attach(doc: Document, host: HTMLElement, into?: HTMLElement | null): boolean {
  if (host.isConnected) return false
  const modal = into ?? [...doc.querySelectorAll('dialog:modal')].at(-1)
  // Beside the body, not in it: soft navigation replaces the body.
  ;(modal ?? doc.documentElement).append(host)
  if (!into) modal?.addEventListener('close', () => doc.documentElement.append(host), { once: true })
  return true
}

function lift(host: HTMLElement): void {
  try {
    host.showPopover()
  } catch {
    // It is there already, or the browser has no top layer: it stands by its z-index.
  }
}

/** The innermost modal that is open: a native dialog, what is in full screen, or one only described. Outside it a page is inert, or takes the focus back. Costs a layout. */
export function openModal(doc: Document): HTMLElement | null {
  const modals = [...doc.querySelectorAll<HTMLElement>(':modal,[aria-modal=true]')].filter(isOpen)
  return modals.findLast((dialog) => dialog.matches(':modal')) ?? modals.at(-1) ?? null
}

const isOpen = (dialog: HTMLElement): boolean =>
  !dialog.closest('[inert],[aria-hidden=true]') && dialog.getClientRects().length > 0 && dialog.checkVisibility({ visibilityProperty: true, opacityProperty: true })

const sheets = new Map<string, CSSStyleSheet>()

/** Gives a root its sheets. Constructed ones, parsed once, are not subject to the page's policy; where scripts like ours may not use them, an element has to do. */
export function wear(doc: Document, root: ShadowRoot, ...all: string[]): void {
  try {
    root.adoptedStyleSheets = all.map(sheetOf)
  } catch {
    const element = doc.createElement('style')
    element.textContent = all.join('\n')
    root.append(element)
  }
}

function sheetOf(css: string): CSSStyleSheet {
  const known = sheets.get(css)
  if (known) return known
  const sheet = new CSSStyleSheet()
  sheet.replaceSync(css)
  sheets.set(css, sheet)
  return sheet
}

/** Makes an element with attributes; never parses markup. */
export function make<K extends keyof HTMLElementTagNameMap>(doc: Document, tag: K, attributes: Record<string, string> = {}, ...children: (Node | string)[]): HTMLElementTagNameMap[K] {
  const element = doc.createElement(tag)
  for (const name in attributes) element.setAttribute(name, attributes[name]!)
  if (children.length > 0) element.append(...children)
  return element
}
