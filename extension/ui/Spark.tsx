import './dots.css'

interface Props {
  /** The picture in a sentence. */
  says: string
  /** In their order; `x` from 0 to 1. */
  points: readonly { x: number; value: number }[]
  /** A range drawn behind; null = open at that end. */
  low: number | null
  high: number | null
}

const [width, height] = [320, 56]

/** A small curve over time with a range behind it. No words in it: it is mirrored where the writing is. */
export function Spark({ says, points, low, high }: Props) {
  const all = [...points.map(({ value }) => value), ...[low, high].filter((one) => one !== null)]
  const [least, most] = [Math.min(...all), Math.max(...all)]
  const room = most > least ? (most - least) * 0.12 : 1
  const y = (value: number) => height - ((value - least + room) / (most - least + 2 * room)) * height
  const last = points.at(-1)
  const top = high === null ? 0 : y(high)
  return (
    <svg class="spark" viewBox={`0 0 ${width} ${height}`} role="img" aria-label={says}>
      {(low !== null || high !== null) && <rect class="spark-band" x="0" width={width} y={top} height={Math.max(1, (low === null ? height : y(low)) - top)} />}
      <polyline class="spark-line" points={points.map((one) => `${one.x * width},${y(one.value)}`).join(' ')} />
      {last && <circle class="spark-last" cx={last.x * width} cy={y(last.value)} r="4" />}
    </svg>
  )
}
