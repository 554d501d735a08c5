/** Key hints as people see them, and as assistive technology hears them. */
const SIGNS: Record<string, string> = { Enter: '↵', ArrowUp: '↑', ArrowDown: '↓', ArrowLeft: '←', ArrowRight: '→', Escape: 'Esc' }
const mac = /Mac|iPhone|iPad/.test(globalThis.navigator?.userAgent ?? '')

/** "Ctrl+Enter" as it stands on a key cap here: "Ctrl ↵", on a Mac "⌘ ↵". */
export function keyText(keys: string): string {
  return keys.split('+').map((key) => (key === 'Ctrl' && mac ? '⌘' : key === 'Alt' && mac ? '⌥' : (SIGNS[key] ?? key))).join(' ')
}

/** The same for `aria-keyshortcuts`. */
export const keyNames = (keys: string): string => keys.split('+').map((key) => (key === 'Ctrl' ? (mac ? 'Meta' : 'Control') : key)).join('+')

/** A key cap. Hidden from assistive technology: the control carries `aria-keyshortcuts`. */
export function Keys({ keys }: { keys: string }) {
  return <kbd class="keys" dir="ltr" aria-hidden="true">{keyText(keys)}</kbd>
}
