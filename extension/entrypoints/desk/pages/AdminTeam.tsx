import { useState } from 'preact/hooks'
import { useLocation } from 'wouter-preact'
import type { Person } from '../../../../shared/people'
import { teamEndpoints, type TeamPage } from '../../../../shared/teams'
import { call } from '../../../bridge/call'
import { errorAt } from '../../../organisation/errors'
import { type LoadedPages, useAct, useLoad, usePages } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { PersonField } from '../../../people/PersonField'
import { PersonPicker } from '../../../people/PersonPicker'
import { treeOf, useTeams } from '../../../people/teams'
import { TeamSelect } from '../../../people/TeamSelect'
import { announce, Button, Dialog, Field, PageHead, Rows, Section, State, Tick, useWords } from '../../../ui'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'
import { PersonRow } from './People'

/** One team for an admin: its name, where it stands, who leads it, who is in it, and its end. */
export function AdminTeam({ id }: { id: string }) {
  const { t, word } = useWords()
  const team = useLoad(() => call(teamEndpoints.page, { params: { id } }), [id])
  const members = usePages<Person>((after) => call(teamEndpoints.members, { params: { id }, query: { after } }), [id])
  useTitle(team.value?.name ?? t('admin.teams'))
  if (team.problem?.code === 'not-found') return <NotFound />
  if (team.problem) return <State is="failed" what={word(problemWord(team.problem))} onRetry={team.again} />
  if (!team.value) return <State is="loading" rows={5} />
  return (
    <>
      <PageHead above={<a href={deskHref('/administration/teams')}>{t('admin.teams')}</a>} title={<bdi>{team.value.name}</bdi>}>
        <p class="soft">{t('teams.size', { count: team.value.size })} · <a href={deskHref(`/teams/${id}`)}>{t('teams.open')}</a></p>
      </PageHead>
      <Section title={t('teams.about')}><About team={team.value} onSaved={team.set} /></Section>
      <Section title={t('teams.members')}><Members team={team.value} members={members} onChanged={(changed) => { team.set(changed); members.again() }} /></Section>
      <Section title={t('teams.close')}><Close team={team.value} /></Section>
    </>
  )
}

function About({ team, onSaved }: { team: TeamPage; onSaved: (team: TeamPage) => void }) {
  const { t, word } = useWords()
  const [name, setName] = useState(team.name)
  const [parent, setParent] = useState(team.parent ?? '')
  const [lead, setLead] = useState(team.lead)
  const teams = useTeams()
  const saving = useAct()
  const save = () => void saving.run(async () => {
    onSaved(await call(teamEndpoints.change, { params: { id: team.id }, body: { name: name.trim(), lead: lead?.id ?? null, ...(team.kind === 'unit' && { parent: parent || null }) } }))
    announce(t('settings.saved'))
  })
  const said = (pointer: string) => {
    const found = errorAt(saving.problem, pointer)
    return found ? word(found) : undefined
  }
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      <Field label={t('teams.name')} autocomplete="off" maxLength={120} value={name} onInput={setName} error={name.trim() === '' ? t('field.needed') : said('/name')} />
      {team.kind === 'unit' && (
        <>
          <TeamSelect label={t('teams.parent')} none={t('teams.top')} teams={treeOf(teams.value?.items ?? []).filter((one) => one.team.kind === 'unit' && one.team.id !== team.id)} value={parent} onChange={setParent} error={said('/parent')} />
          {parent !== (team.parent ?? '') && <p class="small soft">{t('teams.moveWhat')}</p>}
        </>
      )}
      <PersonField label={t('teams.lead')} add={t('teams.leadAdd')} person={lead} error={said('/lead')} onChange={setLead} />
      {saving.problem && <State is="failed" what={word(problemWord(saving.problem))} />}
      <div><Button type="submit" look="outline" aria-busy={saving.busy}>{t('common.save')}</Button></div>
    </form>
  )
}

