import type { ArtifactType } from '../../shared/artifacts'
import type { Card } from '../../shared/cards'
import type { LoadedPages } from '../organisation/load'
import { isOffline, problemWord } from '../organisation/problem'
import { Button, State, Timeline, useWords } from '../ui'
import { SaidEntry } from './SaidEntry'

interface Props {
  said: LoadedPages<Card>
  type: ArtifactType
  viewer: string
  /** Shown as cards of their own above. */
  without?: readonly string[]
}

/** "Said on this pull request": what the reader may see, newest first. Nothing there: nothing at all, unless `said` says so. */
export function SaidHere({ said, type, viewer, without = [] }: Props) {
  const { t, word } = useWords()
  const items = said.value?.filter((card) => !without.includes(card.id)) ?? []
  const change = (id: string) => (card: Card | null) => said.set((said.value ?? []).flatMap((one) => (one.id !== id ? [one] : card ? [card] : [])))
  if (said.value && items.length === 0) return null
  return (
    <section class="said">
      <div class="section-row"><h2 class="subhead">{t('panel.said', { type })}</h2><span class="tiny faint">{t('panel.maySee')}</span></div>
      {said.loading && <State is="loading" rows={2} />}
      {isOffline(said.problem) && <State is="offline" waiting={0} onRetry={said.again} />}
      {said.problem && !isOffline(said.problem) && <State is="failed" what={word(problemWord(said.problem))} onRetry={said.again} />}
      {items.length > 0 && (
        <Timeline label={t('panel.said', { type })}>
          {items.map((card) => <SaidEntry key={card.id} card={card} viewer={viewer} onChange={change(card.id)} />)}
        </Timeline>
      )}
      {said.more && <Button look="line" aria-busy={said.loadingMore} onClick={said.more}>{t('common.more')}</Button>}
    </section>
  )
}
