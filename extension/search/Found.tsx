import { useEffect } from 'preact/hooks'
import { mostSearched, searchEndpoints, shortestSearch } from '../../shared/search'
import { fold } from '../../shared/text'
import { call } from '../bridge/call'
import { FeedbackCard } from '../feedback/FeedbackCard'
import { useLoad } from '../organisation/load'
import { deskHref } from '../organisation/paths'
import { problemWord } from '../organisation/problem'
import { announce, Avatar, Row, Rows, Section, State, UsersIcon, useWords } from '../ui'

/** What a search finds: people, teams, and words in what one may see. */
export function Found({ q, viewer }: { q: string; viewer: string }) {
  const { t, word } = useWords()
  const long = fold(q).length >= shortestSearch
  const found = useLoad(async () => (long ? call(searchEndpoints.find, { query: { q } }) : null), [q])
  const { people = [], teams = [], items = [], more = false, onlyNewest = false } = found.value ?? {}
  const count = people.length + teams.length + items.length
  useEffect(() => {
    if (found.value) announce(count === 0 ? t('common.noResults') : t('common.results', { count }))
  }, [found.value])
  if (!long) return <State is="empty" small what={t('search.begin')} why={t('search.beginWhy')} />
  if (found.problem) return <State is="failed" what={word(problemWord(found.problem))} onRetry={found.again} />
  if (!found.value) return <State is="loading" rows={5} />
  return (
    <>
      {count === 0 && <State is="empty" what={t('search.none', { q })} why={t('search.noneWhy')} />}
      {people.length > 0 && (
        <Section title={t('search.people')}>
          <Rows lined label={t('search.people')}>
            {people.map((one) => <Row key={one.id} mark={<Avatar name={one.name} />} title={<strong><bdi>{one.name}</bdi></strong>} detail={<span dir="auto">{[one.title, one.teams[0]?.name].filter(Boolean).join(' · ')}</span>} href={deskHref(`/people/${one.id}`)} />)}
          </Rows>
        </Section>
      )}
      {teams.length > 0 && (
        <Section title={t('search.teams')}>
          <Rows lined label={t('search.teams')}>
            {teams.map((one) => <Row key={one.id} mark={<UsersIcon />} title={<strong><bdi>{one.name}</bdi></strong>} detail={[one.parent, t('search.members', { count: one.size })].filter(Boolean).join(' · ')} href={deskHref(`/teams/${one.id}`)} />)}
          </Rows>
        </Section>
      )}
      {items.length > 0 && (
        <Section title={t('search.said')}>
          <div class="stack desk-cards">
            {items.map((card) => <FeedbackCard key={card.id} card={card} viewer={viewer} onChange={(now) => found.set({ ...found.value!, items: items.flatMap((one) => (one.id !== card.id ? [one] : now ? [now] : [])) })} />)}
          </div>
          {more && <p class="small soft">{t('search.more')}</p>}
        </Section>
      )}
      {onlyNewest && <p class="small soft">{t('search.newest', { count: mostSearched })}</p>}
    </>
  )
}
