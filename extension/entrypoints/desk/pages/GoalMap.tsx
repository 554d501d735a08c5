import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { goalEndpoints, type GoalListed, goalScopes } from '../../../../shared/goals'
import type { Refusal } from '../../../../shared/problem'
import { call } from '../../../bridge/call'
import { type Status, statusOf } from '../../../goals/figures'
import { MapList } from '../../../goals/MapList'
import { mapOf } from '../../../goals/mapOf'
import { MapPicture } from '../../../goals/MapPicture'
import { Priorities } from '../../../goals/Priorities'
import { quarterHere } from '../../../goals/quarter'
import { refusalOf, useLoad } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { announce, Button, ButtonLink, ClockIcon, PageHead, Shape, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { isAdmin } from '../roles'
import { useNarrow } from '../useNarrow'
import { useTitle } from '../useTitle'
import '../../../goals/map.css'

/** From the priorities to the person: what serves what, what has gone quiet, what serves nothing, what is needed. */
export function GoalMapPage() {
  const words = useWords()
  const { t, word, date } = words
  const { me } = useDesk()
  const narrow = useNarrow()
  const first = useLoad(() => call(goalEndpoints.map, { query: {} }))
  const statuses = useStatuses(first.value?.goals)
  const [below, setBelow] = useState<Record<string, GoalListed[]>>({})
  const [asList, setAsList] = useState(false)
  const [chosen, choose] = useState<string | null>(null)
  const [editing, setEditing] = useState(false)
  const [refused, setRefused] = useState<Refusal | null>(null)
  /** Those that are on their way: each by itself, so that a second press is not lost while the first loads. */
  const asked = useRef(new Set<string>())
  /** A press takes its own button away: who pressed it stands on the goal then. */
  const pressed = useRef<Element | null>(null)
  useLayoutEffect(() => {
    if (document.activeElement === document.body) pressed.current?.querySelector<HTMLElement>('.map-face')?.focus()
    pressed.current = null
  }, [below])
  useTitle(t('goals.map.title'))
  const { from, to } = quarterHere(me.organisation)
  const head = (
    <PageHead above={t('goals.map.period', { from: date(from), to: date(to) })} title={t('goals.map.title')}>
      <div class="line line-wrap">
        <ButtonLink look="quiet" class="pull-start" href={deskHref('/goals')}>{t('goals.title')}</ButtonLink>
        <Button look="quiet" aria-expanded={editing} onClick={() => setEditing(!editing)}>{t('goals.priorities')}</Button>
      </div>
    </PageHead>
  )
  if (first.problem) return <>{head}<State is="failed" what={word(problemWord(first.problem))} onRetry={first.again} /></>
  if (!first.value) return <>{head}<State is="loading" rows={5} /></>
  const all = [...first.value.goals, ...Object.values(below).flat()]
  const goals = all.filter((goal, index) => goal.state === 'active' && all.findIndex((one) => one.id === goal.id) === index)
  const map = mapOf(first.value.priorities, goals)
  const expand = async (goal: GoalListed) => {
    if (asked.current.has(goal.id)) return
    asked.current.add(goal.id)
    setRefused(null)
    try {
      const { goals: found } = await call(goalEndpoints.map, { query: { of: goal.id } })
      pressed.current = document.activeElement?.closest('li') ?? null
      setBelow((before) => ({ ...before, [goal.id]: found }))
      statuses.ask(found)
      announce(t('goals.map.expanded', { count: found.length, title: goal.title }))
    } catch (thrown) {
      setRefused(refusalOf(thrown))
    } finally {
      asked.current.delete(goal.id)
    }
  }
  const shared = {
    map,
    statusOf: (id: string) => statuses.known.get(id),
    onExpand: (id: string) => {
      const goal = goals.find((one) => one.id === id)
      const shown = goals.filter((one) => one.parent?.hidden === false && one.parent.id === id).length
      return goal && !below[id] && goal.children > shown ? () => void expand(goal) : undefined
    },
  }
  const mine = goals.find((goal) => goal.mine === 'owner')
  return (
    <div class="map-page">
      {head}
      {editing && <Priorities priorities={first.value.priorities} admin={isAdmin(me)} viewer={me.person.id} organisation={me.organisation} onChange={first.again} />}
      {refused && <State is="failed" what={word(problemWord(refused))} />}
      {map.nodes.length === 0 && <State is="empty" what={t('goals.map.none')} why={t('goals.map.none.why')} action={<ButtonLink href={deskHref('/goals/new')}>{t('goals.new')}</ButtonLink>} />}
      {map.nodes.length > 0 && (
        <>
          <div class="map-legend">
            {(['on_track', 'at_risk', 'off_track'] as const).map((state) => <span key={state}><Shape state={state} />{t(`goals.status.${state}`)}</span>)}
            <span><ClockIcon />{t('goals.stale')}</span>
            {!narrow && <Button look="link" class="small" onClick={() => setAsList(!asList)}>{t(asList ? 'goals.map.asPicture' : 'goals.map.asList')}</Button>}
          </div>
          {narrow || asList ? <MapList {...shared} /> : <MapPicture {...shared} chosen={chosen ?? (mine ? `g:${mine.id}` : null)} onChoose={choose} />}
          {first.value.more && <p class="small soft">{t('goals.map.more')}</p>}
        </>
      )}
    </div>
  )
}

/** The map comes without key results; the states of its goals are asked for when it stands. */
function useStatuses(goals: readonly GoalListed[] | undefined) {
  const [known, setKnown] = useState<ReadonlyMap<string, Status | null>>(new Map())
  const learn = (found: readonly GoalListed[]) => setKnown((before) => new Map([...before, ...found.filter((one) => one.keyResults.length > 0).map((one): [string, Status | null] => [one.id, statusOf(one)])]))
  const ask = (found: readonly GoalListed[]) => {
    learn(found)
    const scopes = goalScopes.filter((scope) => found.some((goal) => goal.scope === scope && goal.keyResults.length === 0))
    for (const scope of scopes) void call(goalEndpoints.find, { query: { scope } }).then(({ items }) => learn(items), () => undefined)
  }
  useEffect(() => { if (goals) ask(goals) }, [goals])
  return { known, ask }
}
