import type { ComponentChildren } from 'preact'
import { Button } from './Button'
import { OfflineIcon, RetryIcon, WarningIcon } from './icons'
import { useLate } from './useLate'
import { useWords } from './words'

export type StateProps =
  | {
      /** Nothing there: what, why, one action. */
      is: 'empty'
      what: ComponentChildren
      why?: ComponentChildren
      action?: ComponentChildren
      /** One line with its action at the end, where a heading stands above already. */
      small?: boolean
    }
  | {
      /** On its way. Bars at the real line heights, after 200 ms. */
      is: 'loading'
      /** How many rows will come. */
      rows?: number
      /** `row`: mark and two lines; `card`: head and three lines. */
      as?: 'row' | 'card'
      after?: number
    }
  | {
      /** It did not work: what happened, what is safe, what next. */
      is: 'failed'
      what: ComponentChildren
      /** "Your draft is safe." */
      safe?: ComponentChildren
      onRetry?: () => void
      action?: ComponentChildren
    }
  | {
      /** No network: how much waits, and as of when the rest is shown. */
      is: 'offline'
      waiting: number
      /** "Shown as of 09:12": the instant of the cache. */
      asOf?: string
      onRetry?: () => void
    }

/** What stands where nothing else can: empty, loading, failed, offline. */
export function State(props: StateProps) {
  switch (props.is) {
    case 'empty': return props.small ? <EmptyLine {...props} /> : <Empty {...props} />
    case 'loading': return <Loading {...props} />
    case 'failed': return <Failed {...props} />
    case 'offline': return <Offline {...props} />
  }
}

type Only<K extends StateProps['is']> = Extract<StateProps, { is: K }>

function Empty({ what, why, action }: Only<'empty'>) {
  return (
    <div class="empty">
      <svg class="empty-stones" viewBox="0 0 112 84" aria-hidden="true">
        <path class="empty-lower" d="M8 69c0-7 17-10.500 49-10.500S108 62 108 69.500 90 79.500 56 79.500 8 76.500 8 69Z" />
        <path class="empty-upper" d="M26 43c0-6 11-9.500 32-9.500S90 37 90 43.500 78 53 57 53 26 49 26 43Z" />
        <path class="empty-next" d="M41 15C41 8 47 4 57.500 4S74 8.500 74 15.500 67 27 57 27 41 22 41 15Z" />
      </svg>
      <p class="title">{what}</p>
      {why && <p class="empty-why">{why}</p>}
      {action}
    </div>
  )
}

function EmptyLine({ what, why, action }: Only<'empty'>) {
  return (
    <div class="empty-line">
      <p>{what}{why && <span class="soft"> {why}</span>}</p>
      {action}
    </div>
  )
}

function Loading({ rows = 3, as = 'row', after = 200 }: Only<'loading'>) {
  const { t } = useWords()
  const late = useLate(after)
  return (
    <div class="loading" role="status">
      {late && <span class="hidden-visually">{t('common.loading')}</span>}
      {late && Array.from({ length: rows }, (_, row) => <div key={row} class={`loading-${as}`} aria-hidden="true"><i /><i /><i /></div>)}
    </div>
  )
}

function Failed({ what, safe, onRetry, action }: Only<'failed'>) {
  const { t } = useWords()
  return (
    <div class="band band-failed" role="alert">
      <WarningIcon />
      <p class="grow">{what}{safe && <span class="band-more">{safe}</span>}</p>
      {action}
      {onRetry && <Button look="quiet" icon={<RetryIcon />} onClick={onRetry}>{t('common.retry')}</Button>}
    </div>
  )
}

function Offline({ waiting, asOf, onRetry }: Only<'offline'>) {
  const { t, date } = useWords()
  return (
    <div class="band band-offline" role="status">
      <OfflineIcon />
      <p class="grow">{t('common.offline', { count: waiting })}{asOf && <span class="band-more">{t('common.shownAsOf', { time: date(asOf, 'time') })}</span>}</p>
      {onRetry && <Button look="quiet" icon={<RetryIcon />} onClick={onRetry}>{t('common.retry')}</Button>}
    </div>
  )
}
