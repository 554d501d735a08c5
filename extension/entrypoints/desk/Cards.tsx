import type { ComponentChildren } from 'preact'
import type { Card } from '../../../shared/cards'
import type { LoadedPages } from '../../organisation/load'
import { problemWord } from '../../organisation/problem'
import { Button, State, useWords } from '../../ui'
import { useDesk } from './context'
import { FeedbackCard } from '../../feedback/FeedbackCard'

/** A list of what was said, newest first, continued on demand. */
export function Cards({ pages, empty }: { pages: LoadedPages<Card>; empty: ComponentChildren }) {
  const { t, word } = useWords()
  const { value: cards, problem, more } = pages
  const viewer = useDesk().me.person.id
  return (
    <div class="stack desk-cards">
      {pages.loading && <State is="loading" as="card" rows={3} />}
      {cards?.length === 0 && empty}
      {cards?.map((card) => (
        <FeedbackCard key={card.id} card={card} viewer={viewer} onChange={(now) => pages.set(cards.flatMap((one) => (one.id !== card.id ? [one] : now ? [now] : [])))} />
      ))}
      {problem && <State is="failed" what={word(problemWord(problem))} onRetry={pages.again} />}
      {more && <div><Button look="line" aria-busy={pages.loadingMore} onClick={more}>{t('common.more')}</Button></div>}
    </div>
  )
}
