import { useEffect, useState } from 'preact/hooks'
import { peopleEndpoints, type Person } from '../../../../shared/people'
import { call } from '../../../bridge/call'
import { usePages } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { announce, Avatar, Button, Field, PageHead, Row, Rows, State, useWords, type Words } from '../../../ui'
import { PeopleTabs } from '../PeopleTabs'
import { useTitle } from '../useTitle'

/** The directory, by name. */
export function People() {
  const { t, word } = useWords()
  const [typed, setTyped] = useState('')
  const asked = useSettled(typed.trim())
  const people = usePages<Person>((after) => call(peopleEndpoints.search, { query: { ...(asked && { q: asked }), after } }), [asked])
  useTitle(t('desk.people'))
  const found = people.value
  useEffect(() => {
    if (asked && found) announce(found.length === 0 ? t('common.noResults') : t('common.results', { count: found.length }))
  }, [asked, found?.length])
  return (
    <>
      <PageHead title={t('desk.people')} />
      <PeopleTabs current="people" />
      <div class="desk-search"><Field label={t('people.find')} type="search" autocomplete="off" maxLength={100} value={typed} onInput={setTyped} /></div>
      {people.loading && <State is="loading" rows={6} />}
      {people.problem && <State is="failed" what={word(problemWord(people.problem))} onRetry={people.again} />}
      {found?.length === 0 && <State is="empty" what={t('common.noResults')} why={t('desk.people.none')} {...(asked ? { action: <Button onClick={() => setTyped('')}>{t('desk.people.all')}</Button> } : {})} />}
      {found && found.length > 0 && <Rows lined label={t('desk.people')}>{found.map((person) => <PersonRow key={person.id} person={person} href={deskHref(`/people/${person.id}`)} />)}</Rows>}
      {people.more && <div><Button look="line" aria-busy={people.loadingMore} onClick={people.more}>{t('common.more')}</Button></div>}
    </>
  )
}

/** A person in a list: name, what they do, in which team. */
export function PersonRow({ person, href, action }: { person: Person; href?: string; action?: preact.ComponentChildren }) {
  const words = useWords()
  return <Row mark={<Avatar name={person.name} />} title={<strong><bdi>{person.name}</bdi></strong>} detail={<span dir="auto">{whatOf(person, words)}</span>} {...(href ? { href } : {})} action={action} />
}

/** "Engineer · Payments · away" */
export const whatOf = (person: Person, { t }: Words): string =>
  [person.title, person.teams[0]?.name, person.status !== 'active' && t(`desk.status.${person.status}`), person.kind !== 'employee' && t(`desk.kind.${person.kind}`)].filter(Boolean).join(' · ')

/** A text once nobody has changed it for 200 ms. */
export function useSettled(text: string, ms = 200): string {
  const [settled, set] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => set(text), ms)
    return () => clearTimeout(timer)
  }, [text, ms])
  return settled
}
