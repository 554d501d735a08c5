import { useState } from 'preact/hooks'
import { AudienceSaid } from '../../shared/audience'
import { codeOf } from '../../shared/problem'
import type { Word } from '../../shared/words/index'
import { ask } from '../bridge/call'
import type { KeptDraft, OutboxItem } from '../bridge/kept'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Card as Shell, Menu, Row, State, Stone, announce, useWords } from '../ui'
import { AudienceLine } from './AudienceLine'
import { copyWords } from './CardMenu'
import { SendButton } from './SendButton'
import { WordsSaid } from './WordsSaid'

/** The audience that the server would give it now; null where that is not why it waits. */
export function changedAudience(item: OutboxItem): AudienceSaid | null {
  if (!item.problem || codeOf(item.problem) !== 'audience-changed') return null
  const parsed = AudienceSaid.safeParse(item.problem.audience)
  return parsed.success && parsed.data.keys ? parsed.data : null
}

/** What changed since the author saw who would read it. */
export function whatChanged(before: AudienceSaid, now: AudienceSaid): Word {
  const other = [...now.managers, ...before.managers].find((manager) => ![before, now].every((said) => said.managers.some((one) => one.id === manager.id && one.of === manager.of)))
  if (other) return { key: 'unsent.manager', values: { name: other.of } }
  if (now.visibility !== before.visibility) return { key: 'unsent.narrower' }
  return { key: now.team?.id === before.team?.id ? 'unsent.other' : 'unsent.team' }
}

/** Why it waits, in one sentence. */
export function whyUnsent(item: OutboxItem): Word {
  const now = changedAudience(item)
  if (now) return whatChanged(item.preview.audience, now)
  // Nobody else says that one may not: the relation ended before it arrived.
  if (item.problem && codeOf(item.problem) === 'not-allowed' && item.draft.kind === 'coaching') return { key: 'unsent.coachNoMore', values: { name: item.preview.recipients[0]?.name ?? '' } }
  return item.problem ? { key: `problem.${codeOf(item.problem)}`, ...(item.problem.params && { values: item.problem.params }) } : { key: 'unsent.waits' }
}

/** Whom it is for, by name. */
const toWhom = ({ preview }: OutboxItem, former: string): string[] => (preview.team ? [preview.team.name] : preview.recipients.map((one) => one.name ?? former))

interface Props {
  item: OutboxItem
  /** Who sends it: "you" in the sentences. */
  viewer: string
  /** Back to the composer, with everything. */
  onEdit?: ((kept: KeptDraft) => void) | undefined
}

/** Something that could not be sent, whole: its words, why, who would see it now, and what one can do. It never vanishes by itself. */
export function NotSentCard({ item, viewer, onEdit }: Props) {
  const { t, rich, word } = useWords()
  const acting = useAct()
  const now = changedAudience(item)
  const names = toWhom(item, t('people.former'))
  const edit = () => acting.run(async () => {
    const kept = await ask('outbox.edit', { id: item.id })
    if (kept) onEdit?.(kept)
  })
  const again = () => acting.run(async () => void (await ask('outbox.again', { id: item.id, ...(now && { keys: now.keys!, audience: now }) })))
  const more = [
    { label: t('card.copy'), onSelect: () => void copyWords(item.draft.body).then(() => announce(t('card.copied'))) },
    { label: t('common.discard'), danger: true, onSelect: () => void acting.run(async () => void (await ask('outbox.discard', { id: item.id }))) },
  ]
  const final = item.problem && ['id-taken', 'gone', 'recipient-self', 'recipient-left', 'recipient-unknown', 'visibility-not-allowed', 'invite-domain', 'invalid', 'not-allowed'].includes(codeOf(item.problem))
  return (
    <Shell label={t('panel.unsaid')} head={<span>{names.length > 0 ? rich('unsent.for', { names }) : t('desk.item.note.yours')}</span>} end={<><Stone kind={item.draft.kind} /><span class="card-menu"><Menu label={t('unsent.more')} items={more} /></span></>}>
      <WordsSaid body={item.draft.body} />
      {now ? <AudienceLine said={now} viewer={viewer} attention first={word(whyUnsent(item))} /> : <State is="failed" what={word(whyUnsent(item))} />}
      <div class="line line-wrap">
        {now && <SendButton kind={item.draft.kind} these busy={acting.busy} onSend={() => void again()} />}
        {!now && !final && <Button look="ink" aria-busy={acting.busy} onClick={() => void again()}>{t('unsent.again')}</Button>}
        {onEdit && <Button look={final ? 'ink' : 'outline'} size={now ? 'large' : 'normal'} onClick={() => void edit()}>{t('common.edit')}</Button>}
      </div>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
    </Shell>
  )
}

/** The same in a row: for whom, why, one button: it opens what was refused below, and takes back what is still on its way. */
export function NotSentRow(props: Props) {
  const { t, rich, word } = useWords()
  const [open, setOpen] = useState(false)
  const undoing = useAct()
  const { item, onEdit } = props
  const names = toWhom(item, t('people.former'))
  const undo = () => undoing.run(async () => {
    const { undone, kept } = await ask('outbox.undo', { id: item.id })
    if (!undone || !kept) return
    announce(t('card.undone'))
    onEdit?.(kept)
  })
  const why = undoing.problem ? problemWord(undoing.problem) : item.retracting ? ({ key: 'card.takingBack' } as const) : whyUnsent(item)
  if (open) return <li class="not-sent-open"><NotSentCard {...props} /></li>
  return (
    <Row
      mark={<Stone kind={item.draft.kind} />} title={names.length > 0 ? rich('unsent.for', { names }) : t('desk.item.note.yours')} detail={word(why)}
      action={
        item.state === 'parked' ? <Button look="outline" size="small" onClick={() => setOpen(true)}>{t('unsent.look')}</Button>
          : item.retracting ? undefined : <Button look="quiet" size="small" aria-busy={undoing.busy} onClick={() => void undo()}>{t(item.state === 'held' ? 'common.undo' : 'card.retract')}</Button>
      }
    />
  )
}
