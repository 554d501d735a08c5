import type { Handle } from '../../shared/people'
import { problemWord } from '../organisation/problem'
import { siteName } from '../artifacts/naming'
import { useAct } from '../organisation/load'
import { announce, AtIcon, Button, Row, State, useWords } from '../ui'

interface Props {
  handle: Handle
  onAnswer: (handle: Handle, mine: boolean) => Promise<void>
}

/** "Ada says @octocat is you": only the person can say so. */
export function HandleQuestion({ handle, onAnswer }: Props) {
  const { t, rich, word } = useWords()
  const answering = useAct()
  const answer = async (mine: boolean) => {
    const done = await answering.run(() => onAnswer(handle, mine))
    if (done) announce(t(mine ? 'notification.handleIsYours' : 'notification.handleIsNot', { handle: handle.handle }))
  }
  return (
    <Row
      mark={<AtIcon />}
      title={rich('notification.handle.proposed', { name: handle.proposedBy?.name ?? t('common.former'), handle: handle.handle })}
      detail={
        <>
          {siteName(handle.site)} · <bdi dir="ltr">{handle.instance}</bdi>
          <div class="line handle-answers">
            <Button look="line" size="small" onClick={() => void answer(true)}>{t('notification.handleYes')}</Button>
            <Button look="quiet" size="small" onClick={() => void answer(false)}>{t('notification.handleNo')}</Button>
          </div>
          {answering.problem && <State is="failed" what={word(problemWord(answering.problem))} />}
        </>
      }
    />
  )
}
