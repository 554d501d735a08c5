import { useEffect } from 'preact/hooks'
import { useLocation } from 'wouter-preact'
import { hasBackground } from '../../bridge/call'
import type { SessionState } from '../../bridge/messages'
import { SignedOut } from '../../organisation/SignedOut'
import { ButtonLink, Mark, State, useWords } from '../../ui'

interface Props {
  session: Extract<SessionState, { state: 'signed-out' }>
  onSession: (state: SessionState) => void
}

/** The desk for somebody who is not signed in. On the web the server's own page signs in and comes back here. */
export function Outside({ session, onSession }: Props) {
  const { t } = useWords()
  const [path] = useLocation()
  useEffect(() => void (document.title = t('common.product')), [t])
  return (
    <main class="desk-outside">
      <p class="desk-outside-brand"><Mark size={20} /><span>{t('common.product')}</span></p>
      <h1 class="hidden-visually">{t('common.signIn')}</h1>
      {hasBackground() ? <SignedOut session={session} onSession={onSession} /> : (
        <State
          is="empty" what={t(`session.${session.reason}.what`)} why={t(`session.${session.reason}.why`)}
          action={<ButtonLink look="ink" size="large" href={`/sign-in?next=${encodeURIComponent(path)}`}>{t('common.signIn')}</ButtonLink>}
        />
      )}
    </main>
  )
}
