import type { ComponentChildren } from 'preact'

/** The head of a desk page: a small line above the one h1, and what stands below it. */
export function PageHead({ above, title, children }: { above?: ComponentChildren; title: ComponentChildren; children?: ComponentChildren }) {
  return (
    <div class="page-head">
      {above && <p class="soft">{above}</p>}
      <h1>{title}</h1>
      {children}
    </div>
  )
}
