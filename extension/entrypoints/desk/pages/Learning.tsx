import { expectationEndpoints } from '../../../../shared/expectations'
import { learningEndpoints } from '../../../../shared/learning'
import { call } from '../../../bridge/call'
import { LibraryView } from '../../../learning/LibraryView'
import { useLoad } from '../../../organisation/load'
import { deskHref } from '../../../organisation/paths'
import { problemWord } from '../../../organisation/problem'
import { PageHead, State, useWords } from '../../../ui'
import { useTitle } from '../useTitle'

/** What one can learn from here, by competency. */
export function LearningPage() {
  const { t, word } = useWords()
  const library = useLoad(() => call(learningEndpoints.library, { query: {} }))
  const standards = useLoad(() => call(expectationEndpoints.all, {}))
  useTitle(t('learn.title'))
  const problem = library.problem ?? standards.problem
  return (
    <>
      <PageHead title={t('learn.title')} above={<a href={deskHref('/growth')}>{t('growth.title')}</a>}><p class="soft">{t('learn.why')}</p></PageHead>
      {problem ? <State is="failed" what={word(problemWord(problem))} onRetry={() => { library.again(); standards.again() }} />
        : library.value && standards.value ? <LibraryView library={library.value} competencies={standards.value.competencies} onChange={library.set} /> : <State is="loading" rows={5} />}
    </>
  )
}
