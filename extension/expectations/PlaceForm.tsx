import { useRef, useState } from 'preact/hooks'
import { expectationEndpoints, type Standards } from '../../shared/expectations'
import type { PersonRef } from '../../shared/people'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { PersonField } from '../people/PersonField'
import { announce, Button, Section, Select, State, useWords } from '../ui'

/** Somebody's job role and level: they are told at once. */
export function PlaceForm({ standards }: { standards: Standards }) {
  const { t, word } = useWords()
  const [person, setPerson] = useState<PersonRef | null>(null)
  const [role, setRole] = useState('')
  const [level, setLevel] = useState('')
  const [told, setTold] = useState<string | null>(null)
  const saving = useAct()
  // What somebody chose meanwhile, or another person, is not overwritten by a late answer.
  const asked = useRef(0)
  const roles = standards.roles.filter(({ archived }) => !archived)
  const levels = roles.find(({ id }) => id === role)?.levels ?? []
  const choose = (next: string) => {
    asked.current++
    setRole(next)
    setLevel(roles.find(({ id }) => id === next)?.levels[0]?.id ?? '')
  }
  const pick = (next: PersonRef | null) => {
    setPerson(next)
    setTold(null)
    const mine = ++asked.current
    setRole('')
    setLevel('')
    if (!next) return
    void call(expectationEndpoints.ofPerson, { params: { id: next.id } }).then((now) => {
      if (mine !== asked.current) return
      setRole(now.role?.id ?? '')
      setLevel(now.level?.id ?? '')
    }, () => undefined)
  }
  const save = () => void saving.run(async () => {
    if (!person) return
    await call(expectationEndpoints.place, { params: { id: person.id }, body: { role: role || null, level: level || null } })
    setTold(person.name)
    announce(t('admin.expect.placed', { name: person.name ?? '' }))
  })
  return (
    <Section title={t('admin.expect.place')}>
      <form class="stack form" noValidate onSubmit={(event) => { event.preventDefault(); save() }}>
        <PersonField label={t('admin.expect.placeWho')} add={t('admin.person.choose')} person={person} onChange={pick} />
        {person && (
          <>
            <Select label={t('admin.expect.placeRole')} value={role} onChange={choose} options={[{ value: '', label: t('admin.expect.placeNone') }, ...roles.map(({ id, name }) => ({ value: id, label: name }))]} />
            {levels.length > 0 && <Select label={t('admin.expect.placeLevel')} value={level} onChange={(next) => { asked.current++; setLevel(next) }} options={levels.map(({ id, name }) => ({ value: id, label: name }))} />}
            <div><Button type="submit" look="ink" aria-busy={saving.busy}>{t('common.save')}</Button></div>
          </>
        )}
        {told && <p class="small soft" role="status">{t('admin.expect.placed', { name: told })}</p>}
        {saving.problem && <State is="failed" what={saving.problem.code === 'not-allowed' ? t('admin.expect.placeNot') : word(problemWord(saving.problem))} />}
      </form>
    </Section>
  )
}
