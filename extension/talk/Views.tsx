import type { Card } from '../../shared/cards'
import { useWords } from '../ui'

/** What those it was said to say about it themselves, beside it wherever it stands. */
export function Views({ card, viewer }: { card: Card; viewer: string }) {
  const { t, date } = useWords()
  return (
    <>
      {card.views?.map(({ by, text, at }) => (
        <figure key={by.id} class="talk-view">
          <figcaption class="tiny soft">{by.id === viewer ? t('talk.viewYours') : t('talk.viewOf', { name: by.name ?? t('people.former') })} · <time dateTime={at}>{date(at)}</time></figcaption>
          <blockquote class="quote" dir="auto">{text}</blockquote>
        </figure>
      ))}
    </>
  )
}
