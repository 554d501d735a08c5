import { choicesOf, type Entry, type Filters as Chosen } from '../../shared/timeline'
import { siteName } from '../artifacts/naming'
import { nameOf } from '../people/names'
import { Button, Menu, useWords } from '../ui'

export interface Shown extends Chosen {
  /** So many months, or all. */
  months: number | null
}
export const periods = [3, 6, 12, 24, null] as const

/** What is shown of a timeline: one menu a question, each only where there is something to choose. */
export function Filters({ entries, shown, viewer, onChange }: { entries: readonly Entry[]; shown: Shown; viewer: string; onChange: (shown: Shown) => void }) {
  const words = useWords()
  const { t } = words
  const choices = choicesOf(entries)
  const period = (months: number | null) => (months === null ? t('timeline.all') : t('timeline.months', { count: months }))
  const menus = [
    { what: 'person' as const, options: choices.people.map((one) => ({ value: one.id, label: nameOf(one, viewer, words) })) },
    { what: 'kind' as const, options: choices.kinds.map((kind) => ({ value: kind, label: t(`timeline.kind.${kind}`) })) },
    { what: 'value' as const, options: choices.values.map(({ id, name }) => ({ value: id, label: name })) },
    { what: 'site' as const, options: choices.sites.map((site) => ({ value: site, label: siteName(site as never) })) },
  ]
  const any = menus.some(({ what }) => shown[what] !== undefined)
  return (
    <div class="timeline-filters" role="group" aria-label={t('timeline.filters')}>
      <One label={t('timeline.by.period')} chosen={period(shown.months)} options={periods.map((months) => ({ label: period(months), choose: () => onChange({ ...shown, months }) }))} />
      {menus.filter(({ options, what }) => options.length > 1 || shown[what] !== undefined).map(({ what, options }) => (
        <One
          key={what} label={t(`timeline.by.${what}`)} chosen={options.find(({ value }) => value === shown[what])?.label ?? t('timeline.all')} on={shown[what] !== undefined}
          options={[{ label: t('timeline.all'), choose: () => onChange({ ...shown, [what]: undefined }) }, ...options.map(({ value, label }) => ({ label, choose: () => onChange({ ...shown, [what]: value }) }))]}
        />
      ))}
      {any && <Button look="quiet" onClick={() => onChange({ months: shown.months })}>{t('timeline.showAll')}</Button>}
    </div>
  )
}

function One({ label, chosen, on, options }: { label: string; chosen: string; on?: boolean; options: { label: string; choose: () => void }[] }) {
  const { t } = useWords()
  return <Menu label={label} look={on ? 'outline' : 'line'} items={options.map(({ label, choose }) => ({ label, onSelect: choose }))}>{t('timeline.filter', { what: label, chosen })}</Menu>
}
