/** Feedback over HTTP. */
import { artifactId } from '../../shared/artifacts'
import { coachedBy, feedbackEndpoints } from '../../shared/feedback'
import { Refusal } from '../../shared/problem'
import { type App, mount } from '../http/mount'
import { retract, showTitle, stepBack } from './actions.change'
import { give } from './actions.give'
import { keep } from './actions.notes'
import { react, unreact } from './actions.react'
import { cardsOf } from './cards'
import { coachedQuery, mayQuery, mostCoached } from './queries.coach'
import { citingQuery, matchQuery, matchesOf, teamMatchQuery, teamMatchesOf, feedQuery, itemQuery, ownFeedQuery, pageOf, personQuery, goalQuery } from './queries'

export const feedbackRoutes = (app: App): void =>
  mount(app, feedbackEndpoints, {
    give: (call) => give(call, call.body),

    async item({ db, env, me, enter, params, now }) {
      const { viewer, rows: [rows] } = await enter(itemQuery(db, me, params.id))
      const [card] = await cardsOf(env, viewer, rows, now)
      if (!card) throw new Refusal('not-found')
      return card
    },

    async received({ db, env, me, enter, query, now }) {
      const { viewer, rows: [rows] } = await enter(ownFeedQuery(db, me, 'to', query.after))
      return pageOf(env, viewer, rows, now, undefined, async (at) => (await db.batch(ownFeedQuery(db, me, 'to', at)))[0])
    },

    async given({ db, env, me, enter, query, now }) {
      const { viewer, rows: [rows] } = await enter(ownFeedQuery(db, me, 'by', query.after))
      return pageOf(env, viewer, rows, now)
    },

    async ofPerson({ db, env, me, enter, params, query, now }) {
      const { viewer, rows: [rows, [person]] } = await enter(feedQuery(db, me, `to:${params.id}`, query.after, { recipient: params.id }), personQuery(db, params.id))
      if (!person) throw new Refusal('not-found')
      return pageOf(env, viewer, rows, now, [[person.id, person.name]], async (at) => (await db.batch(feedQuery(db, me, `to:${params.id}`, at, { recipient: params.id }))).flat())
    },

    async citing({ db, env, me, enter, params, now }) {
      const { viewer, rows: [rows, [person]] } = await enter(citingQuery(db, me, params.id), personQuery(db, params.id))
      if (!person) throw new Refusal('not-found')
      return { items: await cardsOf(env, viewer, rows, now) }
    },

    async onGoal({ db, env, me, enter, params, query, now }) {
      const { viewer, rows: [rows, [goal]] } = await enter(feedQuery(db, me, `goal:${params.id}`, query.after), goalQuery(db, me, params.id))
      if (!goal) throw new Refusal('not-found')
      return pageOf(env, viewer, rows, now)
    },

    async onArtifact({ db, env, me, enter, params, query, now }) {
      const { viewer, rows: [rows] } = await enter(feedQuery(db, me, `artifact:${params.id}`, query.after, { artifact: params.id }))
      return pageOf(env, viewer, rows, now)
    },

    async open({ db, env, me, enter, body: { artifact, people, teams = [] }, now }) {
      const id = await artifactId(artifact)
      const { viewer, rows: [rows, found, ofTeams = []] } = await enter(feedQuery(db, me, `artifact:${id}`, undefined, { artifact: id }), matchQuery(db, me, artifact, people, now), ...(teams.length > 0 ? [teamMatchQuery(db, teams)] : []))
      return { people: matchesOf(people, found, viewer.id), teams: teamMatchesOf(teams, ofTeams), said: await pageOf(env, viewer, rows, now) }
    },

    async coached({ db, me, enter, query, now }) {
      if (query.person === undefined) {
        const { rows: [people] } = await enter(coachedQuery(db, me, now))
        return { people: people.slice(0, mostCoached).map(({ id, name, how }) => ({ id, name, by: coachedBy[how]! })), more: people.length > mostCoached }
      }
      const { rows: [[may], [person]] } = await enter(mayQuery(db, me, query.person, now), personQuery(db, query.person))
      return { people: person && may?.coaches === 1 ? [{ ...person, by: may.leads === 1 ? 'chain' as const : 'coach' as const }] : [], more: false }
    },

    retract,
    keep,
    stepBack,
    showTitle,
    react,
    unreact,
  })
