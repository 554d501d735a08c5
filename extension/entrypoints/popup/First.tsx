import { useEffect, useRef, useState } from 'preact/hooks'
import type { Citation } from '../../../shared/feedback'
import type { Card } from '../../../shared/cards'
import { ask } from '../../bridge/call'
import type { Opening } from '../../bridge/messages'
import type { KeptDraft, OutboxItem, Owner } from '../../bridge/kept'
import { openingOf, useDrafts } from '../../feedback/drafts'
import { DraftsList } from '../../feedback/DraftsList'
import { NotSent } from '../../feedback/NotSentList'
import { useOutbox } from '../../feedback/outbox'
import { DueRows } from '../../action-items/DueRows'
import { useDue } from '../../action-items/useDue'
import { SoonRows } from '../../meetings/MeetingRow'
import { HandleQuestion } from '../../notifications/HandleQuestion'
import { useInbox } from '../../notifications/inbox'
import { isAsked, thankable, waits } from '../../notifications/line'
import { ReachedCard, ReachedRow } from '../../notifications/Reached'
import { useReading } from '../../notifications/reading'
import { useAct } from '../../organisation/load'
import { deskHref } from '../../organisation/paths'
import { isOffline, problemWord } from '../../organisation/problem'
import type { Grants } from '../../organisation/sites'
import { announce, Button, later, Rows, Section, State, useKeys, useWords } from '../../ui'
import { WaitingRow } from '../../requests/WaitingRow'
import { titleOf } from '../../feedback/composing'
import { useHeldGoals } from '../../goals/useHeldGoals'
import { useWaiting } from '../../waiting/waiting'
import { ThisTab } from './ThisTab'
import { TurnOn } from './TurnOn'

const MyGoals = later(() => import('../../goals/MyGoals').then((module) => module.MyGoals))
const LinkChips = later(() => import('../../goals/LinkChips').then((module) => module.LinkChips))
const Nudge = later(() => import('../../notifications/Nudge').then((module) => module.Nudge))

// The composer is no part of the first screen.
const Writing = later(() => import('./Writing').then(({ Writing }) => Writing))

interface Props {
  owner: Owner
  leave: () => void
  openDesk: (path: string) => void
  grants: Grants
  /** Opens the browser's side panel, in the very turn of a press; null where that was not chosen. */
  openAside: (() => Promise<boolean>) | null
}

const shown = 2

