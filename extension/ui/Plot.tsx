import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import type { ShapeState } from './stones'
import './plot.css'

/** A calendar day, `2026-11-20`, or an instant: both are places in time. */
type When = string
export interface PlotPoint { at: When; value: number; state: ShapeState }

interface Props {
  /** The whole picture in a sentence; a table beside it says every value. */
  says: string
  points: readonly PlotPoint[]
  from: When
  to: When
  /** Where it begins and where it shall come: the dotted line of even pace. */
  start: number
  target: { value: number; label: string }
  stretch?: { value: number; label: string } | null
  /** A hair line, within the period. */
  today?: { at: When; label: string } | null
  /** Of a value and of a day on an axis. */
  value: (value: number) => string
  day: (when: When) => string
}

const height = 262
const top = 20
const bottom = 210

/** Round numbers for four or five lines between the two. */
export function ticksOf(least: number, most: number): number[] {
  if (!(most > least)) return [least]
  const rough = (most - least) / 4
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 2.5, 5, 10].map((one) => one * power).find((one) => one >= rough)!
  const first = Math.floor(least / step + 1e-9)
  const last = Math.ceil(most / step - 1e-9)
  return Array.from({ length: last - first + 1 }, (_, n) => Math.round((first + n) * step * 1e9) / 1e9)
}

/** The first days of months within a period, without those too near its ends. */
export function monthsIn(from: When, to: When): When[] {
  const [start, end] = [Date.parse(from), Date.parse(to)]
  const near = (end - start) / 10
  const days: When[] = []
  const begin = new Date(start)
  for (let month = 1; ; month += 1) {
    const at = Date.UTC(begin.getUTCFullYear(), begin.getUTCMonth() + month, 1)
    if (at > end - near) return days.filter((_, index) => index % Math.ceil(days.length / 4 || 1) === 0)
    if (at > start + near) days.push(new Date(at).toISOString().slice(0, 10))
  }
}

/** Readings over a period, one measure. It is as wide as its place, so that its words stay 12 px; in right-to-left it is mirrored and its words turned back. */
export function Plot({ says, points, from, to, start, target, stretch, today, value, day }: Props) {
  const place = useRef<HTMLDivElement>(null)
  const [width, setWidth] = useState(640)
  useLayoutEffect(() => {
    const element = place.current!
    const measure = () => setWidth(Math.max(260, Math.floor(element.clientWidth)))
    const observer = new ResizeObserver(measure)
    observer.observe(element)
    measure()
    return () => observer.disconnect()
  }, [])
  const values = [start, target.value, ...(stretch ? [stretch.value] : []), ...points.map((one) => one.value)]
  const ticks = ticksOf(Math.min(...values), Math.max(...values))
  const [least, most] = [ticks[0]!, ticks.at(-1)!]
  const longest = Math.max(...ticks.map((tick) => value(tick).length))
  const left = Math.max(36, longest * 7 + 14)
  const right = width - Math.max(...[target, ...(stretch ? [stretch] : [])].map((one) => Math.min(one.label.length * 7, 130) + 30))
  const [begin, end] = [Date.parse(from), Date.parse(to)]
  const x = (when: When) => left + Math.min(1, Math.max(0, end > begin ? (Date.parse(when) - begin) / (end - begin) : 1)) * (right - left)
  const y = (one: number) => (most === least ? (top + bottom) / 2 : bottom - ((one - least) / (most - least)) * (bottom - top))
  const sorted = points.toSorted((a, b) => Date.parse(a.at) - Date.parse(b.at))
  const line = sorted.map((one, index) => `${index === 0 ? 'M' : 'L'}${round(x(one.at))} ${round(y(one.value))}`).join('')
  const last = sorted.at(-1)
  const [targetY, stretchY] = apart(y(target.value), stretch ? y(stretch.value) : null)
  const months = right - left > 260 ? monthsIn(from, to) : []
  return (
    <div class="plot-place" ref={place}>
      <svg class="plot" viewBox={`0 0 ${width} ${height}`} width={width} height={height} role="img" aria-label={says}>
        {ticks.map((tick) => (
          <g key={tick}>
            <path d={`M${left} ${round(y(tick))}H${right}`} stroke="var(--plot-grid)" />
            <text x={left - 10} y={round(y(tick)) + 4} text-anchor="end">{value(tick)}</text>
          </g>
        ))}
        <path class="plot-pace" d={`M${left} ${round(y(start))}L${right} ${round(y(target.value))}`} />
        <path d={`M${right} ${round(y(target.value))}h14`} stroke="var(--text)" stroke-width="2" />
        <text class="plot-named" x={right + 20} y={round(targetY) + 4}>{target.label}</text>
        {stretch && (
          <>
            <path d={`M${right} ${round(y(stretch.value))}h14`} stroke="var(--line-control)" stroke-width="2" />
            <text x={right + 20} y={round(stretchY!) + 4}>{stretch.label}</text>
          </>
        )}
        {today && (
          <>
            <path d={`M${round(x(today.at))} ${top}V${bottom}`} stroke="var(--line-control)" />
            <text x={round(x(today.at)) + (x(today.at) > right - 60 ? -8 : 8)} y={top - 6} text-anchor={x(today.at) > right - 60 ? 'end' : 'start'}>{today.label}</text>
          </>
        )}
        <path d={line} fill="none" stroke="var(--progress)" stroke-width="2" stroke-linejoin="round" />
        {sorted.map((one, index) => <Reading key={index} x={round(x(one.at))} y={round(y(one.value))} state={one.state} />)}
        {last && <text class="plot-last" x={round(x(last.at))} y={round(y(last.value)) + (y(last.value) > bottom - 34 ? -14 : 24)} text-anchor="middle">{value(last.value)}</text>}
        <text x={left} y={bottom + 26} text-anchor="start">{day(from)}</text>
        {months.map((month) => <text key={month} x={round(x(month))} y={bottom + 26} text-anchor="middle">{day(month)}</text>)}
        <text x={right} y={bottom + 26} text-anchor="end">{day(to)}</text>
      </svg>
    </div>
  )
}

/** A reading carries the shape of its state, with a ring of the ground around it. */
function Reading({ x, y, state }: { x: number; y: number; state: ShapeState }) {
  const shapes = {
    on_track: <circle cx={x} cy={y} r="5" />,
    at_risk: <path d={`M${x} ${y - 6}l6.2 10.6h-12.4z`} />,
    off_track: <rect x={x - 5} y={y - 5} width="10" height="10" rx="1" />,
    none: <circle cx={x} cy={y} r="3.5" />,
  }
  return <g class={`plot-reading shape-${state}`}>{shapes[state]}</g>
}

const round = (one: number): number => Math.round(one * 10) / 10

/** Two labels that would touch stand 16 apart, each on its own side. */
function apart(one: number, other: number | null): [number, number | null] {
  if (other === null || Math.abs(one - other) >= 16) return [one, other]
  const middle = (one + other) / 2
  return one <= other ? [middle - 8, middle + 8] : [middle + 8, middle - 8]
}
