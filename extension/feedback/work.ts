/** What the server knows of a piece of work: whom it names, and what was said on it. */
import { feedbackEndpoints } from '../../shared/feedback'
import type { Card } from '../../shared/cards'
import type { Match, TeamMatch } from '../../shared/people'
import type { Page } from '../../shared/page'
import { Refusal } from '../../shared/problem'
import { ask, call, hasBackground } from '../bridge/call'
import { isOffline } from '../organisation/problem'
import { type LoadedPages, type Loaded, usePages, useLoad } from '../organisation/load'
import { asNamed, askedOf, teamsOn } from '../people/suggestions'
import type { Work } from './composing'

interface Opened {
  people: Match[]
  /** Teams of the page that are the organisation's; left out by a server that does not know them. */
  teams?: TeamMatch[] | undefined
  said: Page<Card>
  /** Nobody answered: the people are those seen before, and what was said is not known. */
  offline?: Refusal
}

/** Whom the page names, as people of the organisation. @param who the person signed in */
export const useOpened = (work: Work, who: string): Loaded<Opened> => useLoad<Opened>(async () => {
  const { artifact, details } = work
  if (!artifact) return { people: [], said: { items: [], after: null } }
  const asked = await askedOf(details.people, artifact.site)
  const people = asked.map(({ ref }) => ref)
  const teams = teamsOn(details.people)
  const opened: Opened = await call(feedbackEndpoints.open, { body: { artifact, people, ...(teams.length > 0 && { teams }) } }).catch(async (problem: unknown) => {
    if (!(problem instanceof Refusal) || !isOffline(problem) || !hasBackground()) throw problem
    const remembered = await ask('people.remembered', { artifact, people: people.map(({ handle, role }) => ({ handle, role })) })
    return { people: remembered, said: { items: [], after: null }, offline: problem }
  })
  return { ...opened, people: asNamed(opened.people, asked) }
}, [work, who])

/** What was said on it: the first page comes with the opening, the rest by asking. */
export function useSaid(work: Work, opened: Loaded<Opened>): LoadedPages<Card> {
  const first = opened.value
  const pages = usePages<Card>(async (after) => {
    if (after === undefined) return first?.said ?? { items: [], after: null }
    return call(feedbackEndpoints.onArtifact, { params: { id: work.artifactId! }, query: { after } })
  }, [first])
  return { ...pages, problem: opened.problem ?? first?.offline ?? pages.problem, loading: opened.loading || pages.loading, again: opened.again, value: first && !first.offline ? pages.value : undefined }
}
