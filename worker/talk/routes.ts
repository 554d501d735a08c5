/** Talk over HTTP. */
import { Refusal } from '../../shared/problem'
import { talkEndpoints } from '../../shared/talk'
import { type App, mount } from '../http/mount'
import { letAlong, reply, retractReply } from './actions.reply'
import { passOn, view, widen } from './actions.share'
import { audienceShown, cardsOf, itemQuery, repliesOf, repliesQuery } from './queries'

export const talkRoutes = (app: App): void =>
  mount(app, talkEndpoints, {
    async thread({ db, env, me, enter, params, now }) {
      const { viewer, rows: [[item], replies] } = await enter(itemQuery(db, me, params.id), repliesQuery(db, params.id, me))
      const [card] = item ? await cardsOf(env, viewer, [item], now) : []
      if (!item || !card) throw new Refusal('not-found')
      return { items: await repliesOf(env, viewer, item, replies, now), audience: audienceShown(item, viewer.id, card.audience) }
    },
    reply,
    retractReply,
    letAlong,
    view,
    passOn,
    widen,
  })
