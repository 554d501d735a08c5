/** Who comes in with a session, and who does not. */
import { describe, expect, it } from 'vitest'
import { type Credentials, type SessionRow, viewerOf } from '../../../worker/http/session'

const now = 10_000
const credentials: Credentials = { org: 'northwind', hash: 'h', from: 'bearer' }
const row: SessionRow = {
  session_id: 's', session_kind: 'desk', opened_at: 1, seen_at: 2, expires_at: now + 1, ended_at: null, person_id: 'ada', name: 'Ada', email: 'ada@n.test', role: 'member', status: 'active', person_kind: 'employee', language: 'de', theme: 'dark',
  time_zone: 'Europe/Berlin', in_org: 1, unit_id: 'payments', keys: '["person:ada","org"]', unread: 3, shut_before: null, organisation: 'Northwind', settings: '{"emailSignIn":false}', size: 12,
}
const refusal = (more: Partial<SessionRow>, at = now): string | null => {
  try {
    viewerOf(credentials, { ...row, ...more }, at)
    return null
  } catch (error) {
    return (error as { code: string }).code
  }
}

describe('a session', () => {
  it('is its person, with their keys and the organisation’s settings', () => {
    expect(viewerOf(credentials, row, now)).toEqual({
      org: 'northwind', id: 'ada', name: 'Ada', email: 'ada@n.test', role: 'member', kind: 'employee', language: 'de', theme: 'dark', timeZone: 'Europe/Berlin', inOrg: true, unit: 'payments', keys: ['person:ada', 'org'], unread: 3, shutBefore: null,
      session: { id: 's', kind: 'desk', hash: 'h', openedAt: 1, seenAt: 2 }, organisation: { name: 'Northwind', size: 12, settings: { emailSignIn: false } },
    })
    expect(viewerOf(credentials, { ...row, in_org: 0 }, now).inOrg).toBe(false)
  })

  it('that is unknown, of a closed account, ended or over lets nobody in: which of these is said in that order', () => {
    expect(() => viewerOf(credentials, undefined, now)).toThrow(expect.objectContaining({ code: 'sign-in-needed' }))
    expect((['active', 'away', 'deactivated', 'invited'] as const).map((status) => refusal({ status }))).toEqual([null, null, 'account-closed', 'account-closed'])
    expect([refusal({ expires_at: now + 1 }), refusal({ expires_at: now }), refusal({ expires_at: now - 1 }), refusal({ ended_at: 5 }), refusal({ ended_at: now + 5 }), refusal({ ended_at: 0 })]).toEqual([null, ...Array.from({ length: 5 }, () => 'session-ended')])
    expect(refusal({ status: 'deactivated', ended_at: 5, expires_at: 1 })).toBe('account-closed')
  })
})
