/** Inviting by a recognition: only to work addresses of the organisation. */
import type { CairnEvent } from '../../shared/events'
import type { Draft } from '../../shared/feedback'
import { Refusal } from '../../shared/problem'
import type { Db, Statement } from '../db'
import type { Env } from '../env'
import type { Viewer } from '../http/session'

export interface Invited { person: string; name: string; until: number; statements: Statement[]; event: Extract<CairnEvent, { kind: 'person.invited' }> }

/** @throws Refusal `invite-domain` */
export async function inviteFor({ db, env, now }: { db: Db; env: Env; now: number }, viewer: Viewer, invite: NonNullable<Draft['invite']>): Promise<Invited> {
  const domain = invite.email.split('@')[1] ?? ''
  if (!(viewer.organisation.settings.domains ?? []).includes(domain)) throw new Refusal('invite-domain', { params: { domain } })
  throw new Refusal('unavailable')
}
