import type { ComponentChildren } from 'preact'
import { useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Button, IconButton, type Look } from './Button'
import { DotsIcon } from './icons'
import { place } from './place'

export interface MenuItem {
  label: string
  icon?: ComponentChildren
  keys?: string
  /** Takes something away. */
  danger?: boolean
  onSelect: () => void
}

interface Props {
  /** What the menu is for; the button's name. */
  label: string
  items: readonly MenuItem[]
  /** Words on the button; three dots without. */
  children?: ComponentChildren
  look?: Look
  icon?: ComponentChildren
}

/** A button with a menu below it (native popover). Arrows, Home, End and first letters move; Esc and Tab close; focus comes back. */
export function Menu({ label, items, children, look = 'quiet', icon }: Props) {
  const id = useId()
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const element = menu.current
    if (!open || !element) return
    element.showPopover()
    const stop = place(button.current!, element)
    itemsOf(element)[0]?.focus()
    // By hand, not by popover="manual": that would close at the press on our own button, and the click would open again.
    const onPress = (event: PointerEvent) => {
      const target = event.target as Node
      if (!element.contains(target) && !button.current!.contains(target)) setOpen(false)
    }
    document.addEventListener('pointerdown', onPress, true)
    return () => {
      stop()
      document.removeEventListener('pointerdown', onPress, true)
      if (element.matches(':popover-open')) element.hidePopover()
    }
  }, [open])

  function close() {
    setOpen(false)
    button.current?.focus()
  }

  function onKeyDown(event: KeyboardEvent) {
    const all = itemsOf(event.currentTarget as HTMLElement)
    const at = all.indexOf(document.activeElement as HTMLElement)
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: -1 }[event.key]
    if (to !== undefined) {
      event.preventDefault()
      all.at(to % all.length)?.focus()
    } else if (event.key === 'Escape') {
      event.preventDefault()
      event.stopPropagation()
      close()
    } else if (event.key === 'Tab') setOpen(false)
    else if (event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey) lettered(all, at, event.key)?.focus()
  }

  const common = {
    innerRef: button,
    'aria-haspopup': 'menu' as const,
    'aria-expanded': open,
    'aria-controls': open ? id : undefined,
    onClick: () => setOpen(!open),
    onKeyDown: (event: KeyboardEvent) => {
      if (event.key !== 'ArrowDown' || open) return
      event.preventDefault()
      setOpen(true)
    },
  }
  return (
    <>
      {children ? <Button look={look} icon={icon} {...common}>{children}</Button> : <IconButton label={label} {...common}><DotsIcon /></IconButton>}
      <div ref={menu} id={id} popover="manual" role="menu" aria-label={label} class="menu" onKeyDown={onKeyDown}>
        {open && items.map((item) => (
          <button key={item.label} type="button" role="menuitem" tabIndex={-1} class={item.danger ? 'menu-item menu-danger' : 'menu-item'} onClick={() => { close(); item.onSelect() }}>
            {item.icon}
            <span>{item.label}</span>
          </button>
        ))}
      </div>
    </>
  )
}

const itemsOf = (menu: HTMLElement) => [...menu.querySelectorAll<HTMLElement>('[role="menuitem"]')]

/** The next item whose words begin with a letter, going round. */
function lettered(all: HTMLElement[], at: number, letter: string): HTMLElement | undefined {
  const round = [...all.slice(at + 1), ...all.slice(0, at + 1)]
  return round.find((item) => item.textContent?.trim().toLocaleLowerCase().startsWith(letter.toLocaleLowerCase()))
}
