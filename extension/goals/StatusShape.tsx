import { Shape, useWords } from '../ui'
import type { Status } from './figures'

/** The shape of a status, named for whoever cannot see it; with `worded`, its word stands beside. */
export function StatusShape({ status, worded }: { status: Status | null; worded?: boolean }) {
  const { t } = useWords()
  const word = status ? t(`goals.status.${status}`) : t('goals.status.none')
  if (!worded) return <Shape state={status ?? 'none'} label={word} />
  return <span class="goal-status"><Shape state={status ?? 'none'} /><span class="medium">{word}</span></span>
}
