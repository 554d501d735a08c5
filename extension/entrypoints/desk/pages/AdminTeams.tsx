import { useState } from 'preact/hooks'
import { newId } from '../../../../shared/ids'
import { teamEndpoints, teamKinds } from '../../../../shared/teams'
import { call } from '../../../bridge/call'
import { errorAt } from '../../../organisation/errors'
import { useAct } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { type TeamAt, treeOf, useTeams } from '../../../people/teams'
import { TeamSelect } from '../../../people/TeamSelect'
import { announce, Button, Field, Section, Segmented, State, useWords } from '../../../ui'
import { TeamTree } from '../TeamTree'

/** Every team, and a new one. */
export function AdminTeams() {
  const { t, word } = useWords()
  const teams = useTeams()
  const tree = teams.value ? treeOf(teams.value.items) : []
  return (
    <>
      {teams.loading && <State is="loading" rows={5} />}
      {teams.problem && <State is="failed" what={word(problemWord(teams.problem))} onRetry={teams.again} />}
      {teams.value && tree.length === 0 && <State is="empty" small what={t('teams.none')} why={t('teams.noneWhy')} />}
      <TeamTree teams={tree} href={(id) => deskHref(`/administration/teams/${id}`)} />
      {teams.value && <Section title={t('teams.make')}><MakeTeam tree={tree} onMade={teams.again} /></Section>}
    </>
  )
}

function MakeTeam({ tree, onMade }: { tree: readonly TeamAt[]; onMade: () => void }) {
  const { t, word } = useWords()
  const [name, setName] = useState('')
  const [kind, setKind] = useState<(typeof teamKinds)[number]>('unit')
  const [parent, setParent] = useState('')
  const [tried, setTried] = useState(false)
  const making = useAct()
  const make = () => {
    setTried(true)
    if (name.trim() === '') return
    void making.run(async () => {
      const made = await call(teamEndpoints.create, { body: { id: newId(), name: name.trim(), kind, parent: kind === 'unit' && parent ? parent : null, lead: null } })
      announce(t('teams.made', { name: made.name }))
      setName('')
      setTried(false)
      onMade()
    })
  }
  const said = (pointer: string) => {
    const found = errorAt(making.problem, pointer)
    return found ? word(found) : undefined
  }
  return (
    <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); make() }}>
      <Field label={t('teams.name')} autocomplete="off" maxLength={120} value={name} onInput={setName} error={tried && name.trim() === '' ? t('field.needed') : said('/name')} />
      <Segmented label={t('teams.kind')} shown look="boxes" value={kind} options={teamKinds.map((value) => ({ value, label: t(`teams.kind.${value}`) }))} onChange={setKind} />
      {kind === 'unit' && <TeamSelect label={t('teams.parent')} none={t('teams.top')} teams={tree.filter(({ team }) => team.kind === 'unit')} value={parent} onChange={setParent} error={said('/parent')} />}
      {making.problem && <State is="failed" what={word(problemWord(making.problem))} />}
      <div><Button type="submit" look="outline" aria-busy={making.busy}>{t('teams.makeDo')}</Button></div>
    </form>
  )
}
