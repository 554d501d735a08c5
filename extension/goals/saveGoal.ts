import { type Goal, goalEndpoints, type NewGoal } from '../../shared/goals'
import type { NewKeyResult } from '../../shared/key-results'
import { call } from '../bridge/call'
import type { Words } from '../ui'
import { type KeyResultDraft, keyResultIn } from './KeyResultFields'

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other)

/** Sets a goal, or writes what differs of it and of its key results, each with the version that was looked at. */
export async function saveGoal(id: string, before: Goal | null, fields: Omit<NewGoal, 'id' | 'keyResults'>, drafts: readonly KeyResultDraft[], words: Pick<Words, 'number'>): Promise<void> {
  const values = drafts.flatMap((draft): { draft: KeyResultDraft; value: NewKeyResult | null }[] => {
    const checked = keyResultIn(draft, words)
    return 'value' in checked ? [{ draft, value: checked.value }] : draft.dropped ? [{ draft, value: null }] : []
  })
  if (!before) {
    await call(goalEndpoints.set, { body: { ...fields, id, keyResults: values.flatMap(({ value }) => value ?? []) } })
    return
  }
  const { title, why, start, end, priority, visibility, coOwners, keys, parent, expectations } = fields
  // A private parent that stays as it is was never shown: it is not sent.
  const was = { title: before.title, why: before.why, start: before.start, end: before.end, priority: before.priority?.id ?? null, visibility: before.visibility, coOwners: before.coOwners.map((one) => one.id), parent: before.parent?.hidden === false ? before.parent.id : null, expectations: before.expectations }
  const to = { title, why, start, end, priority, visibility, coOwners, parent, expectations }
  const part = Object.fromEntries(Object.entries(to).filter(([name, value]) => !isSame(value, was[name as keyof typeof was])))
  if (Object.keys(part).length > 0) await call(goalEndpoints.change, { params: { id }, body: { ...part, keys, version: before.version } })
  for (const { draft, value } of values) {
    const standing = before.keyResults.find((one) => one.id === draft.id)
    if (!standing) {
      if (value && !draft.dropped) await call(goalEndpoints.addKeyResult, { params: { id }, body: value })
      continue
    }
    const wanted = { ...(value && { title: value.title, baseline: value.baseline, target: value.target, stretch: value.stretch, weight: value.weight, rule: value.rule }), dropped: draft.dropped }
    const differs = Object.fromEntries(Object.entries(wanted).filter(([name, one]) => !isSame(one, standing[name as keyof typeof standing])))
    if (Object.keys(differs).length > 0) await call(goalEndpoints.changeKeyResult, { params: { id, keyResult: draft.id }, body: { ...differs, version: draft.version ?? standing.version } })
  }
}
