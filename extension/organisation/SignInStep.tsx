import { ask } from '../bridge/call'
import type { SessionState } from '../bridge/messages'
import { Button, CheckIcon, State, useWords } from '../ui'
import { useAct } from './load'
import { problemWord } from './problem'
import { SignOut } from './SignOut'

/** Who is signed in, and the one button that changes it. */
export function SignInStep({ session, onSession }: { session: SessionState; onSession: (state: SessionState) => void }) {
  const { t, word, rich } = useWords()
  const acting = useAct()
  const signIn = () => acting.run(async () => onSession(await ask('session.signIn', {})))
  return (
    <div class="stack">
      {session.state === 'signed-in' ? (
        <div class="line line-wrap line-between">
          <p class="line"><CheckIcon /><span>{rich('session.signedInAs', { name: session.name, organisation: session.organisationName })}</span></p>
          <SignOut look="quiet" class="pull-both" onOut={onSession} />
        </div>
      ) : (
        <>
          {session.reason !== 'never' && <p>{t(`session.${session.reason}.what`)} <span class="soft">{t(`session.${session.reason}.why`)}</span></p>}
          {session.unsent > 0 && <p class="soft">{t('session.unsent', { count: session.unsent })}</p>}
          <div><Button look="ink" size="large" aria-busy={acting.busy} onClick={() => void signIn()}>{t(acting.busy ? 'session.signingIn' : 'common.signIn')}</Button></div>
        </>
      )}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} onRetry={() => void signIn()} />}
    </div>
  )
}
