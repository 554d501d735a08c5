import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { Email, clean } from '../../shared/text'
import { fieldWord } from '../organisation/field'
import { Button, Field, useWords } from '../ui'

interface Props {
  name?: string
  /** Domains whose addresses may be invited. */
  domains: readonly string[]
  onInvite: (invite: { email: string; name: string }) => void
  onCancel: () => void
}

/** Somebody who is not in the directory yet: name and work e-mail, in a domain of the organisation. */
export function InviteForm({ name: first = '', domains, onInvite, onCancel }: Props) {
  const { t, word, list } = useWords()
  const [name, setName] = useState(first)
  const [email, setEmail] = useState('')
  const [wrong, setWrong] = useState<{ at: 'name' | 'email'; says: string } | null>(null)
  const fields = { name: useRef<HTMLInputElement>(null), email: useRef<HTMLInputElement>(null) }

  useLayoutEffect(() => fields[first ? 'email' : 'name'].current?.focus(), [])

  function add() {
    const address = Email.safeParse(email)
    const refuse = (at: 'name' | 'email', says: string) => {
      setWrong({ at, says })
      fields[at].current?.focus()
    }
    if (clean(name) === '') return refuse('name', word(fieldWord({ code: 'needed' })))
    if (!address.success) return refuse('email', word(fieldWord({ code: 'email' })))
    if (!domains.includes(address.data.split('@')[1]!)) return refuse('email', t('problem.invite-domain'))
    onInvite({ email: address.data, name: clean(name).replace(/\s+/g, ' ').slice(0, 120) })
  }
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.ctrlKey || event.metaKey || !(event.target instanceof HTMLInputElement)) return
    event.preventDefault()
    add()
  }
  return (
    <div class="inset stack" role="group" aria-label={t('people.invite')} onKeyDown={onKeyDown}>
      <Field label={t('people.invite.name')} value={name} onInput={setName} innerRef={fields.name} maxLength={120} error={wrong?.at === 'name' ? wrong.says : undefined} />
      <Field label={t('people.invite.email')} type="email" dir="ltr" value={email} onInput={setEmail} innerRef={fields.email} maxLength={254} hint={t('people.invite.domains', { domains: list(domains) })} error={wrong?.at === 'email' ? wrong.says : undefined} />
      <p class="tiny soft">{t('people.invite.how')}</p>
      <div class="line">
        <Button look="ink" onClick={add}>{t('people.invite.add')}</Button>
        <Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button>
      </div>
    </div>
  )
}
