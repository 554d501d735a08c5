import { bodyFields, type FeedbackBody } from '../../shared/bodies'
import type { WordKey } from '../../shared/words/index'
import { useWords } from '../ui'

/** What was said, in the book face: one text, or its parts with their names. `quote`: the smaller size of a timeline. */
export function WordsSaid({ body, quote }: { body: FeedbackBody; quote?: boolean }) {
  const { t } = useWords()
  const face = quote ? 'quote' : 'words'
  if ('text' in body) return <p class={face} dir="auto">{body.text}</p>
  return (
    <dl class="said-parts">
      {bodyFields(body).filter(([, text]) => text).map(([field, text]) => (
        <div key={field}>
          <dt class="tiny soft">{t(`compose.${field}` as WordKey)}</dt>
          <dd class={face} dir="auto">{text}</dd>
        </div>
      ))}
    </dl>
  )
}
