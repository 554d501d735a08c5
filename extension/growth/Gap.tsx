import { useState } from 'preact/hooks'
import { type Competency, mostSteps } from '../../shared/expectations'
import { type Gap as GapLine, type Growth, growthEndpoints, type Rating } from '../../shared/growth'
import { call } from '../bridge/call'
import { useAct } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { announce, Button, Section, Select, State, useWords } from '../ui'
import { DotLegend, Dots, type DotShape } from '../ui/Dots'

interface Props { growth: Growth; gaps: readonly GapLine[]; competencies: readonly Competency[]; onChange: (growth: Growth) => void }

const sides = [['expected', 'ring'], ['self', 'diamond'], ['manager', 'square']] as const satisfies readonly (readonly [keyof GapLine, DotShape])[]

/** Expected level against how the person and their manager see it. Dots, no rank; the same as a table. */
export function Gap({ growth, gaps, competencies, onChange }: Props) {
  const { t } = useWords()
  const [table, setTable] = useState(false)
  const [rating, setRating] = useState(false)
  const name = growth.person.name ?? ''
  const known = gaps.filter((one) => competencies.some(({ id }) => id === one.competency))
  const nameOf = (id: string) => competencies.find((one) => one.id === id)?.name ?? ''
  const most = Math.max(3, ...known.map((one) => competencies.find(({ id }) => id === one.competency)!.levels.length))
  const label = (side: keyof GapLine) => (side === 'expected' ? t('gap.expected') : side === 'self' ? t('gap.self', { name }) : growth.manager?.name ?? t('gap.manager'))
  return (
    <Section title={t('gap.title')} aside={known.length > 0 && <Button look="link" onClick={() => setTable(!table)}>{t(table ? 'gap.drawn' : 'gap.table')}</Button>}>
      {known.length === 0 && <State is="empty" small what={t('gap.none')} why={t('gap.noneWhy')} />}
      {known.length > 0 && !table && (
        <>
          <DotLegend items={sides.map(([side, shape]) => ({ shape, label: label(side) }))} />
          <Dots
            says={t('gap.says', { most, count: known.length, name })} most={most} step={(level) => t('gap.level', { level })}
            rows={known.map((one) => ({ label: nameOf(one.competency), marks: sides.flatMap(([side, shape]) => (one[side] === null ? [] : [{ shape, at: one[side] }])) }))}
          />
        </>
      )}
      {known.length > 0 && table && (
        <div class="growth-scroll">
          <table class="growth-table">
            <thead><tr><th scope="col">{t('area.competency')}</th>{sides.map(([side]) => <th key={side} scope="col"><bdi>{label(side)}</bdi></th>)}</tr></thead>
            <tbody>{known.map((one) => <tr key={one.competency}><th scope="row" dir="auto">{nameOf(one.competency)}</th>{sides.map(([side]) => <td key={side}>{one[side] ?? t('gap.nobody')}</td>)}</tr>)}</tbody>
          </table>
        </div>
      )}
      {growth.mine !== 'shared' && competencies.length > 0 && !rating && <div><Button look="line" onClick={() => setRating(true)}>{growth.mine === 'own' ? t('gap.rate') : t('gap.rateOf', { name })}</Button></div>}
      {rating && <Rate growth={growth} gaps={gaps} competencies={competencies} onDone={(now) => { setRating(false); onChange(now) }} onCancel={() => setRating(false)} />}
    </Section>
  )
}

function Rate({ growth, gaps, competencies, onDone, onCancel }: Omit<Props, 'onChange'> & { onDone: (growth: Growth) => void; onCancel: () => void }) {
  const { t, word } = useWords()
  const own = growth.mine === 'own' ? growth.self : growth.byManager
  const [levels, setLevels] = useState<readonly Rating[]>(own?.levels ?? [])
  const acting = useAct()
  const asked = competencies.filter((one) => !one.archived || levels.some(({ competency }) => competency === one.id)).toSorted((a, b) => Number(!gaps.some(({ competency }) => competency === a.id)) - Number(!gaps.some(({ competency }) => competency === b.id)))
  const set = (competency: string, level: string) => setLevels([...levels.filter((one) => one.competency !== competency), ...(level ? [{ competency, level: Number(level) }] : [])])
  const save = () => void acting.run(async () => {
    onDone(await call(growthEndpoints.rate, { params: { id: growth.person.id }, body: { levels: [...levels] } }))
    announce(t('settings.saved'))
  })
  return (
    <form class="stack form" onSubmit={(event) => { event.preventDefault(); save() }}>
      {asked.map((one) => (
        <Select
          key={one.id} label={one.name} value={String(levels.find(({ competency }) => competency === one.id)?.level ?? '')} onChange={(level) => set(one.id, level)}
          options={[{ value: '', label: t('gap.unsaid') }, ...one.levels.slice(0, mostSteps).map((text, index) => ({ value: String(index + 1), label: `${index + 1}. ${text}` }))]}
        />
      ))}
      {acting.problem && <State is="failed" what={word(problemWord(acting.problem))} />}
      <div class="line"><Button type="submit" look="ink" aria-busy={acting.busy}>{t('common.save')}</Button><Button look="quiet" onClick={onCancel}>{t('common.cancel')}</Button></div>
    </form>
  )
}
