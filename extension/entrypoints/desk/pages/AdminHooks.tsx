import { useState } from 'preact/hooks'
import { type Hook, hookEndpoints, hookFailures, hookSites, type NewHook } from '../../../../shared/hooks'
import { newId } from '../../../../shared/ids'
import { call } from '../../../bridge/call'
import { errorAt } from '../../../organisation/errors'
import { useAct, useLoad } from '../../../organisation/load'
import { problemWord } from '../../../organisation/problem'
import { announce, Button, Field, Menu, Row, Rows, Section, Segmented, State, Tick, useWords } from '../../../ui'

/** Webhooks through which work moves key results: made, copied, watched. */
export function AdminHooks() {
  const { t, word } = useWords()
  const listed = useLoad(() => call(hookEndpoints.list, {}))
  const acting = useAct()
  const [made, setMade] = useState<NewHook | null>(null)
  if (listed.problem && !listed.value) return <State is="failed" what={word(problemWord(listed.problem))} onRetry={listed.again} />
  if (!listed.value) return <State is="loading" rows={3} />
  const { hooks } = listed.value
  const run = (act: () => Promise<NewHook | undefined>) => acting.run(async () => {
    setMade((await act()) ?? null)
    listed.set(await call(hookEndpoints.list, {}))
  })
  return (
    <>
      <p class="soft">{t('hooks.why')}</p>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      {made && <Made made={made} />}
      <Section title={t('admin.hooks')}>
        {hooks.length === 0
          ? <State is="empty" what={t('hooks.none')} why={t('hooks.noneWhy')} />
          : <Rows lined label={t('admin.hooks')}>{hooks.map((hook) => <Listed key={hook.id} hook={hook} run={(act) => void run(act)} />)}</Rows>}
      </Section>
      <Section title={t('hooks.make')}><HookForm problem={acting.problem} busy={acting.busy} onMake={(wish) => run(() => call(hookEndpoints.add, { body: wish }))} /></Section>
    </>
  )
}

function Listed({ hook, run }: { hook: Hook; run: (act: () => Promise<NewHook | undefined>) => void }) {
  const { t, ago } = useWords()
  const params = { id: hook.id }
  const failed = hookFailures.filter((one) => hook.failures[one] > 0).map((one) => t(`hooks.failed.${one}`, { n: hook.failures[one] }))
  return (
    <Row
      title={<bdi>{hook.name}</bdi>}
      detail={<>
        {t(`moves.site.${hook.site}`)} · <span dir="ltr">{hook.instance}</span> · {hook.lastAt ? t('hooks.last', { when: ago(hook.lastAt) }) : t('hooks.never')}
        {failed.length > 0 && <> · {failed.join(' · ')}</>}
      </>}
      action={<Menu label={t('hooks.menu', { name: hook.name })} items={[
        { label: t('hooks.rotate'), onSelect: () => run(() => call(hookEndpoints.rotate, { params, body: { renewal: newId() } })) },
        { label: t('hooks.drop'), danger: true, onSelect: () => run(async () => { await call(hookEndpoints.drop, { params }); return undefined }) },
      ]} />}
    />
  )
}

/** The address and the secret, this once, and what to do with them. */
function Made({ made: { hook, secret, url } }: { made: NewHook }) {
  const { t } = useWords()
  const copy = (text: string) => void navigator.clipboard.writeText(text).then(() => announce(t('hooks.copied')))
  const steps = hook.site === 'github' ? (['hooks.github.where', 'hooks.github.paste', 'hooks.github.events'] as const) : (['hooks.jira.where', 'hooks.jira.paste', 'hooks.jira.events'] as const)
  return (
    <Section title={t('hooks.made', { name: hook.name })}>
      <div class="stack form">
        <Field label={t('hooks.url')} dir="ltr" readOnly value={url} onInput={() => undefined} aside={<Button look="link" aria-label={t('hooks.copyUrl')} onClick={() => copy(url)}>{t('hooks.copy')}</Button>} />
        {secret && <Field label={t('hooks.secret')} dir="ltr" readOnly value={secret} onInput={() => undefined} hint={t('hooks.secretHint')} aside={<Button look="link" aria-label={t('hooks.copySecret')} onClick={() => copy(secret)}>{t('hooks.copy')}</Button>} />}
        <ol class="stack" style={{ listStyle: 'decimal', paddingInlineStart: '1.5em' }}>{steps.map((step) => <li key={step}>{t(step)}</li>)}</ol>
      </div>
    </Section>
  )
}

interface Wish { id: string; site: Hook['site']; instance: string; name: string; inPath: boolean }
function HookForm({ onMake, problem, busy }: { onMake: (wish: Wish) => Promise<boolean>; problem: Parameters<typeof errorAt>[0]; busy: boolean }) {
  const { t, word } = useWords()
  const [id, setId] = useState(() => newId())
  const [site, setSite] = useState<Hook['site']>('github')
  const [instance, setInstance] = useState('github.com')
  const [name, setName] = useState('')
  const [inPath, setInPath] = useState(false)
  const wrong = errorAt(problem, '/instance')
  const host = instance.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/\/$/, '')
  const save = async () => {
    const saved = await onMake({ id, site, instance: host, name: name.trim() || host, inPath })
    // An id stands for what was sent with it.
    setId(newId())
    if (saved) setName('')
  }
  return (
    <form class="stack form" onSubmit={(event) => { event.preventDefault(); void save() }}>
      <Segmented label={t('moves.site')} look="well" value={site} options={hookSites.map((value) => ({ value, label: t(`moves.site.${value}`) }))} onChange={(to) => { setSite(to); setInstance(to === 'github' ? 'github.com' : ''); setInPath(false) }} />
      <Field label={t('moves.instance')} dir="ltr" placeholder={site === 'github' ? 'github.com' : 'acme.atlassian.net'} spellcheck={false} maxLength={255} value={instance} onInput={setInstance} error={wrong ? word(wrong) : undefined} />
      <Field label={t('hooks.name')} optional maxLength={80} value={name} onInput={setName} />
      {site === 'jira' && <Tick checked={inPath} onChange={setInPath} hint={t('hooks.inPathHint')}>{t('hooks.inPath')}</Tick>}
      <div><Button look="ink" type="submit" aria-busy={busy}>{t('hooks.make')}</Button></div>
    </form>
  )
}
