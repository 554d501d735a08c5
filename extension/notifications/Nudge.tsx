import { useState } from 'preact/hooks'
import { daysBetween } from '../../shared/days'
import { type Nudge as Nudged, nudgeEndpoints } from '../../shared/waiting'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { deskHref } from '../organisation/paths'
import { problemWord } from '../organisation/problem'
import { shortName } from '../people/names'
import { announce, Button, ButtonLink, Card, State, useWords } from '../ui'

interface Props {
  nudge: Nudged
  /** Answered: it is not shown again. */
  onDone: () => void
  /** `2026-11-20`. */
  today?: string
}

/** A nudge about one's own silence, or that the quarter ends: to it, not now, never for this. Nobody else sees it. */
export function Nudge({ nudge, onDone, today = new Date().toISOString().slice(0, 10) }: Props) {
  const { t, rich, word } = useWords()
  const acting = useAct()
  const [answered, setAnswered] = useState(false)
  const name = nudge.person.name ?? t('common.former')
  const ofQuarter = nudge.kind === 'reflection'
  const answer = (value: 'not_now' | 'never') => void acting.run(async () => {
    await call(nudgeEndpoints.nudge, { params: { id: nudge.id }, body: { answer: value } })
    setAnswered(true)
    announce(t(value === 'never' ? 'nudge.gone' : ofQuarter ? 'nudge.restsQuarter' : 'nudge.rests'))
    onDone()
  })
  if (answered) return null
  const count = nudge.since === null ? 0 : Math.max(1, Math.floor(daysBetween(nudge.since, today) / 7))
  return (
    <Card head={<span class="grow">{nudge.kind === 'reflection' ? rich('nudge.reflection') : rich(`nudge.${nudge.kind}`, { name: shortName(name), count })}</span>}>
      <div class="line line-wrap">
        <ButtonLink look="outline" size="small" href={deskHref(ofQuarter ? '/growth/reflection' : `/people/${nudge.person.id}`)}>{ofQuarter ? t('nudge.reflect') : t('nudge.write', { name: shortName(name) })}</ButtonLink>
        <Button look="quiet" size="small" aria-busy={acting.busy} onClick={() => answer('not_now')}>{t('nudge.notNow')}</Button>
        <Button look="quiet" size="small" aria-busy={acting.busy} onClick={() => answer('never')}>{t('nudge.never')}</Button>
      </div>
      <p class="tiny soft">{t('nudge.only')}</p>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
    </Card>
  )
}
