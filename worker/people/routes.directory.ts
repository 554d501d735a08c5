/** Changes of the directory over HTTP; reads stand in routes. */
import { peopleEndpoints } from '../../shared/people'
import { type App, mount } from '../http/mount'
import { deactivate, invite, reactivate, settings } from './actions'
import { change, file } from './actions.edit'
import { allHandles, drop, move } from './handles.admin'
import { confirm, handles, propose, refuse } from './handles'
import { importCsv } from './import'

const { me: _me, search: _search, teams: _teams, team: _team, profile: _profile, ...directory } = peopleEndpoints

export const directoryRoutes = (app: App): void =>
  mount(app, directory, {
    settings: (call) => settings(call, call.body),
    handles,
    proposeHandle: (call) => propose(call, call.body),
    confirmHandle: confirm,
    refuseHandle: refuse,
    allHandles,
    moveHandle: (call) => move(call, call.body),
    dropHandle: drop,
    invite: (call) => invite(call, call.body),
    import: (call) => importCsv(call, call.body),
    file,
    change: (call) => change(call, call.body),
    deactivate,
    reactivate,
  })
