/** Inviting by a recognition: the person, the invitation, and what is due. */
import type { Draft } from '../../shared/feedback'
import type { Db } from '../db'
import type { Env } from '../env'
import type { Viewer } from '../http/session'
import { type Invited, inviteStatements } from '../people/invitations'

/** @throws Refusal `invite-domain` outside the organisation's domains */
export async function inviteFor({ db, env, now }: { db: Db; env: Env; now: number }, viewer: Viewer, invite: NonNullable<Draft['invite']>): Promise<Invited & { name: string }> {
  return { ...(await inviteStatements(db, env, { ...invite, invitedBy: viewer.id, now })), name: invite.name }
}
