import { useState } from 'preact/hooks'
import { type Address, addressEndpoints } from '../../shared/addresses'
import { newId } from '../../shared/ids'
import { Email } from '../../shared/text'
import { call } from '../bridge/call'
import { errorAt } from '../organisation/errors'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Field, LockIcon, Meta, State, useWords } from '../ui'

/** My own work e-mail: how it stands, and what I want it to be. */
export function OwnAddress() {
  const { t, word, ago } = useWords()
  const loaded = useLoad(() => call(addressEndpoints.own, {}), [])
  const address = loaded.value
  if (loaded.problem) return <State is="failed" what={word(problemWord(loaded.problem))} onRetry={loaded.again} />
  if (!address) return <State is="loading" rows={2} />
  const { change, wish } = address
  return (
    <div class="stack form">
      <p class="soft">{t('address.now', { email: address.email })}</p>
      {change && (
        <div class="inset stack">
          <p class="small">{t('address.changed', { actor: change.by.name ?? t('common.former'), from: change.from, ago: ago(change.at) })}</p>
          <Meta icon={<LockIcon size={14} />}>{t('address.shutOwn', { from: change.from })}</Meta>
        </div>
      )}
      {wish ? <Wished key={wish.email} wish={wish} onChange={loaded.set} /> : <Wish onChange={loaded.set} />}
    </div>
  )
}

/** Another one, by a code to it. */
function Wish({ onChange }: { onChange: (address: Address) => void }) {
  const { t, word } = useWords()
  const [email, setEmail] = useState('')
  const [wrong, setWrong] = useState(false)
  const acting = useAct()
  const send = () => {
    const address = Email.safeParse(email)
    setWrong(!address.success)
    if (address.success) void acting.run(async () => {
      onChange(await call(addressEndpoints.wish, { body: { id: newId(), email: address.data } }))
      announce(t('address.sent', { email: address.data }))
    })
  }
  const found = errorAt(acting.problem, '/email')
  const said = acting.problem && (acting.problem.code === 'invite-domain' ? { key: 'address.domain' as const } : found ?? problemWord(acting.problem))
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); send() }}>
      <Field label={t('address.new')} type="email" dir="ltr" autocomplete="off" maxLength={254} value={email} onInput={setEmail} hint={t('address.askHint')} error={wrong ? t('field.email') : said ? word(said) : undefined} />
      <div><Button type="submit" look="line" aria-busy={acting.busy}>{t('address.ask')}</Button></div>
    </form>
  )
}

/** Wanted: waits for its code, or, proven, for an admin. */
function Wished({ wish, onChange }: { wish: NonNullable<Address['wish']>; onChange: (address: Address) => void }) {
  const { t, word } = useWords()
  const [code, setCode] = useState('')
  const acting = useAct()
  const prove = () => void acting.run(async () => {
    onChange(await call(addressEndpoints.prove, { body: { code } }))
    announce(t('address.proved', { email: wish.email }))
  })
  const leave = () => void acting.run(async () => onChange(await call(addressEndpoints.unwish, {})))
  const back = <Button look="quiet" onClick={leave}>{t('address.leave')}</Button>
  if (wish.proven) return <div class="stack"><p class="small" role="status">{t('address.waits', { email: wish.email })}</p><div class="pull-start">{back}</div></div>
  const problem = acting.problem && word(acting.problem.code === 'invalid' ? { key: 'problem.code-wrong' } : problemWord(acting.problem))
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); prove() }}>
      <Field label={t('address.code', { email: wish.email })} dir="ltr" inputMode="numeric" autocomplete="one-time-code" maxLength={20} value={code} onInput={setCode} error={problem ?? undefined} />
      <div class="line line-wrap"><Button type="submit" look="ink" aria-busy={acting.busy}>{t('address.prove')}</Button>{back}</div>
    </form>
  )
}
