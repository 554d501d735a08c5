import { expectationEndpoints } from '../../../../shared/expectations'
import { feedbackEndpoints } from '../../../../shared/feedback'
import { goalEndpoints } from '../../../../shared/goals'
import { peopleEndpoints } from '../../../../shared/people'
import { call } from '../../../bridge/call'
import { Expected } from '../../../expectations/Expected'
import { FeedbackCard } from '../../../feedback/FeedbackCard'
import { goalHref } from '../../../goals/paths'
import { GrowthView } from '../../../growth/GrowthView'
import { useLoad } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { identifyAny, sites, sitesWithDemo } from '../../../sites'
import { BookIcon, ButtonLink, FlagIcon, PageHead, Section, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

/** What is expected of somebody, and how they grow: one's own; a report's for their manager; what is shared with one. */
export function GrowthPage({ id }: { id?: string }) {
  const { t, word } = useWords()
  const { me } = useDesk()
  const person = id ?? me.person.id
  const own = person === me.person.id
  const keeps = me.person.role === 'admin' || me.person.role === 'hr'
  const standards = useLoad(() => call(expectationEndpoints.all, {}))
  // Whoever it is shared with does not see the role: then the gap is drawn without what is expected.
  const expected = useLoad(() => call(expectationEndpoints.ofPerson, { params: { id: person } }).catch((thrown: { code?: string }) => { if (thrown.code === 'not-found') return null; throw thrown }), [person])
  const profile = useLoad(async () => (own ? me.person.name : (await call(peopleEndpoints.profile, { params: { id: person } })).name), [person])
  const goals = useLoad(() => call(goalEndpoints.ofPerson, { params: { id: person }, query: {} }), [person])
  const title = own ? t('growth.title') : t('growth.of', { name: profile.value ?? '' })
  useTitle(title)
  const problem = standards.problem ?? expected.problem
  if (profile.problem?.code === 'not-found') return <NotFound />
  if (problem) return <State is="failed" what={word(problemWord(problem))} onRetry={() => { standards.again(); expected.again() }} />
  if (!standards.value || expected.value === undefined) return <State is="loading" rows={6} />
  return (
    <>
      <PageHead title={title} {...(!own && { above: <a href={deskHref(`/people/${person}`)}><bdi>{profile.value}</bdi></a> })}>
        {own && (
          <div class="line line-wrap">
            {me.values.length > 0 && <ButtonLink look="line" icon={<FlagIcon />} href={deskHref('/growth/reflection')}>{t('reflect.open')}</ButtonLink>}
            <ButtonLink look="quiet" icon={<BookIcon />} href={deskHref('/growth/learning')}>{t('learn.title')}</ButtonLink>
          </div>
        )}
      </PageHead>
      {expected.value && <Expected expected={expected.value} standards={standards.value} goals={(goals.value?.items ?? []).map(({ id: goal, title: named, expectations }) => ({ id: goal, title: named, href: goalHref(goal), expectations }))} begin={keeps && <ButtonLink look="line" href={deskHref('/administration/expectations')}>{t('growth.begin')}</ButtonLink>} onChange={expected.set} />}
      <GrowthView person={person} standards={standards.value} expected={expected.value} identify={identify} />
      <Cited person={person} />
    </>
  )
}

/** The work at an address, as the sites name it. */
const identify = (address: string) => (URL.canParse(address) ? identifyAny(new URL(address), import.meta.env.CAIRN_DEV ? sitesWithDemo : sites) : null)

/** Feedback that cites competencies, as far as the reader may see it. */
function Cited({ person }: { person: string }) {
  const { t, word } = useWords()
  const { me } = useDesk()
  const cited = useLoad(() => call(feedbackEndpoints.citing, { params: { id: person } }), [person])
  return (
    <Section title={t('expect.cited')}>
      {cited.loading && <State is="loading" rows={2} />}
      {cited.problem && <State is="failed" what={word(problemWord(cited.problem))} onRetry={cited.again} />}
      {cited.value?.items.length === 0 && <State is="empty" small what={t('expect.citedNone')} why={t('expect.citedNoneWhy')} />}
      <div class="stack desk-cards">{cited.value?.items.map((card) => <FeedbackCard key={card.id} card={card} viewer={me.person.id} onChange={() => cited.again()} />)}</div>
    </Section>
  )
}
