import type { ComponentChildren, JSX, Ref } from 'preact'
import { Keys, keyNames } from './keys'

/** `accent`: recognition only. `ink`: whatever else acts. `outline`: the main one of several. `line`: in rows. `quiet`: the rest. `danger`: takes away. `link`: inside text. */
export type Look = 'accent' | 'ink' | 'outline' | 'line' | 'quiet' | 'danger' | 'link'

type Native = Omit<JSX.IntrinsicElements['button'], 'disabled' | 'size' | 'icon' | 'ref'>

export interface ButtonProps extends Native {
  look?: Look
  size?: 'small' | 'normal' | 'large'
  /** "Ctrl+Enter": shown inside and told to assistive technology. The binding itself is the caller's. */
  keys?: string
  icon?: ComponentChildren
  /** For a button that stays down (`aria-pressed`). */
  pressed?: boolean
  innerRef?: Ref<HTMLButtonElement>
}

/** A button. There is no disabled one: pressed too early, it says what is missing. */
export function Button({ look = 'outline', size = 'normal', keys, icon, pressed, innerRef, class: more, children, ...native }: ButtonProps) {
  const names = ['button', `button-${look}`, size !== 'normal' && `button-${size}`, more].filter(Boolean).join(' ')
  return (
    <button type="button" ref={innerRef} class={names} aria-pressed={pressed} aria-keyshortcuts={keys && keyNames(keys)} {...native}>
      {icon}
      <span>{children}</span>
      {keys && <Keys keys={keys} />}
    </button>
  )
}

interface LinkProps {
  href: string
  look?: Look
  size?: 'small' | 'normal' | 'large'
  icon?: ComponentChildren
  class?: string
  target?: '_blank'
  onClick?: (event: MouseEvent) => void
  children: ComponentChildren
}

/** A link that looks like a button, for what is a place and not an act. */
export function ButtonLink({ look = 'outline', size = 'normal', icon, class: more, target, children, ...native }: LinkProps) {
  return (
    <a class={['button', `button-${look}`, size !== 'normal' && `button-${size}`, more].filter(Boolean).join(' ')} target={target} rel={target && 'noopener noreferrer'} {...native}>
      {icon}
      <span>{children}</span>
    </a>
  )
}

export interface IconButtonProps extends Native {
  /** What it does, in words; also the tip. */
  label: string
  keys?: string
  small?: boolean
  innerRef?: Ref<HTMLButtonElement>
}

/** A button without words. Only for close, search, `?` and the menu of a row. */
export function IconButton({ label, keys, small, innerRef, class: more, children, ...native }: IconButtonProps) {
  return (
    <button type="button" ref={innerRef} class={['icon-button', small && 'icon-button-small', more].filter(Boolean).join(' ')} aria-label={label} title={label} aria-keyshortcuts={keys && keyNames(keys)} {...native}>
      {children}
    </button>
  )
}
