/** Channels over HTTP. */
import { channelEndpoints } from '../../shared/channels'
import { type App, mount } from '../http/mount'
import { add, change, drop, dropMine, remove, retry, setMine, test } from './actions'
import { channelOf, channelsQuery, letterOf, lettersQuery, ownChannelQuery } from './queries'

export const channelRoutes = (app: App): void =>
  mount(app, channelEndpoints, {
    async list({ db, enter }) {
      const { rows: [channels, letters] } = await enter(channelsQuery(db), lettersQuery(db))
      return { channels: channels.map(channelOf), letters: letters.map(letterOf) }
    },
    async mine({ db, me, enter }) {
      const { rows: [[own]] } = await enter(ownChannelQuery(db, me.id))
      return { channel: own ? channelOf(own) : null }
    },
    add: (call) => add(call, call.body),
    setMine: (call) => setMine(call, call.body),
    change: (call) => change(call, call.body),
    async remove(call) { await remove(call); return undefined },
    test,
    async retry(call) { await retry(call); return undefined },
    async drop(call) { await drop(call); return undefined },
    async dropMine(call) { await dropMine(call); return undefined },
  })
