import { useMemo, useState } from 'preact/hooks'
import { type Priority, goalEndpoints } from '../../shared/goals'
import { newId } from '../../shared/ids'
import type { Me } from '../../shared/people'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { TeamSelect } from '../people/TeamSelect'
import { treeOf, useTeams } from '../people/teams'
import { Button, Field, Menu, DotsIcon, Row, Rows, Section, State, TextArea, useWords } from '../ui'
import { todayHere } from './figures'
import { quarterHere } from './quarter'

interface Props {
  priorities: readonly Priority[]
  admin: boolean
  viewer: string
  organisation: Me['organisation']
  onChange: () => void
}

/** The priorities of today in their order; those of the company are the admins', those of a unit its lead's. */
export function Priorities({ priorities, admin, viewer, organisation, onChange }: Props) {
  const { t, date, word } = useWords()
  const teams = useTeams()
  const acting = useAct()
  const [editing, setEditing] = useState<string | null>(null)
  const led = (teams.value?.items ?? []).filter((team) => team.lead?.id === viewer && team.kind === 'unit')
  const may = (one: Priority) => (one.team ? led.some((team) => team.id === one.team!.id) || admin : admin)
  const change = (one: Priority, part: { position?: number; archived?: boolean }) => void acting.run(async () => {
    await call(goalEndpoints.changePriority, { params: { id: one.id }, body: { ...part, version: one.version } })
    onChange()
  })
  return (
    <Section title={t('goals.priorities')}>
      <p class="small soft">{t('goals.priorities.why')}</p>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      <Rows lined label={t('goals.priorities')}>
        {priorities.map((one, index) => editing === one.id
          ? <li key={one.id} class="row-form"><PriorityForm priority={one} teams={[]} company={admin} organisation={organisation} onDone={(changed) => { setEditing(null); if (changed) onChange() }} /></li>
          : (
            <Row
              key={one.id} title={<strong dir="auto">{one.title}</strong>} detail={<span>{one.team?.name ?? t('goals.priority.company')} · {t('goals.period', { from: date(one.from), to: date(one.to) })}</span>}
              {...(may(one) && { action: <Menu label={t('goals.priority.menu', { title: one.title })} icon={<DotsIcon />} items={[
                { label: t('common.edit'), onSelect: () => setEditing(one.id) },
                ...(index > 0 ? [{ label: t('goals.priority.up'), onSelect: () => change(one, { position: index - 1 }) }] : []),
                ...(index < priorities.length - 1 ? [{ label: t('goals.priority.down'), onSelect: () => change(one, { position: index + 1 }) }] : []),
                { label: t('goals.priority.archive'), onSelect: () => change(one, { archived: true }) },
              ]} /> })}
            />
            ))}
        {editing === 'new' && <li class="row-form"><PriorityForm priority={null} teams={treeOf(led)} company={admin} organisation={organisation} onDone={(changed) => { setEditing(null); if (changed) onChange() }} /></li>}
      </Rows>
      {editing === null && (admin || led.length > 0) && <div><Button look="line" onClick={() => setEditing('new')}>{t('goals.priority.add')}</Button></div>}
    </Section>
  )
}

function PriorityForm({ priority, teams, company, organisation, onDone }: { priority: Priority | null; teams: ReturnType<typeof treeOf>; company: boolean; organisation: Me['organisation']; onDone: (changed: boolean) => void }) {
  const { t, word } = useWords()
  const acting = useAct()
  const id = useMemo(() => newId(), [])
  const year = todayHere().slice(0, 4)
  const [title, setTitle] = useState(priority?.title ?? '')
  const [why, setWhy] = useState(priority?.why ?? '')
  const [team, setTeam] = useState(company ? '' : (teams[0]?.team.id ?? ''))
  const [from, setFrom] = useState(priority?.from ?? quarterHere(organisation).from)
  const [to, setTo] = useState(priority?.to ?? `${year}-12-31`)
  const [asked, setAsked] = useState(false)
  const save = () => {
    setAsked(true)
    if (title.trim() === '' || to < from) return
    const words = { title: title.trim(), why: why.trim(), from, to }
    void acting.run(async () => {
      if (priority) await call(goalEndpoints.changePriority, { params: { id: priority.id }, body: { ...words, version: priority.version } })
      else await call(goalEndpoints.addPriority, { body: { id, team: team || null, ...words } })
      onDone(true)
    })
  }
  return (
    <form class="stack form" onSubmit={(event) => { event.preventDefault(); save() }} onKeyDown={(event) => void (event.key === 'Escape' && (event.stopPropagation(), onDone(false)))}>
      <Field label={t('goals.priority.title')} maxLength={120} value={title} onInput={setTitle} error={asked && title.trim() === '' ? t('field.needed') : undefined} />
      <TextArea label={t('goals.why')} optional maxLength={1_000} value={why} onInput={setWhy} />
      {!priority && teams.length > 0 && <TeamSelect label={t('goals.team')} none={company ? t('goals.priority.company') : t('goals.team.choose')} teams={teams} value={team} onChange={setTeam} />}
      <div class="desk-dates"><Field label={t('goals.start')} type="date" value={from} onInput={setFrom} /><Field label={t('goals.end')} type="date" value={to} onInput={setTo} error={asked && to < from ? t('goals.endBefore') : undefined} /></div>
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      <div class="line"><Button look="ink" type="submit">{t('common.save')}</Button><Button look="quiet" onClick={() => onDone(false)}>{t('common.cancel')}</Button></div>
    </form>
  )
}
