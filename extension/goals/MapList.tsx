import { useWords } from '../ui'
import { type MapNode } from './mapOf'
import { type MapProps, NodeFace } from './MapPicture'

/** The map as a list: what serves what, each below what it serves. It is what a phone shows. */
export function MapList({ map, ...props }: Pick<MapProps, 'map' | 'statusOf' | 'onExpand'>) {
  const { t } = useWords()
  return <ul class="map-list" aria-label={t('goals.map.title')}>{map.roots.map((one) => <Branch key={one.key} one={one} {...props} />)}</ul>
}

function Branch({ one, ...props }: Pick<MapProps, 'statusOf' | 'onExpand'> & { one: MapNode }) {
  return (
    <li>
      <div class={['map-item', one.priority && 'map-item-priority', one.orphan && 'map-item-orphan', !one.priority && !one.goal && !one.named && 'map-item-private'].filter(Boolean).join(' ')}><NodeFace one={one} {...props} /></div>
      {one.below.length > 0 && <ul>{one.below.map((child) => <Branch key={child.key} one={child} {...props} />)}</ul>}
    </li>
  )
}
