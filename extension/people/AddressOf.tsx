import { useState } from 'preact/hooks'
import { type Address, addressEndpoints } from '../../shared/addresses'
import type { PersonRef } from '../../shared/people'
import { newId } from '../../shared/ids'
import { Email } from '../../shared/text'
import { call } from '../bridge/call'
import { errorAt } from '../organisation/errors'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Field, LockIcon, Meta, State, useWords } from '../ui'
import { shortName } from './names'

/** Somebody's work e-mail, for admins: changed, and confirmed by another one than who changed it. */
export function AddressOf({ person, own, onChanged }: { person: PersonRef; own: boolean; onChanged: () => void }) {
  const { t, word, ago } = useWords()
  const loaded = useLoad(() => call(addressEndpoints.of, { params: { id: person.id } }), [person.id])
  const acting = useAct()
  const address = loaded.value
  if (loaded.problem) return <State is="failed" what={word(problemWord(loaded.problem))} onRetry={loaded.again} />
  if (!address) return <State is="loading" rows={2} />
  const name = shortName(person.name ?? '')
  const { change, wish } = address
  const confirm = () => void acting.run(async () => {
    loaded.set(await call(addressEndpoints.confirm, { params: { id: person.id } }))
    announce(t('address.confirmed'))
  })
  return (
    <div class="stack form">
      <p class="small"><bdi dir="ltr">{address.email}</bdi></p>
      {change && (
        <div class="inset stack" role="group" aria-label={t('address.confirm')}>
          <p class="small">{t('address.changed', { actor: change.by.name ?? t('common.former'), from: change.from, ago: ago(change.at) })}</p>
          <Meta icon={<LockIcon size={14} />}>{own ? t('address.shutOwn', { from: change.from }) : t('address.shutOther', { from: change.from, name })}</Meta>
          {change.mayConfirm ? (
            <>
              <p class="tiny soft">{t('address.confirmHint', { name })}</p>
              <div><Button look="ink" aria-busy={acting.busy} onClick={confirm}>{t('address.confirm')}</Button></div>
            </>
          ) : !own && <p class="tiny soft">{t('address.confirmNot')}</p>}
          {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
        </div>
      )}
      {own ? <p class="small soft">{t('address.own')}</p> : <Change key={address.email} person={person} name={name} wish={wish} onChange={(after) => { loaded.set(after); onChanged() }} />}
    </div>
  )
}

function Change({ person, name, wish, onChange }: { person: PersonRef; name: string; wish: Address['wish']; onChange: (address: Address) => void }) {
  const { t, word } = useWords()
  const [email, setEmail] = useState('')
  const [wrong, setWrong] = useState(false)
  const acting = useAct()
  const change = (to: string) => {
    const parsed = Email.safeParse(to)
    setWrong(!parsed.success)
    if (parsed.success) void acting.run(async () => {
      onChange(await call(addressEndpoints.change, { params: { id: person.id }, body: { id: newId(), email: parsed.data } }))
      announce(t('address.done'))
    })
  }
  const found = errorAt(acting.problem, '/email')
  const said = acting.problem && (acting.problem.code === 'invite-domain' ? { key: 'address.domain' as const } : found ?? problemWord(acting.problem))
  return (
    <form class="stack" noValidate onSubmit={(event) => { event.preventDefault(); change(email) }}>
      {wish && (
        <div class="inset stack">
          <p class="small">{t('address.wants', { name, email: wish.email })}</p>
          <div><Button look="ink" aria-busy={acting.busy} onClick={() => change(wish.email)}>{t('address.take', { email: wish.email })}</Button></div>
        </div>
      )}
      <Field label={t('address.new')} type="email" dir="ltr" autocomplete="off" maxLength={254} value={email} onInput={setEmail} hint={t('address.changeHint', { name })} error={wrong ? t('field.email') : said ? word(said) : undefined} />
      <div><Button type="submit" look="line" aria-busy={acting.busy}>{t('address.change')}</Button></div>
    </form>
  )
}
