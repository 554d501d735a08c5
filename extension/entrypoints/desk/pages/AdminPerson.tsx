import { useId, useState } from 'preact/hooks'
import type { BodyOf } from '../../../../shared/endpoint'
import { accessRoles, peopleEndpoints, type PersonFile, personKinds, type PersonRef, type RelationKind } from '../../../../shared/people'
import { call } from '../../../bridge/call'
import { errorAt } from '../../../organisation/errors'
import { useAct, useLoad } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { AddressOf } from '../../../people/AddressOf'
import { PersonField } from '../../../people/PersonField'
import { treeOf, useTeams } from '../../../people/teams'
import { TeamSelect } from '../../../people/TeamSelect'
import { announce, Button, ChipChosen, Chips, Field, PageHead, Section, Segmented, State, useWords } from '../../../ui'
import { useDesk } from '../context'
import { useTitle } from '../useTitle'
import { NotFound } from './NotFound'

/** One person for an admin: what they are called, what they may do, to whom they stand how, and where they belong. */
export function AdminPerson({ id }: { id: string }) {
  const { t, word } = useWords()
  const { me } = useDesk()
  const file = useLoad(() => call(peopleEndpoints.file, { params: { id } }), [id])
  const found = file.value
  useTitle(found?.person.name ?? t('admin.people'))
  if (file.problem?.code === 'not-found') return <NotFound />
  if (file.problem) return <State is="failed" what={word(problemWord(file.problem))} onRetry={file.again} />
  if (!found) return <State is="loading" rows={6} />
  return (
    <>
      <PageHead above={<a href={deskHref('/administration/people')}>{t('admin.people')}</a>} title={<bdi>{found.person.name}</bdi>}>
        <p class="soft"><span dir="ltr">{found.person.email}</span> · <a href={deskHref(`/people/${id}`)}>{t('admin.person.open')}</a></p>
      </PageHead>
      <p class="soft">{t('admin.person.told')}</p>
      {found.person.status !== 'invited' && found.person.status !== 'deactivated' && <Section title={t('address.title')}><AddressOf person={found.person} own={id === me.person.id} onChanged={file.again} /></Section>}
      <Edit key={JSON.stringify(found)} file={found} onSaved={file.set} />
    </>
  )
}

interface Relation { kind: RelationKind; person: PersonRef; until: string | null }
const others = ['dotted', 'mentor', 'coach', 'hr_partner'] as const