/** The first screen: this tab, what was not sent, what reached me, what waits for me. */
export function First({ owner, leave, openDesk, grants, openAside }: Props) {
  const { t, word } = useWords()
  const [tab, setTab] = useState<Opening | null | undefined>(undefined)
  const [writing, setWriting] = useState<{ opening: Opening; kept: KeptDraft | null } | null>(null)
  const held = useInbox(true)
  const outbox = useOutbox()
  const beside = useWaiting()
  const goals = useHeldGoals()
  const { requests = [], items: nowDue = [], meetings = [], nudge = null } = beside.waiting ?? {}
  const due = useDue(nowDue)
  const soon = due.length + meetings.length
  const drafts = useDrafts()
  const thanking = useAct()
  const look = () => void ask('tab.opening', {}).then(setTab, () => setTab(null))
  useEffect(look, [])

  const items = held.inbox?.items ?? []
  const waiting = items.filter(waits)
  // Who asks stands among what waits, not twice.
  const reached = items.filter((item) => !waits(item) && !isAsked(item) && (item.kind !== 'handle.proposed' || item.handle !== null))
  // The newest stone that was not thanked for stands open: its words can be read here. It stays open once it is read and thanked for.
  const stood = useRef<string | null>(null)
  const first = reached.find((item) => item.id === stood.current && item.card) ?? reached.find((item) => item.kind === 'feedback.received' && item.card && !item.read) ?? reached.find(thankable)
  const open = first && reached.indexOf(first) < shown ? first : undefined
  useEffect(() => void (stood.current = open?.id ?? null), [open?.id])
  const visible = reached.slice(0, shown)
  const others = visible.filter((item) => item !== open)
  useReading([...visible, ...items.filter((item) => isAsked(item) && requests.some(({ id }) => id === item.subject?.id))], held.markRead)

  const thank = (card: Card, thanks: boolean) => thanking.run(() => held.thank(card, thanks))
  const keyed = visible.find(thankable)
  const thankFirst = () => {
    const card = keyed?.card
    if (card) void thank(card, true).then((done) => done && announce(t('notification.youThanked', { name: card.author.name ?? t('common.former') })))
  }
  // The second is the same key on an Arabic keyboard.
  useKeys({ T: thankFirst, 'ف': thankFirst })

  const seen = useRef(new Map<string, OutboxItem>())
  for (const item of outbox.items) seen.current.set(item.draft.id, item)
  const edit = (kept: KeptDraft) => setWriting({ opening: openingOf(kept, seen.current.get(kept.id)), kept })

  const offline = isOffline(held.problem)
  const unsent = outbox.items.filter((item) => item.state !== 'sent')
  const recognise = async () => {
    if (!tab) return openDesk('/people')
    if (openAside && (await openAside())) return leave()
    if (tab.artifact && tab.artifact.site !== 'page') {
      const { opened } = await ask('tab.openPanel', {}).catch(() => ({ opened: false }))
      if (opened) return leave()
    }
    setWriting({ opening: tab, kept: null })
  }

  if (writing) return <Writing owner={owner} {...writing} onDone={() => { setWriting(null); outbox.again() }} />
  const nothing = held.inbox !== null && visible.length === 0 && waiting.length === 0 && requests.length === 0 && soon === 0 && unsent.length === 0 && drafts.items.length === 0
  return (
    <>
      {offline && <div class="popup-inset"><State is="offline" waiting={unsent.filter((item) => item.state !== 'parked').length} {...(held.asOf ? { asOf: new Date(held.asOf).toISOString() } : {})} onRetry={() => void held.refresh()} /></div>}
      {held.problem && !offline && <div class="popup-inset"><State is="failed" what={word(problemWord(held.problem))} onRetry={() => void held.refresh()} /></div>}
      {tab && <ThisTab opening={tab} viewer={owner.person} onRecognise={() => void recognise()} />}
      {tab?.artifact && tab.artifact.site !== 'page' && tab.artifactId && (goals.goals?.items.length ?? 0) > 0 && (
        <div class="popup-inset"><LinkChips goals={goals.goals!} work={citedOf(tab.artifact, tab)} artifactId={tab.artifactId} onChange={goals.refresh} /></div>
      )}
      {tab && <TurnOn opening={tab} grants={grants} onOn={look} />}
      {unsent.length > 0 && <NotSent small onEdit={edit} />}
      <DraftsList small most={shown} all={(count) => t('popup.all', { count })} allHref={deskHref('/unsent')} onContinue={edit} />
      {nothing && (
        <div class="popup-empty">
          <State is="empty" what={t('notification.emptyWhat')} why={t('notification.emptyWhy')} action={<Button look="line" onClick={() => void recognise()}>{t('notification.recogniseSomebody')}</Button>} />
        </div>
      )}
      {held.inbox === null && !held.problem && <State is="loading" rows={3} />}
      {visible.length > 0 && (
        <Section small title={t('notification.reached')} aside={reached.length > shown ? <a href={deskHref('/inbox')}>{t('popup.all', { count: reached.length })}</a> : undefined}>
          {open?.card && <div class="popup-card"><ReachedCard item={open} card={open.card} viewer={owner.person} keyed={keyed === open} onThank={thank} /></div>}
          {others.length > 0 && (
            <Rows label={t('notification.reached')}>
              {others.map((item) => (
                <ReachedRow key={item.id} item={item} keyed={keyed === item} onThank={thank} {...(item.card ? { href: deskHref(`/feedback/${item.card.id}`) } : {})} />
              ))}
            </Rows>
          )}
          {thanking.problem && <div class="popup-inset"><State is="failed" what={word(problemWord(thanking.problem))} /></div>}
        </Section>
      )}
      {waiting.length + requests.length + soon > 0 && (
        <Section small title={t('notification.waits')} aside={waiting.length + requests.length + soon > shown * 2 ? <a href={deskHref('/inbox')}>{t('popup.all', { count: waiting.length + requests.length + soon })}</a> : waiting.length + requests.length + soon}>
          <Rows label={t('notification.waits')}>
            <SoonRows meetings={meetings.slice(0, shown)} />
            {requests.slice(0, shown).map((request) => <WaitingRow key={request.id} request={request} />)}
            {waiting.slice(0, shown).map((item) => item.handle && <HandleQuestion key={item.id} handle={item.handle} onAnswer={held.answer} />)}
            <DueRows items={due.slice(0, shown)} />
          </Rows>
        </Section>
      )}
      <MyGoals held={goals} viewer={owner.person} />
      {nudge && <div class="popup-inset"><Nudge key={nudge.id} nudge={nudge} onDone={() => void beside.refresh()} /></div>}
    </>
  )
}

/** The work of the tab as it is cited: private unless its page has shown to be public. */
const citedOf = (ref: NonNullable<Opening['artifact']>, { details }: Opening): Citation =>
  ({ ref, title: titleOf(details.title), state: details.state?.slice(0, 40) ?? null, visibility: details.visibility ?? 'private', showTitle: false })
