import type { ComponentChildren } from 'preact'

/** Entries on a dashed path. */
export function Timeline({ label, children }: { label?: string; children: ComponentChildren }) {
  return <ol class="timeline" aria-label={label}>{children}</ol>
}

/** One entry: its stone or avatar on the path, who and when, and what was said; `after`: what opens below its foot. */
export function Entry({ mark, head, foot, after, children }: { mark: ComponentChildren; head: ComponentChildren; foot?: ComponentChildren; after?: ComponentChildren; children?: ComponentChildren }) {
  return (
    <li class="entry">
      <span class="entry-mark">{mark}</span>
      <div class="entry-body">
        <div class="small">{head}</div>
        {children}
        {foot && <div class="entry-foot">{foot}</div>}
        {after}
      </div>
    </li>
  )
}
