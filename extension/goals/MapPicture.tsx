import type { ComponentChildren } from 'preact'
import { useRef } from 'preact/hooks'
import { Avatar, Button, ClockIcon, LockIcon, useWords } from '../ui'
import { isQuiet, percentText, type Status, todayHere } from './figures'
import { lastText } from './GoalRow'
import { type GoalMap, type MapNode, stepFrom, wayUp } from './mapOf'
import { goalHref } from './paths'
import { StatusShape } from './StatusShape'

const apart = 300
const wide = 228
const rowHigh = 112

export interface MapProps {
  map: GoalMap
  chosen: string | null
  onChoose: (key: string) => void
  /** The status of a goal; undefined while it is not known. */
  statusOf: (goal: string) => Status | null | undefined
  /** Shows what serves a goal; undefined: it is shown, or there is none. */
  onExpand: (goal: string) => (() => void) | undefined
}

/** Columns from the priorities to persons, with wires. Arrow keys follow the wires; the same stands as a list beside it. */
export function MapPicture({ map, chosen, onChoose, ...props }: MapProps) {
  const { t, dir } = useWords()
  const place = useRef<HTMLDivElement>(null)
  const way = wayUp(map.nodes, chosen)
  const width = map.columns.length * apart + wide
  const height = Math.max(1, map.rows) * rowHigh
  const x = (one: MapNode) => one.column * apart
  // Across, all is a share of the width: where there is a little less room, the columns move together.
  const share = (pixels: number) => `${(100 * pixels) / width}%`
  const y = (one: MapNode) => (one.row + 0.5) * rowHigh
  const go = (event: KeyboardEvent) => {
    const [back, on] = dir === 'rtl' ? ['ArrowRight', 'ArrowLeft'] : ['ArrowLeft', 'ArrowRight']
    const to = ({ [back!]: 'above', [on!]: 'below', ArrowUp: 'before', ArrowDown: 'after' } as const)[event.key]
    const key = (event.target as HTMLElement).closest<HTMLElement>('[data-node]')?.dataset['node']
    const next = to && key && stepFrom(map.nodes, key, to)
    if (!next) return
    event.preventDefault()
    place.current?.querySelector<HTMLElement>(`[data-node="${next}"] :is(a, [tabindex])`)?.focus()
  }
  const today = todayHere()
  return (
    <div class="map-scroll">
      <div class="map" ref={place} style={{ '--map-wide': `${width}px`, '--node-wide': share(wide) }} onKeyDown={go}>
        <div class="map-heads small soft" aria-hidden="true">
          <span>{t('goals.priority')}</span>
          {map.columns.map((scopes, index) => <span key={index} style={{ insetInlineStart: share((index + 1) * apart) }}>{scopes.map((scope) => t(`goals.scope.${scope}`)).join(', ')}</span>)}
        </div>
        <div class="map-plane" style={{ blockSize: `${height}px` }}>
          <svg class="map-wires" viewBox={`0 0 ${width} ${height}`} preserveAspectRatio="none" aria-hidden="true">
            {map.nodes.map((one) => {
              const above = map.nodes.find(({ key }) => key === one.above)
              if (!above) return null
              const [fromX, fromY, toX, toY] = [x(above) + wide, y(above), x(one), y(one)]
              const bend = Math.min(36, (toX - fromX) / 2)
              return <path key={one.key} class={way.has(one.key) && way.has(above.key) ? 'map-wire-chosen' : one.goal && isQuiet(one.goal, today) ? 'map-wire-stale' : undefined} d={`M${fromX} ${fromY}C${fromX + bend} ${fromY} ${toX - bend} ${toY} ${toX} ${toY}`} />
            })}
          </svg>
          <ul aria-label={t('goals.map.title')}>
            {map.nodes.toSorted((a, b) => a.column - b.column || a.row - b.row).map((one) => (
              <li
                key={one.key} data-node={one.key} class={['map-node', ...kindOf(one, today), chosen === one.key && 'map-chosen'].filter(Boolean).join(' ')}
                style={{ insetInlineStart: share(x(one)), insetBlockStart: `${y(one)}px` }} onFocusCapture={() => onChoose(one.key)} onMouseEnter={() => onChoose(one.key)}
              >
                <NodeFace one={one} {...props} />
              </li>
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}

const kindOf = ({ priority, goal, named, orphan }: MapNode, today: string): string[] =>
  priority ? ['map-priority'] : !goal ? [named ? 'map-named' : 'map-private'] : [...(orphan ? ['map-orphan'] : []), ...(isQuiet(goal, today) ? ['map-stale'] : [])]

/** What a node says; the same in the picture and in the list. */
export function NodeFace({ one: { priority, goal, named, orphan }, statusOf, onExpand }: Pick<MapProps, 'statusOf' | 'onExpand'> & { one: MapNode }) {
  const words = useWords()
  const { t } = words
  if (priority) return <div class="map-face" tabIndex={0}><span class="map-sub">{priority.team ? <bdi>{priority.team.name}</bdi> : t('goals.priority.company')}</span><strong dir="auto">{priority.title}</strong></div>
  if (!goal) return named ? <a class="map-face" href={goalHref(named.id)} dir="auto">{named.title}</a> : <div class="map-face" tabIndex={0}><span class="map-sub"><LockIcon /><span>{t('goals.hidden')}</span></span></div>
  const today = todayHere()
  const status = statusOf(goal.id)
  const quiet = isQuiet(goal, today)
  const more = onExpand(goal.id)
  return (
    <>
      <a class="map-face" href={goalHref(goal.id)}>
        <span class="medium map-title" dir="auto">{goal.title}</span>
        <span class="map-sub">
          {quiet ? <ClockIcon size={14} /> : status !== undefined && <StatusShape status={status} />}
          {orphan
            ? <span class="grow">{t('goals.orphan')}</span>
            : quiet ? <span class="grow">{lastText(words, goal)}</span> : <><Avatar name={goal.owner.name ?? ''} size={20} /><bdi class="grow">{goal.team && goal.scope !== 'person' ? goal.team.name : (goal.owner.name ?? t('common.former'))}</bdi></>}
          {goal.progress !== null && <span class="figures">{percentText(words, goal.progress)}</span>}
        </span>
        {goal.openNeeds > 0 && <span class="map-need">{t('goals.openNeeds', { count: goal.openNeeds })}</span>}
      </a>
      <Beside>
        {orphan && goal.mine !== 'reader' && <a class="map-link small" href={`${goalHref(goal.id)}/edit`}>{t('goals.link')}</a>}
        {more && <Button look="line" size="small" class="map-more" onClick={more}><bdi dir="ltr" aria-hidden="true">+{words.number(goal.children)}</bdi><span class="hidden-visually">{t('goals.map.expand', { title: goal.title })}</span></Button>}
      </Beside>
    </>
  )
}

const Beside = ({ children }: { children: ComponentChildren }) => <span class="map-beside">{children}</span>
