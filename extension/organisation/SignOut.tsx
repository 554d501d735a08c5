import { useState } from 'preact/hooks'
import { ask } from '../bridge/call'
import type { SessionState } from '../bridge/messages'
import { Button, State, useWords } from '../ui'
import { useAct } from './load'
import { problemWord } from './problem'

interface Props {
  look?: 'quiet' | 'outline'
  class?: string
  onOut: (state: SessionState) => void
}

/** Signs out. With words that are not sent it first says what becomes of them, and lets the person choose. */
export function SignOut({ look = 'outline', onOut, ...rest }: Props) {
  const { t, word } = useWords()
  const acting = useAct()
  const [left, setLeft] = useState(0)
  const out = (discard: boolean) => acting.run(async () => {
    onOut(await ask('session.signOut', { discard }))
    setLeft(0)
  })
  const begin = () => acting.run(async () => {
    const [items, drafts] = await Promise.all([ask('outbox.list', {}), ask('draft.list', {})])
    const unsent = items.filter((item) => item.state !== 'sent').length + drafts.length
    if (unsent > 0) return setLeft(unsent)
    onOut(await ask('session.signOut', {}))
  })
  return (
    <>
      {left === 0 && <Button look={look} aria-busy={acting.busy} onClick={() => void begin()} {...rest}>{t('common.signOut')}</Button>}
      {left > 0 && (
        <div class="inset stack" role="group" aria-label={t('common.signOut')}>
          <p role="status">{t('signOut.unsent', { count: left })}</p>
          <div class="line line-wrap">
            <Button look="ink" aria-busy={acting.busy} innerRef={(element) => element?.focus()} onClick={() => void out(false)}>{t('signOut.keep')}</Button>
            <Button look="outline" onClick={() => void out(true)}>{t('signOut.discard')}</Button>
            <Button look="quiet" onClick={() => setLeft(0)}>{t('common.cancel')}</Button>
          </div>
        </div>
      )}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} onRetry={() => void begin()} />}
    </>
  )
}
