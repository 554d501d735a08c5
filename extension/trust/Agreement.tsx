import { useState } from 'preact/hooks'
import { agreementEndpoints, type SettingChange, type SettingName, settingNames, type Settings } from '../../shared/agreement'
import { call } from '../bridge/call'
import { useAct, useLoad, usePages } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Field, LockIcon, Meta, Row, Rows, Section, State, useWords } from '../ui'
import { changedHere, ChangeSetting } from './ChangeSetting'
import { valueText } from './values'

/** The agreement, each setting with its purpose, what is proposed, and the history. `admin`: may change or propose. */
export function Agreement({ viewer, admin }: { viewer: string; admin: boolean }) {
  const { t, word, list } = useWords()
  const settings = useLoad(() => call(agreementEndpoints.settings, {}))
  const history = usePages<SettingChange>((after) => call(agreementEndpoints.history, { query: { after } }))
  if (settings.loading) return <State is="loading" rows={5} />
  if (!settings.value) return <State is="failed" what={word(problemWord(settings.problem!))} onRetry={settings.again} />
  const held = settings.value
  const { agreement } = held.values
  const done = (after?: Settings) => {
    if (after) settings.set(after)
    else settings.again()
    history.again()
  }
  const names = agreement?.delegates.map((id) => held.people.find((one) => one.id === id)?.name ?? t('common.former')) ?? []
  return (
    <>
      <p>{agreement ? t('agreement.is', { title: agreement.title, names: list(names) }) : t('agreement.none')}</p>
      {held.open.length > 0 && (
        <Section title={t('agreement.open')}>
          <Rows lined label={t('agreement.open')}>{held.open.map((one) => <Proposal key={one.id} change={one} settings={held} mayDecide={held.mayDecide && one.by.id !== viewer} mayWithdraw={admin} onDone={() => done()} />)}</Rows>
        </Section>
      )}
      <Section title={t('agreement.settings')}>
        <Rows lined label={t('agreement.settings')}>{settingNames.map((name) => <Setting key={name} name={name} settings={held} mayChange={admin && changedHere.includes(name)} onDone={done} />)}</Rows>
      </Section>
      <Section title={t('agreement.history')}>
        {history.value?.length === 0 && <State is="empty" small what={t('agreement.historyNone')} />}
        {history.problem && <State is="failed" what={word(problemWord(history.problem))} onRetry={history.again} />}
        {history.value && history.value.length > 0 && <Rows lined label={t('agreement.history')}>{history.value.map((one) => <Row key={one.id} title={<What change={one} settings={held} />} detail={<Story change={one} />} />)}</Rows>}
        {history.more && <div><Button look="line" aria-busy={history.loadingMore} onClick={history.more}>{t('common.more')}</Button></div>}
      </Section>
    </>
  )
}

function Setting({ name, settings, mayChange, onDone }: { name: SettingName; settings: Settings; mayChange: boolean; onDone: (settings: Settings) => void }) {
  const words = useWords()
  const { t } = words
  const [changing, setChanging] = useState(false)
  const { agreement } = settings.values
  const covered = agreement !== null && (name === 'agreement' || agreement.covers.includes(name))
  const open = settings.open.some((one) => one.setting === name)
  return (
    <Row
      title={<span class="medium">{t(`agreement.setting.${name}`)}</span>}
      detail={
        <>
          <p>{valueText(name, settings.values[name], settings.people, words)}</p>
          <p class="soft">{t(`agreement.why.${name}`)}</p>
          {covered && <Meta icon={<LockIcon size={14} />}>{t('agreement.under')}</Meta>}
          {changing && <ChangeSetting setting={name} settings={settings} isProposal={covered} onDone={(after) => { setChanging(false); onDone(after) }} />}
        </>
      }
      {...(mayChange && !open && { action: <Button look="line" size="small" aria-expanded={changing} aria-label={t('agreement.changeThis', { setting: t(`agreement.setting.${name}`) })} onClick={() => setChanging(!changing)}>{t('agreement.change')}</Button> })}
    />
  )
}

function What({ change, settings }: { change: SettingChange; settings: Settings }) {
  const words = useWords()
  const { setting } = change
  return <span>{words.t('agreement.from', { setting: words.t(`agreement.setting.${setting}`), was: valueText(setting, change.was, settings.people, words, change.value), value: valueText(setting, change.value, settings.people, words, change.was) })}</span>
}

/** Who proposed or changed it and why, who decided and with which sentence. */
function Story({ change }: { change: SettingChange }) {
  const { t, date } = useWords()
  const name = change.decidedBy?.name ?? t('common.former')
  const state = change.state === 'applied' && change.decidedBy ? 'approved' : change.state
  return (
    <>
      <p class="soft">{t('agreement.byOn', { name: change.by.name ?? t('common.former'), date: date(change.at, 'full') })} · {t(`agreement.state.${state}`, { name })}</p>
      {change.why && <p class="quote" dir="auto">{change.why}</p>}
      {change.sentence && <p class="quote" dir="auto"><span class="soft small">{name}: </span>{change.sentence}</p>}
    </>
  )
}

function Proposal({ change, settings, mayDecide, mayWithdraw, onDone }: { change: SettingChange; settings: Settings; mayDecide: boolean; mayWithdraw: boolean; onDone: () => void }) {
  const { t, word } = useWords()
  const [sentence, setSentence] = useState('')
  const [tried, setTried] = useState(false)
  const acting = useAct()
  const decide = (agree: boolean) => {
    setTried(true)
    if (sentence.trim() === '') return
    void acting.run(async () => {
      await call(agreementEndpoints.decide, { params: { id: change.id }, body: { agree, sentence: sentence.trim() } })
      onDone()
    })
  }
  const withdraw = () => void acting.run(async () => {
    await call(agreementEndpoints.withdraw, { params: { id: change.id } })
    onDone()
  })
  return (
    <Row
      title={<What change={change} settings={settings} />}
      detail={
        <>
          <Story change={change} />
          {mayDecide && (
            <div class="stack form row-form">
              <Field label={t('agreement.sentence')} maxLength={500} value={sentence} onInput={setSentence} error={tried && sentence.trim() === '' ? t('field.needed') : undefined} />
              <div class="line line-wrap"><Button look="ink" aria-busy={acting.busy} onClick={() => decide(true)}>{t('agreement.approve')}</Button><Button look="outline" onClick={() => decide(false)}>{t('agreement.refuse')}</Button></div>
            </div>
          )}
          {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
        </>
      }
      {...(mayWithdraw && !mayDecide && { action: <Button look="quiet" size="small" onClick={withdraw}>{t('agreement.withdraw')}</Button> })}
    />
  )
}
