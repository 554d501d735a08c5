import type { RefObject } from 'preact'
import { useState } from 'preact/hooks'
import type { Me } from '../../shared/people'
import type { KeptDraft } from '../bridge/kept'
import { problemWord } from '../organisation/problem'
import { Button, later, LockIcon, State, WarningIcon, useWords } from '../ui'
import { AudienceLine } from './AudienceLine'
import { AudiencePicker } from './AudiencePicker'
import { audienceFor, visibilitiesFor, sendable, type Work } from './composing'
import type { Writing } from './draft'
import { useLayer } from './layers'
import { SendButton } from './SendButton'
import type { Sending } from './useSend'

interface Props {
  foot: RefObject<HTMLElement | null>
  draft: KeptDraft
  me: Me | null
  writing: Writing
  sending: Sending
  work: Work
  onChange: (part: Partial<KeptDraft>) => void
  /** Coaching: its words as a note instead. */
  onNote?: (() => void) | undefined
}

const Payload = later(() => import('./Payload').then((module) => module.Payload))

/** The fixed foot: who will see it, beside Send; below, how to change that, and how the draft is. */
export function SendFoot({ foot, draft, me, writing, sending, work, onChange, onNote }: Props) {
  const { t, word } = useWords()
  const [choosing, setChoosing] = useState(false)
  const [shown, setShown] = useState(false)
  useLayer(choosing, () => setChoosing(false))
  useLayer(shown, () => setShown(false))
  const said = me && audienceFor(draft, me)
  const allowed = visibilitiesFor(draft, me)
  const first = draft.invite ? t('compose.audience.invited', { name: draft.invite.name }) : undefined
  return (
    <footer class="composer-foot" ref={foot}>
      {sending.notice && <div class="band band-offline"><WarningIcon /><p class="grow">{word(sending.notice)}</p></div>}
      {sending.problem && <State is="failed" what={word(problemWord(sending.problem))} safe={t('common.draftSafe')} onRetry={() => sending.send('mouse')} />}
      {writing.kept === 'failed' && <State is="failed" what={t('compose.draft.notKept')} onRetry={() => onChange({})} />}
      {choosing && me && <AudiencePicker draft={draft} allowed={allowed} organisation={me.organisation.name} onChange={onChange} />}
      <div class="send-row">
        {said && typeof said === 'object' && <AudienceLine said={said} viewer={me!.person.id} first={first} />}
        {typeof said === 'string' && <div class="audience audience-attention"><LockIcon /><p>{t('audience.noTeam')}</p></div>}
        {!said && <div class="audience"><LockIcon /><p class="soft">{t('compose.audience.pending')}</p></div>}
        <SendButton kind={draft.kind} busy={sending.busy} onSend={(byKey) => sending.send(byKey ? 'key' : 'mouse')} />
      </div>
      <div class="send-below tiny">
        {allowed.length > 1 && !draft.request ? <Button look="link" class="audience-change" aria-expanded={choosing} onClick={() => setChoosing(!choosing)}>{t('audience.change')}</Button> : null}
        {onNote && <Button look="link" onClick={onNote}>{t('compose.keepAsNote')}</Button>}
        {me && said && typeof said === 'object' && <Button look="link" class="payload-show" aria-expanded={shown} onClick={() => setShown(!shown)}>{t('compose.payloadShow')}</Button>}
        <DraftState writing={writing} />
      </div>
      {shown && me && said && typeof said === 'object' && <Payload draft={sendable(draft, said, work, me)} />}
    </footer>
  )
}

function DraftState({ writing }: { writing: Writing }) {
  const { t, date } = useWords()
  if (writing.from !== null) return <span class="faint draft-state">{t('compose.draft.from', { time: date(writing.from, isToday(writing.from) ? 'time' : 'moment') })}</span>
  return <span class="faint draft-state">{writing.kept === 'yes' ? t('compose.draft.kept') : ''}</span>
}

const isToday = (when: number): boolean => new Date(when).toDateString() === new Date().toDateString()
