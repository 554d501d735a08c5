import type { ComponentChildren } from 'preact'
import type { Match, Me } from '../../shared/people'
import type { Refusal } from '../../shared/problem'
import type { FeedbackRequest } from '../../shared/requests'
import { Composer } from '../feedback/Composer'
import type { Work } from '../feedback/composing'
import type { Sent } from '../feedback/sending'
import { problemWord } from '../organisation/problem'
import { Button, State, useWords } from '../ui'
import { useAnswer } from './answer'
import { AskedCard } from './AskedCard'

interface Props {
  request: FeedbackRequest
  work: Work
  me: Me | null
  matches: readonly Match[] | null
  problem?: Refusal | null
  onRetry?: () => void
  onSent: (sent: Sent) => void
  onDeclined: (request: FeedbackRequest) => void
  /** Say something else here instead. */
  onElse?: (() => void) | undefined
  withoutWork?: boolean
  above?: ComponentChildren
  below?: ComponentChildren
}

/** A request on top, and below it the composer, with everything fixed but the words. */
export function Answering({ request, work, onDeclined, onElse, withoutWork = false, above, below, ...rest }: Props) {
  const { t, word } = useWords()
  const draft = useAnswer(request, work)
  const top = (
    <>
      {above}
      <AskedCard request={request} withoutWork={withoutWork} onDeclined={onDeclined}>
        {onElse ? <Button look="quiet" class="pull-start" onClick={onElse}>{t('request.else')}</Button> : <span />}
      </AskedCard>
    </>
  )
  if (!draft.value) {
    return <div class="composer"><div class="composer-main">{top}{draft.problem && <State is="failed" what={word(problemWord(draft.problem))} onRetry={draft.again} />}{below}</div></div>
  }
  return <Composer key={request.id} {...rest} work={work} kept={draft.value} above={top} below={below} />
}
