import type { ComponentChildren, JSX } from 'preact'
import { useWords } from './words'
import { CheckIcon, PlusIcon, XIcon } from './icons'
import { Avatar } from './Avatar'

interface Face {
  /** The person whose initials stand first. */
  person?: string
  icon?: ComponentChildren
  /** In soft text after the words: a role. */
  role?: string
  /** Heather: a core value that was chosen. */
  accent?: boolean
  children: ComponentChildren
}

function Inside({ person, icon, role, children }: Omit<Face, 'accent'>) {
  return (
    <>
      {person !== undefined && <Avatar name={person} size={20} />}
      {icon}
      <span dir="auto">{children}</span>
      {role && <span class="chip-role" dir="auto">{role}</span>}
    </>
  )
}

const named = (...parts: (string | false | undefined)[]) => ['chip', ...parts].filter(Boolean).join(' ')

/** A fact in a pill: not to be pressed. */
export function Chip({ accent, ...face }: Face) {
  return <span class={named(face.person !== undefined && 'chip-person', accent && 'chip-on chip-accent')}><Inside {...face} /></span>
}

/** A link in a pill. */
export function ChipLink({ href, accent, ...face }: Face & { href: string }) {
  return <a href={href} class={named(face.person !== undefined && 'chip-person', accent && 'chip-on chip-accent')}><Inside {...face} /></a>
}

/** A pill that can be chosen and let go (`aria-pressed`). A chosen core value carries a tick. */
export function ChipToggle({ chosen, onToggle, accent, ...face }: Face & { chosen: boolean; onToggle: (chosen: boolean) => void }) {
  return (
    <button type="button" class={named('chip-button', face.person !== undefined && 'chip-person', chosen && 'chip-on', chosen && accent && 'chip-accent')} aria-pressed={chosen} onClick={() => onToggle(!chosen)}>
      <Inside {...face} icon={chosen && accent ? <CheckIcon size={14} /> : face.icon} />
    </button>
  )
}

/** Something chosen, with an x to take it out again. `name` is what the x says it removes. */
export function ChipChosen({ name, onRemove, accent, ...face }: Face & { name: string; onRemove: () => void }) {
  const { t } = useWords()
  return (
    <span class={named('chip-on chip-removable', face.person !== undefined && 'chip-person', accent && 'chip-accent')}>
      <Inside {...face} />
      <button type="button" class="chip-remove" aria-label={t('common.remove', { name })} title={t('common.remove', { name })} onClick={onRemove}><XIcon size={14} /></button>
    </span>
  )
}

/** The dashed "Add". */
export function ChipAdd({ children, icon, ...native }: { children: ComponentChildren; icon?: ComponentChildren } & Omit<JSX.IntrinsicElements['button'], 'icon'>) {
  return (
    <button type="button" class={named('chip-button chip-add')} {...native}>
      {icon ?? <PlusIcon size={14} />}
      <span>{children}</span>
    </button>
  )
}

/** Chips in a row that wraps. With a label it is a group. */
export function Chips({ label, children }: { label?: string; children: ComponentChildren }) {
  return <div class="chips" role={label ? 'group' : undefined} aria-label={label}>{children}</div>
}
