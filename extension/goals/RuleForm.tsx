import type { KeyResult, MoveRule } from '../../shared/key-results'
import { canMove } from '../../shared/moves'
import { Field, Segmented, Tick, useWords } from '../ui'

interface Props {
  rule: KeyResult['rule']
  measure: KeyResult['measure']
  onChange: (rule: KeyResult['rule']) => void
  /** Somebody has asked to save: what is missing is said. */
  asked?: boolean
}

const linked: MoveRule = { site: 'github', instance: 'github.com', of: 'linked', name: '', within: null, state: 'merged' }
const sets = { github: ['linked', 'label', 'repository'], jira: ['linked', 'epic', 'label', 'repository'] } as const
const states = { github: ['merged', 'done', 'closed'], jira: ['done'] } as const

/** Whether a rule names what it needs. */
export const isWholeRule = (rule: KeyResult['rule']): boolean => rule === null || (rule.instance !== '' && (rule.of === 'linked' || rule.name.trim() !== ''))

/** Which work moves a key result: site, set, state; below it, in words, what will. Nothing for measures that work cannot move. */
export function RuleForm({ rule, measure, onChange, asked = false }: Props) {
  const { t } = useWords()
  if (!canMove(measure)) return null
  const put = (part: Partial<MoveRule>) => onChange({ ...(rule ?? linked), ...part })
  const missing = (text: string) => (asked && text.trim() === '' ? t('field.needed') : undefined)
  return (
    <div class="stack">
      <Tick checked={rule !== null} onChange={(on) => onChange(on ? linked : null)} hint={t('moves.hint')}>{t('moves.on')}</Tick>
      {rule && (
        <>
          <Segmented label={t('moves.site')} look="well" value={rule.site} onChange={(site) => onChange({ ...linked, site, instance: site === 'github' ? 'github.com' : '', state: states[site][0] })} options={(['github', 'jira'] as const).map((value) => ({ value, label: t(`moves.site.${value}`) }))} />
          <Segmented label={t('moves.of')} look="boxes" value={rule.of} onChange={(of) => put({ of, name: '', within: null })} options={sets[rule.site].map((value) => ({ value, label: t(value === 'repository' ? `moves.of.repository.${rule.site}` : `moves.of.${value}`) }))} />
          <Field label={t('moves.instance')} dir="ltr" placeholder={hostExample} spellcheck={false} maxLength={255} value={rule.instance} onInput={(text) => put({ instance: hostIn(text) })} error={missing(rule.instance)} />
          {rule.of !== 'linked' && <Field label={t(`moves.name.${rule.of}`)} dir="ltr" spellcheck={false} maxLength={200} placeholder={example(rule)} value={rule.name} onInput={(name) => put({ name: name.trimStart() })} error={missing(rule.name)} />}
          {rule.of === 'label' && <Field label={t(`moves.within.${rule.site}`)} optional dir="ltr" spellcheck={false} maxLength={200} placeholder={rule.site === 'github' ? 'acme/api' : 'PAY'} value={rule.within ?? ''} onInput={(text) => put({ within: text.trim() || null })} />}
          {rule.site === 'github' && <Segmented label={t('moves.state')} look="well" value={rule.state} onChange={(state) => put({ state })} options={states.github.map((value) => ({ value, label: t(`moves.state.${value}`) }))} />}
          {isWholeRule(rule) && <RuleSaid rule={rule} measure={measure} />}
        </>
      )}
    </div>
  )
}

/** A rule in words: which work moves it, and how it is counted. */
export function RuleSaid({ rule, measure }: { rule: MoveRule; measure: KeyResult['measure'] }) {
  const { t, rich } = useWords()
  const values = { name: rule.name, state: rule.state, place: rule.within ?? '' }
  const what = rule.of === 'linked' ? rich('moves.said.linked', values) : rule.of === 'label' && rule.within ? rich('moves.said.labelWithin', values) : rich(`moves.said.${rule.of}`, values)
  return <p class="small soft">{what} {t(measure === 'number' ? 'moves.counted' : 'moves.shared')}</p>
}

const hostExample = 'acme.atlassian.net'
const example = ({ of, site }: MoveRule): string => (of === 'epic' ? 'PAY-9' : of === 'label' ? 'perf' : site === 'github' ? 'acme/api' : 'PAY')
/** A host, although a whole address was pasted. */
const hostIn = (text: string): string => text.trim().toLowerCase().replace(/^https?:\/\//, '').replace(/\/(?:(?:browse|secure|projects|issues)(?:\/.*)?)?$/, '')
