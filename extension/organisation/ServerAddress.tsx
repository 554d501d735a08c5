import { useState } from 'preact/hooks'
import { healthEndpoints } from '../../shared/health'
import { call } from '../bridge/call'
import { announce, Button, CheckIcon, Field, LockIcon, State, useWords } from '../ui'
import { useAct } from './load'

interface Props {
  server: string
  /** Another server is another organisation: sign out first. */
  signedIn: boolean
  /** A policy of the organisation says which: nobody types another. */
  fixed?: boolean
  /** Answers with the server that holds now: a policy of the organisation goes before what was typed. */
  onServer: (server: string) => Promise<string>
}

/** The address of the organisation's server, with a look whether it answers. */
export function ServerAddress({ server, signedIn, fixed, onServer }: Props) {
  const { t } = useWords()
  const [typed, setTyped] = useState(server)
  const [wrong, setWrong] = useState(false)
  const [answers, setAnswers] = useState<string | null>(null)
  const asking = useAct()
  if (signedIn || fixed) return <p class="line small soft">{fixed && <LockIcon size={14} />}<span>{t('welcome.server.is')} <bdi>{server}</bdi>{fixed && <> · {t('welcome.server.fixed')}</>}</span></p>

  const check = async () => {
    const wanted = originOf(typed)
    setWrong(!wanted)
    setAnswers(null)
    if (!wanted) return
    let address = wanted
    setTyped(address)
    const done = await asking.run(async () => {
      setTyped((address = await onServer(address)))
      await call(healthEndpoints.health, {})
    })
    if (!done) return
    setAnswers(address)
    announce(t('welcome.server.answers', { server: address }))
  }
  return (
    <form class="stack" onSubmit={(event) => { event.preventDefault(); void check() }}>
      <div class="line server-line">
        <div class="grow"><Field label={t('welcome.server.address')} dir="ltr" type="text" inputMode="url" autocomplete="url" spellcheck={false} value={typed} onInput={setTyped} error={wrong ? t('welcome.server.wrong') : undefined} /></div>
        <Button type="submit" look="outline" aria-busy={asking.busy}>{t('welcome.server.check')}</Button>
      </div>
      {answers && answers === typed && <p class="line small"><CheckIcon /><span>{t('welcome.server.answers', { server: answers })}</span></p>}
      {asking.problem && <State is="failed" what={t('welcome.server.silent', { server: typed })} onRetry={() => void check()} />}
    </form>
  )
}

/** The origin of what was typed; https unless told otherwise, http only for this machine. Null where it is no address. */
export function originOf(typed: string): string | null {
  const text = typed.trim()
  try {
    const url = new URL(/^[a-z][a-z0-9+.-]*:\/\//i.test(text) ? text : `https://${text}`)
    const local = url.hostname === 'localhost' || url.hostname === '127.0.0.1'
    if (url.protocol !== 'https:' && !(url.protocol === 'http:' && local)) return null
    return url.hostname.includes('.') || local ? url.origin : null
  } catch {
    return null
  }
}
