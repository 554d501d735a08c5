import { useMemo, useState } from 'preact/hooks'
import type { CheckIn } from '../../../../shared/check-ins'
import { type Goal, goalEndpoints } from '../../../../shared/goals'
import type { KeyResult } from '../../../../shared/key-results'
import { call } from '../../../bridge/call'
import { AudienceLine } from '../../../feedback/AudienceLine'
import { CheckInForm } from '../../../goals/CheckInForm'
import { CheckInPath } from '../../../goals/CheckInPath'
import { CloseForm } from '../../../goals/CloseForm'
import { confidenceOf, mayAnswer, mayCheckIn, mayWrite, percentText, statusOf } from '../../../goals/figures'
import { SpeaksTo } from '../../../goals/Expectations'
import { History, LinkedWork, ServedBy, Serves } from '../../../goals/GoalDetails'
import { Hints } from '../../../goals/Hints'
import { KeyResultPlot } from '../../../goals/KeyResultPlot'
import { KeyResults } from '../../../goals/KeyResults'
import { Needs } from '../../../goals/Needs'
import { goalHref } from '../../../goals/paths'
import { StatusShape } from '../../../goals/StatusShape'
import { type HeldGoal, useGoal } from '../../../goals/useGoal'
import { usePages } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { Button, ButtonLink, CheckIcon, ChevronIcon, FlagIcon, PageHead, Section, State, useKeys, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useDetails } from '../details'
import { HandOn } from '../HandOn'
import { SaidOnGoal } from '../SaidOnGoal'
import { TalkAbout } from '../TalkAbout'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'
import '../../../goals/goal-page.css'

/** One goal: how far it is, how it went, what it serves and what serves it. */
export function GoalPage({ id }: { id: string }) {
  const { t, word } = useWords()
  const held = useGoal(id)
  const { value, problem, again } = held.goal
  useTitle(value?.title ?? t('goals.title'))
  if (problem && !value && ['not-found', 'invalid', 'bad-request'].includes(problem.code)) return <NotFound />
  if (problem && !value) return <State is="failed" what={word(problemWord(problem))} onRetry={again} />
  if (!value) return <State is="loading" rows={5} />
  return <Shown goal={value} held={held} />
}

function Shown({ goal, held }: { goal: Goal; held: HeldGoal }) {
  const { t, word } = useWords()
  const { me } = useDesk()
  const viewer = me.person.id
  const may = mayWrite(goal)
  const [chosen, choose] = useState<string | null>(null)
  const [doing, setDoing] = useState<'check-in' | 'close' | null>(null)
  const [correcting, setCorrecting] = useState<CheckIn | null>(null)
  const [carried, setCarried] = useState<string | null>(null)
  const keyResult = goal.keyResults.find((one) => one.id === chosen) ?? goal.keyResults.find((one) => !one.dropped) ?? goal.keyResults[0]
  const checks = goal.state === 'active' && keyResult !== undefined && !keyResult.dropped && mayCheckIn(goal, keyResult, viewer)
  const checkIn = () => { setCorrecting(null); setDoing('check-in') }
  useKeys({ C: () => void (checks && checkIn()) })
  useDetails(<GoalBeside goal={goal} held={held} />, [goal, held.acting.busy])
  return (
    <>
      <Head goal={goal} />
      {goal.handOn ? <LeftBand goal={goal} held={held} /> : goal.state === 'draft' && <DraftBand goal={goal} held={held} />}
      {goal.state === 'closed' && <ClosedBand goal={goal} held={held} carried={carried} />}
      <Hints goal={goal} />
      {held.acting.problem && doing === null && <State is="failed" what={word(problemWord(held.acting.problem))} />}
      {keyResult && <KeyResults goal={goal} chosen={keyResult.id} onChoose={(one) => { choose(one); setDoing(null) }} />}
      {goal.keyResults.length === 0 && goal.progress === null && <State is="empty" small what={t('goals.noMeasure')} why={t('goals.noMeasure.why')} {...(may && goal.state !== 'closed' && { action: <ButtonLink look="line" href={`${goalHref(goal.id)}/edit`}>{t('goals.addMeasure')}</ButtonLink> })} />}
      {keyResult && <Went key={keyResult.id} goal={goal} keyResult={keyResult} checks={checks} held={held} open={doing === 'check-in'} correcting={correcting} viewer={viewer} onOpen={checkIn} onClose={() => setDoing(null)} onCorrect={(one) => { setCorrecting(one); setDoing('check-in') }} />}
      {goal.needs.length > 0 && <Needs goal={goal} viewer={viewer} onAnswer={(need, of) => void held.answer(need, of)} />}
      {may && goal.state === 'active' && (
        <div class="goal-foot">
          {doing === 'close'
            ? <CloseForm goal={goal} organisation={me.organisation} problem={held.acting.problem} onDone={() => setDoing(null)} onClose={(closing) => void held.close(closing).then((went) => { if (went) { setDoing(null); setCarried(closing.carry) } })} />
            : <div class="line line-wrap"><Button look="line" onClick={() => setDoing('close')}>{t('goals.close')}</Button><ButtonLink look="quiet" href={`${goalHref(goal.id)}/edit`}>{t('common.edit')}</ButtonLink></div>}
        </div>
      )}
    </>
  )
}

