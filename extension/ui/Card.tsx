import type { ComponentChildren } from 'preact'

interface Props {
  /** The person who speaks and what they did: "Ben recognised Chi". */
  head?: ComponentChildren
  /** At the end of the head: the stone, the menu. */
  end?: ComponentChildren
  /** Unsent, or seen for the first time: the heather edge. */
  fresh?: boolean
  /** The lower band: sending and Undo. Grounds by kind: heather for recognition, `chosen` for all else. */
  band?: ComponentChildren
  accent?: boolean
  /** Names the article for whoever cannot see where it starts. */
  label?: string
  children: ComponentChildren
}

/** The shell of what was said, and of whatever else stands on its own. */
export function Card({ head, end, fresh, band, accent, label, children }: Props) {
  return (
    <article class={['card', fresh && 'card-fresh', accent && 'card-accent'].filter(Boolean).join(' ')} aria-label={label}>
      <div class="card-body">
        {(head || end) && (
          <div class="card-head">
            <div class="card-by">{head}</div>
            {end}
          </div>
        )}
        {children}
      </div>
      {band && <div class="card-band">{band}</div>}
    </article>
  )
}

/** One line of meta in a card: an icon and who sees it. */
export function Meta({ icon, children }: { icon?: ComponentChildren; children: ComponentChildren }) {
  return <p class="meta">{icon}<span>{children}</span></p>
}
