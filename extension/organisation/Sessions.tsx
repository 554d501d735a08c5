import { authEndpoints, type Session } from '../../shared/auth'
import { call } from '../bridge/call'
import { announce, Button, Row, Rows, State, UserIcon, useWords } from '../ui'
import { useAct, useLoad } from './load'
import { problemWord } from './problem'

/** Where the person is signed in; each can be ended, at once. */
export function Sessions() {
  const { t, word } = useWords()
  const sessions = useLoad(() => call(authEndpoints.sessions, {}))
  if (sessions.loading) return <State is="loading" rows={2} />
  if (!sessions.value) return <State is="failed" what={word(problemWord(sessions.problem!))} onRetry={sessions.again} />
  const gone = (ended: Session) => sessions.set({ items: sessions.value!.items.filter((one) => one.id !== ended.id) })
  return <Rows lined label={t('settings.sessions')}>{sessions.value.items.map((one) => <Line key={one.id} session={one} onEnded={gone} />)}</Rows>
}

function Line({ session, onEnded }: { session: Session; onEnded: (session: Session) => void }) {
  const { t, word, ago, date } = useWords()
  const ending = useAct()
  const end = () => void ending.run(async () => {
    await call(authEndpoints.endSession, { params: { id: session.id } })
    onEnded(session)
    announce(t('settings.sessionEnded'))
  })
  return (
    <Row
      mark={<UserIcon />}
      title={<>{t(`settings.session.${session.kind}`)} <span class="soft" dir="auto">{session.device}</span></>}
      detail={ending.problem ? <span class="field-error">{word(problemWord(ending.problem))}</span> : session.current ? t('settings.sessionHere') : t('settings.sessionSeen', { seen: ago(session.seenAt), opened: date(session.openedAt) })}
      action={session.current ? undefined : <Button look="line" onClick={end} aria-label={t('settings.sessionEndThis', { device: session.device })}>{t('settings.sessionEnd')}</Button>}
    />
  )
}
