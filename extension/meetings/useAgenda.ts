import { newId } from '../../shared/ids'
import { type Meeting, meetingEndpoints, type TalkingPoint } from '../../shared/meetings'
import type { Citation } from '../../shared/feedback'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'

export interface Whom { kind: 'person' | 'team'; id: string }

/** An agenda and what may be done with it. What somebody else changed meanwhile is said, and shown. */
export function useAgenda(whom: Whom) {
  const agenda = useLoad(() => call(meetingEndpoints.open, { params: whom }), [whom.kind, whom.id])
  const acting = useAct()
  const meeting = agenda.value
  const put = (point: TalkingPoint) => meeting && agenda.set({ ...meeting, list: meeting.list.map((one) => (one.id === point.id ? point : one)) })
  const run = (act: () => Promise<void>) => acting.run(async () => {
    try {
      await act()
    } catch (problem) {
      agenda.again()
      throw problem
    }
  })
  const addPoint = (point: { text: string; private: boolean; section: TalkingPoint['section']; artifact?: Citation | null }) => run(async () => {
    const added = await call(meetingEndpoints.addPoint, { params: whom, body: { id: newId(), artifact: null, ...point } })
    if (meeting) agenda.set({ ...meeting, list: [...meeting.list, added] })
  })
  return {
    agenda, acting, addPoint,
    change: (point: TalkingPoint, part: { done?: boolean; private?: boolean; text?: string }) => run(async () => void put(await call(meetingEndpoints.changePoint, { params: { ...whom, point: point.id }, body: { ...part, version: point.version } }))),
    remove: (point: TalkingPoint) => run(async () => {
      await call(meetingEndpoints.removePoint, { params: { ...whom, point: point.id } })
      if (meeting) agenda.set({ ...meeting, list: meeting.list.filter((one) => one.id !== point.id) })
    }),
    agree: (text: string, due: string | null, owner: string) => run(async () => {
      const item = await call(meetingEndpoints.addItem, { params: whom, body: { id: newId(), text, due, owner } })
      if (meeting) agenda.set({ ...meeting, items: [...meeting.items, item] })
    }),
    plan: (next: string | null, cadenceWeeks: 0 | 1 | 2 | 4) => run(async () => agenda.set(await call(meetingEndpoints.plan, { params: whom, body: { next, cadenceWeeks, version: meeting!.version } }))),
    hold: async (): Promise<Meeting | null> => {
      let held: Meeting | null = null
      await run(async () => agenda.set((held = await call(meetingEndpoints.hold, { params: whom, body: { version: meeting!.version } }))))
      return held
    },
  }
}
export type Agenda = ReturnType<typeof useAgenda>
