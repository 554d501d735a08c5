import type { CheckIn } from '../../shared/check-ins'
import type { Goal } from '../../shared/goals'
import { Button, HelpIcon, Row, Rows, Section, useWords } from '../ui'
import { mayAnswer } from './figures'

/** What is needed and not answered, here and in what is aligned to it: it stands until somebody answers. */
export function Needs({ goal, viewer, onAnswer }: { goal: Goal; viewer: string; onAnswer: (need: CheckIn, goal: string) => void }) {
  const { t, rich, ago } = useWords()
  return (
    <Section title={t('goals.needs')} aside={goal.needs.length}>
      <Rows lined label={t('goals.needs')}>
        {goal.needs.map((one) => {
          const child = goal.aligned.find(({ keyResults }) => keyResults.some(({ id }) => id === one.keyResult))
          const may = mayAnswer(one, child ?? goal, viewer) || goal.mine === 'owner' || goal.mine === 'co_owner'
          return (
            <Row
              key={one.id} mark={<HelpIcon />} title={rich('goals.need.said', { by: one.by?.name ?? t('common.former'), kind: one.need!.kind, to: one.need!.to.name ?? t('common.former') })}
              detail={<><span dir="auto">{one.need!.text || one.line}</span> <span>{[child?.title, ago(one.at)].filter(Boolean).join(' · ')}</span></>}
              {...(may && { action: <Button look="line" size="small" onClick={() => onAnswer(one, child?.id ?? goal.id)}>{t('goals.need.answer')}</Button> })}
            />
          )
        })}
      </Rows>
    </Section>
  )
}
