/** What mails about addresses hold and nothing stores: made from ids under the Worker's secret, so that a mail that is sent again holds the same. */
import type { Env } from '../env'
import { keyedHash } from '../sealing'

/** The token of the link to the old address; its hash finds the change. Whoever makes a change chooses its id: the same id with another person or another old address is another token. */
export const addressToken = async (env: Env, org: string, change: { person: string; id: string; old: string }): Promise<string> => `cairn_${org}_${await keyedHash(env, org, `address change ${change.person} ${change.id} ${change.old}`)}`

/** The code that proves a wished address: eight digits. */
export const wishCode = async (env: Env, org: string, wish: { person: string; id: string; email: string }): Promise<string> => String(parseInt((await keyedHash(env, org, `address wish ${wish.person} ${wish.id} ${wish.email}`)).slice(0, 12), 16) % 100_000_000).padStart(8, '0')
