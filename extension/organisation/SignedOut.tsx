import { ask } from '../bridge/call'
import type { SessionState } from '../bridge/messages'
import { announce, Button, ButtonLink, State, useWords } from '../ui'
import { useAct } from './load'
import { problemWord } from './problem'

type Out = Extract<SessionState, { state: 'signed-out' }>

/** Nobody is signed in: why, what is safe, and one button (without a server: the way to the welcome page). Signing in goes through the background, in the browser's own window. */
export function SignedOut({ session, onSession }: { session: Out; onSession: (state: SessionState) => void }) {
  const { t, word } = useWords()
  const signing = useAct()
  const signIn = () => signing.run(async () => onSession(await ask('session.signIn', {})))
  const forget = () => signing.run(async () => {
    onSession(await ask('session.forget', {}))
    announce(t('session.forgotten'))
  })
  return (
    <div class="signed-out stack">
      <State
        is="empty"
        what={t(`session.${session.reason}.what`)}
        why={<>{t(`session.${session.reason}.why`)}{session.unsent > 0 && <> {t('session.unsent', { count: session.unsent })}</>}</>}
        action={session.server === '' ? <ButtonLink look="ink" size="large" href="/welcome.html">{t('session.setUp')}</ButtonLink> : <Button look="ink" size="large" aria-busy={signing.busy} onClick={signIn}>{t(signing.busy ? 'session.signingIn' : 'common.signIn')}</Button>}
      />
      {signing.problem && <State is="failed" what={word(problemWord(signing.problem))} onRetry={signIn} />}
      {session.unsent > 0 && session.reason === 'signed-out' && <div><Button look="quiet" onClick={() => void forget()}>{t('session.forget', { count: session.unsent })}</Button></div>}
    </div>
  )
}
