import { useState } from 'preact/hooks'
import { newId } from '../../../../shared/ids'
import { peopleEndpoints, type Person } from '../../../../shared/people'
import { call } from '../../../bridge/call'
import { errorAt } from '../../../organisation/errors'
import { useAct, usePages } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { announce, Button, Dialog, Field, Rows, Section, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { PersonRow, useSettled } from './People'

/** Invite people, end their access, let them in again. */
export function AdminPeople() {
  const { t, word } = useWords()
  const { me } = useDesk()
  const [typed, setTyped] = useState('')
  const asked = useSettled(typed.trim())
  const [leaving, setLeaving] = useState<Person | null>(null)
  const acting = useAct()
  const people = usePages<Person>((after) => call(peopleEndpoints.search, { query: { ...(asked && { q: asked }), after, left: 'true' } }), [asked])
  const put = (changed: Person) => people.set((people.value ?? []).map((one) => (one.id === changed.id ? { ...one, status: changed.status } : one)))

  const end = (person: Person) => void acting.run(async () => {
    setLeaving(null)
    put(await call(peopleEndpoints.deactivate, { params: { id: person.id } }))
    announce(t('admin.deactivated', { name: person.name }))
  })
  const letIn = (person: Person) => void acting.run(async () => {
    put(await call(peopleEndpoints.reactivate, { params: { id: person.id } }))
    announce(t('admin.reactivated', { name: person.name }))
  })
  const actionFor = (person: Person) => {
    if (person.id === me.person.id) return undefined
    return person.status === 'deactivated'
      ? <Button look="line" onClick={() => letIn(person)} aria-label={t('admin.reactivateThis', { name: person.name })}>{t('admin.reactivate')}</Button>
      : <Button look="quiet" onClick={() => setLeaving(person)} aria-label={t('admin.deactivateThis', { name: person.name })}>{t('admin.deactivate')}</Button>
  }
  return (
    <>
      <Section title={t('admin.invite')}><Invite onInvited={(person) => people.set([person, ...(people.value ?? []).filter((one) => one.id !== person.id)])} /></Section>
      <Section title={t('desk.people')}>
        <div class="desk-search"><Field label={t('people.find')} type="search" autocomplete="off" maxLength={100} value={typed} onInput={setTyped} /></div>
        {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
        {people.loading && <State is="loading" rows={6} />}
        {people.problem && <State is="failed" what={word(problemWord(people.problem))} onRetry={people.again} />}
        {people.value?.length === 0 && <State is="empty" small what={t('common.noResults')} />}
        {people.value && people.value.length > 0 && (
          <Rows lined label={t('desk.people')}>{people.value.map((person) => <PersonRow key={person.id} person={person} href={deskHref(`/administration/people/${person.id}`)} action={actionFor(person)} />)}</Rows>
        )}
        {people.more && <div><Button look="line" aria-busy={people.loadingMore} onClick={people.more}>{t('common.more')}</Button></div>}
      </Section>
      <Dialog
        open={leaving !== null} onClose={() => setLeaving(null)} title={t('admin.deactivateAsk', { name: leaving?.name ?? '' })}
        actions={<><Button look="quiet" onClick={() => setLeaving(null)}>{t('common.cancel')}</Button><Button look="danger" onClick={() => leaving && end(leaving)}>{t('admin.deactivateDo')}</Button></>}
      >
        <p>{t('admin.deactivateWhat', { name: leaving?.name ?? '' })}</p>
      </Dialog>
    </>
  )
}

function Invite({ onInvited }: { onInvited: (person: Person) => void }) {
  const { t, word } = useWords()
  const { me } = useDesk()
  const [name, setName] = useState('')
  const [email, setEmail] = useState('')
  const [tried, setTried] = useState(false)
  const inviting = useAct()
  const wrongEmail = !/^\S+@\S+\.\S+$/.test(email.trim())
  const invite = () => {
    setTried(true)
    if (name.trim() === '' || wrongEmail) return
    void inviting.run(async () => {
      onInvited(await call(peopleEndpoints.invite, { body: { id: newId(), email: email.trim(), name: name.trim() } }))
      announce(t('admin.invited', { name: name.trim() }))
      setName('')
      setEmail('')
      setTried(false)
    })
  }
  const said = (pointer: string) => {
    const found = errorAt(inviting.problem, pointer)
    return found ? word(found) : undefined
  }
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); invite() }}>
      <Field label={t('people.invite.name')} autocomplete="off" maxLength={120} value={name} onInput={setName} error={tried && name.trim() === '' ? t('field.needed') : said('/name')} />
      <Field label={t('people.invite.email')} type="email" dir="ltr" autocomplete="off" maxLength={254} value={email} onInput={setEmail} hint={me.organisation.domains.length > 0 ? t('people.invite.domains', { domains: me.organisation.domains }) : undefined} error={tried && wrongEmail ? t('field.email') : said('/email')} />
      {inviting.problem && <State is="failed" what={inviting.problem.code === 'conflict' ? t('admin.isThere') : word(problemWord(inviting.problem))} />}
      <div><Button type="submit" look="outline" aria-busy={inviting.busy}>{t('admin.inviteDo')}</Button></div>
    </form>
  )
}
