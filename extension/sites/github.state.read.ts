/** GitHub's many words for a state, as `open draft merged closed`. */
export function stateOf(value: unknown): string | null {
  if (typeof value !== 'string') return null
  if (/draft/i.test(value)) return 'draft'
  if (/merged/i.test(value)) return 'merged'
  if (/closed|not planned|duplicate/i.test(value)) return 'closed'
  return /open|queued/i.test(value) ? 'open' : null
}