function Edit({ file, onSaved }: { file: PersonFile; onSaved: (file: PersonFile) => void }) {
  const { t, word } = useWords()
  const { me } = useDesk()
  const { person } = file
  const [name, setName] = useState(person.name)
  const [title, setTitle] = useState(person.title ?? '')
  const [kind, setKind] = useState(person.kind)
  const [role, setRole] = useState(person.role)
  const [relations, setRelations] = useState<Relation[]>(file.relations)
  const [adding, setAdding] = useState<(typeof others)[number]>('mentor')
  const [unit, setUnit] = useState(file.memberships.find((one) => one.main)?.id ?? '')
  const [besides, setBesides] = useState(file.memberships.filter((one) => !one.main).map((one) => one.id))
  const teams = useTeams()
  const tree = treeOf(teams.value?.items ?? [])
  const saving = useAct()
  const own = person.id === me.person.id
  const of = (one: RelationKind) => relations.find((relation) => relation.kind === one) ?? null
  const put = (one: RelationKind, to: PersonRef | null) => setRelations([...relations.filter((relation) => relation.kind !== one), ...(to ? [{ kind: one, person: to, until: null }] : [])])
  const until = (at: Relation, day: string) => setRelations(relations.map((relation) => (relation === at ? { ...at, until: day || null } : relation)))
  const save = () => void saving.run(async () => {
    const body: BodyOf<typeof peopleEndpoints.change> = {
      name: name.trim(), title: title.trim() || null, kind, ...(!own && { role }), unit: unit || null, others: besides,
      relations: relations.map((relation) => ({ kind: relation.kind, person: relation.person.id, until: relation.until })),
    }
    onSaved(await call(peopleEndpoints.change, { params: { id: person.id }, body }))
    announce(t('settings.saved'))
  })
  const said = (pointer: string) => {
    const found = errorAt(saving.problem, pointer)
    return found ? word(found) : undefined
  }
  const nameOf = (id: string) => tree.find(({ team }) => team.id === id)?.path ?? file.memberships.find((one) => one.id === id)?.name ?? ''
  const acting = of('acting')
  return (
    <form class="stack desk-form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
      <Section title={t('admin.person.who')}>
        <div class="stack form">
          <Field label={t('people.invite.name')} autocomplete="off" maxLength={120} value={name} onInput={setName} error={name.trim() === '' ? t('field.needed') : said('/name')} />
          <Field label={t('admin.person.title')} autocomplete="off" maxLength={200} value={title} onInput={setTitle} error={said('/title')} />
          <Segmented label={t('admin.person.kind')} shown look="boxes" value={kind} options={personKinds.map((value) => ({ value, label: t(`admin.person.kind.${value}`) }))} onChange={setKind} />
          {own ? <p class="small soft">{t('field.own-account')}</p> : <Segmented label={t('admin.person.role')} shown look="boxes" value={role} options={accessRoles.map((value) => ({ value, label: t(`admin.person.role.${value}`) }))} onChange={setRole} />}
        </div>
      </Section>
      <Section title={t('admin.person.relations')}>
        <div class="stack form">
          <PersonField label={t('relation.manager')} add={t('admin.person.choose')} person={of('manager')?.person ?? null} out={[person.id]} error={said('/relations')} onChange={(to) => put('manager', to)} />
          <PersonField label={t('relation.acting')} add={t('admin.person.choose')} person={acting?.person ?? null} out={[person.id]} onChange={(to) => put('acting', to)} />
          {acting && <Until label={t('admin.person.until', { name: acting.person.name ?? '' })} value={acting.until} onChange={(day) => until(acting, day)} />}
          {relations.filter((one) => one.kind !== 'manager' && one.kind !== 'acting').map((one) => (
            <div key={one.kind + one.person.id} class="stack relation">
              <PersonField label={t(`relation.${one.kind}`)} add={t('admin.person.choose')} person={one.person} onChange={() => setRelations(relations.filter((relation) => relation !== one))} />
              <Until label={t('admin.person.until', { name: one.person.name ?? '' })} value={one.until} onChange={(day) => until(one, day)} />
            </div>
          ))}
          <Segmented label={t('admin.person.another')} shown look="boxes" value={adding} options={others.map((value) => ({ value, label: t(`relation.${value}`) }))} onChange={setAdding} />
          <PersonField
            key={relations.length} label={t('admin.person.anotherWho')} add={t('admin.person.choose')} person={null} out={[person.id, ...relations.filter((one) => one.kind === adding).map((one) => one.person.id)]}
            onChange={(to) => to && setRelations([...relations, { kind: adding, person: to, until: null }])}
          />
        </div>
      </Section>
      <Section title={t('admin.person.belongs')}>
        <div class="stack form">
          <TeamSelect label={t('admin.person.unit')} none={t('admin.person.noUnit')} teams={tree.filter(({ team }) => team.kind === 'unit')} value={unit} onChange={setUnit} error={said('/unit')} />
          {besides.length > 0 && <Chips label={t('admin.person.besides')}>{besides.map((id) => <ChipChosen key={id} name={nameOf(id)} onRemove={() => setBesides(besides.filter((one) => one !== id))}>{nameOf(id)}</ChipChosen>)}</Chips>}
          {besides.length < 4 && <TeamSelect label={t('admin.person.besideAdd')} none={t('admin.person.besideNone')} teams={tree.filter(({ team }) => team.id !== unit && !besides.includes(team.id))} value="" onChange={(id) => id && setBesides([...besides, id])} error={said('/others')} />}
        </div>
      </Section>
      {saving.problem && <State is="failed" what={saving.problem.code === 'conflict' ? t('admin.meanwhile') : word(problemWord(saving.problem))} />}
      <div><Button type="submit" look="ink" aria-busy={saving.busy}>{t('common.save')}</Button></div>
    </form>
  )
}

/** The last day of a relation; none where it has no end. */
function Until({ label, value, onChange }: { label: string; value: string | null; onChange: (day: string) => void }) {
  const id = useId()
  return (
    <div class="labelled">
      <label class="label" for={id}>{label}</label>
      <input id={id} class="field" type="date" value={value ?? ''} onInput={(event) => onChange(event.currentTarget.value)} />
    </div>
  )
}
