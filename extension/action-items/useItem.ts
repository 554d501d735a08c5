import { actionItemEndpoints, type ActionItem } from '../../shared/action-items'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'

/** What its owner and the other side may do with an action item; `onChange` gets it as it is then. */
export function useItem(item: ActionItem, onChange: (item: ActionItem) => void) {
  const acting = useAct()
  const params = { id: item.id }
  const run = (act: () => Promise<ActionItem>) => acting.run(async () => onChange(await act()))
  return {
    acting,
    tick: (done: boolean) => run(() => call(done ? actionItemEndpoints.done : actionItemEndpoints.reopen, { params })),
    reopen: () => run(() => call(actionItemEndpoints.reopen, { params })),
    drop: (why: string) => run(() => call(actionItemEndpoints.drop, { params, body: { why } })),
    change: (part: { text: string; due: string | null }) => run(() => call(actionItemEndpoints.change, { params, body: { ...part, version: item.version } })),
  }
}
