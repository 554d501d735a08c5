import { useEffect, useState } from 'preact/hooks'
import { feedbackEndpoints } from '../../../shared/feedback'
import type { Card } from '../../../shared/cards'
import { call } from '../../bridge/call'
import type { Opening } from '../../bridge/messages'
import type { KeptDraft, OutboxItem, Owner } from '../../bridge/kept'
import { useMe } from '../../people/me'
import { takeFocus } from '../../people/takeFocus'
import { announce, Button, later, Stone, useWords } from '../../ui'
import { Composer } from '../../feedback/Composer'
import { composerTabs } from './composerTabs'
import { FeedbackCard } from '../../feedback/FeedbackCard'
import { useOutbox } from '../../feedback/outbox'
import { SaidHere } from '../../feedback/SaidHere'
import { Writing } from '../../feedback/write'
import { SendingCard } from '../../feedback/SendingCard'
import type { Sent } from '../../feedback/sending'
import { useOpened, useSaid } from '../../feedback/work'
import { loopOn } from '../../requests/loops'
import { useWaiting } from '../../waiting/waiting'

const Answering = later(() => import('../../requests/Answering').then(({ Answering }) => Answering))
const LoopCard = later(() => import('../../requests/LoopCard').then(({ LoopCard }) => LoopCard))

const ServedHere = later(() => import('../../goals/ServedHere').then((module) => module.ServedHere))
const NotSentCard = later(() => import('../../feedback/NotSent').then((module) => module.NotSentCard))

interface Props {
  opening: Opening
  owner: Owner
  name: string
  onClose: () => void
}

/** The panel of somebody signed in: the composer, or what they have just sent; and what was said on this work. */
export function Panel({ opening, owner, name, onClose }: Props) {
  const { t } = useWords()
  const viewer = owner.person
  const me = useMe(viewer)
  const opened = useOpened(opening, viewer)
  const said = useSaid(opening, opened)
  const outbox = useOutbox()
  const [writing, setWriting] = useState<{ kept: KeptDraft | null; at: number } | null>({ kept: null, at: 0 })
  const held = useWaiting()
  const [aside, setAside] = useState<readonly string[]>([])
  const { arrived, setArrived } = useArrivals(outbox.items, () => announce(t('card.sent')))

  const here = outbox.items.filter((item) => item.kept.key.startsWith(`${opening.artifactId ?? 'none'}:`))
  const write = (kept: KeptDraft | null) => setWriting({ kept, at: Date.now() })
  // Whoever asks about this work comes first, until it is answered, declined or put aside.
  const onItsWay = here.flatMap((item) => item.draft.request ?? [])
  const request = held.waiting?.requests.find((one) => one.artifact && !one.artifact.guarded && one.artifact.id === opening.artifactId && !aside.includes(one.id) && !onItsWay.includes(one.id))
  const loop = loopOn(held.waiting?.loops ?? [], opening, opened.value?.people ?? null, Date.now())
  const onSent = (sent: Sent) => {
    if ('item' in sent) outbox.put(sent.item)
    else setArrived(sent.card.id, sent.card)
    announce(t('card.sending'))
    setWriting(null)
  }
  const author = { id: viewer, name }
  const isWork = opening.artifactId !== null && opening.artifact !== null && opening.artifact.site !== 'page'
  const own = (
    <>
      {here.filter((item) => item.state === 'parked').map((item) => <NotSentCard key={item.id} item={item} viewer={viewer} onEdit={write} />)}
      {here.filter((item) => item.state === 'held' || item.state === 'sending').map((item) => <SendingCard key={item.id} item={item} author={author} onUndone={write} />)}
      {isWork && <ServedHere artifactId={opening.artifactId!} state={opening.details.state ?? null} />}
      {loop && !aside.includes(loop.feedback) && <LoopCard key={loop.feedback} loop={loop} onDone={() => setAside([...aside, loop.feedback])} />}
      {arrived.map((card) => <FeedbackCard key={card.id} card={card} viewer={viewer} withoutWork fresh={false} onChange={(next) => setArrived(card.id, next)} />)}
    </>
  )
  const timeline = <Writing.Provider value={write}><SaidHere said={said} type={opening.artifact?.type ?? 'page'} viewer={viewer} without={arrived.map((card) => card.id)} /></Writing.Provider>

  const facts = { work: opening, me: me.value ?? null, matches: opened.value?.people ?? null, problem: me.problem ?? opened.problem, onRetry: () => { me.again(); opened.again() }, onSent, above: own, below: !opened.problem && timeline }
  if (request && !writing?.kept) return <Answering key={request.id} {...facts} request={request} withoutWork onDeclined={() => setAside([...aside, request.id])} onElse={() => { setAside([...aside, request.id]); write(null) }} />
  // What waits is known in a moment, from the device: no field is drawn that it would take away again.
  if (!held.known) return <div class="composer" />
  if (writing) {
    return (
      <Composer key={writing.at} {...facts} tabs={composerTabs} teams={opened.value?.teams} kept={writing.kept} />
    )
  }
  return (
    <div class="composer">
      <div class="composer-main">{own}{timeline}</div>
      <footer class="composer-foot panel-after">
        <Button innerRef={takeFocus} icon={<Stone kind="recognition" />} onClick={() => write(null)}>{t('panel.another', { kind: 'recognition' })}</Button>
        <Button look="quiet" class="pull-end" keys="Escape" onClick={onClose}>{t('common.close')}</Button>
      </footer>
    </div>
  )
}

/** What left the outbox in this opening, as the server has it now. */
function useArrivals(items: readonly OutboxItem[], onArrival: () => void) {
  const [cards, set] = useState<readonly Card[]>([])
  const [going, setGoing] = useState<readonly string[]>([])
  const setArrived = (id: string, card: Card | null) => set((before) => [...(card ? [card] : []), ...before.filter((one) => one.id !== id)])
  useEffect(() => {
    const onWay = items.filter((item) => item.state === 'held' || item.state === 'sending').map((item) => item.id)
    const gone = going.filter((id) => !onWay.includes(id) && !items.some((item) => item.id === id && item.state === 'parked'))
    for (const id of gone) void call(feedbackEndpoints.item, { params: { id } }).then((card) => { setArrived(id, card); onArrival() }, () => undefined)
    if (onWay.join() !== going.join()) setGoing(onWay)
  }, [items])
  return { arrived: cards, setArrived }
}