function Head({ goal }: { goal: Goal }) {
  const words = useWords()
  const { t, date } = words
  const { me } = useDesk()
  const sure = confidenceOf(goal)
  const top = goal.priority?.title ?? (goal.parent ? (goal.parent.hidden ? t('goals.hidden') : goal.parent.title) : null)
  const whose = goal.scope === 'person' ? t('goals.of', { name: goal.owner.name ?? t('common.former') }) : (goal.team?.name ?? t(`goals.scope.${goal.scope}`))
  return (
    <PageHead title={<bdi>{goal.title}</bdi>} above={<span class="goal-above"><FlagIcon />{top && <><span dir="auto">{top}</span><ChevronIcon /></>}<span dir="auto">{whose}</span></span>}>
      <div class="goal-facts">
        {goal.state === 'active' ? <StatusShape status={statusOf(goal)} worded /> : <span class="medium">{t(goal.state === 'draft' ? 'goals.state.draft' : `goals.outcome.${goal.outcome ?? 'dropped'}`)}</span>}
        {goal.progress !== null && <span class="soft figures">{percentText(words, goal.progress)}{sure !== null && <>, {t('goals.sureOf', { sure })}</>}</span>}
        <span class="soft">{t('goals.period', { from: date(goal.start), to: date(goal.end) })}</span>
        {goal.kind === 'development' && <span class="soft">{t('goals.kind.development')}</span>}
        {(goal.scope !== 'person' || goal.coOwners.length > 0) && <span class="soft" dir="auto">{words.list([goal.owner, ...goal.coOwners].map((one) => one.name ?? t('common.former')))}</span>}
      </div>
      <div class="goal-who"><AudienceLine said={goal.audience} viewer={me.person.id} /></div>
      {goal.why && <p class="words" dir="auto">{goal.why}</p>}
    </PageHead>
  )
}

/** A draft: it waits until its owner takes it up; the two talk about it first. */
function DraftBand({ goal, held }: { goal: Goal; held: HeldGoal }) {
  const { t, word } = useWords()
  const { me } = useDesk()
  const own = goal.mine === 'owner' || goal.mine === 'co_owner'
  const other = own ? me.person.manager : goal.mine === 'manager' ? goal.owner : null
  return (
    <div class="strip goal-draft">
      <p class="grow">{t(own ? 'goals.draft.own' : 'goals.draft.other', { name: goal.owner.name ?? t('common.former') })}</p>
      <div class="line line-wrap">
        {(goal.scope === 'person' ? goal.mine === 'owner' : mayWrite(goal)) && <Button look="ink" icon={<CheckIcon />} aria-busy={held.acting.busy} onClick={() => void held.change({ activate: true })}>{t('goals.draft.take')}</Button>}
        {other?.name && <TalkAbout goal={goal} person={{ id: other.id, name: other.name }} />}
        {mayWrite(goal) && <ButtonLink look="quiet" href={`${goalHref(goal.id)}/edit`}>{t('common.edit')}</ButtonLink>}
      </div>
      {held.acting.problem && <State is="failed" what={word(problemWord(held.acting.problem))} />}
    </div>
  )
}

