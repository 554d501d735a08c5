/** Inviting by work e-mail: a person who is not here yet, and a link that only the mail holds. */
import { sha256 } from '../../shared/artifacts'
import type { CairnEvent } from '../../shared/events'
import { newId } from '../../shared/ids'
import type { PersonStatus } from '../../shared/people'
import { Refusal } from '../../shared/problem'
import type { Db, Statement } from '../db'
import type { Env } from '../env'
import type { OrganisationSettings } from '../http/session'
import { keyedHash } from '../sealing'
import { sql } from '../sql'
import { newcomerStatements } from './directory.status'

export const invitationDays = 30
const lifetime = invitationDays * 86_400_000

/**
 * The token of an invitation. Only its hash is stored: it is derived from the id under the Worker's secret, so that a mail
 * that must be sent again holds the same link.
 */
export const invitationToken = async (env: Env, org: string, invitation: string): Promise<string> => `cairn_${org}_${await keyedHash(env, org, `invitation ${invitation}`)}`

/** The address that an invitation's mail links to. */
export const invitationLink = async (env: Env, org: string, invitation: string): Promise<string> => `${env.BASE_URL}/join/${await invitationToken(env, org, invitation)}`

export interface Invited {
  statements: Statement[]
  person: string
  invitation: string
  /** Milliseconds since 1970. */
  until: number
  token: string
  event: Extract<CairnEvent, { kind: 'person.invited' }>
}

/**
 * What must be written to invite an address; one D1 call to look. Somebody who was invited before is invited anew, and the older link is over.
 * The caller records it with `due: [{ reaction: 'invitation', person }]`, which sends the mail.
 * @throws Refusal `invite-domain` outside the organisation's domains, `conflict` for somebody who is or was here
 */
export async function inviteStatements(db: Db, env: Env, { id = newId(), email, name, invitedBy, now }: { id?: string; email: string; name: string; invitedBy: string; now: number }): Promise<Invited> {
  const [[organisation], [person]] = await db.batch(
    db.q.all<{ settings: string }>(sql`select settings from organisations where id = ${db.org}`),
    db.q.all<{ id: string; status: PersonStatus }>(sql`select id, status from people where org_id = ${db.org} and email_hash = ${await sha256(email)}`),
  )
  const settings = JSON.parse(organisation?.settings ?? '{}') as OrganisationSettings
  if (!(settings.domains ?? []).includes(email.slice(email.lastIndexOf('@') + 1))) throw new Refusal('invite-domain', { errors: [{ pointer: '/email', code: 'invalid' }] })
  if (person && person.status !== 'invited') throw new Refusal('conflict')
  const personId = person?.id ?? newId()
  const token = await invitationToken(env, db.org, id)
  const until = now + lifetime
  return {
    statements: [
      ...(person ? [db.q.run(sql`update invitations set dropped_at = ${now} where org_id = ${db.org} and person_id = ${personId} and accepted_at is null and dropped_at is null`)]
        : await newcomerStatements(db, { id: personId, email, name, inOrg: true, now })),
      db.q.run(sql`insert into invitations (org_id, id, token_hash, person_id, invited_by, created_at, expires_at)
        values (${db.org}, ${id}, ${await sha256(token)}, ${personId}, ${invitedBy}, ${now}, ${until})`),
    ],
    person: personId, invitation: id, until, token,
    event: { kind: 'person.invited', person: personId, invitation: id, feedback: null },
  }
}
