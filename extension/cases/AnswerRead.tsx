import { caseEndpoints } from '../../shared/cases'
import { call } from '../bridge/call'
import { useLoad } from '../organisation/load'
import { problemWord } from '../organisation/problem'
import { Card, State, useWords } from '../ui'

/** The answer to one's own case: the letter, what was given, and what was withheld for which reason. */
export function AnswerRead({ id }: { id: string }) {
  const { t, word, date } = useWords()
  const { value, problem, again } = useLoad(() => call(caseEndpoints.answerOf, { params: { id } }), [id])
  if (problem) return <State is="failed" what={word(problemWord(problem))} onRetry={again} />
  if (!value) return <State is="loading" rows={3} />
  return (
    <Card label={t('case.ask')}>
      {value.letter && <p class="words" dir="auto">{value.letter}</p>}
      {value.given.map((one, index) => (
        <section key={index}>
          <h3 class="tiny soft">{t('case.what', { what: one.what, author: one.author ?? t('case.someone'), date: date(one.at) })}</h3>
          <p class="quote" dir="auto">{one.text}</p>
        </section>
      ))}
      {value.withheld.map(({ reason, count }) => <p key={reason} class="soft">{t('case.withheldCount', { count, reason: t(`case.reason.${reason}`) })}</p>)}
    </Card>
  )
}
