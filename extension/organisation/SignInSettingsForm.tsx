import { useState } from 'preact/hooks'
import { organisationEndpoints, type SignInSettings, type SignInTest } from '../../shared/organisations'
import { call } from '../bridge/call'
import { announce, Button, CheckIcon, Field, State, TextArea, Tick, useWords, WarningIcon } from '../ui'
import { errorAt } from './errors'
import { useAct, useLoad } from './load'
import { problemWord } from './problem'

/** How the organisation's people sign in. The provider's secret goes in and never comes out. */
export function SignInSettingsForm() {
  const { word } = useWords()
  const settings = useLoad(() => call(organisationEndpoints.signIn, {}))
  if (settings.value) return <Form settings={settings.value} onSaved={settings.set} />
  if (settings.problem) return <State is="failed" what={word(problemWord(settings.problem))} onRetry={settings.again} />
  return <State is="loading" rows={4} />
}

function Form({ settings, onSaved }: { settings: SignInSettings; onSaved: (settings: SignInSettings) => void }) {
  const { t, word } = useWords()
  const [issuer, setIssuer] = useState(settings.issuer ?? '')
  const [clientId, setClientId] = useState(settings.clientId ?? '')
  const [secret, setSecret] = useState('')
  const [domains, setDomains] = useState(settings.domains.join('\n'))
  const [email, setEmail] = useState(settings.email)
  const [saved, setSaved] = useState(false)
  const saving = useAct()

  const save = async () => {
    setSaved(false)
    const done = await saving.run(async () => onSaved(await call(organisationEndpoints.configureSignIn, {
      body: {
        issuer: issuer.trim() || null, clientId: clientId.trim() || null, ...(secret !== '' && { clientSecret: secret }),
        domains: domains.split(/[\s,;]+/).filter(Boolean).map((one) => one.toLowerCase()), email,
      },
    })))
    if (!done) return
    setSecret('')
    setSaved(true)
    announce(t('admin.signIn.saved'))
  }
  const wrong = (pointer: string) => {
    const found = errorAt(saving.problem, pointer)
    return found ? word(found) : undefined
  }
  return (
    <form class="stack form" onSubmit={(event) => { event.preventDefault(); void save() }}>
      <Field label={t('admin.signIn.issuer')} dir="ltr" type="url" value={issuer} onInput={setIssuer} hint={t('admin.signIn.issuerHint')} error={wrong('/issuer')} />
      {issuer.trim() !== '' && <Connection issuer={issuer.trim()} />}
      <Field label={t('admin.signIn.clientId')} dir="ltr" value={clientId} onInput={setClientId} error={wrong('/clientId')} />
      <Field label={t('admin.signIn.secret')} dir="ltr" type="password" autocomplete="off" value={secret} onInput={setSecret} hint={t(settings.hasSecret ? 'admin.signIn.secretKept' : 'admin.signIn.secretHint')} error={wrong('/clientSecret')} />
      <Field label={t('admin.signIn.redirect')} dir="ltr" readOnly value={settings.redirectUri} onInput={() => undefined} hint={t('admin.signIn.redirectHint')} />
      <TextArea label={t('admin.signIn.domains')} dir="ltr" spellcheck={false} value={domains} onInput={setDomains} hint={t('admin.signIn.domainsHint')} error={wrong('/domains')} />
      <Tick checked={email} onChange={setEmail} hint={t('admin.signIn.emailHint')}>{t('admin.signIn.email')}</Tick>
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      <div class="line line-wrap"><Button look="ink" type="submit" aria-busy={saving.busy}>{t('common.save')}</Button>{saved && <span class="small soft">{t('admin.signIn.saved')}</span>}</div>
    </form>
  )
}

/** Tries the provider before anybody depends on it, and says in words what is wrong. */
function Connection({ issuer }: { issuer: string }) {
  const { t, word } = useWords()
  const [tested, setTested] = useState<{ issuer: string; test: SignInTest } | null>(null)
  const testing = useAct()
  const test = tested?.issuer === issuer ? tested.test : null
  const run = () => void testing.run(async () => {
    const found = await call(organisationEndpoints.testSignIn, { body: { issuer } })
    setTested({ issuer, test: found })
    announce(t(found.ok ? 'admin.test.ok' : 'admin.test.not'))
  })
  return (
    <div class="stack">
      <div><Button look="line" aria-busy={testing.busy} onClick={run}>{t('admin.test')}</Button></div>
      {testing.problem && <State is="failed" what={word(problemWord(testing.problem))} />}
      {test && (
        <ul class="checks" aria-label={t('admin.test')}>
          {test.checks.map(({ check, ok }) => (
            <li key={check} class="line small">{ok ? <CheckIcon size={14} /> : <WarningIcon size={14} />}<span>{t(ok ? `admin.test.${check}.ok` : `admin.test.${check}.not`)}</span></li>
          ))}
          {test.ok && <li class="small">{t('admin.test.ok')}</li>}
        </ul>
      )}
    </div>
  )
}
