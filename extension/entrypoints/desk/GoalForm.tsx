import { useMemo, useRef, useState } from 'preact/hooks'
import { useLocation } from 'wouter-preact'
import type { AudienceSaid } from '../../../shared/audience'
import { type Goal, goalEndpoints, goalKinds, type GoalScope, goalScopes } from '../../../shared/goals'
import { newId } from '../../../shared/ids'
import type { Person } from '../../../shared/people'
import { type GoalVisibility, goalVisibilities } from '../../../shared/progress'
import { call } from '../../bridge/call'
import { AudienceLine } from '../../feedback/AudienceLine'
import { audienceOf, chainOf } from '../../goals/audience'
import { ExpectationsSelect } from '../../goals/Expectations'
import { draftOf, emptyKeyResult, type KeyResultDraft, KeyResultFields, keyResultIn } from '../../goals/KeyResultFields'
import { ParentSelect } from '../../goals/ParentSelect'
import { quarterHere } from '../../goals/quarter'
import { saveGoal } from '../../goals/saveGoal'
import { useAct, useLoad } from '../../organisation/load'
import { errorAt } from '../../organisation/errors'
import { problemWord } from '../../organisation/problem'
import { PersonPicker } from '../../people/PersonPicker'
import { TeamSelect } from '../../people/TeamSelect'
import { treeOf, useTeams } from '../../people/teams'
import { announce, Button, Chip, ChipAdd, ChipChosen, Chips, Field, Section, Segmented, State, TextArea, useWords } from '../../ui'
import { useDesk } from './context'
import { isAdmin } from './roles'
import '../../goals/goal-form.css'

/** At most so many key results and co-owners, as the server holds. */
const mostKeyResults = 8
const mostCoOwners = 5

