import { useState } from 'preact/hooks'
import { useLocation } from 'wouter-preact'
import { meetingEndpoints } from '../../../../shared/meetings'
import { OwnItems } from '../../../action-items/OwnItems'
import { call } from '../../../bridge/call'
import { AgendaPage } from '../../../meetings/AgendaPage'
import { MeetingRow } from '../../../meetings/MeetingRow'
import { pathOf } from '../../../meetings/paths'
import { useLoad } from '../../../organisation/load'
import { problemWord } from '../../../organisation/problem'
import { PersonPicker } from '../../../people/PersonPicker'
import { PageHead, Rows, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

/** The person's 1:1s and their teams' agendas, the next first; and what they mean to do. */
export function MeetingsPage() {
  const { t, word } = useWords()
  const { me } = useDesk()
  const [, go] = useLocation()
  const meetings = useLoad(() => call(meetingEndpoints.mine, {}))
  useTitle(t('meetings.title'))
  const items = meetings.value?.items
  return (
    <>
      <PageHead title={t('meetings.title')} />
      <div class="desk-search"><PersonPicker label={t('meetings.find')} open={false} out={[me.person.id]} onPick={({ id, name }) => go(pathOf({ person: { id, name }, team: null }))} /></div>
      {meetings.loading && <State is="loading" rows={3} />}
      {meetings.problem && <State is="failed" what={word(problemWord(meetings.problem))} onRetry={meetings.again} />}
      {items?.length === 0 && <State is="empty" what={t('meetings.none')} why={t('meetings.none.why')} />}
      {items && items.length > 0 && <Rows lined label={t('meetings.title')}>{items.map((one) => <MeetingRow key={one.id} meeting={one} />)}</Rows>}
      <OwnItems />
    </>
  )
}

/** One agenda: `/meetings/person/:id`, `/meetings/team/:id`. */
export function Agenda({ kind, id }: { kind: string; id: string }) {
  const { t } = useWords()
  const { me } = useDesk()
  const [title, setTitle] = useState(t('meetings.title'))
  useTitle(title)
  if (kind !== 'person' && kind !== 'team') return <NotFound />
  return <AgendaPage whom={{ kind, id }} viewer={me.person} missing={<NotFound />} onTitle={setTitle} />
}
