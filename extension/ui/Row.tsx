import type { ComponentChildren } from 'preact'

interface RowProps {
  /** A stone, an icon or an avatar of 20. */
  mark?: ComponentChildren
  title: ComponentChildren
  detail?: ComponentChildren
  /** The one action. */
  action?: ComponentChildren
  /** The keyboard's row. */
  current?: boolean
  /** Where the row leads; the title becomes the link, and the whole row its target. */
  href?: string
}

/** A row of two lines with one action, at least 44 high. */
export function Row({ mark, title, detail, action, current, href }: RowProps) {
  return (
    <li class={current ? 'row row-current' : 'row'}>
      <span class="row-mark">{mark}</span>
      <div class="row-body">
        <div class="row-title" dir="auto">{href ? <a href={href} class="row-link">{title}</a> : title}</div>
        {detail && <div class="row-detail">{detail}</div>}
      </div>
      {action && <div class="row-action">{action}</div>}
    </li>
  )
}

/** Rows below each other. `lined`: hair lines between, 57 high (desk); else inset grounds (popup). */
export function Rows({ label, lined, children }: { label?: string; lined?: boolean; children: ComponentChildren }) {
  return <ul class={lined ? 'rows rows-lined' : 'rows'} aria-label={label}>{children}</ul>
}

interface SectionProps {
  title: string
  /** At the end of the title's row: a count, a period, a link. */
  aside?: ComponentChildren
  /** 2 on a desk page, 3 below it. */
  level?: 2 | 3
  /** The small label of the popup instead of a heading's size. */
  small?: boolean
  /** Its title stands above it already, for whoever sees. */
  quiet?: boolean
  children: ComponentChildren
}

/** A titled part of a page. */
export function Section({ title, aside, level = 2, small, quiet, children }: SectionProps) {
  const Heading = level === 2 ? 'h2' : 'h3'
  return (
    <section class={small ? 'section section-small' : 'section'}>
      <div class="section-row">
        <Heading class={quiet ? 'hidden-visually' : small ? 'section-label' : 'subhead'}>{title}</Heading>
        {aside !== undefined && <span class="section-aside">{aside}</span>}
      </div>
      {children}
    </section>
  )
}
