import { useEffect, useState } from 'preact/hooks'
import { codeOf } from '../../shared/problem'
import { sayWho } from '../../shared/saying'
import type { WordKey } from '../../shared/words/index'
import { ask } from '../bridge/call'
import type { KeptDraft, OutboxItem } from '../bridge/kept'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Avatar, Button, Card as Shell, Chip, Chips, EyeIcon, LockIcon, Meta, OfflineIcon, RingTimer, State, Stone, UndoIcon, announce, useWords } from '../ui'
import { isWide } from './AudienceLine'
import { headOf } from './head'
import { ActionLine } from './Landed'
import { WordsSaid } from './WordsSaid'

interface Props {
  item: OutboxItem
  /** Who sends it. */
  author: { id: string; name: string }
  /** It never left: here are its words again. */
  onUndone: (kept: KeptDraft) => void
}

/** What is on its way: the card as it will stand, with Undo on it for as long as it is held; then Retract. */
export function SendingCard({ item, author, onUndone }: Props) {
  const words = useWords()
  const { t, rich, word } = words
  const undoing = useAct()
  const offline = useOffline()
  const { draft, preview } = item
  const [key, values] = headOf({ kind: draft.kind, author, recipients: preview.recipients, toTeam: preview.team }, author.id, words)
  const undo = () => undoing.run(async () => {
    const { undone, kept } = await ask('outbox.undo', { id: item.id })
    if (!undone || !kept) return
    announce(t('card.undone'))
    onUndone(kept)
  })
  const state = stateOf(item, offline)
  const band = (
    <>
      <span class="line" role="status">{state === 'card.sendingOffline' ? <OfflineIcon /> : <RingTimer until={item.heldUntil} total={item.heldSeconds * 1_000} />}<span>{t(state)}</span></span>
      {!item.retracting && <Button look="quiet" size="small" icon={<UndoIcon />} aria-busy={undoing.busy} onClick={() => void undo()}>{t(item.state === 'held' ? 'common.undo' : 'card.retract')}</Button>}
    </>
  )
  return (
    <Shell fresh accent={draft.kind === 'recognition'} band={band} label={t('card.sending')} head={<><Avatar name={author.name} /><span>{rich(key, values)}</span></>} end={<Stone kind={draft.kind} />}>
      <WordsSaid body={draft.body} />
      {preview.about && <p class="small soft">{t('card.note.about', { name: preview.about.name ?? t('people.former') })}</p>}
      {draft.action && <ActionLine action={{ ...draft.action, state: 'open' }} />}
      {preview.values.length > 0 && <Chips>{preview.values.map((value) => <Chip key={value.id} accent>{value.name}</Chip>)}</Chips>}
      <Meta icon={isWide(preview.audience) ? <EyeIcon size={14} /> : <LockIcon size={14} />}>{sayWho(preview.audience, author.id).map(word).join(' ')}</Meta>
      {undoing.problem && <State is="failed" what={word(problemWord(undoing.problem))} />}
    </Shell>
  )
}

function stateOf(item: OutboxItem, offline: boolean): WordKey & `card.${string}` {
  if (item.retracting) return 'card.takingBack'
  const code = item.problem ? codeOf(item.problem) : null
  if (offline || code === 'offline') return 'card.sendingOffline'
  if (code === 'sign-in-needed' || code === 'session-ended') return 'card.signInFirst'
  return code ? 'card.sendingLater' : 'card.sending'
}

function useOffline(): boolean {
  const [offline, set] = useState(!navigator.onLine)
  useEffect(() => {
    const look = () => set(!navigator.onLine)
    addEventListener('online', look)
    addEventListener('offline', look)
    return () => {
      removeEventListener('online', look)
      removeEventListener('offline', look)
    }
  }, [])
  return offline
}
