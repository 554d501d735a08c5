import { meetingEndpoints } from '../../shared/meetings'
import { call } from '../bridge/call'
import { useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Rows, Section, State, useWords } from '../ui'
import { PointRow } from './PointRow'
import type { Whom } from './useAgenda'

/** Earlier meetings: what was talked about, as far as the reader may see it. */
export function Past({ whom, viewer }: { whom: Whom; viewer: string }) {
  const { t, word, date } = useWords()
  const past = useLoad(() => call(meetingEndpoints.past, { params: whom }), [whom.kind, whom.id])
  if (past.problem) return <State is="failed" what={word(problemWord(past.problem))} onRetry={past.again} />
  if (!past.value) return <State is="loading" rows={2} />
  return (
    <>
      {past.value.items.map(({ heldAt, points }) => (
        <Section key={heldAt} level={3} title={date(heldAt, 'full')}>
          {points.length === 0 ? <p class="small soft">{t('meetings.past.nothing')}</p> : <Rows lined label={date(heldAt, 'full')}>{points.map((point) => <PointRow key={point.id} point={point} viewer={viewer} />)}</Rows>}
        </Section>
      ))}
    </>
  )
}
