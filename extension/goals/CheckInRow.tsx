import { useRef, useState } from 'preact/hooks'
import type { NewCheckIn } from '../../shared/check-ins'
import type { GoalListed } from '../../shared/goals'
import type { Refusal } from '../../shared/problem'
import { Button, ChipToggle, Chips, IconButton, later, useWords, XIcon } from '../ui'
import { mayCheckIn, openOf } from './figures'
import { GoalRow } from './GoalRow'

const CheckInForm = later(() => import('./CheckInForm').then(({ CheckInForm: Form }) => Form))

interface Props {
  goal: GoalListed
  viewer: string
  href?: string
  wide?: boolean
  owned?: boolean
  onSend: (goal: GoalListed, keyResult: string, body: NewCheckIn) => Promise<boolean>
  problem?: Refusal | null
}

/** A goal of one's own with its one-tap check-in below it. */
export function CheckInRow({ goal, viewer, onSend, problem, ...row }: Props) {
  const { t } = useWords()
  const [open, setOpen] = useState(false)
  const opener = useRef<HTMLButtonElement>(null)
  const may = goal.state === 'active' && openOf(goal).some((one) => mayCheckIn(goal, one, viewer))
  const close = () => {
    setOpen(false)
    requestAnimationFrame(() => opener.current?.focus())
  }
  const action = !may && !open ? undefined : open
    ? <IconButton small label={t('common.close')} onClick={close}><XIcon /></IconButton>
    : <Button look="line" size="small" innerRef={opener} aria-label={t('goals.checkIn.of', { title: goal.title })} onClick={() => setOpen(true)}>{t('goals.checkIn')}</Button>
  return (
    <GoalRow goal={goal} {...row} {...(action && { action })}>
      {open && <CheckInOf goal={goal} viewer={viewer} problem={problem ?? null} onClose={close} onSend={(keyResult, body) => onSend(goal, keyResult, body)} />}
    </GoalRow>
  )
}

/** Which key result the check-in is of: the viewer's own that was read longest ago; the others stand beside. */
function CheckInOf({ goal, viewer, problem, onClose, onSend }: { goal: GoalListed; viewer: string; problem: Refusal | null; onClose: () => void; onSend: (keyResult: string, body: NewCheckIn) => Promise<boolean> }) {
  const { t } = useWords()
  const all = openOf(goal).filter((one) => mayCheckIn(goal, one, viewer))
  const [chosen, choose] = useState(() => firstOf(goal, viewer)!.id)
  const last = useRef(firstOf(goal, viewer)!)
  // Dropped or handed on meanwhile: what was written about it stays until it is put away.
  const keyResult = (last.current = all.find((one) => one.id === chosen) ?? last.current)
  return (
    <div class="check-in-below">
      {all.length > 1 && <Chips label={t('goals.keyResults')}>{all.map((one) => <ChipToggle key={one.id} chosen={one.id === keyResult.id} onToggle={() => choose(one.id)}>{one.title}</ChipToggle>)}</Chips>}
      <CheckInForm key={keyResult.id} goal={goal} keyResult={keyResult} viewer={viewer} problem={problem} onClose={onClose} onSend={(body) => onSend(keyResult.id, body)} />
    </div>
  )
}

/** The key result that a check-in would be of first. */
export const firstOf = (goal: GoalListed, viewer: string) =>
  openOf(goal).toSorted((a, b) => Number(b.owner.id === viewer) - Number(a.owner.id === viewer) || (a.lastAt ?? '').localeCompare(b.lastAt ?? ''))[0]
