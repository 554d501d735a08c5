import type { ComponentChildren } from 'preact'
import type { GoalListed } from '../../shared/goals'
import { LockIcon, useWords, type Words } from '../ui'
import { confidenceOf, elapsed, isQuiet, lastOf, quietWeeks, statusOf, todayHere } from './figures'
import { ProgressPath } from './ProgressPath'
import { StatusShape } from './StatusShape'
import './goals.css'

interface Props {
  goal: GoalListed
  /** The title leads there. */
  href?: string
  /** At the row's end: "Check in". */
  action?: ComponentChildren
  /** Five columns, on the desk. */
  wide?: boolean
  /** Whose it is, where a list holds those of several. */
  owned?: boolean
  /** Opens below it: the check-in. */
  children?: ComponentChildren
}

/** A goal in a list: the shape of its status, its title, how far it is, how sure its people are. */
export function GoalRow({ goal, href, action, wide, owned, children }: Props) {
  const words = useWords()
  const { t } = words
  const today = todayHere()
  const sure = confidenceOf(goal)
  const status = statusOf(goal)
  return (
    <li class={wide ? 'goal goal-wide' : 'goal'}>
      <div class="goal-row">
        <StatusShape status={status} />
        <div class="goal-title">
          {href ? <a href={href} class="medium" dir="auto">{goal.title}</a> : <span class="medium" dir="auto">{goal.title}</span>}
          {wide && <ServesLine goal={goal} owned={owned ?? false} />}
        </div>
        <div class="goal-how">
          <ProgressPath progress={goal.progress} now={elapsed(goal, today)} />
          <span class="goal-sure tiny soft">
            {goal.state === 'draft' ? t('goals.state.draft') : <>{wide && status && <>{t(`goals.status.${status}`)}{sure !== null && ', '}</>}{sure === null ? (wide || isQuiet(goal, today) ? null : t('goals.unchecked')) : t(wide ? 'goals.sure' : 'goals.sureOf', { sure })}</>}
            {!wide && isQuiet(goal, today) && <span class="goal-last goal-quiet">{lastText(words, goal)}</span>}
            {wide && goal.state !== 'draft' && <span class={isQuiet(goal, today) ? 'goal-last goal-quiet' : 'goal-last'}>{lastText(words, goal)}</span>}
          </span>
        </div>
        {action && <span class="goal-action">{action}</span>}
      </div>
      {children}
    </li>
  )
}

/** Below the title: whose it is, the priority or the goal that it serves; of a development goal, who sees it. */
function ServesLine({ goal, owned }: { goal: GoalListed; owned: boolean }) {
  const { t } = useWords()
  const serves = goal.kind === 'development' ? t('goals.kind.development') : (goal.priority?.title ?? (goal.parent ? (goal.parent.hidden ? t('goals.hidden') : goal.parent.title) : null))
  const facts = [owned && (goal.team && goal.scope !== 'person' ? goal.team.name : (goal.owner.name ?? t('common.former'))), serves].filter(Boolean)
  if (facts.length === 0 && goal.openNeeds === 0) return null
  return (
    <span class="tiny soft goal-serves">
      {goal.visibility === 'private' && <LockIcon size={14} />}<span dir="auto">{facts.join(' · ')}</span>
      {goal.openNeeds > 0 && <span class="goal-needs">{t('goals.openNeeds', { count: goal.openNeeds })}</span>}
    </span>
  )
}

/** When it was last checked in: "checked in yesterday", "No check-in for 3 weeks", "no check-in yet". */
export function lastText({ t, ago }: Pick<Words, 't' | 'ago'>, goal: GoalListed, today = todayHere()): string {
  const last = lastOf(goal)
  if (isQuiet(goal, today)) return t('goals.quiet', { weeks: quietWeeks(goal, today) })
  return last === null ? t('goals.unchecked') : t('goals.checkedIn', { when: ago(last) })
}

/** Goals below each other. */
export function GoalRows({ label, children }: { label: string; children: ComponentChildren }) {
  return <ul class="goal-rows" aria-label={label}>{children}</ul>
}
