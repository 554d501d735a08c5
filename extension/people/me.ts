/** The signed-in person and their organisation, asked once a page and kept while it stands. */
import { peopleEndpoints, type Me } from '../../shared/people'
import { call } from '../bridge/call'
import { type Loaded, useLoad } from '../organisation/load'

/** @param who the person signed in; another one is asked for anew */
export const useMe = (who: string): Loaded<Me> => useLoad(() => call(peopleEndpoints.me, {}), [who])