/** Nobody looks after it any more: who may hands it on. */
function LeftBand({ goal, held }: { goal: Goal; held: HeldGoal }) {
  const { t } = useWords()
  const { me } = useDesk()
  return (
    <div class="strip goal-draft">
      <div class="grow"><p class="medium" dir="auto">{t('goals.left', { name: goal.owner.name ?? t('common.former') })}</p><p class="small soft">{t('goals.left.why')}</p></div>
      <HandOn goal={goal.id} viewer={me.person.id} from={goal.owner.id} onDone={held.goal.again} />
    </div>
  )
}

function ClosedBand({ goal, held, carried }: { goal: Goal; held: HeldGoal; carried: string | null }) {
  const { t } = useWords()
  return (
    <div class="strip goal-draft" role="status">
      <div class="grow"><p class="medium">{t('goals.closed', { outcome: t(`goals.outcome.${goal.outcome ?? 'dropped'}`) })}</p>{goal.closing && <p class="quote" dir="auto">{goal.closing}</p>}</div>
      <div class="line line-wrap">
        {carried && <ButtonLink look="ink" href={goalHref(carried)}>{t('goals.carried')}</ButtonLink>}
        {mayWrite(goal) && <Button look="line" onClick={() => void held.reopen()}>{t('goals.reopen')}</Button>}
      </div>
    </div>
  )
}

interface WentProps {
  goal: Goal
  keyResult: KeyResult
  checks: boolean
  held: HeldGoal
  open: boolean
  correcting: CheckIn | null
  viewer: string
  onOpen: () => void
  onClose: () => void
  onCorrect: (one: CheckIn) => void
}

/** The chosen key result over time: its plot, its check-ins, and the next one. */
function Went({ goal, keyResult, checks, held, open, correcting, viewer, onOpen, onClose, onCorrect }: WentProps) {
  const { t, word } = useWords()
  const history = usePages((after) => call(goalEndpoints.history, { params: { id: goal.id, keyResult: keyResult.id }, query: { after } }), [goal, keyResult.id])
  // Until the whole history is here, what came with the goal.
  const all = useMemo(() => (history.value ?? goal.checkIns.filter((one) => one.keyResult === keyResult.id)).toSorted((a, b) => b.at.localeCompare(a.at)), [history.value, goal.checkIns, keyResult.id])
  return (
    <>
      <KeyResultPlot goal={goal} keyResult={keyResult} checkIns={all} />
      <Section title={t('goals.checkIns')} {...(checks && !open && { aside: <Button look="ink" keys="C" onClick={onOpen}>{t('goals.checkIn')}</Button> })}>
        {open && checks && <CheckInForm key={correcting?.id ?? 'new'} goal={goal} keyResult={keyResult} viewer={viewer} corrects={correcting} problem={held.acting.problem} onClose={onClose} onSend={(body) => held.checkIn(keyResult.id, body)} />}
        {history.problem && <State is="failed" what={word(problemWord(history.problem))} onRetry={history.again} />}
        {all.length === 0 && !open && <p class="small soft">{t('goals.unchecked.why')}</p>}
        {all.length > 0 && <CheckInPath keyResult={keyResult} checkIns={all} {...(checks && { onCorrect })} answer={(one) => (mayAnswer(one, goal, viewer) ? <Button look="line" size="small" onClick={() => void held.answer(one)}>{t('goals.need.answer')}</Button> : null)} />}
        {history.more && <div><Button look="line" aria-busy={history.loadingMore} onClick={history.more}>{t('common.more')}</Button></div>}
      </Section>
    </>
  )
}

/** Beside it: what it serves, what serves it, its work, what was said, what changed. */
function GoalBeside({ goal, held }: { goal: Goal; held: HeldGoal }) {
  const { t } = useWords()
  const { me } = useDesk()
  return (
    <>
      <Serves goal={goal} />
      <SpeaksTo goal={goal} />
      <ServedBy goal={goal} />
      <LinkedWork goal={goal} {...(mayWrite(goal) && { onUnlink: (artifact: string) => void held.unlink(artifact) })} />
      <SaidOnGoal goal={goal} viewer={me.person.id} />
      <History goal={goal} />
      <p><a class="small" href={deskHref('/goals/map')}>{t('goals.map.open')}</a></p>
    </>
  )
}
