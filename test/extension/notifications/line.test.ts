/** What a line of the inbox says. */
import { expect, it } from 'vitest'
import { lineOf } from '../../../extension/notifications/line'
import type { InboxItem } from '../../../shared/notifications'

const words = { t: (key: string) => key, list: (names: string[]) => names.join(' & ') } as never
const to = (name: string, at: string) => ({ kind: 'passed_on', by: { id: 'ben', name: 'Ben' }, at, to: [{ id: name, name }] })
const item = (at: string, changes: object[] | null) =>
  ({ kind: 'feedback.passedAlong', at, actor: { id: 'ben', name: 'Ben' }, handle: null, card: changes && { kind: 'feedback', changes } }) as unknown as InboxItem

it('names to whom something was passed on at that moment, and no others', () => {
  const changes = [to('Gus', '2026-11-20T09:00:00.000Z'), { ...to('Jun', '2026-11-21T09:00:00.000Z'), to: [{ id: 'jun', name: 'Jun' }, { id: 'x', name: null }] }]
  expect(lineOf(item('2026-11-20T09:00:00.000Z', changes), words)).toEqual({ key: 'notification.feedback.passedAlong', values: { name: 'Ben', handle: '', kind: 'feedback', people: 'Gus' } })
  expect(lineOf(item('2026-11-21T09:00:00.000Z', changes), words).values).toMatchObject({ people: 'Jun & common.former' })
  for (const gone of [item('2026-11-20T09:00:00.000Z', null), item('2026-11-19T09:00:00.000Z', changes)]) expect(lineOf(gone, words).values).toMatchObject({ kind: 'gone', people: '' })
})