/** The form of a goal. What is missing is said at saving; nothing stands in the way that is only a hint. */
export function GoalForm({ goal, owner, coOwners: shared = [] }: { goal: Goal | null; owner: Person; coOwners?: readonly Person[] }) {
  const words = useWords()
  const { t, word } = words
  const { me } = useDesk()
  const [, go] = useLocation()
  const own = owner.id === me.person.id
  // Whoever else writes it with them does not see their role.
  const mayCite = own || owner.manager?.id === me.person.id
  const saving = useAct()
  const teams = useTeams()
  const chain = useLoad(() => chainOf(owner), [owner.id])
  const priorities = useLoad(() => call(goalEndpoints.priorities, {}))
  const quarter = quarterHere(me.organisation)
  const id = useMemo(() => goal?.id ?? newId(), [])
  const form = useRef<HTMLFormElement>(null)
  const [title, setTitle] = useState(goal?.title ?? '')
  const [why, setWhy] = useState(goal?.why ?? '')
  const [scope, setScope] = useState<GoalScope>(goal?.scope ?? 'person')
  const [kind, setKind] = useState(goal?.kind ?? 'performance')
  const [team, setTeam] = useState(goal?.team?.id ?? '')
  const [coOwners, setCoOwners] = useState(shared)
  const [adding, setAdding] = useState(false)
  const [parent, setParent] = useState<string | null>(goal?.parent?.hidden === false ? goal.parent.id : null)
  const [priority, setPriority] = useState(goal?.priority?.id ?? '')
  const [expectations, setExpectations] = useState(goal?.expectations ?? [])
  const [start, setStart] = useState(goal?.start ?? quarter.from)
  const [end, setEnd] = useState(goal?.end ?? quarter.to)
  const [visibility, setVisibility] = useState<GoalVisibility>(goal?.visibility ?? 'organization')
  const [keyResults, setKeyResults] = useState<KeyResultDraft[]>(() => goal?.keyResults.map((one) => draftOf(words, one)) ?? [emptyKeyResult()])
  const [asked, setAsked] = useState(false)
  const [changed, setChanged] = useState<AudienceSaid | null>(null)
  const led = (teams.value?.items ?? []).filter((one) => isAdmin(me) || one.lead?.id === me.person.id)
  const scopes = goalScopes.filter((one) => (one === 'company' ? isAdmin(me) : one === 'person' || (own && led.length > 0)))
  const chosenTeam = (teams.value?.items ?? []).find((one) => one.id === team)
  const teamFacts = chosenTeam ?? (visibility === 'team' ? (owner.teams[0] ?? null) : null)
  const visible = goalVisibilities.filter((one) => one !== 'team' || teamFacts !== null || owner.teams.length > 0)
  const said = chain.value ? audienceOf({ visibility, kind, owner, coOwners, chain: chain.value, team: teamFacts, organisation: me.organisation }) : null
  const shown = changed ?? said
  // A new key result that nobody touched is none.
  const meant = keyResults.filter((one) => one.version !== null || one.title.trim() !== '' || one.target.trim() !== '')
  const needsTeam = scope === 'department' || scope === 'team'
  const narrow = (set: () => void) => { set(); setChanged(null) }

  const save = (draft: boolean) => {
    setAsked(true)
    const wrong = title.trim() === '' || end < start || (needsTeam && team === '') || meant.some((one) => !one.dropped && 'wrong' in keyResultIn(one, words))
    if (wrong || !shown) {
      announce(t('goals.form.missing'))
      requestAnimationFrame(() => form.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus())
      return
    }
    void saving.run(async () => {
      const fields = { title: title.trim(), why: why.trim(), parent, priority: priority || null, start, end, visibility, coOwners: coOwners.map((one) => one.id), keys: shown.keys ?? [] }
      await saveGoal(id, goal, { ...fields, scope, kind, team: needsTeam ? team : null, owner: own ? null : owner.id, draft, ...((expectations.length > 0 || goal?.expectations) && { expectations }) }, meant, words)
      announce(t('goals.saved'))
      go(`/goals/${id}`)
    }).catch(() => undefined)
  }
  const refused = saving.problem
  // Others would see it than was shown: it says so, and saving again takes them.
  if (refused?.code === 'audience-changed' && refused.more.audience && changed !== refused.more.audience) setChanged(refused.more.audience as AudienceSaid)
  return (
    <form ref={form} class="stack desk-form goal-form" onSubmit={(event) => { event.preventDefault(); save(false) }} onKeyDown={(event) => void (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && save(false))}>
      <div class="stack">
        <Field label={t('goals.field.title')} placeholder={t('goals.field.example')} maxLength={250} value={title} onInput={setTitle} error={asked && title.trim() === '' ? t('field.needed') : undefined} />
        <TextArea label={t('goals.why')} optional words maxLength={2_000} value={why} onInput={setWhy} />
        {!goal && scopes.length > 1 && <Segmented label={t('goals.scope')} shown look="boxes" value={scope} onChange={(value) => narrow(() => setScope(value))} options={scopes.map((value) => ({ value, label: t(`goals.scope.${value}`) }))} />}
        {!goal && needsTeam && <TeamSelect label={t('goals.team')} none={t('goals.team.choose')} teams={treeOf(led)} value={team} onChange={(value) => narrow(() => setTeam(value))} error={asked && team === '' ? t('field.needed') : undefined} />}
        {!goal && scope === 'person' && <Segmented label={t('goals.kind')} shown look="boxes" value={kind} onChange={(value) => narrow(() => { setKind(value); setVisibility(value === 'development' ? 'private' : 'organization') })} options={goalKinds.map((value) => ({ value, label: t(`goals.kind.${value}`) }))} />}
      </div>
      <Section title={t('goals.keyResults')}>
        <p class="small soft">{t('goals.keyResults.why')}</p>
        {keyResults.map((one, index) => (
          <KeyResultFields
            key={one.id} draft={one} index={index} asked={asked && meant.includes(one)} onChange={(draft) => setKeyResults(keyResults.map((other) => (other.id === draft.id ? draft : other)))}
            onRemove={() => setKeyResults(one.version === null ? keyResults.filter((other) => other.id !== one.id) : keyResults.map((other) => (other.id === one.id ? { ...other, dropped: true } : other)))}
          />
        ))}
        {keyResults.length < mostKeyResults && <div><ChipAdd onClick={() => setKeyResults([...keyResults, emptyKeyResult()])}>{t('goals.keyResult.add')}</ChipAdd></div>}
        {meant.every((one) => one.dropped) && <p class="small soft">{t('goals.hint.measure')}</p>}
      </Section>
      <Section title={t('goals.serves')}>
        {goal?.parent?.hidden && parent === null && <p class="small soft">{t('goals.hiddenParent')}</p>}
        <ParentSelect scope={scope} self={id} owner={own ? null : owner} value={parent} current={goal?.parent?.hidden === false ? goal.parent : null} onChange={setParent} error={errorAt(saving.problem, '/parent')} />
        {(priorities.value?.items.length ?? 0) > 0 && (
          <div class="labelled">
            <label class="label" for={`priority-${id}`}>{t('goals.priority')}</label>
            <select id={`priority-${id}`} class="field" value={priority} onChange={(event) => setPriority(event.currentTarget.value)}>
              <option value="">{t('goals.priority.none')}</option>
              {priorities.value?.items.map((one) => <option key={one.id} value={one.id}>{one.title}</option>)}
            </select>
          </div>
        )}
        {scope === 'person' && mayCite && <ExpectationsSelect owner={owner.id} value={expectations} onChange={setExpectations} />}
      </Section>
      <Section title={t('goals.when')}>
        <div class="desk-dates"><Field label={t('goals.start')} type="date" value={start} onInput={setStart} /><Field label={t('goals.end')} type="date" value={end} onInput={setEnd} error={asked && end < start ? t('goals.endBefore') : undefined} /></div>
      </Section>
      <Section title={t('goals.who')}>
        <Chips label={t('goals.owners')}>
          <Chip person={owner.name}>{owner.name}</Chip>
          {coOwners.map((one) => <ChipChosen key={one.id} name={one.name} person={one.name} onRemove={() => narrow(() => setCoOwners(coOwners.filter((other) => other.id !== one.id)))}>{one.name}</ChipChosen>)}
          {!adding && coOwners.length < mostCoOwners && <ChipAdd onClick={() => setAdding(true)}>{t('goals.coOwner')}</ChipAdd>}
        </Chips>
        {adding && <PersonPicker label={t('goals.coOwner')} out={[owner.id, ...coOwners.map((one) => one.id)]} onLeave={() => setAdding(false)} onPick={(person) => narrow(() => { setCoOwners([...coOwners, person]); setAdding(false) })} />}
        <Segmented label={t('goals.visibility')} look="boxes" value={visibility} onChange={(value) => narrow(() => setVisibility(value))} options={visible.map((value) => ({ value, label: t(`goals.visibility.${value}`) }))} />
        {shown && <AudienceLine said={shown} viewer={me.person.id} attention={changed !== null} first={changed ? t('goals.audience.changed') : undefined} />}
      </Section>
      {refused && refused.code !== 'audience-changed' && <State is="failed" what={word(problemWord(refused))} safe={t('goals.form.safe')} />}
      <div class="line line-wrap goal-save">
        <Button look="ink" type="submit" keys="Ctrl+Enter" aria-busy={saving.busy}>{t(changed ? 'goals.save.these' : goal ? 'common.save' : own ? 'goals.set' : 'goals.set.draft')}</Button>
        {!goal && own && <Button look="line" onClick={() => save(true)}>{t('goals.set.asDraft')}</Button>}
        <Button look="quiet" onClick={() => history.back()}>{t('common.cancel')}</Button>
      </div>
    </form>
  )
}
