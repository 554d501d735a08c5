import { useState } from 'preact/hooks'
import { expectationEndpoints, type Standard, type Standards, type Written } from '../../shared/expectations'
import { newId } from '../../shared/ids'
import { call } from '../bridge/call'
import { useAct, useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Button, Menu, Row, Rows, Section, State, useWords } from '../ui'
import { Importing } from './Importing'
import { PlaceForm } from './PlaceForm'
import { StandardForm } from './StandardForm'
import './growth.css'

const kinds = ['role', 'competency'] as const
const blank = (kind: Standard['kind']): Written => kind === 'role'
  ? { kind, id: newId(), name: '', archived: false, levels: [{ id: newId(), name: '', expectations: [], competencies: [] }] }
  : { kind, id: newId(), name: '', archived: false, about: '', levels: ['', '', ''] }
const writtenOf = ({ version: _, from: __, ...written }: Standard): Written => written

/** For admins and HR: job roles and competencies in versions, starter sets, files, and who is at which level. */
export function Keeping() {
  const { word } = useWords()
  const { value, problem, again, set } = useLoad(() => call(expectationEndpoints.all, {}))
  if (problem) return <State is="failed" what={word(problemWord(problem))} onRetry={again} />
  if (!value) return <State is="loading" rows={4} />
  return (
    <>
      {kinds.map((kind) => <Kept key={kind} kind={kind} standards={value} onChange={set} />)}
      {value.roles.length > 0 && <PlaceForm standards={value} />}
      <Importing standards={value} onChange={set} />
    </>
  )
}

function Kept({ kind, standards, onChange }: { kind: Standard['kind']; standards: Standards; onChange: (standards: Standards) => void }) {
  const { t, word, date } = useWords()
  const [editing, setEditing] = useState<{ written: Written; version: number } | null>(null)
  const acting = useAct()
  const today: readonly Standard[] = kind === 'role' ? standards.roles : standards.competencies
  const coming = (id: string) => standards.coming.find((one) => one.id === id)
  const all = [...today, ...standards.coming.filter((one) => one.kind === kind && !today.some(({ id }) => id === one.id))]
  const title = t(kind === 'role' ? 'admin.expect.roles' : 'admin.expect.competencies')
  const archive = (one: Standard, archived: boolean) => void acting.run(async () => {
    const last = coming(one.id) ?? one
    onChange(await call(expectationEndpoints.write, { body: { import: null, from: new Date().toISOString().slice(0, 10), items: [{ version: last.version, written: { ...writtenOf(one), archived } as Written }] } }))
  })
  const done = (now: Standards) => {
    setEditing(null)
    onChange(now)
  }
  return (
    <Section title={title} aside={all.filter(({ archived }) => !archived).length}>
      {all.length === 0 && !editing && kind === 'role' && <State is="empty" small what={t('admin.expect.noRoles')} why={t('admin.expect.noRolesWhy')} />}
      {acting.problem && <State is="failed" what={acting.problem.code === 'changed-meanwhile' ? t('admin.expect.meanwhile') : word(problemWord(acting.problem))} />}
      {all.length > 0 && (
        <Rows lined label={title}>
          {all.map((one) => {
            const last = coming(one.id) ?? one
            if (editing?.written.id === one.id) return <li key={one.id} class="row-form"><StandardForm {...editing} standards={standards} onDone={done} onCancel={() => setEditing(null)} /></li>
            return (
              <Row
                key={one.id} title={<strong><bdi>{one.name}</bdi></strong>}
                detail={[one.archived && t('admin.expect.archived'), t('admin.expect.levels', { count: one.levels.length, version: one.version }), last.from > new Date().toISOString().slice(0, 10) && t('admin.expect.coming', { version: last.version, date: date(last.from) })].filter(Boolean).join(' · ')}
                action={<Menu label={t('values.menu', { name: one.name })} items={one.archived ? [{ label: t('admin.expect.back'), onSelect: () => archive(one, false) }] : [{ label: t('common.edit'), onSelect: () => setEditing({ written: writtenOf(last), version: last.version }) }, { label: t('admin.expect.archive'), onSelect: () => archive(one, true) }]} />}
              />
            )
          })}
        </Rows>
      )}
      {editing && !all.some(({ id }) => id === editing.written.id) && <StandardForm {...editing} standards={standards} onDone={done} onCancel={() => setEditing(null)} />}
      {!editing && <div><Button look="line" onClick={() => setEditing({ written: blank(kind), version: 0 })}>{t(kind === 'role' ? 'admin.expect.addRole' : 'admin.expect.addCompetency')}</Button></div>}
    </Section>
  )
}
