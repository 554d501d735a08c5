/** Our own drawings: the mark, the stones of the kinds, the shapes of the states. With a `label` they are pictures, without one decoration. */

export type StoneKind = 'recognition' | 'feedback' | 'coaching' | 'note'
export type ShapeState = 'on_track' | 'at_risk' | 'off_track' | 'none'

const pictured = (label?: string) => (label ? ({ role: 'img', 'aria-label': label } as const) : ({ 'aria-hidden': 'true' } as const))

/** The cairn of three stones. */
export function Mark({ size = 18, label }: { size?: number; label?: string }) {
  return (
    <svg class="mark" viewBox="0 0 16 16" style={{ inlineSize: `${size}px`, blockSize: `${size}px` }} {...pictured(label)}>
      <path d="M5.3 3c0-1.2 1.3-2 3.3-2 2 0 3.2.8 3.2 2 0 1.3-1.1 2-3.2 2S5.3 4.3 5.3 3Z" />
      <path d="M2.3 7.8c0-1.4 1.8-2.1 5-2.1 3.4 0 5.5.8 5.5 2.2 0 1.3-2 1.9-5.3 1.9-3.3 0-5.2-.6-5.2-2Z" />
      <path d="M.8 12.7c0-1.5 2.3-2.2 6.9-2.2 4.9 0 7.5.7 7.5 2.2 0 1.6-2.3 2.2-7.2 2.2-4.8 0-7.2-.6-7.2-2.2Z" />
    </svg>
  )
}

const RING = 'M2.4 8.8C2.4 5.9 5.6 4 10.4 4C15 4 17.6 5.9 17.6 8.6C17.6 11.3 15.1 12.4 9.8 12.4C4.9 12.4 2.4 11.4 2.4 8.8Z'

const stones: Record<StoneKind, preact.JSX.Element> = {
  recognition: <path fill="currentColor" d="M1.6 8.8C1.6 5.4 5.2 3.2 10.4 3.2C15.4 3.2 18.4 5.4 18.4 8.6C18.4 11.8 15.6 13.2 9.8 13.2C4.4 13.2 1.6 11.9 1.6 8.8Z" />,
  feedback: <path fill="none" stroke="currentColor" stroke-width="1.7" d={RING} />,
  coaching: (
    <path
      fill="currentColor"
      d="M1.8 11.7c0-2.1 2.8-3 7.9-3 5.4 0 8.3.9 8.3 3.2 0 2.1-2.6 2.8-8.2 2.8-5.4 0-8-.8-8-3ZM5.6 4.3c0-1.9 1.7-3 4.5-3 2.6 0 4.2 1 4.2 2.9 0 1.8-1.5 2.6-4.4 2.6-2.8 0-4.3-.7-4.3-2.5Z"
    />
  ),
  note: <path fill="none" stroke="currentColor" stroke-width="1.6" stroke-dasharray="2.6 2.2" d={RING} />,
}

/** The stone of a kind: full, ring, pair, dashed. `size` is its width; 20 by 16 unless told. */
export function Stone({ kind, label, size = 20 }: { kind: StoneKind; label?: string; size?: number }) {
  return (
    <svg class={`stone stone-${kind}`} viewBox="0 0 20 16" style={{ inlineSize: `${size}px`, blockSize: `${size * 0.8}px` }} {...pictured(label)}>
      {stones[kind]}
    </svg>
  )
}

const shapes: Record<ShapeState, preact.JSX.Element> = {
  on_track: <circle cx="6" cy="6" r="5" fill="currentColor" />,
  at_risk: <path fill="currentColor" stroke="currentColor" stroke-width="1" stroke-linejoin="round" d="M6 1.4 11.3 10.7H.7Z" />,
  off_track: <rect x="1.3" y="1.3" width="9.4" height="9.4" rx="1.2" fill="currentColor" />,
  none: <rect x="1.8" y="1.8" width="8.4" height="8.4" rx="1.2" fill="none" stroke="currentColor" stroke-width="1.5" stroke-dasharray="2.5 1.8" />,
}

/** The shape of a state: disc, triangle, square, dashed square. */
export function Shape({ state, label }: { state: ShapeState; label?: string }) {
  return (
    <svg class={`shape shape-${state}`} viewBox="0 0 12 12" {...pictured(label)}>
      {shapes[state]}
    </svg>
  )
}