function Members({ team, members, onChanged }: { team: TeamPage; members: LoadedPages<Person>; onChanged: (team: TeamPage) => void }) {
  const { t, word } = useWords()
  const [main, setMain] = useState(team.kind === 'unit')
  const [adding, setAdding] = useState(false)
  const acting = useAct()
  const join = (person: Person) => void acting.run(async () => {
    setAdding(false)
    onChanged(await call(teamEndpoints.join, { params: { id: team.id, person: person.id }, body: { main } }))
    announce(t('teams.joined', { name: person.name, team: team.name }))
  })
  const leave = (person: Person) => void acting.run(async () => {
    onChanged(await call(teamEndpoints.leave, { params: { id: team.id, person: person.id } }))
    announce(t('teams.left', { name: person.name, team: team.name }))
  })
  return (
    <div class="stack">
      {members.loading && <State is="loading" rows={3} />}
      {(members.problem ?? acting.problem) && <State is="failed" what={word(problemWord((members.problem ?? acting.problem)!))} {...(members.problem && { onRetry: members.again })} />}
      {members.value?.length === 0 && <State is="empty" small what={t('teams.empty')} why={t('teams.emptyWhy')} />}
      {members.value && members.value.length > 0 && (
        <Rows lined label={t('teams.members')}>
          {members.value.map((person) => (
            <PersonRow key={person.id} person={person} href={deskHref(`/administration/people/${person.id}`)} action={<Button look="quiet" aria-label={t('teams.takeOutThis', { name: person.name })} onClick={() => leave(person)}>{t('teams.takeOut')}</Button>} />
          ))}
        </Rows>
      )}
      {members.more && <div><Button look="line" aria-busy={members.loadingMore} onClick={members.more}>{t('common.more')}</Button></div>}
      <div><Button look="line" aria-expanded={adding} onClick={() => setAdding(!adding)}>{t('teams.add')}</Button></div>
      {adding && (
        <div class="stack form">
          {team.kind === 'unit' && <Tick checked={main} onChange={setMain} hint={t('teams.mainHint')}>{t('teams.main')}</Tick>}
          <PersonPicker label={t('teams.addWho')} open={false} out={(members.value ?? []).map((person) => person.id)} onPick={join} />
        </div>
      )}
    </div>
  )
}

function Close({ team }: { team: TeamPage }) {
  const { t, word } = useWords()
  const [, go] = useLocation()
  const [open, setOpen] = useState(false)
  const [into, setInto] = useState('')
  const teams = useTeams()
  const closing = useAct()
  const close = () => void closing.run(async () => {
    await call(teamEndpoints.close, { params: { id: team.id }, body: { into: into || null } })
    announce(t('teams.closed', { name: team.name }))
    setOpen(false)
    go('/administration/teams')
  })
  return (
    <div class="stack">
      <p class="soft">{t('teams.closeWhat')}</p>
      <div><Button look="danger" onClick={() => setOpen(true)}>{t('teams.close')}</Button></div>
      <Dialog
        open={open} onClose={() => setOpen(false)} title={t('teams.closeAsk', { name: team.name })}
        actions={<><Button look="quiet" onClick={() => setOpen(false)}>{t('common.cancel')}</Button><Button look="danger" aria-busy={closing.busy} onClick={close}>{t('teams.closeDo')}</Button></>}
      >
        <div class="stack">
          <p>{t('teams.closeWhat')}</p>
          <TeamSelect label={t('teams.into')} none={t('teams.intoNone')} teams={treeOf(teams.value?.items ?? []).filter((one) => one.team.id !== team.id && (team.kind === 'project' || one.team.kind === 'unit'))} value={into} onChange={setInto} />
          {closing.problem && <State is="failed" what={word(errorAt(closing.problem, '/into') ?? problemWord(closing.problem))} />}
        </div>
      </Dialog>
    </div>
  )
}
