import type { ComponentChildren } from 'preact'
import { changesBetween, expectationEndpoints, expectationKinds, type PersonExpectations, type Standards } from '../../shared/expectations'
import './growth.css'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, CheckIcon, Row, Rows, Section, State, useWords } from '../ui'

interface Props { expected: PersonExpectations; standards: Standards; /** Of the person, as far as the reader sees them. */ goals: readonly GoalSpeaking[]; /** Where whoever may sets a role. */ begin?: ComponentChildren; onChange: (expected: PersonExpectations) => void }

/** What is expected of somebody today, what changed since they confirmed it, and their word that they read it. */
export function Expected({ expected, standards, goals, begin, onChange }: Props) {
  const { t, word, date } = useWords()
  const acting = useAct()
  const { role, level, person, mine, confirmed } = expected
  const title = mine ? t('expect.mine') : t('expect.of', { name: person.name ?? '' })
  if (!role || !level) return <Section title={title}><State is="empty" small what={t('expect.none')} why={t('expect.noneWhy')} action={begin} /></Section>
  const isRead = confirmed?.version === expected.version && confirmed.role === role.id && confirmed.level === level.id
  const confirm = () => void acting.run(async () => {
    onChange(await call(expectationEndpoints.confirm, { body: { role: role.id, level: level.id, version: expected.version } }))
    announce(t('settings.saved'))
  })
  return (
    <Section title={title} aside={<bdi>{t('expect.at', { role: role.name, level: level.name })}</bdi>}>
      <p class="small soft">{t('expect.since', { version: expected.version, date: date(expected.from ?? '') })}</p>
      {mine && confirmed && !isRead && <Changed expected={expected} />}
      {expectationKinds.map((kind) => [kind, expected.expectations.filter((one) => one.kind === kind)] as const).filter(([, all]) => all.length > 0).map(([kind, all]) => (
        <Section key={kind} level={3} small title={t(`expect.kind.${kind}`)}>
          <ul class="expect-list">{all.map((one) => <li key={one.id} dir="auto">{one.text}{one.measure && <span class="expect-measure small soft">{t('expect.measure', { measure: one.measure })}</span>}<Speaking goals={goals.filter(({ expectations }) => expectations?.includes(one.id))} /></li>)}</ul>
        </Section>
      ))}
      <Steps expected={expected} standards={standards} />
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      {isRead && <p class="small soft line"><CheckIcon /> <span>{mine ? t('expect.confirmed', { date: date(confirmed.at) }) : t('expect.confirmedOf', { name: person.name ?? '', date: date(confirmed.at) })}</span></p>}
      {!isRead && (mine ? <div><Button look="ink" aria-busy={acting.busy} onClick={confirm}>{t('expect.confirm')}</Button></div> : <p class="small soft">{t('expect.unconfirmed', { name: person.name ?? '' })}</p>)}
    </Section>
  )
}

/** A goal's title, page, and the sentences that it speaks to. */
export interface GoalSpeaking { id: string; title: string; href: string; expectations?: readonly string[] | undefined }

function Speaking({ goals }: { goals: readonly GoalSpeaking[] }) {
  const { t } = useWords()
  if (goals.length === 0) return null
  return <span class="expect-measure small soft">{t('expect.goals')}: {goals.map((one, index) => <span key={one.id}>{index > 0 && ' · '}<a href={one.href} dir="auto">{one.title}</a></span>)}</span>
}

function Changed({ expected: { confirmed, expectations } }: { expected: PersonExpectations }) {
  const { t } = useWords()
  const { added, changed, gone } = changesBetween(confirmed!.expectations, expectations)
  if (added.length + changed.length + gone.length === 0) return null
  return (
    <Section level={3} small title={t('expect.changes')}>
      <ul class="expect-list">
        {added.map((one) => <li key={one.id} dir="auto">{t('expect.added', { text: one.text })}</li>)}
        {changed.map(({ before, after }) => <li key={after.id} dir="auto">{after.text}<span class="expect-measure small soft">{t('expect.changed', { text: before.text })}</span></li>)}
        {gone.map((one) => <li key={one.id} dir="auto">{t('expect.gone', { text: one.text })}</li>)}
      </ul>
    </Section>
  )
}

/** Competencies with the description of the level that is expected. */
function Steps({ expected, standards }: { expected: PersonExpectations; standards: Standards }) {
  const { t, rich } = useWords()
  const known = expected.competencies.flatMap(({ id, level }) => {
    const found = standards.competencies.find((one) => one.id === id)
    return found ? [{ found, level }] : []
  })
  if (known.length === 0) return null
  return (
    <Section level={3} small title={t('expect.competencies')}>
      <Rows lined label={t('expect.competencies')}>{known.map(({ found, level }) => <Row key={found.id} title={rich('expect.competencyLevel', { name: found.name, level })} detail={<span dir="auto">{found.levels[level - 1] ?? ''}</span>} />)}</Rows>
    </Section>
  )
}
