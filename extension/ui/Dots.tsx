import './dots.css'

export const dotShapes = ['ring', 'diamond', 'square'] as const
export type DotShape = (typeof dotShapes)[number]
export interface DotRow { label: string; marks: readonly { shape: DotShape; at: number }[] }

interface Props {
  /** The whole picture in a sentence; a table beside it says every value. */
  says: string
  rows: readonly DotRow[]
  /** From 1 to this. */
  most: number
  step: (number: number) => string
}

/** Values of several on one scale, a row each, told apart by shape. Logical places only: it turns with the writing. */
export function Dots({ says, rows, most, step }: Props) {
  const place = (at: number) => `${((at - 1) / Math.max(1, most - 1)) * 100}%`
  const steps = Array.from({ length: most }, (_, index) => index + 1)
  return (
    <div class="dots" role="img" aria-label={says}>
      <div class="dots-row"><span /><span class="dots-scale dots-steps">{steps.map((one) => <span key={one} class="dots-step" style={{ insetInlineStart: place(one) }}>{step(one)}</span>)}</span></div>
      {rows.map((row) => {
        const least = Math.min(...row.marks.map(({ at }) => at))
        const last = Math.max(...row.marks.map(({ at }) => at))
        return (
          <div key={row.label} class="dots-row">
            <span class="dots-label" dir="auto">{row.label}</span>
            <span class="dots-scale">
              {steps.map((one) => <span key={one} class="dots-line" style={{ insetInlineStart: place(one) }} />)}
              {row.marks.length > 1 && last > least && <span class="dots-between" style={{ insetInlineStart: place(least), inlineSize: `${((last - least) / Math.max(1, most - 1)) * 100}%` }} />}
              {row.marks.map(({ shape, at }, index) => {
                // Those of one value stand above each other.
                const same = row.marks.filter((one) => one.at === at)
                const offset = (row.marks.slice(0, index).filter((one) => one.at === at).length - (same.length - 1) / 2) * 14
                return <span key={shape} class={`dot dot-${shape}`} style={{ insetInlineStart: place(at), marginBlockStart: `${offset}px` }} />
              })}
            </span>
          </div>
        )
      })}
    </div>
  )
}

/** What each shape stands for. */
export function DotLegend({ items }: { items: readonly { shape: DotShape; label: string }[] }) {
  return <div class="dots-legend">{items.map(({ shape, label }) => <span key={shape} class="dots-key"><span class={`dot dot-${shape}`} /><bdi>{label}</bdi></span>)}</div>
}
